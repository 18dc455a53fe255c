//! Checks a written plan: its proof by the engine's checker, every stated fact by stating
//! it again from the round and the places that the plan gives.

use std::collections::BTreeSet;

use kernel::{InWords, Lang, quoted};
use matching::{FalseOpening, OpenPlan};
use serde_json::Value;

use crate::{Plan, Round, outcome::Outcome, plan::FORMAT, solved::Solved};

/// The most differences that are told.
const MOST_TOLD: usize = 20;

/// Why a plan was not accepted.
#[derive(Clone, Debug, PartialEq)]
pub enum Refuted {
    /// The text is not JSON.
    Unreadable {
        /// What the reader of JSON says.
        why: String,
    },
    /// It states what is not true.
    False(Vec<Falsehood>),
}

/// Something that a plan states and is not true.
#[derive(Clone, Debug, PartialEq)]
pub enum Falsehood {
    /// It is JSON, but not a plan.
    NotAPlan {
        /// What is wrong, and where.
        why: String,
    },
    /// Another version of the format.
    Format {
        /// The version stated.
        stated: u32,
    },
    /// A placement of a learner or an offer that the round does not have.
    Unknown {
        /// Id of the learner.
        learner: String,
        /// Id of the offer.
        offer: String,
    },
    /// A learner placed twice.
    Twice {
        /// Id of the learner.
        learner: String,
    },
    /// Tables of the certificate that do not fit the round.
    Certificate,
    /// The places, the workshops or their proof do not hold.
    Proof(FalseOpening),
    /// A value that is not what the round and the places make it.
    Stated {
        /// Where it stands: `placements[3].minutes`.
        path: String,
        /// What the plan states.
        stated: String,
        /// What it is.
        found: String,
    },
}

/// The plan that a text states, if all of it is true.
pub(crate) fn verify(round: &Round, json: &str) -> Result<Plan, Refuted> {
    let plan: Plan = serde_json::from_str(json).map_err(|why| match why.classify() {
        serde_json::error::Category::Data => {
            Refuted::False(vec![Falsehood::NotAPlan { why: why.to_string() }])
        }
        _ => Refuted::Unreadable { why: why.to_string() },
    })?;
    check(round, &plan).map_err(Refuted::False)?;
    Ok(plan)
}

fn check(round: &Round, plan: &Plan) -> Result<(), Vec<Falsehood>> {
    if plan.format != FORMAT {
        return Err(vec![Falsehood::Format { stated: plan.format }]);
    }
    let solved = Solved::checked(round, found(round, plan)?)
        .map_err(|falsehood| vec![Falsehood::Proof(falsehood)])?;
    let again = Outcome::new(round, &solved).plan();
    if *plan == again {
        return Ok(());
    }
    Err(differences(plan, &again))
}

/// The engine's plan that the text states.
fn found(round: &Round, plan: &Plan) -> Result<OpenPlan, Vec<Falsehood>> {
    let numbering = &round.posed.numbering;
    let mut slot_of = vec![None; round.learners.len()];
    let mut falsehoods = vec![];
    for placement in &plan.placements {
        let learner = round.learner_idx(&placement.learner);
        let Some((learner, offer)) = learner.zip(round.offer_idx(&placement.offer)) else {
            let (learner, offer) = (placement.learner.clone(), placement.offer.clone());
            falsehoods.push(Falsehood::Unknown { learner, offer });
            continue;
        };
        let place = &mut slot_of[numbering.agent_of[learner as usize] as usize];
        if place.is_some() {
            falsehoods.push(Falsehood::Twice { learner: placement.learner.clone() });
        }
        *place = Some(numbering.slot_of[offer as usize]);
    }
    let certificate = plan.certificate.for_engine(round);
    let proof = proof(round, plan);
    let open = open(round, plan);
    match certificate.zip(proof).zip(open) {
        Some(((certificate, proof), open)) if falsehoods.is_empty() => {
            let totals = &plan.totals;
            let objective = matching::Objective {
                placed: totals.placed.saturating_add(totals.in_workshops),
                changes: totals.changes,
                burden: totals.burden,
            };
            Ok(OpenPlan { open, plan: matching::Plan { slot_of, objective, certificate }, proof })
        }
        Some(_) => Err(falsehoods),
        None => {
            falsehoods.push(Falsehood::Certificate);
            Err(falsehoods)
        }
    }
}

