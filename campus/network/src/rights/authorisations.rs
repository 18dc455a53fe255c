//! The table of rights as a file that whoever answers for the data can read.

use kernel::{InWords, Lang};
use records::Words;
use tables::{Dialect, write_csv};

use super::{
    Owners, Resource, TABLE,
    cell::{Cell, Set, Whose},
    verb::{Line, VERBS},
};
use crate::role::Role;

/// The table of rights, as CSV: a line for each resource and verb, a column for each role.
///
/// # Panics
/// Never: memory takes every byte.
#[must_use]
pub fn authorisations_csv(lang: Lang) -> String {
    let [resource, table, whose, private] = match lang {
        Lang::Fr => ["ressource", "table", "appartient selon", "colonnes privées"],
        Lang::En => ["resource", "table", "belongs by", "private columns"],
    };
    let roles = Role::ALL.map(|role| role.label().of(lang));
    let header = [&[resource, table, whose, private][..], &roles].concat();
    let rows = TABLE.iter().map(|line| resource_row(line, lang));
    let rows: Vec<Vec<String>> =
        rows.chain(VERBS.iter().map(|line| verb_row(line, lang))).collect();
    let mut bytes = vec![];
    write_csv(&mut bytes, Dialect::Plain, &header, &rows).expect("memory takes every byte");
    String::from_utf8(bytes).expect("what is written is text")
}

fn resource_row(line: &Resource, lang: Lang) -> Vec<String> {
    let head = [
        line.words.in_words(lang),
        line.table.to_owned(),
        owners(&line.owners, lang),
        line.private.join(" "),
    ];
    head.into_iter().chain(line.cells.iter().map(|cell| told(*cell, lang))).collect()
}

fn verb_row(line: &Line, lang: Lang) -> Vec<String> {
    let head = [line.words.in_words(lang), String::new(), String::new(), String::new()];
    let may = |cell: &Cell| match (cell.writes.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::Fr) => "oui".to_owned(),
        (false, Lang::En) => "yes".to_owned(),
    };
    head.into_iter().chain(line.cells.iter().map(may)).collect()
}

/// The columns that say whose a record is, by what they say.
fn owners(owners: &Owners, lang: Lang) -> String {
    let Owners { school, company, learner, person, convention, shared, role } = owners;
    let kinds: [(&str, &str, &[&str]); 7] = [
        ("établissement", "school", school),
        ("entreprise", "company", company),
        ("apprenant", "learner", learner),
        ("personne", "person", person),
        ("convention", "convention", convention),
        ("partagé", "shared", shared.as_slice()),
        ("rôle", "role", role.as_slice()),
    ];
    let used = kinds.into_iter().filter(|(.., columns)| !columns.is_empty());
    let told = used.map(|(fr, en, columns)| {
        let kind = Words::new(fr, en).of(lang);
        format!("{kind}: {}", columns.join(" "))
    });
    told.collect::<Vec<_>>().join("; ")
}

/// What a role reads and writes, in words; nothing if nothing.
fn told(cell: Cell, lang: Lang) -> String {
    let [reads, partly, writes] = match lang {
        Lang::Fr => ["lit", "lit sans les colonnes privées", "écrit"],
        Lang::En => ["reads", "reads without the private columns", "writes"],
    };
    let parts = [(reads, cell.reads), (partly, cell.reads_partly), (writes, cell.writes)];
    let part = |(verb, set): (&str, Set)| {
        let whose: Vec<&str> = set.each().map(|whose| label(whose, lang)).collect();
        (!set.is_empty()).then(|| format!("{verb} {}", whose.join(", ")))
    };
    parts.into_iter().filter_map(part).collect::<Vec<_>>().join("; ")
}

const fn label(whose: Whose, lang: Lang) -> &'static str {
    match (whose, lang) {
        (Whose::Anybodys, Lang::Fr) => "tout",
        (Whose::Anybodys, Lang::En) => "all",
        (Whose::OwnSchool, Lang::Fr) => "de son établissement",
        (Whose::OwnSchool, Lang::En) => "of her school",
        (Whose::OwnCompany, Lang::Fr) => "de son entreprise",
        (Whose::OwnCompany, Lang::En) => "of her company",
        (Whose::OwnLearner, Lang::Fr) => "de son apprenant",
        (Whose::OwnLearner, Lang::En) => "of her learner",
        (Whose::OwnPerson, Lang::Fr) => "d’elle-même",
        (Whose::OwnPerson, Lang::En) => "of herself",
        (Whose::OwnConventions, Lang::Fr) => "de ses conventions",
        (Whose::OwnConventions, Lang::En) => "of her conventions",
        (Whose::Shared, Lang::Fr) => "de ce qui est partagé",
        (Whose::Shared, Lang::En) => "of what is shared",
        (Whose::OwnAlone, Lang::Fr) => "de qui n’a de rôle que chez son partenaire",
        (Whose::OwnAlone, Lang::En) => "of whoever has no role but at her partner",
    }
}
