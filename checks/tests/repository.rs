//! The repository as it stands breaks none of its own rules.

use checks::{Fault, arrows, links, root, sources, tidy};

fn none(faults: &[Fault]) {
    let list: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(faults.is_empty(), "\n{}\n", list.join("\n"));
}

#[test]
fn every_dependency_points_up_the_list_of_members() {
    none(&arrows::downward(&arrows::members(&sources(&["toml"]))));
}

#[test]
fn engines_and_base_speak_no_word_of_the_campus() {
    none(&arrows::campus_words(&sources(&["rs"])));
}

#[test]
fn every_rust_file_is_short_named_and_introduced() {
    none(&tidy::rust(&sources(&["rs"])));
}

#[test]
fn nothing_unfinished_is_left_in_the_sources() {
    none(&tidy::leftovers(&sources(&["rs", "toml", "md", "mjs", "yml"])));
}

#[test]
fn every_crate_introduces_itself_in_few_lines() {
    let members = arrows::members(&sources(&["toml"]));
    let paths: Vec<&str> = members.iter().map(|member| member.path.as_str()).collect();
    none(&tidy::documents(&paths, &sources(&["md"])));
}

#[test]
fn every_link_of_the_documents_leads_somewhere() {
    none(&links::broken(&root(), &sources(&["md"])));
}

/// The words by which a column is found are said in one place for people, in another for the
/// program.
#[test]
fn every_word_for_a_column_stands_in_the_reference() {
    let reference = read("docs/reference/files.md");
    let columns = read("campus/placement/src/files/columns.rs");
    let code = columns.split("#[cfg(test)]").next().unwrap_or_default();
    let words: Vec<&str> = code.split('"').skip(1).step_by(2).collect();
    assert!(40 < words.len(), "only {words:?}");
    let absent: Vec<_> = words.iter().filter(|w| !reference.contains(&format!("`{w}`"))).collect();
    assert!(absent.is_empty(), "{absent:?}");
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).expect("the file is part of the repository")
}