/// The engine's proof of the openings; none if the round has workshops and the plan no
/// proof of them, or the reverse.
fn proof(round: &Round, plan: &Plan) -> Option<matching::Proof> {
    match &plan.opening {
        None if round.workshops().next().is_none() => Some(matching::Proof::default()),
        Some(opening) if round.workshops().next().is_some() => opening.for_engine(round),
        Some(_) | None => None,
    }
}

/// Whether each workshop of the round opens, if the plan says so of all of them in order.
fn open(round: &Round, plan: &Plan) -> Option<Vec<bool>> {
    let ids = round.workshops().map(|(offer, _)| round.offers[offer as usize].id.as_str());
    let stated = plan.workshops.iter().map(|workshop| workshop.workshop.as_str());
    ids.eq(stated).then(|| plan.workshops.iter().map(|workshop| workshop.open).collect())
}

/// The first differences between what is stated and what is.
fn differences(stated: &Plan, found: &Plan) -> Vec<Falsehood> {
    let mut differences = vec![];
    let values = (serde_json::to_value(stated), serde_json::to_value(found));
    if let (Ok(stated), Ok(found)) = &values {
        compare("", stated, found, &mut differences);
    }
    if differences.is_empty() {
        // Nothing that can be told, yet not the same: never accepted.
        differences.push(Falsehood::NotAPlan { why: "values that JSON cannot tell".to_owned() });
    }
    differences
}

fn compare(path: &str, stated: &Value, found: &Value, differences: &mut Vec<Falsehood>) {
    if stated == found || MOST_TOLD <= differences.len() {
        return;
    }
    match (stated, found) {
        (Value::Object(stated), Value::Object(found)) => {
            let keys: BTreeSet<&String> = stated.keys().chain(found.keys()).collect();
            for key in keys {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                let (stated, found) = (stated.get(key), found.get(key));
                compare(
                    &path,
                    stated.unwrap_or(&Value::Null),
                    found.unwrap_or(&Value::Null),
                    differences,
                );
            }
        }
        (Value::Array(stated), Value::Array(found)) if stated.len() == found.len() => {
            for (idx, (stated, found)) in stated.iter().zip(found).enumerate() {
                compare(&format!("{path}[{idx}]"), stated, found, differences);
            }
        }
        _ => differences.push(Falsehood::Stated {
            path: path.to_owned(),
            stated: brief(stated),
            found: brief(found),
        }),
    }
}

fn brief(value: &Value) -> String {
    match value {
        Value::Array(values) => format!("[{}]", values.len()),
        Value::Object(_) => "{…}".to_owned(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

impl InWords for Refuted {
    fn in_words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Unreadable { why }, Lang::Fr) => {
                format!("le plan ne peut pas être lu\u{a0}: {why}")
            }
            (Self::Unreadable { why }, Lang::En) => format!("the plan cannot be read: {why}"),
            (Self::False(falsehoods), _) => {
                falsehoods.iter().map(|f| f.in_words(lang)).collect::<Vec<_>>().join("\n")
            }
        }
    }
}

