//! A round as it would be after changes.

use std::{
    collections::{BTreeMap, BTreeSet},
    mem::replace,
};

use serde::Serialize;

use crate::{
    Keep, Offer, Opens, Reach, Round, Warning, files,
    problem::{Posed, Unposable},
    what_if::{BadChange, Beyond, Change, Kind, Named, Shown},
};

/// How many known ids are named beside an unknown one.
const N_NEAREST: usize = 3;

/// A round as it would be after changes.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The round, of which the plan shown counts as published.
    pub round: Round,
    /// What the changes brought with them.
    pub notes: Vec<Note>,
}

/// What a change brought with it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Note {
    /// A learner locked in a place that is gone is free.
    Released {
        /// Id of the learner.
        learner: String,
        /// Id of the offer.
        offer: String,
    },
    /// A limit in kilometres no longer holds: the new one is in minutes.
    KmLifted {
        /// Id of the learner.
        learner: String,
        /// The limit.
        km: f64,
    },
    /// The company takes fewer over all its offers than this one has places.
    CompanyLimit {
        /// Id of the offer.
        offer: String,
        /// How many the company takes.
        limit: u32,
    },
}

/// The round as it would be after these changes to a plan that holds for it: who has a
/// place in it keeps it where that places as many.
pub fn apply(round: Round, shown: &Shown, changes: &[Change]) -> Result<Changed, Vec<BadChange>> {
    let told = files::warnings(&round);
    let mut editing = Editing::new(round);
    for change in changes {
        if let Err(why) = editing.change(change) {
            editing.bad.push(why);
        }
    }
    editing.release();
    editing.check_locks();
    editing.check_workshops();
    if !editing.bad.is_empty() {
        return Err(editing.bad);
    }
    editing.publish(shown);
    editing.tell(&told, shown, changes);
    editing.pose().map_err(|why| vec![BadChange::Unposable(why)])
}

struct Editing {
    round: Round,
    notes: Vec<Note>,
    bad: Vec<BadChange>,
    /// What was changed already: one kind stands for all that change the same.
    seen: BTreeSet<(Kind, String)>,
    /// The offers that nobody can be locked in any more.
    gone: BTreeSet<u32>,
}

impl Editing {
    fn new(round: Round) -> Self {
        let (seen, gone) = (BTreeSet::new(), BTreeSet::new());
        Self { round, notes: vec![], bad: vec![], seen, gone }
    }

    fn change(&mut self, change: &Change) -> Result<(), BadChange> {
        let kind = change.kind();
        let same = match kind {
            Kind::Withdraw | Kind::Places => Kind::Places,
            Kind::Open | Kind::Close => Kind::Open,
            Kind::Reach | Kind::Budget | Kind::Most | Kind::Board | Kind::Release => kind,
        };
        let id = change.id().to_owned();
        if !self.seen.insert((same, id.clone())) {
            return Err(BadChange::Twice { kind, id });
        }
        match change {
            Change::Withdraw { offer } => self.withdraw(offer),
            Change::Places { offer, places } => self.set_places(offer, *places),
            Change::Reach { learner, minutes } => self.set_reach(learner, *minutes),
            Change::Board { learner } => self.board(learner),
            Change::Release { learner } => self.unlock(learner),
            Change::Open { workshop } => self.set_opens(kind, workshop, Opens::Always),
            Change::Close { workshop } => self.set_opens(kind, workshop, Opens::Never),
            Change::Budget { eur } => {
                self.needs_workshops(kind)?;
                self.round.settings.workshops.budget_eur = Some(*eur);
                Ok(())
            }
            Change::Most { workshops } => {
                self.needs_workshops(kind)?;
                self.round.settings.workshops.most = Some(*workshops);
                Ok(())
            }
        }
    }

    fn withdraw(&mut self, id: &str) -> Result<(), BadChange> {
        let idx = self.offer(Kind::Withdraw, id)?;
        let offer = &mut self.round.offers[idx as usize];
        if offer.workshop.is_some() {
            return Err(BadChange::IsWorkshop { given: id.to_owned() });
        }
        offer.places = 0;
        self.gone.insert(idx);
        Ok(())
    }

