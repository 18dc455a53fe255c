//! What a reader of the report may see, decided once.

use std::collections::{BTreeMap, HashSet};

use kernel::{Lang, fold};
use maud::{Markup, html};

use super::{
    Options,
    phrase::{capital, cut},
};
use crate::{Learner, Offer, Plan, Round, Unplaced, plan::Placement};

/// Above so many learners a page gives totals; the tables beside it give the rows.
const MOST_LEARNERS: usize = 2_000;

/// How many programmes tell what a code of trade is.
const MOST_PROGRAMMES: usize = 2;
/// An id up to this long stays on one line.
const SHORT_ID: usize = 24;

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
    /// What learners of a trade follow, the most followed first.
    programmes: BTreeMap<&'a str, Vec<&'a str>>,
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
        let programmes = programmes(learners.clone());
        let ids: HashSet<&str> = learners.map(|learner| learner.id.as_str()).collect();
        let detail = if ids.len() <= MOST_LEARNERS { Detail::Learners } else { Detail::Totals };
        Self { round, plan, options, placed, waiting, detail, ids, programmes }
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
            (id(&learner.id))
            @if let Some(name) = name { " " span.name { (cut(name)) } }
        }
    }

    /// A trade, as people name it: a bare code comes with what its learners follow.
    pub(super) fn trade(&self, text: &str) -> String {
        let is_code = text.parse::<kernel::Rome>().is_ok();
        let followed = self.programmes.get(fold(text).as_str()).filter(|_| is_code);
        let Some(followed) = followed else { return capital(&cut(text)) };
        let named: Vec<String> =
            followed.iter().take(MOST_PROGRAMMES).map(|name| cut(name)).collect();
        let more = if MOST_PROGRAMMES < followed.len() { "…" } else { "" };
        format!("{} ({}{more})", cut(text), named.join(", "))
    }

    /// The learner with this id, if the reader may know of her.
    pub(super) fn who_is(&self, id: &str) -> Option<Markup> {
        let idx = self.round.learner_idx(id).filter(|_| self.shows(id))?;
        Some(self.who(&self.round.learners[idx as usize]))
    }
}

/// An id of a file.
pub(super) fn id(text: &str) -> Markup {
    let class = if text.chars().count() <= SHORT_ID { "id" } else { "id long" };
    html! { span class=(class) { (cut(text)) } }
}

fn programmes<'a>(learners: impl Iterator<Item = &'a Learner>) -> BTreeMap<&'a str, Vec<&'a str>> {
    let mut counts: BTreeMap<&str, BTreeMap<&str, usize>> = BTreeMap::new();
    for learner in learners {
        if let (Some(trade), Some(programme)) = (&learner.trade, &learner.programme) {
            *counts.entry(trade.key()).or_default().entry(programme).or_default() += 1;
        }
    }
    let most_followed = |counts: BTreeMap<&'a str, usize>| {
        let mut programmes: Vec<_> = counts.into_iter().collect();
        programmes.sort_by_key(|(name, count)| (std::cmp::Reverse(*count), *name));
        programmes.into_iter().map(|(name, _)| name).collect()
    };
    counts.into_iter().map(|(trade, counts)| (trade, most_followed(counts))).collect()
}
