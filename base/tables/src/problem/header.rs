//! What can be wrong with a header.

use kernel::{InWords, Lang, quoted};

/// How the columns of a file differ from those expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeaderProblem {
    /// Columns are missing.
    Missing {
        /// Those missing.
        columns: Vec<MissingColumn>,
        /// The headers that the file has.
        found: Vec<String>,
    },
    /// At least one of several columns is needed.
    MissingOneOf {
        /// Any of them would do.
        columns: Vec<String>,
        /// The headers that the file has.
        found: Vec<String>,
    },
    /// Two headers name one column.
    Twice {
        /// The name of the column.
        column: &'static str,
        /// The two headers.
        headers: [String; 2],
    },
    /// There are more columns than allowed.
    TooMany {
        /// The most columns.
        most: usize,
    },
    /// There is no row under the header.
    NoRows,
}

/// A column that a file needs and has not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingColumn {
    /// Its name.
    pub name: &'static str,
    /// The header that was perhaps meant for it.
    pub nearest: Option<String>,
}

impl InWords for HeaderProblem {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.fr(),
            Lang::En => self.en(),
        }
    }
}

impl HeaderProblem {
    fn fr(&self) -> String {
        match self {
            Self::Missing { columns, found } => format!(
                "il manque {}\u{a0}; colonnes trouvées\u{a0}: {}{}",
                listed(columns.iter().map(|column| column.in_words(Lang::Fr))),
                headers(found, Lang::Fr),
                one_column(found, Lang::Fr)
            ),
            Self::MissingOneOf { columns, found } => format!(
                "il manque l’une des colonnes {}\u{a0}; colonnes trouvées\u{a0}: {}",
                headers(columns, Lang::Fr),
                headers(found, Lang::Fr)
            ),
            Self::Twice { column, headers: [first, second] } => format!(
                "deux colonnes pour {}\u{a0}: {} et {}\u{a0}; renommez ou retirez l’une des deux",
                quoted(column, Lang::Fr),
                quoted(first, Lang::Fr),
                quoted(second, Lang::Fr)
            ),
            Self::TooMany { most } => {
                format!("plus de {most} colonnes\u{a0}: retirez celles qui ne servent pas")
            }
            Self::NoRows => {
                "aucune ligne sous les titres\u{a0}: ajoutez-en au moins une".to_owned()
            }
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Missing { columns, found } => format!(
                "missing {}; columns found: {}{}",
                listed(columns.iter().map(|column| column.in_words(Lang::En))),
                headers(found, Lang::En),
                one_column(found, Lang::En)
            ),
            Self::MissingOneOf { columns, found } => format!(
                "missing one of the columns {}; columns found: {}",
                headers(columns, Lang::En),
                headers(found, Lang::En)
            ),
            Self::Twice { column, headers: [first, second] } => format!(
                "two columns for {}: {} and {}; rename or remove one of them",
                quoted(column, Lang::En),
                quoted(first, Lang::En),
                quoted(second, Lang::En)
            ),
            Self::TooMany { most } => {
                format!("more than {most} columns: remove those that serve nothing")
            }
            Self::NoRows => "no row under the header: add one at least".to_owned(),
        }
    }
}

impl InWords for MissingColumn {
    fn in_words(&self, lang: Lang) -> String {
        let name = quoted(self.name, lang);
        match (&self.nearest, lang) {
            (None, _) => name,
            (Some(header), Lang::Fr) => {
                format!("{name} (est-ce {}\u{a0}?)", quoted(header, lang))
            }
            (Some(header), Lang::En) => format!("{name} (is it {}?)", quoted(header, lang)),
        }
    }
}

fn headers(names: &[String], lang: Lang) -> String {
    const MOST: usize = 50;
    let rest = if names.len() > MOST { ", …" } else { "" };
    listed(names.iter().take(MOST).map(|name| quoted(name, lang))) + rest
}

fn listed(names: impl Iterator<Item = String>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// A single column often means a delimiter that was not understood.
fn one_column(found: &[String], lang: Lang) -> &'static str {
    match (found.len(), lang) {
        (1, Lang::Fr) => {
            "\u{a0}; une seule colonne\u{a0}: séparez-les par une virgule, un point-virgule ou \
             une tabulation"
        }
        (1, Lang::En) => "; a single column: separate them by a comma, a semicolon or a tab",
        _ => "",
    }
}
