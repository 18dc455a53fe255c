use std::collections::HashSet;

use kernel::{Lang, fold};
use maud::{Markup, html};

use super::{Options, phrase::cut};
use crate::{Learner, Offer, Plan, Round, Unplaced, plan::Placement};

/// Above so many learners a page gives totals; the tables beside it give the rows.
const MOST_LEARNERS: usize = 2_000;

/// What one reader may see of a plan.
pub(super) struct View<'a> {
    pub(super) round: &'a Round,
    pub(super) plan: &'a Plan,
    pub(super) options: &'a Options,
    /// Learners with a place, by id.
    pub(super) placed: Vec<Placed<'a>>,
    /// Learners without one, by id.
    pub(super) waiting: Vec<Waiting<'a>>,
    pub(super) detail: Detail,
    ids: HashSet<&'a str>,
}

/// How much the page tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Every learner.
    Learners,
    /// Sums, and a few learners as examples.
    Totals,
}

/// A learner and her place.
pub(super) struct Placed<'a> {
    pub(super) learner: &'a Learner,
    pub(super) offer: &'a Offer,
    pub(super) placement: &'a Placement,
}

/// A learner without a place.
pub(super) struct Waiting<'a> {
    pub(super) learner: &'a Learner,
    pub(super) unplaced: &'a Unplaced,
}

impl<'a> View<'a> {
    pub(super) fn new(round: &'a Round, plan: &'a Plan, options: &'a Options) -> Self {
        let school = options.school.as_deref().map(fold);
        let shown = |id: &str| {
            let learner = &round.learners[round.learner_idx(id)? as usize];
            let own = learner.school.as_deref().map(fold);
            (school.is_none() || own == school).then_some(learner)
        };
        let placed: Vec<_> = plan
            .placements
            .iter()
            .filter_map(|placement| {
                let offer = &round.offers[round.offer_idx(&placement.offer)? as usize];
                Some(Placed { learner: shown(&placement.learner)?, offer, placement })
            })
            .collect();
        let waiting = plan.unplaced.iter();
        let waiting: Vec<_> = waiting
            .filter_map(|unplaced| Some(Waiting { learner: shown(&unplaced.learner)?, unplaced }))
            .collect();
        let learners = placed.iter().map(|p| p.learner).chain(waiting.iter().map(|w| w.learner));
        let ids: HashSet<&str> = learners.map(|learner| learner.id.as_str()).collect();
        let detail =
            if ids.len() <= MOST_LEARNERS { Detail::Learners } else { Detail::Totals };
        Self { round, plan, options, placed, waiting, detail, ids }
    }

    /// The same, told in sums.
    pub(super) fn in_totals(self) -> Self {
        Self { detail: Detail::Totals, ..self }
    }

    pub(super) fn lang(&self) -> Lang {
        self.options.lang
    }

    /// The one school that the page is for, if it is for one.
    pub(super) fn school(&self) -> Option<&str> {
        self.options.school.as_deref()
    }

    /// How many learners the reader may see.
    pub(super) fn n_learners(&self) -> usize {
        self.placed.len() + self.waiting.len()
    }

    /// Whether the reader may know anything of the learner with this id.
    pub(super) fn shows(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// A learner, as this reader may know her.
    pub(super) fn who(&self, learner: &Learner) -> Markup {
        let name = learner.name.as_deref().filter(|_| self.options.names);
        html! {
            span.id { (cut(&learner.id)) }
            @if let Some(name) = name { " " span.name { (cut(name)) } }
        }
    }

    /// The learner with this id, if the reader may know of her.
    pub(super) fn who_is(&self, id: &str) -> Option<Markup> {
        let idx = self.round.learner_idx(id).filter(|_| self.shows(id))?;
        Some(self.who(&self.round.learners[idx as usize]))
    }
}
