//! Which column of a file is which of ours.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    sync::Arc,
};

use kernel::fold;

use crate::{Column, HeaderProblem, Limits, MissingColumn, nearest};

/// The first row of a file, matched with the columns that the caller knows.
#[derive(Debug)]
pub(crate) struct Header {
    pub(crate) file: Arc<str>,
    /// Every header as the file has it, trimmed.
    pub(crate) found: Vec<String>,
    /// The name of each known column, in the order of the caller, and where it stands.
    pub(crate) names: Vec<&'static str>,
    pub(crate) places: Vec<Option<usize>>,
    /// Where the other columns stand, and their headers.
    pub(crate) unknown_places: Vec<usize>,
    pub(crate) unknown: Vec<String>,
}

/// What each header means: folded header → index of the column.
pub(crate) struct Dictionary<'a> {
    columns: &'a [Column],
    meanings: BTreeMap<String, usize>,
}

impl<'a> Dictionary<'a> {
    /// Knows the names of the columns, and first of all what the user renames.
    pub(crate) fn new(columns: &'a [Column], renames: &BTreeMap<String, String>) -> Self {
        let mut meanings = BTreeMap::new();
        for (column, name) in
            columns.iter().enumerate().flat_map(|(i, c)| c.names().map(move |n| (i, n)))
        {
            meanings.entry(fold(name)).or_insert(column);
        }
        let overruled: Vec<_> = renames
            .iter()
            .filter_map(|(theirs, ours)| Some((fold(theirs), *meanings.get(&fold(ours))?)))
            .collect();
        meanings.extend(overruled);
        Self { columns, meanings }
    }

    /// How many of these headers it knows.
    pub(crate) fn n_known<'h>(&self, headers: impl Iterator<Item = &'h str>) -> usize {
        headers.filter(|header| self.meaning(header).is_some()).count()
    }

    fn meaning(&self, header: &str) -> Option<usize> {
        self.meanings.get(&fold(header)).copied()
    }

    /// The header of this file, or everything that is wrong with it.
    pub(crate) fn read(
        &self,
        file: Arc<str>,
        found: Vec<String>,
        limits: &Limits,
    ) -> Result<Header, Vec<HeaderProblem>> {
        if found.len() > limits.columns {
            return Err(vec![HeaderProblem::TooMany { most: limits.columns }]);
        }
        let mut problems = Vec::new();
        let mut places = BTreeMap::new();
        let mut unknown_places = Vec::new();
        for (place, header) in found.iter().enumerate().filter(|(_, header)| !header.is_empty()) {
            let Some(column) = self.meaning(header) else {
                unknown_places.push(place);
                continue;
            };
            match places.entry(column) {
                Entry::Vacant(free) => _ = free.insert(place),
                Entry::Occupied(taken) => problems.push(HeaderProblem::Twice {
                    column: self.columns[column].name,
                    headers: [found[*taken.get()].clone(), header.clone()],
                }),
            }
        }
        let unknown: Vec<_> = unknown_places.iter().map(|place| found[*place].clone()).collect();
        problems.extend(self.missing(&places, &unknown, &found));
        if !problems.is_empty() {
            return Err(problems);
        }
        let places = (0..self.columns.len()).map(|column| places.get(&column).copied()).collect();
        let names = self.columns.iter().map(|column| column.name).collect();
        Ok(Header { file, found, names, places, unknown_places, unknown })
    }

    fn missing(
        &self,
        places: &BTreeMap<usize, usize>,
        unknown: &[String],
        found: &[String],
    ) -> Option<HeaderProblem> {
        let is_missing =
            |(i, column): &(usize, &Column)| column.required && !places.contains_key(i);
        let columns: Vec<_> = self
            .columns
            .iter()
            .enumerate()
            .filter(is_missing)
            .map(|(_, column)| MissingColumn {
                name: column.name,
                nearest: likeliest(column, unknown),
            })
            .collect();
        let found = found.iter().filter(|header| !header.is_empty()).cloned().collect();
        (!columns.is_empty()).then_some(HeaderProblem::Missing { columns, found })
    }
}

/// The header that was perhaps meant for this column.
fn likeliest(column: &Column, unknown: &[String]) -> Option<String> {
    let likely = |name| nearest(name, unknown.iter().map(String::as_str));
    column.names().find_map(likely).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column::required("id", &["identifiant"]),
        Column::required("places", &["nombre de places"]),
        Column::optional("reach_min", &["trajet maximal"]),
    ];

    fn read(found: &[&str], renames: &[(&str, &str)]) -> Result<Header, Vec<HeaderProblem>> {
        let renames = renames.iter().map(|(a, b)| ((*a).into(), (*b).into())).collect();
        let found = found.iter().map(|header| (*header).to_owned()).collect();
        Dictionary::new(COLUMNS, &renames).read("offers.csv".into(), found, &Limits::default())
    }

    #[test]
    fn headers_are_known_in_any_order_case_and_language() {
        let header = read(&["Nombre-de-PLACES", "note", "", "Reach min", "ID"], &[]).unwrap();
        assert_eq!(header.places, [Some(4), Some(0), Some(3)]);
        assert_eq!(header.unknown, ["note"]);
    }

    #[test]
    fn a_renamed_header_takes_the_meaning_that_the_user_gives() {
        let header = read(&["Réf", "places", "id"], &[("réf", "trajet maximal")]).unwrap();
        assert_eq!(header.places, [Some(2), Some(1), Some(0)]);
        let header = read(&["id", "places"], &[("id", "nothing known here")]).unwrap();
        assert_eq!(header.places, [Some(0), Some(1), None]);
    }

    #[test]
    fn missing_columns_are_told_at_once_with_what_was_found_and_the_nearest() {
        let missing =
            |name, nearest: Option<&str>| MissingColumn { name, nearest: nearest.map(Into::into) };
        assert_eq!(
            read(&["identifient", "trade"], &[]).unwrap_err(),
            [HeaderProblem::Missing {
                columns: vec![missing("id", Some("identifient")), missing("places", None)],
                found: vec!["identifient".into(), "trade".into()],
            }]
        );
    }

    #[test]
    fn a_column_twice_is_refused_and_nothing_else_is_hidden() {
        assert_eq!(
            read(&["id", "Identifiant"], &[]).unwrap_err(),
            [
                HeaderProblem::Twice { column: "id", headers: ["id".into(), "Identifiant".into()] },
                HeaderProblem::Missing {
                    columns: vec![MissingColumn { name: "places", nearest: None }],
                    found: vec!["id".into(), "Identifiant".into()],
                },
            ]
        );
    }
}
