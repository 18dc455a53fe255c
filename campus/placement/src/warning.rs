//! What does not stop a plan, but should be known.

use kernel::{InWords, Lang, grouped};
use serde::{Deserialize, Serialize};

use crate::{plan::Role, rules::Obstacle, what_if::Change};

/// Something that does not stop a plan, but should be known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Warning {
    /// A column that nothing reads.
    UnknownColumn {
        /// The file.
        file: Role,
        /// Its header.
        column: String,
    },
    /// Empty cells filled by `[defaults]`.
    DefaultUsed {
        /// The file.
        file: Role,
        /// The column.
        column: String,
        /// What fills it.
        value: String,
        /// How many cells.
        cells: u32,
    },
    /// Learners without a mode of travel.
    TransitAssumed {
        /// How many.
        learners: u32,
    },
    /// A trade that learners learn and nobody offers.
    TradeWithoutOffer {
        /// The trade.
        trade: String,
        /// How many learn it.
        learners: u32,
    },
    /// A trade that is offered and nobody learns.
    TradeWithoutLearner {
        /// The trade.
        trade: String,
        /// How many offers.
        offers: u32,
    },
    /// An offer with zero places.
    NoPlaces {
        /// Id of the offer.
        offer: String,
    },
    /// A learner below 14 on the first day of the round.
    Below14 {
        /// Id of the learner.
        learner: String,
        /// The age.
        age: u8,
    },
    /// Learners without a birth date, whom no rule on age protects.
    AgeUnknown {
        /// How many.
        learners: u32,
    },
    /// Minors placed where the derogation was declared: an aptitude is needed for each.
    AptitudeNeeded {
        /// Ids of the learners.
        learners: Vec<String>,
    },
    /// Points that are only near the commune.
    ApproximatePoints {
        /// The file.
        file: Role,
        /// How many rows.
        rows: u32,
    },
    /// A lock that breaks rules, kept because it was asked for.
    ForcedLock {
        /// Id of the learner.
        learner: String,
        /// Id of the offer.
        offer: String,
        /// What stands in the way.
        obstacles: Vec<Obstacle>,
    },
    /// More learners lodged at an offer than it has beds.
    TooFewBeds {
        /// Id of the offer.
        offer: String,
        /// How many lodge there.
        lodged: u32,
        /// How many beds it has.
        beds: u32,
    },
    /// The budget opens not even the cheapest workshop.
    BudgetOpensNothing {
        /// The budget.
        budget_eur: u64,
        /// Id of the cheapest workshop.
        workshop: String,
        /// What it costs.
        cost_eur: u64,
        /// Learners without a place who could come.
        could_come: u32,
    },
    /// Two needs that may be one, misspelt: what only one workshop needs excludes nothing.
    NearNeed {
        /// Id of the workshop.
        workshop: String,
        /// What it needs.
        need: String,
        /// What another needs.
        near: String,
    },
    /// The previous plan was made from another file, and is used because it was asked for.
    PreviousOfOther {
        /// What the file is given as.
        file: Role,
        /// The name of the file that it was made from, if any.
        was: Option<String>,
        /// The name of today's file, if any.
        now: Option<String>,
    },
    /// The plan is not of the files alone: it was asked what changes would do.
    WhatIf {
        /// The name of the plan that they change.
        plan: String,
        /// The changes.
        changes: Vec<Change>,
    },
}

impl InWords for Role {
    fn in_words(&self, lang: Lang) -> String {
        let words = match (self, lang) {
            (Self::Learners, Lang::Fr) => "élèves",
            (Self::Learners, Lang::En) => "learners",
            (Self::Offers, Lang::Fr) => "offres",
            (Self::Offers, Lang::En) => "offers",
            (Self::Workshops, Lang::Fr) => "ateliers",
            (Self::Workshops, Lang::En) => "workshops",
            (Self::Travel, Lang::Fr) => "trajets",
            (Self::Travel, Lang::En) => "travel",
            (Self::Pairs, Lang::Fr) => "paires",
            (Self::Pairs, Lang::En) => "pairs",
            (Self::Round, Lang::Fr) => "campagne",
            (Self::Round, Lang::En) => "round",
            (Self::Previous, Lang::Fr) => "plan précédent",
            (Self::Previous, Lang::En) => "previous plan",
        };
        words.to_owned()
    }
}

