//! Only workshops that stay closed would suit: why they do.

use std::collections::BTreeSet;

use kernel::{InWords, Lang, grouped};
use serde::{Deserialize, Serialize};

use crate::{Round, Workshop, outcome::Outcome, settings};

/// Only workshops that stay closed would suit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnlyWorkshops {
    /// The workshops, the least burdensome first.
    pub workshops: Vec<Closed>,
}

/// A workshop that stays closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// Id of the workshop.
    pub workshop: String,
    /// The school that would open it.
    pub school: Option<String>,
    /// Learners without a place who could come.
    pub could_come: u32,
    /// The fewest that it opens for.
    pub min_learners: u32,
    /// What it costs.
    pub cost_eur: u64,
    /// Why it stays closed.
    pub why: WhyClosed,
}

/// Why a workshop stays closed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum WhyClosed {
    /// Too few could come.
    TooFew,
    /// The open ones leave too little of the budget.
    OverBudget {
        /// What is left of it.
        left_eur: u64,
    },
    /// As many are open as may be.
    TooMany {
        /// How many may be.
        most: u32,
    },
    /// An open one needs the same.
    Taken {
        /// What both need.
        need: String,
        /// Id of the open workshop.
        by: String,
    },
    /// Nothing stands in the way: the search was stopped before it was looked at.
    Undecided,
}

/// What is closed, asked learner by learner.
pub(super) struct ClosedWorkshops<'a> {
    outcome: &'a Outcome<'a>,
    /// Of each workshop, by its index among them.
    closed: Vec<Option<Closed>>,
}

impl<'a> ClosedWorkshops<'a> {
    pub(super) fn new(outcome: &'a Outcome<'a>) -> Self {
        let round = outcome.round;
        let could_come = could_come(outcome);
        let closed = round.workshops().zip(could_come).map(|((offer, workshop), could_come)| {
            (!outcome.solved.is_open(round, offer)).then(|| Closed {
                workshop: round.offers[offer as usize].id.clone(),
                school: round.offers[offer as usize].company.clone(),
                could_come,
                min_learners: workshop.smallest,
                cost_eur: workshop.cost_eur,
                why: why_closed(outcome, workshop, could_come),
            })
        });
        Self { outcome, closed: closed.collect() }
    }

    /// Why the only places that suit this learner are closed.
    pub(super) fn reason(&self, learner: u32) -> OnlyWorkshops {
        let posed = &self.outcome.round.posed;
        let pairs = posed.problem().pairs_of(posed.numbering.agent_of[learner as usize]);
        let sites = pairs.iter().filter_map(|pair| posed.openings.site_of(pair.slot));
        let workshops = sites.filter_map(|site| self.closed[site as usize].clone());
        OnlyWorkshops { workshops: workshops.collect() }
    }
}

/// How many learners without a place could come to each workshop.
fn could_come(outcome: &Outcome) -> Vec<u32> {
    let posed = &outcome.round.posed;
    let mut could_come = vec![0; posed.openings.sites().len()];
    for (learner, _) in (0_u32..).zip(&outcome.offer_of).filter(|(_, offer)| offer.is_none()) {
        let pairs = posed.problem().pairs_of(posed.numbering.agent_of[learner as usize]);
        for site in pairs.iter().filter_map(|pair| posed.openings.site_of(pair.slot)) {
            could_come[site as usize] += 1;
        }
    }
    could_come
}

fn why_closed(outcome: &Outcome, workshop: &Workshop, could_come: u32) -> WhyClosed {
    let round = outcome.round;
    let open = || round.workshops().filter(|(offer, _)| outcome.solved.is_open(round, *offer));
    let spent: u64 = open().map(|(_, workshop)| workshop.cost_eur).sum();
    let settings::Workshops { budget_eur, most, .. } = round.settings.workshops;
    let left = budget_eur.map(|budget| budget.saturating_sub(spent));
    if could_come < workshop.smallest {
        return WhyClosed::TooFew;
    }
    if let Some((need, by)) = shared(round, workshop, open()) {
        return WhyClosed::Taken { need, by };
    }
    match (left, most) {
        (Some(left_eur), _) if left_eur < workshop.cost_eur => WhyClosed::OverBudget { left_eur },
        (_, Some(most)) if most as usize <= open().count() => WhyClosed::TooMany { most },
        _ => WhyClosed::Undecided,
    }
}