impl InWords for Falsehood {
    fn in_words(&self, lang: Lang) -> String {
        let q = |text: &String| quoted(text, lang);
        match (self, lang) {
            (Self::NotAPlan { why }, Lang::Fr) => format!("ce n’est pas un plan\u{a0}: {why}"),
            (Self::NotAPlan { why }, Lang::En) => format!("this is no plan: {why}"),
            (Self::Format { stated }, Lang::Fr) => {
                format!("format {stated}, et cette version lit le format {FORMAT}")
            }
            (Self::Format { stated }, Lang::En) => {
                format!("format {stated}, and this version reads format {FORMAT}")
            }
            (Self::Unknown { learner, offer }, Lang::Fr) => {
                format!("{} ou {} n’est pas dans la campagne", q(learner), q(offer))
            }
            (Self::Unknown { learner, offer }, Lang::En) => {
                format!("{} or {} is not in the round", q(learner), q(offer))
            }
            (Self::Twice { learner }, Lang::Fr) => format!("{} est placé deux fois", q(learner)),
            (Self::Twice { learner }, Lang::En) => format!("{} is placed twice", q(learner)),
            (Self::Certificate, Lang::Fr) => "le certificat n’est pas de cette campagne".to_owned(),
            (Self::Certificate, Lang::En) => "the certificate is not of this round".to_owned(),
            (Self::Proof(why), Lang::Fr) => {
                format!("la preuve ne tient pas\u{a0}: {}", in_french(*why))
            }
            (Self::Proof(why), Lang::En) => format!("the proof does not hold: {why}"),
            (Self::Stated { path, stated, found }, Lang::Fr) => {
                format!("{path}\u{a0}: le plan dit {stated}, c’est {found}")
            }
            (Self::Stated { path, stated, found }, Lang::En) => {
                format!("{path}: the plan says {stated}, it is {found}")
            }
        }
    }
}

/// What the engine says in English of a proof, in French.
fn in_french(why: FalseOpening) -> String {
    match why {
        FalseOpening::Seats(why) => of_seats(why),
        FalseOpening::Length => "une table n’a pas la bonne longueur".to_owned(),
        FalseOpening::Inadmissible => "ces ateliers ne peuvent pas ouvrir ensemble".to_owned(),
        FalseOpening::TooFew(site) => {
            format!("l’atelier n°\u{a0}{site} a moins d’élèves que son effectif minimal")
        }
        FalseOpening::Aims => "la preuve ne porte pas sur ces objectifs".to_owned(),
        FalseOpening::Sign => "un prix ou un poids est négatif".to_owned(),
        FalseOpening::TooLarge => "un prix ou un poids est trop grand".to_owned(),
        FalseOpening::Leaf(aim) => format!("un cas de l’objectif n°\u{a0}{aim} ne prouve rien"),
        FalseOpening::Bound(aim) => {
            format!("la borne de l’objectif n°\u{a0}{aim} n’est pas celle de ses cas")
        }
    }
}

/// The same of the seats alone.
fn of_seats(why: matching::Falsehood) -> String {
    use matching::Falsehood as F;
    match why {
        F::Length => "une table n’a pas la bonne longueur".to_owned(),
        F::NotAllowed(agent) => {
            format!("l’apprenant n°\u{a0}{agent} ne peut pas avoir cette place")
        }
        F::SlotOverfull(slot) => format!("l’offre n°\u{a0}{slot} prend plus qu’elle n’a de places"),
        F::GroupOverfull(group) => format!("l’entreprise n°\u{a0}{group} dépasse son plafond"),
        F::Objective => "les totaux ne sont pas ceux du plan".to_owned(),
        F::AgentBlock(agent) => format!("l’apprenant n°\u{a0}{agent} est dans le mauvais bloc"),
        F::NotClosed(agent) => format!("le bloc de l’apprenant n°\u{a0}{agent} n’est pas fermé"),
        F::SlotBlock(slot) => format!("l’offre n°\u{a0}{slot} est dans le mauvais bloc"),
        F::SlotNotFull(slot) => format!("l’offre n°\u{a0}{slot} n’est pas pleine"),
        F::GroupNotFull(group) => format!("l’entreprise n°\u{a0}{group} n’est pas pleine"),
        F::SlotPrice(slot) => format!("l’offre n°\u{a0}{slot} ne peut pas avoir ce prix"),
        F::GroupPrice(group) => format!("l’entreprise n°\u{a0}{group} ne peut pas avoir ce prix"),
        F::NotCheapest(agent) => {
            format!("les prix ne prouvent pas la place de l’apprenant n°\u{a0}{agent}")
        }
    }
}
