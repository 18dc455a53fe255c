//! What would become of a plan if something changed: who gains a place, who loses one, who
//! moves. The plan shown counts as published, so that as few as can be move.

mod apply;
mod bad_change;
mod beyond;
mod effect;
mod words;

use serde::{Deserialize, Serialize};

use crate::{
    Plan, Refuted, Round,
    files::{self, MOST_EUR, MOST_MINUTES, MOST_PLACES},
    plan::{Input, Role},
    verify,
};

pub use apply::{Changed, Note, apply};
pub use bad_change::{BadChange, Named};
pub use beyond::Beyond;
pub use effect::{Effect, Gain, Loss, Move, Seat, compare};

/// Something that could change in a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Change {
    /// A company withdraws an offer.
    Withdraw {
        /// Id of the offer.
        offer: String,
    },
    /// A learner may travel so far, and no farther.
    Reach {
        /// Id of the learner.
        learner: String,
        /// Minutes, one way.
        minutes: u32,
    },
    /// An offer or a workshop has so many places.
    Places {
        /// Its id.
        offer: String,
        /// How many.
        places: u32,
    },
    /// A workshop opens whatever the plan.
    Open {
        /// Its id.
        workshop: String,
    },
    /// A workshop stays closed.
    Close {
        /// Its id.
        workshop: String,
    },
    /// So much may be spent on workshops.
    Budget {
        /// In euros.
        eur: u64,
    },
    /// So many workshops may open.
    Most {
        /// How many.
        workshops: u32,
    },
    /// A learner accepts lodging.
    Board {
        /// Id of the learner.
        learner: String,
    },
    /// A learner is no longer locked in a place.
    Release {
        /// Id of the learner.
        learner: String,
    },
}

/// What can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `--withdraw OFFER`.
    Withdraw,
    /// `--reach LEARNER=MINUTES`.
    Reach,
    /// `--places OFFER=PLACES`.
    Places,
    /// `--open WORKSHOP`.
    Open,
    /// `--close WORKSHOP`.
    Close,
    /// `--budget EUROS`.
    Budget,
    /// `--most WORKSHOPS`.
    Most,
    /// `--board LEARNER`.
    Board,
    /// `--release LEARNER`.
    Release,
}

/// A plan that holds, and the file that it was read from.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The plan.
    pub plan: Plan,
    pub(crate) input: Input,
}

/// The plan of a file, if it holds for this round.
pub fn shown(round: &Round, name: &str, json: &str) -> Result<Shown, Refuted> {
    let plan = verify::verify(round, json)?;
    let sha256 = files::of_bytes(json.as_bytes());
    Ok(Shown { plan, input: Input { role: Role::Previous, name: name.to_owned(), sha256 } })
}

impl Kind {
    /// The option of the command.
    #[must_use]
    pub const fn option(self) -> &'static str {
        match self {
            Self::Withdraw => "--withdraw",
            Self::Reach => "--reach",
            Self::Places => "--places",
            Self::Open => "--open",
            Self::Close => "--close",
            Self::Budget => "--budget",
            Self::Most => "--most",
            Self::Board => "--board",
            Self::Release => "--release",
        }
    }

    /// The change that is typed after the option.
    pub fn read(self, typed: &str) -> Result<Change, BadChange> {
        let id = || typed.trim().to_owned();
        Ok(match self {
            Self::Withdraw => Change::Withdraw { offer: id() },
            Self::Open => Change::Open { workshop: id() },
            Self::Close => Change::Close { workshop: id() },
            Self::Board => Change::Board { learner: id() },
            Self::Release => Change::Release { learner: id() },
            Self::Reach => {
                let (learner, minutes) = self.assigned(typed)?;
                Change::Reach { learner, minutes: self.count(minutes, MOST_MINUTES)? }
            }
            Self::Places => {
                let (offer, places) = self.assigned(typed)?;
                Change::Places { offer, places: self.count(places, MOST_PLACES)? }
            }
            Self::Budget => Change::Budget { eur: self.whole(typed, MOST_EUR)? },
            Self::Most => Change::Most { workshops: self.count(typed, MOST_PLACES)? },
        })
    }

    /// `L12=60`: an id and a number. The last sign counts, ids may hold others.
    fn assigned(self, typed: &str) -> Result<(String, &str), BadChange> {
        let (id, number) = typed
            .rsplit_once('=')
            .ok_or_else(|| BadChange::NoNumber { kind: self, given: typed.to_owned() })?;
        Ok((id.trim().to_owned(), number))
    }

    fn count(self, typed: &str, most: u32) -> Result<u32, BadChange> {
        let number = self.whole(typed, u64::from(most))?;
        Ok(u32::try_from(number).unwrap_or(most))
    }

    fn whole(self, typed: &str, most: u64) -> Result<u64, BadChange> {
        let number = typed.trim().parse().ok().filter(|number| *number <= most);
        let given = || typed.trim().to_owned();
        number.ok_or_else(|| BadChange::NotWhole { kind: self, given: given(), most })
    }
}

impl Change {
    /// What kind of change it is.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self {
            Self::Withdraw { .. } => Kind::Withdraw,
            Self::Reach { .. } => Kind::Reach,
            Self::Places { .. } => Kind::Places,
            Self::Open { .. } => Kind::Open,
            Self::Close { .. } => Kind::Close,
            Self::Budget { .. } => Kind::Budget,
            Self::Most { .. } => Kind::Most,
            Self::Board { .. } => Kind::Board,
            Self::Release { .. } => Kind::Release,
        }
    }

    /// The id of what changes; empty for a limit of the whole round.
    fn id(&self) -> &str {
        match self {
            Self::Withdraw { offer: id }
            | Self::Places { offer: id, .. }
            | Self::Reach { learner: id, .. }
            | Self::Board { learner: id }
            | Self::Release { learner: id }
            | Self::Open { workshop: id }
            | Self::Close { workshop: id } => id,
            Self::Budget { .. } | Self::Most { .. } => "",
        }
    }

    /// What is typed after the option.
    #[must_use]
    pub fn typed(&self) -> String {
        match self {
            Self::Reach { learner, minutes } => format!("{learner}={minutes}"),
            Self::Places { offer, places } => format!("{offer}={places}"),
            Self::Budget { eur } => eur.to_string(),
            Self::Most { workshops } => workshops.to_string(),
            Self::Withdraw { .. }
            | Self::Open { .. }
            | Self::Close { .. }
            | Self::Board { .. }
            | Self::Release { .. } => self.id().to_owned(),
        }
    }
}
