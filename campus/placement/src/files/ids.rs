//! The learners and offers that rows of other files name.

use std::collections::HashMap;

use tables::{Faults, Row};

use crate::{
    Learner, Offer,
    files::{hints::Hints, refusal::Refusal},
};

/// Indices by id.
pub(super) struct Ids<'a> {
    learners: HashMap<&'a str, u32>,
    offers: HashMap<&'a str, u32>,
    hints: Hints,
}

impl<'a> Ids<'a> {
    pub(super) fn new(learners: &'a [Learner], offers: &'a [Offer]) -> Self {
        let learners = (0_u32..).zip(learners).map(|(idx, learner)| (learner.id.as_str(), idx));
        let offers = (0_u32..).zip(offers).map(|(idx, offer)| (offer.id.as_str(), idx));
        Self { learners: learners.collect(), offers: offers.collect(), hints: Hints::default() }
    }

    /// The learner that a cell names.
    pub(super) fn learner(&self, row: &Row, column: usize, faults: &mut Faults) -> Option<u32> {
        let id = row.required(column, faults)?;
        let found = self.learners.get(id).copied();
        if found.is_none() {
            let nearest = self.hints.nearest(id, self.learners.keys().copied());
            row.refuse(column, &Refusal::UnknownLearner { given: id.to_owned(), nearest }, faults);
        }
        found
    }

    /// The offer that a cell names.
    pub(super) fn offer(&self, row: &Row, column: usize, faults: &mut Faults) -> Option<u32> {
        let id = row.required(column, faults)?;
        let found = self.offers.get(id).copied();
        if found.is_none() {
            let nearest = self.hints.nearest(id, self.offers.keys().copied());
            row.refuse(column, &Refusal::UnknownOffer { given: id.to_owned(), nearest }, faults);
        }
        found
    }
}
