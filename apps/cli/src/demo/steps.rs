//! Who brings which records, in which order.

use kernel::Lang;
use placement::nouns::{lock, offer, round, wish, workshop};
use records::Noun;
use {catalogue as courses, learners as pupils};

use super::{COORDINATOR, rows::Rows};

/// Rows of one kind, brought by one person.
pub(super) struct Step {
    pub(super) actor: String,
    pub(super) noun: &'static Noun,
    pub(super) file: &'static str,
    pub(super) csv: Vec<u8>,
}

macro_rules! demo {
    ($name:literal) => {
        Rows::read(include_str!(concat!("../../../../demo/", $name)))
    };
}

/// What the coordinator brings, then each school, then each company.
pub(super) fn all() -> Vec<Step> {
    let partners = demo!("partners.csv");
    let schools = partners.only(|row| row.get("kind") == "school");
    // A company says which school brought it.
    let companies = partners.only(|row| row.get("kind") != "school");
    let campus: [(&'static Noun, &str, Rows); 8] = [
        (&network::partner::PARTNERS, "partners.csv", schools),
        (&network::partner::PARTNERS, "partners.csv", companies),
        (&network::site::SITES, "sites.csv", demo!("sites.csv")),
        (&network::person::PEOPLE, "people.csv", demo!("people.csv")),
        (&network::role::ROLES, "roles.csv", demo!("roles.csv")),
        (&network::convention::CONVENTIONS, "conventions.csv", demo!("conventions.csv")),
        (&network::convention::PARTIES, "parties.csv", demo!("parties.csv")),
        (&round::ROUNDS, "rounds.csv", demo!("rounds.csv")),
    ];
    let mut steps: Vec<Step> =
        campus.into_iter().map(|(noun, file, rows)| step(COORDINATOR, noun, file, &rows)).collect();
    for (school, actor) in administrators("school_administrator") {
        let of_school: [(&'static Noun, &'static str, Rows); 7] = [
            (&courses::PROGRAMMES, "programmes.csv", demo!("programmes.csv")),
            (&courses::CLASSES, "classes.csv", demo!("classes.csv")),
            (&courses::PERIODS, "periods.csv", demo!("periods.csv")),
            (&pupils::LEARNERS, "learners.csv", learners()),
            (&network::contact::CONTACTS, "contacts.csv", demo!("contacts.csv")),
            (&network::equipment::EQUIPMENT, "equipment.csv", demo!("equipment.csv")),
            (&workshop::WORKSHOPS, "workshops.csv", demo!("workshops.csv")),
        ];
        for (noun, file, rows) in of_school {
            let owner = if file == "equipment.csv" { "partner" } else { "school" };
            let own = rows.only(|row| row.get(owner) == school);
            steps.extend((!own.is_empty()).then(|| step(&actor, noun, file, &own)));
        }
    }
    steps.extend(offers());
    for (school, actor) in administrators("school_administrator") {
        for (noun, file, rows) in [
            (&wish::WISHES, "wishes of learners.csv", wishes()),
            (&lock::LOCKS, "fixed of learners.csv", locks()),
        ] {
            let own = rows.only(|row| row.get("school") == school);
            steps.extend((!own.is_empty()).then(|| step(&actor, noun, file, &own)));
        }
    }
    steps
}

/// The offers: those of a company whose administrator is known by that person, the others by
/// the coordinator. A company has several SIRETs there, one for each site.
fn offers() -> Vec<Step> {
    // Articles of the labour code without a declaration.
    let regulated = |cell: &str| if cell.starts_with('D') { "undeclared" } else { cell }.to_owned();
    let offers = demo!("offers.csv").with("regulated", regulated);
    let companies = administrators("company_administrator");
    let of = |is_meant: &dyn Fn(&str) -> bool| offers.only(|row| is_meant(row.get("company")));
    let own =
        companies.iter().map(|(company, actor)| (actor.as_str(), of(&|name| name == company)));
    let is_others = |name: &str| companies.iter().all(|(company, _)| name != company);
    own.chain([(COORDINATOR, of(&is_others))])
        .map(|(actor, rows)| Step {
            actor: actor.to_owned(),
            noun: &offer::OFFERS,
            file: "offers.csv",
            csv: rows.csv(&["siret", "company_max"]),
        })
        .collect()
}

fn step(actor: &str, noun: &'static Noun, file: &'static str, rows: &Rows) -> Step {
    Step { actor: actor.to_owned(), noun, file, csv: rows.csv(&[]) }
}

/// The people of a role, by the partner where they have it.
fn administrators(role: &str) -> Vec<(String, String)> {
    let roles = demo!("roles.csv");
    let meant = roles.iter().filter(|row| row.get("role") == role);
    meant.map(|row| (row.get("partner").to_owned(), row.get("person").to_owned())).collect()
}

/// The learners of `metier place`, with what a school knows besides: first and last names
/// apart, the class, which the identifier begins with, and who answers for a minor.
fn learners() -> Rows {
    let (learners, guardians) = (demo!("learners.csv"), demo!("guardians.csv"));
    let guardians = guardians.by("id");
    let row = |row: super::rows::Row<'_>| {
        let id = row.get("id");
        let (first_name, last_name) = row.get("name").split_once(' ').unwrap_or_default();
        let class = id.rsplit_once('-').map_or("", |(class, _)| class);
        let is_student = matches!(row.get("level"), "5" | "6" | "7" | "8");
        let guardian = |column| guardians.get(id).map_or("", |guardian| guardian.get(column));
        let own = |column| row.get(column);
        [
            id,
            last_name,
            first_name,
            own("school"),
            class,
            if is_student { "student" } else { "pupil" },
            own("birth_date"),
            own("trade"),
            own("level"),
            own("commune"),
            own("reach_min"),
            own("mode"),
            own("priority"),
            own("accepts_boarding"),
            own("needs"),
            own("skills"),
            guardian("guardian_name"),
            guardian("guardian_email"),
            guardian("guardian_phone"),
            guardian("guardian_authority"),
        ]
        .map(str::to_owned)
    };
    let header = [
        "reference",
        "last_name",
        "first_name",
        "school",
        "class",
        "status",
        "birth_date",
        "trade",
        "level",
        "commune",
        "reach_min",
        "mode",
        "priority",
        "accepts_boarding",
        "needs",
        "skills",
        "guardian_name",
        "guardian_email",
        "guardian_phone",
        "guardian_authority",
    ];
    Rows::of(header, learners.iter().map(row).collect())
}

