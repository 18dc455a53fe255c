//! Where a placement stands, and what may happen to it next.

use jiff::civil::Date;
use records::{Choice, Unfit, Value, Values};

use crate::nouns::placement as col;

/// Where a placement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Told to both, who have until a day to answer.
    Proposed {
        /// The company said yes.
        by_company: bool,
        /// The learner said yes.
        by_learner: bool,
    },
    /// Both said yes.
    Accepted,
    /// One said no.
    Declined(Motive),
    /// Nobody said no, but not both said yes in time.
    Expired,
    /// It is no longer offered.
    Withdrawn(Motive),
}

/// Who answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The company.
    Company,
    /// The learner, or who answers for her.
    Learner,
}

/// What is answered to a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Accept,
    /// No, because.
    Decline(Motive),
}

/// Why a placement does not take place: a closed list, so that it can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motive {
    /// The company has no place any more.
    NoPlace,
    /// It has too little work.
    NoWork,
    /// Nobody there can be the tutor.
    NoTutor,
    /// It looks for somebody else.
    OtherProfile,
    /// It does not take minors after all.
    NoMinors,
    /// It is too far for the learner.
    TooFar,
    /// The learner has another place.
    OtherPlace,
    /// The work is not that of her training.
    OtherTrade,
    /// Her family does not want it.
    Family,
    /// A reason that is not told.
    Personal,
    /// The offer was withdrawn.
    OfferWithdrawn,
    /// A later plan says otherwise.
    Replaced,
    /// The learner left.
    Left,
}

/// The motives, as records keep them.
pub const REASONS: &[Choice] = &[
    Motive::NoPlace.choice(),
    Motive::NoWork.choice(),
    Motive::NoTutor.choice(),
    Motive::OtherProfile.choice(),
    Motive::NoMinors.choice(),
    Motive::TooFar.choice(),
    Motive::OtherPlace.choice(),
    Motive::OtherTrade.choice(),
    Motive::Family.choice(),
    Motive::Personal.choice(),
    Motive::OfferWithdrawn.choice(),
    Motive::Replaced.choice(),
    Motive::Left.choice(),
];

impl Motive {
    /// Every motive.
    pub const ALL: [Self; 13] = [
        Self::NoPlace,
        Self::NoWork,
        Self::NoTutor,
        Self::OtherProfile,
        Self::NoMinors,
        Self::TooFar,
        Self::OtherPlace,
        Self::OtherTrade,
        Self::Family,
        Self::Personal,
        Self::OfferWithdrawn,
        Self::Replaced,
        Self::Left,
    ];

    /// As records keep it and people call it.
    #[must_use]
    pub const fn choice(self) -> Choice {
        match self {
            Self::NoPlace => Choice::new("no_place", "plus de place", "no place any more"),
            Self::NoWork => Choice::new("no_work", "trop peu d’activité", "too little work"),
            Self::NoTutor => Choice::new("no_tutor", "pas de tuteur", "no tutor"),
            Self::OtherProfile => {
                Choice::new("other_profile", "autre profil recherché", "other profile wanted")
            }
            Self::NoMinors => {
                Choice::new("no_minors", "pas de mineurs possibles", "minors not possible")
            }
            Self::TooFar => Choice::new("too_far", "trop loin", "too far"),
            Self::OtherPlace => {
                Choice::new("other_place", "a une autre place", "has another place")
            }
            Self::OtherTrade => {
                Choice::new("other_trade", "n’est pas le métier appris", "not the trade learnt")
            }
            Self::Family => Choice::new("family", "refus de la famille", "family refuses"),
            Self::Personal => Choice::new("personal", "raison personnelle", "personal reason"),
            Self::OfferWithdrawn => {
                Choice::new("offer_withdrawn", "offre retirée", "offer withdrawn")
            }
            Self::Replaced => Choice::new("replaced", "remplacée par un autre plan", "replaced"),
            Self::Left => Choice::new("left", "l’élève est partie", "the learner left"),
        }
    }

    /// The motive of a code.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|motive| motive.choice().code == code)
    }
}

impl State {
    /// Where a record stands; none if it contradicts itself.
    #[must_use]
    pub fn of(placement: &Values) -> Option<Self> {
        let motive = || Motive::of(placement.text(&col::REASON)?);
        match placement.text(&col::STATE)? {
            "proposed" => Some(Self::Proposed {
                by_company: placement.yes_no(&col::BY_COMPANY) == Some(true),
                by_learner: placement.yes_no(&col::BY_LEARNER) == Some(true),
            }),
            "accepted" => Some(Self::Accepted),
            "declined" => motive().map(Self::Declined),
            "expired" => Some(Self::Expired),
            "withdrawn" => motive().map(Self::Withdrawn),
            _ => None,
        }
    }

