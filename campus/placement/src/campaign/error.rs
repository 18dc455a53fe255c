//! Why a round does not go on, in words, with what to do about it.

use std::fmt;

use kernel::{InWords, Lang};
use records::{RecordError, Unfit};
use storage::{Passing, StoreError};

use super::Settled;

/// Why a round does not go on. Nothing was changed.
#[derive(Debug)]
pub enum RoundError {
    /// The records or the database.
    Record(RecordError),
    /// What the records say cannot be planned: each line names the record and the remedy.
    Unplannable(Vec<Unfit>),
    /// The round is closed.
    Closed,
    /// There is no plan yet.
    NoPlan,
    /// The records changed since the plan was made.
    Outdated {
        /// The files of the plan that the records would make otherwise.
        files: Vec<&'static str>,
    },
    /// The plan found does not pass its own check: an error of this program.
    Unproved(String),
    /// Somebody asked to stop.
    Stopped,
    /// This person does not answer for that side.
    NotYourAnswer,
}

impl Passing for RoundError {
    fn is_passing(&self) -> bool {
        matches!(self, Self::Record(error) if error.is_passing())
    }
}

impl From<RecordError> for RoundError {
    fn from(error: RecordError) -> Self {
        Self::Record(error)
    }
}

impl From<StoreError> for RoundError {
    fn from(error: StoreError) -> Self {
        Self::Record(error.into())
    }
}

impl From<Settled> for RoundError {
    fn from(settled: Settled) -> Self {
        Self::Record(RecordError::Refused(settled.into()))
    }
}

impl InWords for RoundError {
    fn in_words(&self, lang: Lang) -> String {
        let words = match self {
            Self::Record(error) => return error.in_words(lang),
            Self::Unplannable(why) => {
                return why.iter().map(|why| why.in_words(lang)).collect::<Vec<_>>().join("\n");
            }
            Self::Closed => [
                "cette campagne est close\u{a0}: ouvrez-en une autre".to_owned(),
                "this round is closed: open another one".to_owned(),
            ],
            Self::NoPlan => [
                "cette campagne n’a pas encore de plan\u{a0}: faites-le avec metier round plan"
                    .to_owned(),
                "this round has no plan yet: make one with metier round plan".to_owned(),
            ],
            Self::Outdated { files } => {
                let files = files.join(", ");
                [
                    format!(
                        "les fiches ont changé depuis ce plan ({files})\u{a0}: planifiez de nouveau, \
                         ou ajoutez --force pour le publier quand même"
                    ),
                    format!(
                        "the records have changed since this plan ({files}): plan again, or add \
                         --force to publish it all the same"
                    ),
                ]
            }
            Self::Unproved(why) => [
                format!("le plan trouvé ne passe pas sa propre vérification\u{a0}: {why}"),
                format!("the plan found fails its own check: {why}"),
            ],
            Self::Stopped => ["arrêté à la demande".to_owned(), "stopped as asked".to_owned()],
            Self::NotYourAnswer => [
                "cette réponse n’est pas la vôtre\u{a0}: l’entreprise répond pour elle-même, \
                 l’élève ou l’établissement pour l’élève"
                    .to_owned(),
                "this is not your answer: the company answers for itself, the learner or the \
                 school for the learner"
                    .to_owned(),
            ],
        };
        let [fr, en] = words;
        match lang {
            Lang::Fr => fr,
            Lang::En => en,
        }
    }
}

impl fmt::Display for RoundError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl std::error::Error for RoundError {}
