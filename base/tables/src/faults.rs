//! Everything wrong in some files, in order, counted and capped.

use std::fmt;

use kernel::{InWords, Lang, grouped};

use crate::Fault;

/// Every fault found so far: all are counted, the first thousand are kept.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Faults {
    kept: Vec<Fault>,
    n_more: usize,
}

impl Faults {
    /// How many are kept; nobody reads more.
    pub const MOST: usize = 1_000;

    /// No fault yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&mut self, fault: Fault) {
        if self.kept.len() < Self::MOST {
            self.kept.push(fault);
        } else {
            self.n_more += 1;
        }
    }

    /// Adds all those of another file.
    pub fn append(&mut self, others: Self) {
        self.extend(others.kept);
        self.n_more += others.n_more;
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// How many there are, kept or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept.len() + self.n_more
    }

    /// Those kept: file after file as they came, each from its first row to its last.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        let mut files: Vec<&str> = Vec::new();
        let mut faults: Vec<(usize, &Fault)> = Vec::with_capacity(self.kept.len());
        for fault in &self.kept {
            let file = files.iter().position(|file| **file == *fault.file).unwrap_or(files.len());
            if file == files.len() {
                files.push(&fault.file);
            }
            faults.push((file, fault));
        }
        faults.sort_by_key(|(file, fault)| (*file, fault.row));
        faults.into_iter().map(|(_, fault)| fault)
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self { kept: vec![fault], n_more: 0 }
    }
}

impl Extend<Fault> for Faults {
    fn extend<T: IntoIterator<Item = Fault>>(&mut self, faults: T) {
        for fault in faults {
            self.push(fault);
        }
    }
}

impl FromIterator<Fault> for Faults {
    fn from_iter<T: IntoIterator<Item = Fault>>(faults: T) -> Self {
        let mut all = Self::new();
        all.extend(faults);
        all
    }
}

impl InWords for Faults {
    fn in_words(&self, lang: Lang) -> String {
        let mut lines: Vec<String> = self.iter().map(|fault| fault.in_words(lang)).collect();
        if self.n_more > 0 {
            let n_more = i64::try_from(self.n_more).unwrap_or(i64::MAX);
            let more = grouped(n_more, lang);
            lines.push(match (lang, self.n_more) {
                (Lang::Fr, 1) => "… et 1 autre erreur".to_owned(),
                (Lang::Fr, _) => format!("… et {more} autres erreurs"),
                (Lang::En, 1) => "… and 1 more error".to_owned(),
                (Lang::En, _) => format!("… and {more} more errors"),
            });
        }
        lines.join("\n")
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl std::error::Error for Faults {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::CellProblem;

    fn on(file: &str, row: u64) -> Fault {
        Fault { row: Some(row), ..Fault::on_file(file, CellProblem::Blank) }
    }

    #[test]
    fn faults_are_told_file_by_file_and_row_by_row() {
        let mut faults = Faults::new();
        for fault in [on("b.csv", 9), on("a.csv", 3), on("b.csv", 2)] {
            faults.push(fault);
        }
        let places: Vec<_> = faults.iter().map(|f| (&*f.file, f.row)).collect();
        assert_eq!(places, [("b.csv", Some(2)), ("b.csv", Some(9)), ("a.csv", Some(3))]);
    }

    #[test]
    fn beyond_a_thousand_the_rest_is_counted() {
        let mut faults = Faults::new();
        for row in 1..=3_345 {
            faults.push(on("a.csv", row));
        }
        assert_eq!(faults.len(), 3_345);
        let words = faults.in_words(Lang::En);
        assert_eq!(words.lines().count(), Faults::MOST + 1);
        assert!(words.ends_with("… and 2,345 more errors"));
    }
}