    /// The code of the state.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Proposed { .. } => "proposed",
            Self::Accepted => "accepted",
            Self::Declined(_) => "declined",
            Self::Expired => "expired",
            Self::Withdrawn(_) => "withdrawn",
        }
    }

    /// Whether the place is held for the learner.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Proposed { .. } | Self::Accepted)
    }

    /// The state after an answer. Saying the same again changes nothing; what is settled stays.
    pub fn answered(self, side: Side, answer: Answer) -> Result<Self, Settled> {
        match (self, answer) {
            (Self::Proposed { .. } | Self::Accepted, Answer::Decline(motive)) => {
                Ok(Self::Declined(motive))
            }
            (Self::Accepted, Answer::Accept) => Ok(self),
            (Self::Proposed { by_company, by_learner }, Answer::Accept) => {
                let by_company = by_company || side == Side::Company;
                let by_learner = by_learner || side == Side::Learner;
                Ok(if by_company && by_learner {
                    Self::Accepted
                } else {
                    Self::Proposed { by_company, by_learner }
                })
            }
            (Self::Declined(_) | Self::Expired | Self::Withdrawn(_), _) => Err(Settled(self)),
        }
    }

    /// The state after the place is taken back.
    pub fn withdrawn(self, motive: Motive) -> Result<Self, Settled> {
        if self.is_open() { Ok(Self::Withdrawn(motive)) } else { Err(Settled(self)) }
    }

    /// The state once the last day to answer has passed.
    #[must_use]
    pub fn on(self, today: Date, last: Option<Date>) -> Self {
        match (self, last) {
            (Self::Proposed { .. }, Some(last)) if last < today => Self::Expired,
            _ => self,
        }
    }

    /// Writes the state to a record.
    pub(crate) fn write(self, placement: &mut Values, today: Date) {
        placement.set(&col::STATE, self.code());
        let motive = match self {
            Self::Declined(motive) | Self::Withdrawn(motive) => motive.choice().code,
            Self::Proposed { .. } | Self::Accepted | Self::Expired => "",
        };
        placement.set(&col::REASON, motive);
        match self {
            Self::Proposed { by_company, by_learner } => {
                placement.set(&col::BY_COMPANY, by_company);
                placement.set(&col::BY_LEARNER, by_learner);
                placement.set(&col::SETTLED_ON, Value::Absent);
            }
            Self::Accepted => {
                placement.set(&col::BY_COMPANY, true);
                placement.set(&col::BY_LEARNER, true);
                placement.set(&col::SETTLED_ON, today);
            }
            Self::Declined(_) | Self::Expired | Self::Withdrawn(_) => {
                placement.set(&col::SETTLED_ON, today);
            }
        }
    }
}

/// A placement that is settled takes no answer any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settled(pub State);

impl From<Settled> for Unfit {
    fn from(Settled(state): Settled) -> Self {
        let choice = match state {
            State::Declined(_) => ("déclinée", "declined"),
            State::Expired => ("expirée", "expired"),
            State::Withdrawn(_) => ("retirée", "withdrawn"),
            State::Accepted => ("acceptée", "accepted"),
            State::Proposed { .. } => ("proposée", "proposed"),
        };
        Self::new(
            format!("cette proposition est déjà {}\u{a0}: planifiez de nouveau", choice.0),
            format!("this proposal is {} already: plan again", choice.1),
        )
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TOLD: State = State::Proposed { by_company: false, by_learner: false };

    #[test]
    fn a_placement_is_accepted_once_both_said_yes_in_any_order() {
        for (first, second) in [(Side::Company, Side::Learner), (Side::Learner, Side::Company)] {
            let half = TOLD.answered(first, Answer::Accept).unwrap();
            assert_ne!(half, State::Accepted);
            assert_eq!(half.answered(first, Answer::Accept), Ok(half));
            assert_eq!(half.answered(second, Answer::Accept), Ok(State::Accepted));
        }
    }

    #[test]
    fn one_no_declines_and_what_is_settled_takes_no_answer() {
        let no = Answer::Decline(Motive::TooFar);
        let declined = TOLD.answered(Side::Learner, no).unwrap();
        assert_eq!(declined, State::Declined(Motive::TooFar));
        assert_eq!(declined.answered(Side::Company, Answer::Accept), Err(Settled(declined)));
        assert!(State::Expired.withdrawn(Motive::Left).is_err());
    }

    #[test]
    fn a_proposal_lives_through_its_last_day_and_not_the_next() {
        let last = Some(date(2026, 6, 10));
        assert_eq!(TOLD.on(date(2026, 6, 10), last), TOLD);
        assert_eq!(TOLD.on(date(2026, 6, 11), last), State::Expired);
        assert_eq!(State::Accepted.on(date(2026, 6, 11), last), State::Accepted);
    }

    #[test]
    fn every_motive_is_read_back_from_its_code() {
        for motive in Motive::ALL {
            assert_eq!(Motive::of(motive.choice().code), Some(motive));
        }
    }
}
