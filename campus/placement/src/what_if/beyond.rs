//! What changes may not come to together, and what to do about it.

use kernel::{InWords, Lang, grouped, quoted};

use crate::rules::Obstacle;

/// What the changes of a round come to together and may not.
#[derive(Clone, Debug, PartialEq)]
pub enum Beyond {
    /// A lock would break rules.
    LockBroken {
        /// Id of the learner.
        learner: String,
        /// Id of the offer.
        offer: String,
        /// What would stand in the way.
        obstacles: Vec<Obstacle>,
    },
    /// Fewer places than learners locked in them.
    LocksAbovePlaces {
        /// Id of the offer.
        offer: String,
        /// How many are locked there.
        locks: u32,
        /// Its places.
        places: u32,
    },
    /// A workshop with fewer places than its smallest group.
    BelowSmallest {
        /// Its id.
        workshop: String,
        /// Its places.
        places: u32,
        /// Its smallest group.
        smallest: u32,
    },
    /// The workshops that must open cost more than the budget.
    OverBudget {
        /// What they cost.
        cost_eur: u64,
        /// The budget.
        budget_eur: u64,
    },
    /// More workshops must open than may.
    TooManyOpen {
        /// How many must.
        workshops: u32,
        /// How many may.
        most: u32,
    },
    /// Two workshops that must open need the same.
    SharedNeed {
        /// What they need.
        need: String,
        /// Their ids.
        workshops: [String; 2],
    },
}

impl InWords for Beyond {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.in_french(),
            Lang::En => self.in_english(),
        }
    }
}

impl Beyond {
    fn in_french(&self) -> String {
        let q = |text: &str| quoted(text, Lang::Fr);
        let eur = |eur: &u64| grouped(i64::try_from(*eur).unwrap_or(i64::MAX), Lang::Fr);
        match self {
            Self::LockBroken { learner, offer, obstacles } => format!(
                "la place imposée de {} chez {} enfreindrait une règle\u{a0}: {}\u{a0}; ajoutez \
                 --release {learner}, ou --force-locks",
                q(learner),
                q(offer),
                told(obstacles, Lang::Fr)
            ),
            Self::LocksAbovePlaces { offer, locks, places } => format!(
                "{locks} élèves sont imposés à l’offre {}, au-delà de ses places ({places})\u{a0}: \
                 ajoutez --release ÉLÈVE",
                q(offer)
            ),
            Self::BelowSmallest { workshop, places, smallest } => format!(
                "--places\u{a0}: l’atelier {} ouvre à partir de {smallest} élèves, plus que {places} \
                 places\u{a0}: donnez-lui-en plus, ou écrivez --close {workshop}",
                q(workshop)
            ),
            Self::OverBudget { cost_eur, budget_eur } => format!(
                "les ateliers à ouvrir coûtent {}\u{a0}€, au-delà du budget de {}\u{a0}€\u{a0}: ajoutez \
                 --budget {cost_eur}",
                eur(cost_eur),
                eur(budget_eur)
            ),
            Self::TooManyOpen { workshops, most } => format!(
                "ateliers à ouvrir\u{a0}: {workshops}, et la campagne en ouvre {most} au plus\u{a0}: \
                 ajoutez --most {workshops}"
            ),
            Self::SharedNeed { need, workshops: [a, b] } => format!(
                "{} et {} ne peuvent pas ouvrir ensemble\u{a0}: ils ont tous deux besoin de {}\u{a0}; \
                 n’ouvrez que l’un, ou donnez à l’autre un autre moyen dans le fichier des ateliers",
                q(a),
                q(b),
                q(need)
            ),
        }
    }

    fn in_english(&self) -> String {
        let q = |text: &str| quoted(text, Lang::En);
        let eur = |eur: &u64| grouped(i64::try_from(*eur).unwrap_or(i64::MAX), Lang::En);
        match self {
            Self::LockBroken { learner, offer, obstacles } => format!(
                "the fixed place of {} at {} would break a rule: {}; add --release {learner}, or \
                 --force-locks",
                q(learner),
                q(offer),
                told(obstacles, Lang::En)
            ),
            Self::LocksAbovePlaces { offer, locks, places } => format!(
                "{locks} learners are fixed at offer {}, beyond its places ({places}): add --release \
                 LEARNER",
                q(offer)
            ),
            Self::BelowSmallest { workshop, places, smallest } => format!(
                "--places: workshop {} opens for {smallest} learners at least, more than {places} \
                 places: give it more, or write --close {workshop}",
                q(workshop)
            ),
            Self::OverBudget { cost_eur, budget_eur } => format!(
                "the workshops to open cost {} euros, over the budget of {}: add --budget {cost_eur}",
                eur(cost_eur),
                eur(budget_eur)
            ),
            Self::TooManyOpen { workshops, most } => format!(
                "workshops to open: {workshops}, and the round opens {most} at most: add --most \
                 {workshops}"
            ),
            Self::SharedNeed { need, workshops: [a, b] } => format!(
                "{} and {} may not open together: both need {}; open one of them only, or give the \
                 other something else in the workshops file",
                q(a),
                q(b),
                q(need)
            ),
        }
    }
}

fn told(obstacles: &[Obstacle], lang: Lang) -> String {
    obstacles.iter().map(|obstacle| obstacle.in_words(lang)).collect::<Vec<_>>().join(", ")
}
