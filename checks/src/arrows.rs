//! Which way the crates depend: up the workspace's list of members, never down; and
//! `engines/` and `base/` speak no word of the campus.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::{Fault, Source};

/// Words of the trade that an engine, or a base that any trade could use, has no business
/// knowing. In the singular.
const CAMPUS_WORDS: &[&str] = &[
    "agreement",
    "apprentice",
    "campus",
    "cohort",
    "company",
    "employer",
    "guardian",
    "internship",
    "learner",
    "placement",
    "pupil",
    "school",
    "student",
    "teacher",
    "trainee",
    "tutor",
    "vacancy",
    "wish",
    "workshop",
];

/// Where a word of the list may stand, since public registers number companies and schools:
/// the path of a file, the word.
const ALLOWED: &[(&str, &str)] = &[
    ("base/kernel/src/code.rs", "company"),
    ("base/kernel/src/code.rs", "school"),
    ("base/kernel/src/id.rs", "agreement"),
    ("base/kernel/src/siret.rs", "company"),
    ("base/kernel/src/uai.rs", "school"),
];

/// A crate of the workspace and what it depends on.
#[derive(Clone, Debug)]
pub struct Member {
    /// Its folder, as the workspace lists it.
    pub path: String,
    /// Its name.
    pub name: String,
    /// What it needs to be built.
    pub needs: Vec<String>,
    /// What its tests and benchmarks need.
    pub tests_need: Vec<String>,
}

/// The members of the workspace, in its order, from the `Cargo.toml` files.
///
/// # Panics
/// When a `Cargo.toml` is absent or does not read as one.
#[must_use]
pub fn members(manifests: &[Source]) -> Vec<Member> {
    let by_path: BTreeMap<&str, Table> =
        manifests.iter().map(|m| (m.path.as_str(), parse(m))).collect();
    by_path["Cargo.toml"]["workspace"]["members"]
        .as_array()
        .expect("members is an array")
        .iter()
        .map(|path| {
            let path = path.as_str().expect("a member is a path");
            let manifest = &by_path[format!("{path}/Cargo.toml").as_str()];
            member(path, manifest)
        })
        .collect()
}

/// Every dependency that points down the list. Tests may also use what lies in `checks/`.
#[must_use]
pub fn downward(members: &[Member]) -> Vec<Fault> {
    let rank: BTreeMap<&str, usize> =
        members.iter().enumerate().map(|(rank, m)| (m.name.as_str(), rank)).collect();
    let mut faults = Vec::new();
    for (own, member) in members.iter().enumerate() {
        let below = |name: &&String| rank.get(name.as_str()).is_some_and(|&other| own <= other);
        let for_tests = |name: &&String| !members[rank[name.as_str()]].path.starts_with("checks/");
        let needs = member.needs.iter().filter(below);
        for name in needs.chain(member.tests_need.iter().filter(below).filter(for_tests)) {
            faults.push(Fault {
                path: format!("{}/Cargo.toml", member.path),
                line: None,
                what: format!("depends on {name}, which the workspace lists below it"),
            });
        }
    }
    faults
}

/// Every word of the campus among the identifiers and comments of `engines/` and `base/`.
#[must_use]
pub fn campus_words(sources: &[Source]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for source in sources.iter().filter(|s| is_neutral(&s.path)) {
        for (number, line) in (1..).zip(source.text.lines()) {
            for word in words(&without_texts(line)) {
                if is_campus_word(&word) && !is_allowed(&source.path, &word) {
                    faults.push(Fault {
                        path: source.path.clone(),
                        line: Some(number),
                        what: format!("“{word}” is a word of the campus"),
                    });
                }
            }
        }
    }
    faults
}

fn parse(manifest: &Source) -> Table {
    manifest.text.parse().unwrap_or_else(|error| panic!("{}: {error}", manifest.path))
}

fn member(path: &str, manifest: &Table) -> Member {
    let name = manifest["package"]["name"].as_str().expect("a package has a name").to_owned();
    let section = |section: &str| {
        let table = manifest.get(section).and_then(Value::as_table);
        table.into_iter().flat_map(|table| table.keys().cloned()).collect::<Vec<_>>()
    };
    let needs = [section("dependencies"), section("build-dependencies")].concat();
    Member { path: path.to_owned(), name, needs, tests_need: section("dev-dependencies") }
}

fn is_neutral(path: &str) -> bool {
    path.starts_with("engines/") || path.starts_with("base/")
}

fn is_allowed(path: &str, word: &str) -> bool {
    ALLOWED.iter().any(|&(file, allowed)| path == file && singular(word) == allowed)
}

fn is_campus_word(word: &str) -> bool {
    CAMPUS_WORDS.contains(&singular(word).as_str())
}

/// A line without what stands between double quotes: samples may speak of anything.
fn without_texts(line: &str) -> String {
    line.replace("\\\"", "").split('"').step_by(2).collect::<Vec<_>>().join(" ")
}

/// The words of a line in lower case, identifiers cut at their underscores and capitals.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut after_small = false;
    for letter in line.chars() {
        if !letter.is_alphabetic() || (letter.is_uppercase() && after_small) {
            words.push(String::new());
        }
        if letter.is_alphabetic() {
            words.last_mut().expect("there is always one").extend(letter.to_lowercase());
        }
        after_small = letter.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let stem = word.strip_suffix("es").filter(|stem| stem.ends_with("sh"));
    let stem = stem.or_else(|| word.strip_suffix('s').filter(|stem| !stem.ends_with(['s', 'u'])));
    stem.unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crate_at(path: &str, needs: &[&str], tests_need: &[&str]) -> Member {
        let owned = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect();
        let name = path.rsplit('/').next().unwrap().to_owned();
        Member { path: path.to_owned(), name, needs: owned(needs), tests_need: owned(tests_need) }
    }

    #[test]
    fn a_dependency_on_a_crate_listed_below_is_refused() {
        let members = [
            crate_at("engines/travel", &["serde", "kernel"], &[]),
            crate_at("base/kernel", &[], &[]),
        ];
        let faults = downward(&members);
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].path, "engines/travel/Cargo.toml");
    }

    #[test]
    fn only_tests_may_use_a_check() {
        let region = crate_at("checks/region", &[], &[]);
        let fine = [crate_at("engines/matching", &[], &["region"]), region.clone()];
        assert_eq!(downward(&fine), []);
        let wrong = [crate_at("engines/matching", &["region"], &[]), region];
        assert_eq!(downward(&wrong).len(), 1);
    }

    #[test]
    fn a_word_of_the_campus_is_found_in_identifiers_and_comments() {
        let text = "struct LearnerId;\nlet n_companies = 1; // the schools' campus\n\
                    // slots\nlet sample = \"a \\\"learner\\\"\";\n";
        let source = |path: &str| Source { path: path.to_owned(), text: text.to_owned() };
        let found = campus_words(&[source("engines/travel/src/lib.rs")]);
        let lines: Vec<_> = found.iter().filter_map(|fault| fault.line).collect();
        assert_eq!(lines, [1, 2, 2, 2]);
        assert_eq!(campus_words(&[source("campus/placement/src/lib.rs")]), []);
    }
}
