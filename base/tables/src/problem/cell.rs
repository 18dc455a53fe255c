//! What can be wrong with one cell.

use kernel::{Lang, quoted};

/// Why a row or a cell was refused.
#[derive(Clone, Debug, PartialEq)]
pub enum CellProblem {
    /// A value is due.
    Blank,
    /// Not a whole number.
    NotWhole,
    /// Not a number.
    NotDecimal,
    /// A number out of its bounds.
    OutOfRange {
        /// The least allowed.
        least: String,
        /// The most allowed.
        most: String,
    },
    /// Not a day.
    NotDate,
    /// Neither yes nor no.
    NotYesNo,
    /// A code whose last digits a spreadsheet rounded away.
    Rounded,
    /// A formula that failed, `#N/A`.
    Failed,
    /// A cell with more in it than allowed.
    TooLong {
        /// The most bytes.
        most: usize,
    },
    /// Bytes that are text in neither encoding of the file.
    Undecodable,
    /// A row with more values than the header has columns.
    TooManyValues {
        /// The columns of the header.
        n_columns: usize,
    },
    /// A row that never ends, most often for want of a closing quotation mark.
    Endless {
        /// The most bytes.
        most: u64,
    },
}

impl CellProblem {
    pub(crate) fn on_value(&self, value: &str, lang: Lang) -> String {
        let value = quoted(value, lang);
        match lang {
            Lang::Fr => self.fr(&value),
            Lang::En => self.en(&value),
        }
    }

    fn fr(&self, value: &str) -> String {
        match self {
            Self::Blank => "cellule vide\u{a0}: une valeur est nécessaire".into(),
            Self::NotWhole => {
                format!("{value} n’est pas un nombre entier\u{a0}: écrivez par exemple 12")
            }
            Self::NotDecimal => {
                format!("{value} n’est pas un nombre\u{a0}: écrivez par exemple 47,06")
            }
            Self::OutOfRange { least, most } => {
                format!("{value} n’est pas entre {least} et {most}")
            }
            Self::NotDate => format!(
                "{value} n’est pas une date\u{a0}: écrivez par exemple 05/06/2026 ou 2026-06-05"
            ),
            Self::NotYesNo => format!("{value} n’est ni oui ni non\u{a0}: écrivez oui ou non"),
            Self::Rounded => format!(
                "{value} est un numéro arrondi par le tableur\u{a0}: mettez la colonne au format \
                 texte et saisissez-le de nouveau"
            ),
            Self::Failed => format!(
                "{value} est le résultat d’une formule en erreur\u{a0}: corrigez-la ou \
                 remplacez-la par sa valeur"
            ),
            Self::TooLong { most } => {
                format!("{value} dépasse {most} octets\u{a0}: raccourcissez la cellule")
            }
            Self::Undecodable => format!(
                "{value} mêle deux encodages\u{a0}: enregistrez le fichier au format «\u{a0}CSV \
                 UTF-8\u{a0}»"
            ),
            Self::TooManyValues { n_columns } => format!(
                "la ligne a plus de valeurs que les {n_columns} colonnes\u{a0}: mettez entre \
                 guillemets les valeurs qui contiennent le séparateur"
            ),
            Self::Endless { most } => format!(
                "la ligne dépasse {most} octets\u{a0}: un guillemet ouvert n’est sans doute pas \
                 refermé"
            ),
        }
    }

    fn en(&self, value: &str) -> String {
        match self {
            Self::Blank => "blank cell: a value is needed".into(),
            Self::NotWhole => format!("{value} is not a whole number: write for example 12"),
            Self::NotDecimal => format!("{value} is not a number: write for example 47.06"),
            Self::OutOfRange { least, most } => {
                format!("{value} is not between {least} and {most}")
            }
            Self::NotDate => format!(
                "{value} is not a date: write for example 2026-06-05 or 05/06/2026 (day first)"
            ),
            Self::NotYesNo => format!("{value} is neither yes nor no: write yes or no"),
            Self::Rounded => format!(
                "{value} is a number rounded by the spreadsheet: make the column a text column \
                 and type it again"
            ),
            Self::Failed => format!(
                "{value} is the result of a failed formula: mend it or replace it by its value"
            ),
            Self::TooLong { most } => format!("{value} is over {most} bytes: shorten the cell"),
            Self::Undecodable => {
                format!("{value} mixes two encodings: save the file as “CSV UTF-8”")
            }
            Self::TooManyValues { n_columns } => format!(
                "the row has more values than the {n_columns} columns: put the values that \
                 contain the delimiter between quotation marks"
            ),
            Self::Endless { most } => {
                format!("the row is over {most} bytes: a quotation mark was probably left open")
            }
        }
    }
}
