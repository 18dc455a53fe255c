//! A placement campaign, read and checked.

use kernel::Siren;
use matching::Published;

use crate::{
    Journey, Learner, Offer, Opens, Settings, TravelTable, Warning, Workshop, burden, journey,
    plan::Input,
    problem::Posed,
    rules::{Given, Pairing, Subject},
};

/// A placement campaign, read and checked: all that a plan is made from.
#[derive(Clone, Debug)]
pub struct Round {
    /// What the files of settings and the options said.
    pub settings: Settings,
    /// The learners, by id.
    pub learners: Vec<Learner>,
    /// The offers, by id, and the workshops among them.
    pub offers: Vec<Offer>,
    /// The companies with a limit over all their offers, by SIREN.
    pub companies: Vec<Company>,
    /// Minutes that the user brought.
    pub travel: TravelTable,
    /// Pairs were given: rules and travel are not computed.
    pub given_pairs: bool,
    /// The files.
    pub inputs: Vec<Input>,
    /// The rules that the files say nothing of.
    pub rules_not_applied: Vec<Subject>,
    /// What should be known.
    pub warnings: Vec<Warning>,
    pub(crate) given: Given,
    pub(crate) speeds: travel::Settings,
    pub(crate) published: Vec<Published>,
    pub(crate) posed: Posed,
}

/// A company with a limit over all its offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// Which one.
    pub siren: Siren,
    /// How many trainees it takes in all.
    pub limit: u32,
}

impl Round {
    /// A round without anyone, to be filled.
    pub(crate) fn empty() -> Self {
        Self {
            settings: Settings::default(),
            learners: vec![],
            offers: vec![],
            companies: vec![],
            travel: TravelTable::default(),
            given_pairs: false,
            inputs: vec![],
            rules_not_applied: vec![],
            warnings: vec![],
            given: Given::default(),
            speeds: travel::Settings::default(),
            published: vec![],
            posed: Posed::empty(),
        }
    }

    /// A learner and an offer, for the rules, by their indices.
    #[must_use]
    pub fn pairing(&self, learner: u32, offer_idx: u32) -> Pairing<'_> {
        let dates = &self.settings.round;
        Pairing {
            learner: &self.learners[learner as usize],
            offer: &self.offers[offer_idx as usize],
            offer_idx,
            journey: self.journey(learner, offer_idx),
            period: dates.period(),
            decided_on: dates.decided_on(),
        }
    }

    /// The way from a learner to an offer; nothing when pairs are given.
    #[must_use]
    pub fn journey(&self, learner: u32, offer: u32) -> Option<Journey> {
        if self.given_pairs {
            return None;
        }
        let given = self.travel.minutes(learner, offer);
        let (from, to) = (&self.learners[learner as usize], &self.offers[offer as usize]);
        journey::journey(&self.speeds, given, from, to)
    }

    /// Whether an offer has a place at all, its own and its company's; a workshop that stays
    /// closed has none.
    #[must_use]
    pub fn has_places(&self, offer: &Offer) -> bool {
        let limit = self.company_idx(offer).map(|idx| self.companies[idx as usize].limit);
        let is_closed = offer.workshop.as_ref().is_some_and(|w| w.opens == Opens::Never);
        0 < offer.places && limit != Some(0) && !is_closed
    }

    /// The straight line beyond which nothing is within a learner's reach; `None` when
    /// nothing is within it. Half the way round the earth without any limit.
    pub(crate) fn reach_km(&self, learner: &Learner) -> Option<f64> {
        self.reach_km_with(learner, 0)
    }

    /// The same with so many minutes more.
    pub(crate) fn reach_km_with(&self, learner: &Learner, more: u32) -> Option<f64> {
        let minutes = learner.reach.minutes.map(|minutes| minutes.saturating_add(more));
        let by_time = minutes.map(|minutes| self.speeds.reach_km(learner.mode, minutes));
        let more_km = f64::from(more) / 60.0 * self.speeds.speed_kmh().of(learner.mode);
        let by_road =
            learner.reach.km.map(|km| (km + more_km) * (1.0 + 1e-9) / self.speeds.detour());
        let around = std::f64::consts::PI * travel::EARTH_RADIUS_KM;
        let km = by_time.into_iter().chain(by_road).fold(around, f64::min);
        (0.0 <= km).then_some(km)
    }

    /// The burden of a pairing, or `None` if it does not fit in 32 bits.
    pub(crate) fn burden(&self, pairing: &Pairing) -> Option<u32> {
        burden::burden(pairing, &self.settings.burden, self.given.both("skills", "skills"))
    }

    /// The index of a learner, by id.
    #[must_use]
    pub fn learner_idx(&self, id: &str) -> Option<u32> {
        let found = self.learners.binary_search_by(|learner| learner.id.as_str().cmp(id));
        found.ok().and_then(|idx| u32::try_from(idx).ok())
    }

    /// The index of an offer, by id.
    #[must_use]
    pub fn offer_idx(&self, id: &str) -> Option<u32> {
        let found = self.offers.binary_search_by(|offer| offer.id.as_str().cmp(id));
        found.ok().and_then(|idx| u32::try_from(idx).ok())
    }

    /// The workshops and their indices among the offers, by id.
    pub fn workshops(&self) -> impl Iterator<Item = (u32, &Workshop)> {
        let offers = (0_u32..).zip(&self.offers);
        offers.filter_map(|(idx, offer)| Some((idx, offer.workshop.as_ref()?)))
    }

    /// The index of the limit that an offer shares, if its company has one.
    #[must_use]
    pub fn company_idx(&self, offer: &Offer) -> Option<u32> {
        let siren = offer.siret?.siren();
        let found = self.companies.binary_search_by(|company| company.siren.cmp(&siren));
        found.ok().and_then(|idx| u32::try_from(idx).ok())
    }
}