impl InWords for Warning {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.in_french(),
            Lang::En => self.in_english(),
        }
    }
}

impl Warning {
    fn in_french(&self) -> String {
        let many = |n: &u32| grouped(i64::from(*n), Lang::Fr);
        match self {
            Self::UnknownColumn { file, column } => {
                format!(
                    "colonne «\u{a0}{column}\u{a0}» inconnue ({})\u{a0}: aucune règle ne la lit",
                    file.in_words(Lang::Fr)
                )
            }
            Self::DefaultUsed { file, column, value, cells } => format!(
                "cases vides de «\u{a0}{column}\u{a0}» ({}) remplies par «\u{a0}{value}\u{a0}»\u{a0}: {}",
                file.in_words(Lang::Fr),
                many(cells)
            ),
            Self::TransitAssumed { learners } => format!(
                "sans mode de déplacement, les transports en commun sont supposés\u{a0}; élèves\u{a0}: {}",
                many(learners)
            ),
            Self::TradeWithoutOffer { trade, learners } => format!(
                "aucune offre pour le métier «\u{a0}{trade}\u{a0}»\u{a0}; élèves\u{a0}: {}",
                many(learners)
            ),
            Self::TradeWithoutLearner { trade, offers } => format!(
                "aucun élève pour le métier «\u{a0}{trade}\u{a0}»\u{a0}; offres\u{a0}: {}",
                many(offers)
            ),
            Self::NoPlaces { offer } => format!("l’offre {offer} n’a aucune place"),
            Self::Below14 { learner, age } => format!(
                "l’élève {learner} n’a que {age}\u{a0}ans au début\u{a0}: vérifiez qu’un stage est permis"
            ),
            Self::AgeUnknown { learners } => format!(
                "sans date de naissance, les règles d’âge ne sont pas appliquées\u{a0}; élèves\u{a0}: {}",
                many(learners)
            ),
            Self::AptitudeNeeded { learners } => format!(
                "travaux réglementés avec dérogation déclarée\u{a0}: vérifiez l’avis d’aptitude de {}",
                learners.join(", ")
            ),
            Self::ApproximatePoints { file, rows } => format!(
                "position approximative ({})\u{a0}; lignes\u{a0}: {}",
                file.in_words(Lang::Fr),
                many(rows)
            ),
            Self::ForcedLock { learner, offer, obstacles } => format!(
                "{learner} est maintenu sur {offer} malgré\u{a0}: {}",
                told(obstacles, Lang::Fr)
            ),
            Self::TooFewBeds { offer, lodged, beds } => {
                format!("offre {offer}\u{a0}: à loger {lodged}, lits {beds}")
            }
            Self::BudgetOpensNothing { budget_eur, workshop, cost_eur, could_come } => format!(
                "le budget ({budget_eur}\u{a0}€) n’ouvre aucun atelier\u{a0}; le moins cher, {workshop}, \
                 coûte {cost_eur}\u{a0}€\u{a0}: élèves sans place qui pourraient y venir\u{a0}: {}",
                many(could_come)
            ),
            Self::NearNeed { workshop, need, near } => near_need(workshop, need, near, Lang::Fr),
            Self::PreviousOfOther { file, was, now } => {
                previous_of_other(*file, was.as_deref(), now.as_deref(), Lang::Fr)
            }
            Self::WhatIf { plan, changes } => what_if(plan, changes, Lang::Fr),
        }
    }