    fn set_places(&mut self, id: &str, places: u32) -> Result<(), BadChange> {
        let idx = self.offer(Kind::Places, id)?;
        let offer = &self.round.offers[idx as usize];
        let workshop = id.to_owned();
        if let Some(smallest) = offer.workshop.as_ref().map(|workshop| workshop.smallest)
            && places < smallest
        {
            return Err(BadChange::Beyond(Beyond::BelowSmallest { workshop, places, smallest }));
        }
        if self.round.given_pairs && offer.places == 0 && 0 < places {
            return Err(BadChange::PairsLeftOut { offer: id.to_owned() });
        }
        let company = self.round.company_idx(offer);
        let limit = company.map(|company| self.round.companies[company as usize].limit);
        if let Some(limit) = limit.filter(|limit| *limit < places) {
            self.notes.push(Note::CompanyLimit { offer: id.to_owned(), limit });
        }
        if places == 0 {
            self.gone.insert(idx);
        }
        self.round.offers[idx as usize].places = places;
        Ok(())
    }

    fn set_reach(&mut self, id: &str, minutes: u32) -> Result<(), BadChange> {
        let idx = self.learner(Kind::Reach, id)?;
        self.needs_rules(Kind::Reach)?;
        let reach = Reach { minutes: Some(minutes), km: None };
        let was = replace(&mut self.round.learners[idx as usize].reach, reach);
        if let Some(km) = was.km {
            self.notes.push(Note::KmLifted { learner: id.to_owned(), km });
        }
        self.round.given.learner.insert("reach_min");
        Ok(())
    }

    fn board(&mut self, id: &str) -> Result<(), BadChange> {
        let idx = self.learner(Kind::Board, id)?;
        self.needs_rules(Kind::Board)?;
        self.round.learners[idx as usize].accepts_boarding = true;
        Ok(())
    }

    fn unlock(&mut self, id: &str) -> Result<(), BadChange> {
        let idx = self.learner(Kind::Release, id)?;
        let was = self.round.learners[idx as usize].fixed.take();
        was.map(|_| ()).ok_or_else(|| BadChange::NotLocked { learner: id.to_owned() })
    }

    fn set_opens(&mut self, kind: Kind, id: &str, opens: Opens) -> Result<(), BadChange> {
        self.needs_workshops(kind)?;
        let idx = self.workshop(kind, id)?;
        if let Some(workshop) = &mut self.round.offers[idx as usize].workshop {
            workshop.opens = opens;
        }
        if opens == Opens::Never {
            self.gone.insert(idx);
        }
        Ok(())
    }

    fn workshop(&self, kind: Kind, id: &str) -> Result<u32, BadChange> {
        let given = id.to_owned();
        let Some(idx) = self.round.offer_idx(id) else {
            let workshops = self.round.workshops();
            let ids = workshops.map(|(idx, _)| self.round.offers[idx as usize].id.as_str());
            let nearest = nearest(id, &ids.collect::<Vec<_>>());
            return Err(BadChange::Unknown { kind, named: Named::Workshop, given, nearest });
        };
        let is_workshop = self.round.offers[idx as usize].workshop.is_some();
        if is_workshop { Ok(idx) } else { Err(BadChange::IsOffer { kind, given }) }
    }

    fn offer(&self, kind: Kind, id: &str) -> Result<u32, BadChange> {
        self.round.offer_idx(id).ok_or_else(|| {
            let can = |offer: &&Offer| kind == Kind::Places || offer.workshop.is_none();
            let ids: Vec<&str> =
                self.round.offers.iter().filter(can).map(|offer| offer.id.as_str()).collect();
            BadChange::Unknown {
                kind,
                named: Named::Offer,
                given: id.to_owned(),
                nearest: nearest(id, &ids),
            }
        })
    }

    fn learner(&self, kind: Kind, id: &str) -> Result<u32, BadChange> {
        self.round.learner_idx(id).ok_or_else(|| {
            let ids: Vec<&str> = self.round.learners.iter().map(|l| l.id.as_str()).collect();
            BadChange::Unknown {
                kind,
                named: Named::Learner,
                given: id.to_owned(),
                nearest: nearest(id, &ids),
            }
        })
    }

    fn needs_rules(&self, kind: Kind) -> Result<(), BadChange> {
        if self.round.given_pairs { Err(BadChange::GivenPairs { kind }) } else { Ok(()) }
    }

    fn needs_workshops(&self, kind: Kind) -> Result<(), BadChange> {
        let first = self.round.workshops().next();
        first.map(|_| ()).ok_or(BadChange::NoWorkshops { kind })
    }

    /// Frees who is locked in a place that is gone.
    fn release(&mut self) {
        for learner in &mut self.round.learners {
            if let Some(offer) = learner.fixed.filter(|offer| self.gone.contains(offer)) {
                learner.fixed = None;
                let offer = self.round.offers[offer as usize].id.clone();
                self.notes.push(Note::Released { learner: learner.id.clone(), offer });
            }
        }
    }

