//! What is done to the campus as a whole rather than to records.

use kernel::{InWords, Lang};
use records::{RecordError, Scope, Sees, Unfit, Words};

use super::cell::{Cells, cells};

/// What is done to the campus as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Computes a plan of a round and keeps it.
    PlanRound,
    /// Tells everybody the plan of a round.
    PublishRound,
    /// Ends a round.
    CloseRound,
    /// Copies the whole database.
    Backup,
    /// Replaces the whole database.
    Restore,
    /// Checks the whole database.
    Check,
    /// Reads who did what to the records that one may see.
    History,
    /// Undoes an act on records that one may change.
    Undo,
    /// Brings in the reference codes.
    ImportReference,
    /// Reads the table of rights.
    Rights,
}

/// A verb, what it is called, and which roles may do it.
pub(super) struct Line {
    pub(super) verb: Verb,
    pub(super) words: Words,
    pub(super) cells: Cells,
}

#[rustfmt::skip]
pub(super) const VERBS: [Line; 10] = [
    //                     coor adm  staf refe comp tuto lear guar inst asse obse api
    line(Verb::PlanRound, "calculer un plan", "plan a round",
                    cells("A/A  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-")),
    line(Verb::PublishRound, "publier un plan", "publish a plan",
                    cells("A/A  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-")),
    line(Verb::CloseRound, "clore une campagne", "close a round",
                    cells("A/A  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-")),
    line(Verb::Backup, "sauvegarder la base", "back up the database",
                    cells("A/A  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-")),
    line(Verb::Restore, "restaurer la base", "restore the database",
                    cells("A/A  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-")),
    line(Verb::Check, "vérifier la base", "check the database",
                    cells("A/A  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-")),
    line(Verb::History, "lire l’historique", "read the history",
                    cells("A/A  A/A  A/A  -/-  A/A  -/-  -/-  -/-  -/-  -/-  -/-  -/-")),
    line(Verb::Undo, "annuler un acte", "undo an act",
                    cells("A/A  A/A  A/A  -/-  A/A  -/-  -/-  -/-  -/-  -/-  -/-  -/-")),
    line(Verb::ImportReference, "importer les nomenclatures", "import reference codes",
                    cells("A/A  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-  -/-")),
    line(Verb::Rights, "lire la table des droits", "read the table of rights",
                    cells("A/A  A/A  A/A  A/A  A/A  A/A  A/A  A/A  A/A  A/A  A/A  -/-")),
];

const fn line(verb: Verb, fr: &'static str, en: &'static str, cells: Cells) -> Line {
    Line { verb, words: Words::new(fr, en), cells }
}

impl Verb {
    /// Whether this person may do it.
    #[must_use]
    pub fn is_allowed(self, scope: &Scope) -> bool {
        scope.granted(self.key()).is_some_and(|grant| grant.writes == Sees::All)
    }

    /// Refuses this person, in words, unless she may do it.
    pub fn check(self, scope: &Scope) -> Result<(), RecordError> {
        if self.is_allowed(scope) {
            return Ok(());
        }
        let words = |lang: Lang| self.line().words.in_words(lang);
        Err(RecordError::Refused(Unfit::new(
            format!("votre rôle ne permet pas de {}", words(Lang::Fr)),
            format!("your role does not allow you to {}", words(Lang::En)),
        )))
    }

    /// The name under which it is granted.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::PlanRound => "verb plan_round",
            Self::PublishRound => "verb publish_round",
            Self::CloseRound => "verb close_round",
            Self::Backup => "verb backup",
            Self::Restore => "verb restore",
            Self::Check => "verb check",
            Self::History => "verb history",
            Self::Undo => "verb undo",
            Self::ImportReference => "verb import_reference",
            Self::Rights => "verb rights",
        }
    }

    const fn line(self) -> &'static Line {
        &VERBS[self as usize]
    }
}