/// What a workshop and an open one both need, and the open one's id.
fn shared<'a>(
    round: &Round,
    workshop: &Workshop,
    mut open: impl Iterator<Item = (u32, &'a Workshop)>,
) -> Option<(String, String)> {
    let needs: BTreeSet<_> = workshop.needs.iter().collect();
    open.find_map(|(offer, other)| {
        let need = other.needs.iter().find(|need| needs.contains(need))?;
        Some((need.to_string(), round.offers[offer as usize].id.clone()))
    })
}

impl Outcome<'_> {
    /// The cheapest workshop if the budget opens none at all: its index, and how many
    /// learners without a place could come.
    pub(crate) fn cheapest_above_budget(&self) -> Option<(u32, u32)> {
        let budget = self.round.settings.workshops.budget_eur?;
        let workshops = self.round.workshops().zip(could_come(self));
        let cheapest = workshops.min_by_key(|((offer, workshop), _)| (workshop.cost_eur, *offer));
        let ((offer, workshop), could_come) = cheapest?;
        (budget < workshop.cost_eur).then_some((offer, could_come))
    }
}

impl InWords for OnlyWorkshops {
    fn in_words(&self, lang: Lang) -> String {
        let workshops: Vec<String> = self.workshops.iter().map(|w| w.in_words(lang)).collect();
        match lang {
            Lang::Fr => format!(
                "seuls des ateliers fermés conviennent\u{a0}: {}",
                workshops.join("\u{a0}; ")
            ),
            Lang::En => format!("only closed workshops would suit: {}", workshops.join("; ")),
        }
    }
}

impl InWords for Closed {
    fn in_words(&self, lang: Lang) -> String {
        let place = match &self.school {
            Some(school) => format!("{} ({school})", self.workshop),
            None => self.workshop.clone(),
        };
        format!("{place}, {}", self.because(lang))
    }
}

impl Closed {
    fn because(&self, lang: Lang) -> String {
        let Self { could_come, min_learners, .. } = self;
        let eur = |eur: u64| grouped(i64::try_from(eur).unwrap_or(i64::MAX), lang);
        let cost = eur(self.cost_eur);
        match (&self.why, lang) {
            (WhyClosed::TooFew, Lang::Fr) => {
                format!(
                    "qui ouvrirait à {min_learners} élèves\u{a0}: élèves qui pourraient venir\u{a0}: {could_come}"
                )
            }
            (WhyClosed::TooFew, Lang::En) => {
                format!("which would open with {min_learners}: {could_come} could come")
            }
            (WhyClosed::OverBudget { left_eur }, Lang::Fr) => {
                format!(
                    "qui coûte {cost}\u{a0}€\u{a0}: il reste {}\u{a0}€ du budget",
                    eur(*left_eur)
                )
            }
            (WhyClosed::OverBudget { left_eur }, Lang::En) => {
                format!("which costs {cost} euros: {} are left of the budget", eur(*left_eur))
            }
            (WhyClosed::TooMany { most }, Lang::Fr) => {
                format!("un de plus que les {most} que la campagne ouvre au plus")
            }
            (WhyClosed::TooMany { most }, Lang::En) => {
                format!("one more than the {most} that the round opens at most")
            }
            (WhyClosed::Taken { need, by }, Lang::Fr) => {
                format!("qui a besoin de «\u{a0}{need}\u{a0}», pris par {by}")
            }
            (WhyClosed::Taken { need, by }, Lang::En) => {
                format!("which needs “{need}”, taken by {by}")
            }
            (WhyClosed::Undecided, Lang::Fr) => {
                "la recherche a été arrêtée avant de le décider".to_owned()
            }
            (WhyClosed::Undecided, Lang::En) => "the search was stopped before deciding".to_owned(),
        }
    }
}