    /// What is left of the locks must fit the places, and keep the rules unless it was forced.
    fn check_locks(&mut self) {
        let mut locks_at: BTreeMap<u32, u32> = BTreeMap::new();
        for offer in self.round.learners.iter().filter_map(|learner| learner.fixed) {
            *locks_at.entry(offer).or_default() += 1;
        }
        for (offer, locks) in locks_at {
            let Offer { id, places, .. } = &self.round.offers[offer as usize];
            if *places < locks {
                let (offer, places) = (id.clone(), *places);
                self.bad.push(BadChange::Beyond(Beyond::LocksAbovePlaces { offer, locks, places }));
            }
        }
        if !self.round.settings.force_locks {
            let broken = files::broken(&self.round).map(|(learner, offer, obstacles)| {
                let learner = self.round.learners[learner as usize].id.clone();
                let offer = self.round.offers[offer as usize].id.clone();
                BadChange::Beyond(Beyond::LockBroken { learner, offer, obstacles })
            });
            self.bad.extend(broken.collect::<Vec<_>>());
        }
    }

    /// The workshops that must open may not exceed a limit together.
    fn check_workshops(&mut self) {
        let round = &self.round;
        let locked: BTreeSet<u32> = round.learners.iter().filter_map(|l| l.fixed).collect();
        let open = || {
            let all = round.workshops();
            all.filter(|(idx, w)| w.opens == Opens::Always || locked.contains(idx))
        };
        let n_open = u32::try_from(open().count()).unwrap_or(u32::MAX);
        let cost_eur: u64 = open().map(|(_, workshop)| workshop.cost_eur).sum();
        let limits = round.settings.workshops;
        let mut bad = vec![];
        if let Some(budget_eur) = limits.budget_eur.filter(|budget| *budget < cost_eur) {
            bad.push(BadChange::Beyond(Beyond::OverBudget { cost_eur, budget_eur }));
        }
        if let Some(most) = limits.most.filter(|most| *most < n_open) {
            bad.push(BadChange::Beyond(Beyond::TooManyOpen { workshops: n_open, most }));
        }
        let mut taken = BTreeMap::new();
        for (idx, workshop) in open() {
            for need in &workshop.needs {
                if let Some(first) = taken.insert(need, idx) {
                    let id = |idx: u32| round.offers[idx as usize].id.clone();
                    let workshops = [id(first), id(idx)];
                    bad.push(BadChange::Beyond(Beyond::SharedNeed {
                        need: need.to_string(),
                        workshops,
                    }));
                }
            }
        }
        self.bad.extend(bad);
    }

    /// The plan shown counts as published, whatever the settings keep.
    fn publish(&mut self, shown: &Shown) {
        let placements = shown.plan.placements.iter();
        let placed = placements.map(|p| (p.learner.as_str(), p.offer.as_str()));
        // A plan that holds places nobody twice.
        (self.round.published, _) = files::published(&self.round, placed);
        self.round.settings.rerun.keep = Keep::Published;
        self.round.inputs.push(shown.input.clone());
    }

    /// Says what is known of the round as it is now. `told` was said of it before.
    fn tell(&mut self, told: &[Warning], shown: &Shown, changes: &[Change]) {
        let round = &mut self.round;
        let mut told = told.iter().peekable();
        // They were said in this order, among others.
        round.warnings.retain(|warning| {
            let is_told = told.next_if(|next| *next == warning).is_some();
            !is_told && !matches!(warning, Warning::ForcedLock { .. })
        });
        let forced = files::broken(round).map(|(learner, offer, obstacles)| {
            let learner = round.learners[learner as usize].id.clone();
            let offer = round.offers[offer as usize].id.clone();
            Warning::ForcedLock { learner, offer, obstacles }
        });
        let mut now: Vec<Warning> = forced.collect();
        now.extend(files::warnings(round));
        let (plan, changes) = (shown.input.name.clone(), changes.to_vec());
        now.push(Warning::WhatIf { plan, changes });
        round.warnings.extend(now);
        round.rules_not_applied = files::rules_not_applied(round);
    }

    fn pose(mut self) -> Result<Changed, Unposable> {
        let posed = replace(&mut self.round.posed, Posed::empty());
        self.round.posed = posed.again(&self.round)?;
        Ok(Changed { round: self.round, notes: self.notes })
    }
}

/// The known ids that were perhaps meant, the nearest first.
fn nearest(given: &str, ids: &[&str]) -> Vec<String> {
    let mut found: Vec<&str> = vec![];
    while found.len() < N_NEAREST {
        let others = ids.iter().copied().filter(|id| !found.contains(id));
        match tables::nearest(given, others) {
            Some(id) => found.push(id),
            None => break,
        }
    }
    found.into_iter().map(str::to_owned).collect()
}