/// What learners wish and refuse, one row each.
fn wishes() -> Rows {
    let learners = demo!("learners.csv");
    let mut rows = vec![];
    for row in learners.iter() {
        for (kind, column) in [(wish::WISH, "wishes"), (wish::REFUSAL, "refuses")] {
            let offers = row.get(column).split('|').filter(|offer| !offer.is_empty());
            for (rank, offer) in (1..).zip(offers) {
                let rank = if kind == wish::WISH { rank.to_string() } else { String::new() };
                let cells = [row.get("id"), row.get("school"), kind, offer, &rank];
                rows.push(cells.map(str::to_owned));
            }
        }
    }
    Rows::of(["learner", "school", "kind", "offer", "rank"], rows)
}

/// The places that learners have already.
fn locks() -> Rows {
    let learners = demo!("learners.csv");
    let fixed = learners.iter().filter(|row| !row.get("fixed").is_empty());
    let cells = fixed.map(|row| {
        let reason = "convention signée avant la campagne";
        ["JUIN-2026", row.get("id"), row.get("school"), lock::KEEP, row.get("fixed"), reason]
            .map(str::to_owned)
    });
    Rows::of(["round", "learner", "school", "kind", "offer", "reason"], cells.collect())
}

/// Some of those who may act, and as what.
pub(super) fn actors(lang: Lang) -> String {
    let roles = demo!("roles.csv");
    let mut known = vec![];
    let mut lines = vec![line(COORDINATOR, "campus_coordinator", "", lang)];
    for row in roles.iter() {
        let role = row.get("role");
        if !known.contains(&role) {
            known.push(role);
            lines.push(line(row.get("person"), role, row.get("partner"), lang));
        }
    }
    lines.join("\n")
}

fn line(email: &str, role: &str, partner: &str, lang: Lang) -> String {
    let label = network::role::Role::of_code(role).map_or(role, |role| role.label().of(lang));
    format!("  {email:<36} {label}{}{partner}", if partner.is_empty() { "" } else { ", " })
}