    fn in_english(&self) -> String {
        let many = |n: &u32| grouped(i64::from(*n), Lang::En);
        match self {
            Self::UnknownColumn { file, column } => {
                format!("unknown column “{column}” ({}): no rule reads it", file.in_words(Lang::En))
            }
            Self::DefaultUsed { file, column, value, cells } => format!(
                "empty cells of “{column}” ({}) filled with “{value}”: {}",
                file.in_words(Lang::En),
                many(cells)
            ),
            Self::TransitAssumed { learners } => format!(
                "without a mode of travel, public transport is assumed; learners: {}",
                many(learners)
            ),
            Self::TradeWithoutOffer { trade, learners } => {
                format!("no offer for the trade “{trade}”; learners: {}", many(learners))
            }
            Self::TradeWithoutLearner { trade, offers } => {
                format!("no learner for the trade “{trade}”; offers: {}", many(offers))
            }
            Self::NoPlaces { offer } => format!("offer {offer} has no places"),
            Self::Below14 { learner, age } => format!(
                "learner {learner} is only {age} on the first day: check that a placement is allowed"
            ),
            Self::AgeUnknown { learners } => format!(
                "without a birth date, rules on age are not applied; learners: {}",
                many(learners)
            ),
            Self::AptitudeNeeded { learners } => format!(
                "regulated work with a declared derogation: check the medical aptitude of {}",
                learners.join(", ")
            ),
            Self::ApproximatePoints { file, rows } => {
                format!("approximate position ({}); rows: {}", file.in_words(Lang::En), many(rows))
            }
            Self::ForcedLock { learner, offer, obstacles } => {
                format!("{learner} is kept at {offer} despite: {}", told(obstacles, Lang::En))
            }
            Self::TooFewBeds { offer, lodged, beds } => {
                format!("offer {offer}: to lodge {lodged}, beds {beds}")
            }
            Self::BudgetOpensNothing { budget_eur, workshop, cost_eur, could_come } => format!(
                "the budget ({budget_eur} euros) opens no workshop; the cheapest, {workshop}, costs \
                 {cost_eur} euros: learners without a place who could come: {}",
                many(could_come)
            ),
            Self::NearNeed { workshop, need, near } => near_need(workshop, need, near, Lang::En),
            Self::PreviousOfOther { file, was, now } => {
                previous_of_other(*file, was.as_deref(), now.as_deref(), Lang::En)
            }
            Self::WhatIf { plan, changes } => what_if(plan, changes, Lang::En),
        }
    }
}

fn told(obstacles: &[Obstacle], lang: Lang) -> String {
    obstacles.iter().map(|o| o.in_words(lang)).collect::<Vec<_>>().join("\u{a0}; ")
}

/// The previous plan was made from another file.
fn previous_of_other(file: Role, was: Option<&str>, now: Option<&str>, lang: Lang) -> String {
    let role = file.in_words(lang);
    match (lang, was, now) {
        (Lang::Fr, Some(was), None) => {
            format!("le plan précédent est fait de {was} ({role}), qui n’est pas donné")
        }
        (Lang::En, Some(was), None) => {
            format!("the previous plan was made from {was} ({role}), which is not given")
        }
        (Lang::Fr, None, now) => {
            format!("le plan précédent n’est pas fait de {} ({role})", now.unwrap_or_default())
        }
        (Lang::En, None, now) => {
            format!("the previous plan was not made from {} ({role})", now.unwrap_or_default())
        }
        (Lang::Fr, Some(_), Some(now)) => format!(
            "le plan précédent est fait d’un autre fichier ({role})\u{a0}: l’empreinte de {now} diffère"
        ),
        (Lang::En, Some(_), Some(now)) => format!(
            "the previous plan was made from another file ({role}): the hash of {now} differs"
        ),
    }
}

/// The plan is of changes to another.
fn what_if(plan: &str, changes: &[Change], lang: Lang) -> String {
    let changes: Vec<String> = changes.iter().map(|change| change.in_words(lang)).collect();
    let changes = changes.join(", ");
    match lang {
        Lang::Fr => format!(
            "plan d’essai, qui change {plan} ainsi\u{a0}: {changes}\u{a0}; pour l’adopter, changez de \
             même les fichiers et placez avec --previous et --force-previous"
        ),
        Lang::En => format!(
            "trial plan, which changes {plan} thus: {changes}; to adopt it, change the files alike \
             and place with --previous and --force-previous"
        ),
    }
}

/// Two needs that may be one.
fn near_need(workshop: &str, need: &str, near: &str, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!(
            "atelier {workshop}\u{a0}: «\u{a0}{need}\u{a0}» ressemble à «\u{a0}{near}\u{a0}»\u{a0}; \
             si c’est le même moyen, écrivez-le de la même façon"
        ),
        Lang::En => format!(
            "workshop {workshop}: “{need}” looks like “{near}”; if it is the same, write it the \
             same way"
        ),
    }
}
