//! A pair that no rule forbids, for the tests of each rule to change.

use jiff::civil::date;
use kernel::Period;

use super::{Pairing, Subject};
use crate::{Journey, Label, Learner, Levels, Offer, Reach, Regulated};

pub(crate) struct Pair {
    pub(crate) learner: Learner,
    pub(crate) offer: Offer,
}

pub(crate) fn pair() -> Pair {
    Pair { learner: learner(), offer: offer() }
}

impl Pair {
    /// The round lasts from 8 June to 3 July 2026; the offer is ≈ 30 minutes away.
    pub(crate) fn pairing(&self) -> Pairing<'_> {
        let (starts, ends) = (date(2026, 6, 8), date(2026, 7, 3));
        Pairing {
            learner: &self.learner,
            offer: &self.offer,
            offer_idx: 0,
            journey: Some(Journey { minutes: 30, km: Some(12.0), estimated: true }),
            period: Period::new(starts, ends),
            decided_on: Some(starts),
        }
    }
}

fn learner() -> Learner {
    Learner {
        id: "L1".to_owned(),
        name: None,
        school: None,
        programme: None,
        trade: Some(Label::new("couture")),
        level: kernel::Level::new(3),
        home: None,
        reach: Reach { minutes: Some(45), km: None },
        mode: travel::Mode::Transit,
        birth_date: Some(date(2007, 1, 1)),
        class: 5,
        wishes: vec![],
        refuses: vec![],
        fixed: None,
        accepts_boarding: false,
        needs: vec![],
        skills: vec![],
        others: vec![],
    }
}

fn offer() -> Offer {
    Offer {
        id: "O1".to_owned(),
        company: None,
        siret: None,
        trades: vec![Label::new("couture")],
        levels: Levels::default(),
        site: None,
        places: 1,
        company_max: None,
        minors: None,
        min_age: None,
        regulated: Regulated::No,
        access: None,
        beds: 0,
        skills: vec![],
        starts: None,
        ends: None,
        reserved_for: vec![],
        open_from: None,
        confirmed_until: None,
        workshop: None,
        others: vec![],
    }
}

#[test]
fn no_rule_forbids_the_sample() {
    assert_eq!(super::obstacles(&pair().pairing()), []);
    assert!(super::allows(&pair().pairing()));
}

#[test]
fn every_obstacle_is_reported_in_the_order_of_the_book() {
    let mut pair = pair();
    pair.offer.trades = vec![Label::new("bijouterie")];
    pair.learner.reach = Reach { minutes: Some(20), km: None };
    pair.offer.minors = Some(false);
    pair.learner.birth_date = Some(date(2010, 1, 1));
    let subjects: Vec<_> =
        super::obstacles(&pair.pairing()).iter().map(super::Obstacle::subject).collect();
    assert_eq!(subjects, [Subject::OtherTrade, Subject::TooYoung, Subject::TooFar]);
}

#[test]
fn an_obstacle_is_read_back_from_json_and_a_field_too_many_is_refused() {
    let obstacles = {
        let mut pair = pair();
        pair.learner.reach = Reach { minutes: Some(20), km: Some(0.1) };
        super::obstacles(&pair.pairing())
    };
    let json = serde_json::to_string(&obstacles).unwrap();
    assert_eq!(serde_json::from_str::<Vec<super::Obstacle>>(&json).unwrap(), obstacles);
    let more = json.replacen("\"minutes\"", "\"more\":1,\"minutes\"", 1);
    assert!(serde_json::from_str::<Vec<super::Obstacle>>(&more).is_err());
}
