//! One thing wrong in a file: where, and what to do about it.

use std::{fmt, sync::Arc};

use kernel::{InWords, Lang, quoted};

use crate::Problem;

/// Something wrong in a file, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The name of the file.
    pub file: Arc<str>,
    /// The row as a spreadsheet numbers it: the header is usually 1.
    pub row: Option<u64>,
    /// The header of the column, in the words of the file.
    pub column: Option<String>,
    /// The cell as a spreadsheet names it, `C12`; for XLSX only.
    pub cell: Option<String>,
    /// What the cell holds.
    pub value: Option<String>,
    /// What is wrong with it.
    pub problem: Problem,
}

impl Fault {
    /// A fault of the whole file.
    #[must_use]
    pub fn on_file(file: &str, problem: impl Into<Problem>) -> Self {
        Self {
            file: file.into(),
            row: None,
            column: None,
            cell: None,
            value: None,
            problem: problem.into(),
        }
    }

    fn place(&self, lang: Lang) -> String {
        let (row, column) = match lang {
            Lang::Fr => ("ligne", "colonne"),
            Lang::En => ("row", "column"),
        };
        let row = self.row.map(|number| format!(", {row} {number}"));
        let column = self.column.as_ref().map(|name| format!(", {column} {}", quoted(name, lang)));
        let cell = self.cell.as_ref().map(|cell| format!(" ({cell})"));
        [Some(self.file.to_string()), row, column, cell].into_iter().flatten().collect()
    }
}

impl InWords for Fault {
    fn in_words(&self, lang: Lang) -> String {
        let value = self.value.as_deref().unwrap_or_default();
        let mark = match lang {
            Lang::Fr => "\u{a0}:",
            Lang::En => ":",
        };
        format!("{}{mark} {}", self.place(lang), self.problem.on_value(value, lang))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CellProblem, FileProblem};

    #[test]
    fn a_fault_names_the_place_the_value_and_the_remedy_in_both_languages() {
        let fault = Fault {
            row: Some(12),
            column: Some("Places".into()),
            cell: Some("C12".into()),
            value: Some("deux".into()),
            ..Fault::on_file("offres.xlsx", CellProblem::NotWhole)
        };
        assert_eq!(
            fault.in_words(Lang::En),
            "offres.xlsx, row 12, column “Places” (C12): “deux” is not a whole number: write for \
             example 12"
        );
        assert_eq!(
            fault.in_words(Lang::Fr).replace('\u{a0}', " "),
            "offres.xlsx, ligne 12, colonne « Places » (C12) : « deux » n’est pas un nombre \
             entier : écrivez par exemple 12"
        );
    }

    #[test]
    fn a_fault_of_the_whole_file_names_only_the_file() {
        let fault = Fault::on_file("offers.csv", FileProblem::Empty);
        assert_eq!(
            fault.in_words(Lang::En),
            "offers.csv: the file is empty: give it a header and rows"
        );
    }
}
