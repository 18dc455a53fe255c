//! How tidy the sources are: length, names, openings, leftovers.

use crate::{Fault, Source};

/// The longest a Rust file may be.
const MOST_LINES: usize = 400;
/// The longest the README of a capability may be.
const MOST_README_LINES: usize = 40;
/// The longest the map of the architecture may be.
const MOST_MAP_WORDS: usize = 1500;
/// What fits on a screen: a longer file, its tests set apart, says first what it is about.
const SCREEN: usize = 60;
/// Names that name nothing.
const EMPTY_NAMES: &[&str] = &[
    "util.rs",
    "utils.rs",
    "helper.rs",
    "helpers.rs",
    "common.rs",
    "misc.rs",
    "types.rs",
    "model.rs",
    "models.rs",
];
/// What finished code does not hold. Cut in two, lest this file refuse itself.
const UNFINISHED: &[(&str, &str)] = &[
    (concat!("#[ig", "nore"), "a test set aside"),
    (concat!("to", "do!("), "unfinished"),
    (concat!("unimpl", "emented!("), "unfinished"),
    (concat!("thread::sl", "eep"), "waits for time to pass"),
];
/// What no text of the repository holds.
const OUTSIDE: &[(&str, &str)] = &[
    (concat!("../sha", "red"), "a path outside the repository"),
    (concat!("/wo", "rk/"), "a path of one machine"),
];

/// What is wrong with each Rust file.
#[must_use]
pub fn rust(sources: &[Source]) -> Vec<Fault> {
    sources
        .iter()
        .flat_map(|source| [length(source), name(source), opening(source)])
        .flatten()
        .collect()
}

/// What is left over in any text: unfinished work, paths of one machine, blanks at the end
/// of a line.
#[must_use]
pub fn leftovers(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in sources {
        let is_code = source.path.rsplit('.').next() == Some("rs");
        let marks = if is_code { [UNFINISHED, OUTSIDE].concat() } else { OUTSIDE.to_vec() };
        for (number, line) in (1..).zip(source.text.lines()) {
            let fault = |what: &str| Fault { line: Some(number), ..whole(source, what) };
            let found = marks.iter().filter(|(mark, _)| line.contains(mark));
            faults.extend(found.map(|(mark, what)| fault(&format!("`{mark}`: {what}"))));
            if line.trim_end() != line {
                faults.push(fault("blanks at the end of the line"));
            }
        }
        if !source.text.is_empty() && !source.text.ends_with('\n') {
            faults.push(whole(source, "the last line is not ended"));
        }
    }
    faults
}

/// What is wrong with the READMEs and the map: absent, or longer than one reads.
#[must_use]
pub fn documents(members: &[&str], sources: &[Source]) -> Vec<Fault> {
    let find = |path: &str| sources.iter().find(|source| source.path == path);
    let mut faults = Vec::new();
    for member in members.iter().filter(|member| member.contains('/')) {
        let path = format!("{member}/README.md");
        match find(&path) {
            None if !member.starts_with("apps/") => {
                faults.push(Fault { path, line: None, what: "is absent".to_owned() });
            }
            Some(readme) if member.starts_with("campus/") => {
                faults.extend(at_most(
                    readme,
                    readme.text.lines().count(),
                    MOST_README_LINES,
                    "lines",
                ));
            }
            None | Some(_) => {}
        }
    }
    let map = find("ARCHITECTURE.md");
    faults.extend(map.and_then(|map| {
        at_most(map, map.text.split_whitespace().count(), MOST_MAP_WORDS, "words")
    }));
    faults
}

fn length(source: &Source) -> Option<Fault> {
    at_most(source, source.text.lines().count(), MOST_LINES, "lines")
}

fn name(source: &Source) -> Option<Fault> {
    let name = source.path.rsplit('/').next()?;
    EMPTY_NAMES.contains(&name).then(|| whole(source, "a room without a name: find the word"))
}

fn opening(source: &Source) -> Option<Fault> {
    let before_tests = source.text.lines().take_while(|line| *line != "#[cfg(test)]");
    let is_open = source.text.starts_with("//!") || source.text.starts_with("#![doc");
    (SCREEN < before_tests.count() && !is_open)
        .then(|| whole(source, "longer than a screen and does not open with `//!`"))
}

fn at_most(source: &Source, found: usize, most: usize, unit: &str) -> Option<Fault> {
    (most < found).then(|| whole(source, &format!("{found} {unit}, more than {most}")))
}

fn whole(source: &Source, what: &str) -> Fault {
    Fault { path: source.path.clone(), line: None, what: what.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned() }
    }

    fn lines(count: usize) -> String {
        format!("//! Opens.\n{}", "a();\n".repeat(count - 1))
    }

    #[test]
    fn the_longest_file_is_accepted_and_one_line_more_is_not() {
        assert_eq!(rust(&[source("a.rs", &lines(MOST_LINES))]), []);
        assert_eq!(rust(&[source("a.rs", &lines(MOST_LINES + 1))]).len(), 1);
    }

    #[test]
    fn a_room_without_a_name_is_refused() {
        assert_eq!(rust(&[source("campus/placement/src/utils.rs", "")]).len(), 1);
        assert_eq!(rust(&[source("campus/placement/src/offer.rs", "")]), []);
    }

    #[test]
    fn a_long_module_without_an_opening_is_refused() {
        assert_eq!(rust(&[source("a.rs", &"a();\n".repeat(SCREEN))]), []);
        assert_eq!(rust(&[source("a.rs", &"a();\n".repeat(SCREEN + 1))]).len(), 1);
    }

    #[test]
    fn every_leftover_is_found_on_its_line() {
        for (mark, _) in [UNFINISHED, OUTSIDE].concat() {
            let found = leftovers(&[source("a.rs", &format!("a();\n{mark}\n"))]);
            assert_eq!(found.len(), 1, "{mark}");
            assert_eq!(found[0].line, Some(2));
        }
        assert_eq!(leftovers(&[source("STYLE.md", &format!("no {}\n", UNFINISHED[0].0))]), []);
        assert_eq!(leftovers(&[source("a.md", "one \ntwo")]).len(), 2);
    }

    #[test]
    fn a_crate_without_a_readme_and_a_long_one_are_refused() {
        let member = ["campus/placement"];
        let readme = |count| source("campus/placement/README.md", &"x\n".repeat(count));
        assert_eq!(documents(&member, &[]).len(), 1);
        assert_eq!(documents(&member, &[readme(MOST_README_LINES)]), []);
        assert_eq!(documents(&member, &[readme(MOST_README_LINES + 1)]).len(), 1);
    }

    #[test]
    fn a_map_too_long_to_read_is_refused() {
        let map = |count| source("ARCHITECTURE.md", &"word ".repeat(count));
        assert_eq!(documents(&[], &[map(MOST_MAP_WORDS)]), []);
        assert_eq!(documents(&[], &[map(MOST_MAP_WORDS + 1)]).len(), 1);
    }
}
