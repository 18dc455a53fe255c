//! Locks: each must keep the rules, and all must fit.

use std::collections::BTreeMap;

use kernel::{InWords, Lang, quoted};
use tables::{Fault, Faults, Problem};

use crate::{
    Round, Warning,
    problem::{Numbering, Pairs},
    rules::{Obstacle, obstacles},
};

/// Why a lock is refused.
#[derive(Clone, Debug, PartialEq)]
enum NoLock {
    /// It breaks rules.
    Breaks { offer: String, obstacles: Vec<Obstacle> },
    /// It is not among the pairs given.
    Unpaired { offer: String },
    /// There are more locks than places.
    TooManyAtOffer { offer: String, locks: u32, places: u32 },
    /// There are more locks than the company takes.
    TooManyAtCompany { siren: String, locks: u32, limit: u32 },
}

/// The locks that break rules, which given pairs take the place of.
pub(crate) fn broken(round: &Round) -> impl Iterator<Item = (u32, u32, Vec<Obstacle>)> {
    let asked = locks(round).filter(|_| !round.given_pairs);
    let broken = asked.map(|(learner, offer)| {
        let found = obstacles(&round.pairing(learner, offer));
        (learner, offer, found)
    });
    broken.filter(|(_, _, obstacles)| !obstacles.is_empty())
}

/// Checks every lock against the rules, unless pairs are given, and against the places.
/// Returns the locks that were forced. `rows` are those of the learners.
pub(super) fn check(round: &Round, rows: &[u64], file: &str, faults: &mut Faults) -> Vec<Warning> {
    let mut forced = vec![];
    for (learner, offer, obstacles) in broken(round) {
        let offer = round.offers[offer as usize].id.clone();
        if round.settings.force_locks {
            let learner = round.learners[learner as usize].id.clone();
            forced.push(Warning::ForcedLock { learner, offer, obstacles });
        } else {
            let refusal = NoLock::Breaks { offer, obstacles };
            faults.push(on_row(file, rows[learner as usize], &refusal));
        }
    }
    check_places(round, file, faults);
    forced
}

/// Checks that every lock is among the pairs given.
pub(super) fn check_pairs(
    (round, rows): (&Round, &[u64]),
    (numbering, pairs): (&Numbering, &Pairs),
    file: &str,
    faults: &mut Faults,
) {
    for (learner, idx) in locks(round) {
        let slot = numbering.slot_of[idx as usize];
        let own = pairs.of(numbering.agent_of[learner as usize]);
        let offer = &round.offers[idx as usize];
        if round.has_places(offer) && !own.iter().any(|pair| pair.slot == slot) {
            let refusal = NoLock::Unpaired { offer: offer.id.clone() };
            faults.push(on_row(file, rows[learner as usize], &refusal));
        }
    }
}

fn locks(round: &Round) -> impl Iterator<Item = (u32, u32)> {
    (0_u32..).zip(&round.learners).filter_map(|(idx, learner)| Some((idx, learner.fixed?)))
}

fn check_places(round: &Round, file: &str, faults: &mut Faults) {
    let mut by_offer: BTreeMap<u32, u32> = BTreeMap::new();
    let mut by_company: BTreeMap<u32, u32> = BTreeMap::new();
    for (_, idx) in locks(round) {
        *by_offer.entry(idx).or_default() += 1;
        if let Some(company) = round.company_idx(&round.offers[idx as usize]) {
            *by_company.entry(company).or_default() += 1;
        }
    }
    let mut refuse = |why: &NoLock| faults.push(Fault::on_file(file, Problem::refused(why)));
    for (idx, locks) in by_offer {
        let offer = &round.offers[idx as usize];
        if offer.places < locks {
            let (offer, places) = (offer.id.clone(), offer.places);
            refuse(&NoLock::TooManyAtOffer { offer, locks, places });
        }
    }
    for (idx, locks) in by_company {
        let company = &round.companies[idx as usize];
        if company.limit < locks {
            let (siren, limit) = (company.siren.to_string(), company.limit);
            refuse(&NoLock::TooManyAtCompany { siren, locks, limit });
        }
    }
}

fn on_row(file: &str, row: u64, why: &NoLock) -> Fault {
    let column = Some("fixed".to_owned());
    Fault { row: Some(row), column, ..Fault::on_file(file, Problem::refused(why)) }
}

impl InWords for NoLock {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.in_french(),
            Lang::En => self.in_english(),
        }
    }
}

impl NoLock {
    fn in_french(&self) -> String {
        let q = |text: &str| quoted(text, Lang::Fr);
        match self {
            Self::Breaks { offer, obstacles } => format!(
                "la place imposée {} enfreint une règle\u{a0}: {}\u{a0}; retirez-la, ou ajoutez \
                 --force-locks",
                q(offer),
                told(obstacles, Lang::Fr)
            ),
            Self::Unpaired { offer } => format!(
                "la place imposée {} n’est pas dans les paires\u{a0}: ajoutez la paire et son fardeau",
                q(offer)
            ),
            Self::TooManyAtOffer { offer, locks, places } => format!(
                "{locks} élèves sont imposés à l’offre {}, au-delà de ses places ({places})\u{a0}: retirez-en",
                q(offer)
            ),
            Self::TooManyAtCompany { siren, locks, limit } => format!(
                "{locks} élèves sont imposés à l’entreprise {siren} qui en prend {limit}\u{a0}: \
                 retirez-en"
            ),
        }
    }

    fn in_english(&self) -> String {
        let q = |text: &str| quoted(text, Lang::En);
        match self {
            Self::Breaks { offer, obstacles } => format!(
                "the fixed place {} breaks a rule: {}; remove it, or add --force-locks",
                q(offer),
                told(obstacles, Lang::En)
            ),
            Self::Unpaired { offer } => format!(
                "the fixed place {} is not among the pairs: add the pair and its burden",
                q(offer)
            ),
            Self::TooManyAtOffer { offer, locks, places } => format!(
                "{locks} learners are fixed at offer {}, beyond its places ({places}): remove some",
                q(offer)
            ),
            Self::TooManyAtCompany { siren, locks, limit } => format!(
                "{locks} learners are fixed at company {siren} which takes {limit}: remove some"
            ),
        }
    }
}

fn told(obstacles: &[Obstacle], lang: Lang) -> String {
    obstacles.iter().map(|obstacle| obstacle.in_words(lang)).collect::<Vec<_>>().join(", ")
}
