//! A campus with records of every resource of the table of rights, some of everybody's; the
//! resources of later crates stand for themselves by the columns that the table names.

use network::{
    confirmation::{self, CONFIRMATIONS},
    contact::{self, CONTACTS},
    convention::{self, CONVENTIONS, PARTIES},
    equipment::{self, EQUIPMENT},
    partner::PARTNERS,
    person::PEOPLE,
    request::{self, REQUESTS},
    role::{self, Role},
    site::{self, SITES},
};
use records::{Field, Noun, Value, Values, Words, sound};
use storage::Schema;
use uuid::Uuid;

use crate::{
    authorisations::PUBLISHED,
    ground::{Ground, TODAY, ground_with, person_at, role_of},
    published::{Known, Line, Whom, lines},
};

pub(crate) struct Region {
    pub(crate) ground: Ground,
    /// Somebody of each role.
    pub(crate) actors: Vec<Whom>,
    pub(crate) known: Known,
    later: Vec<&'static Noun>,
}

impl Region {
    /// The noun of a table.
    pub(crate) fn noun(&self, table: &str) -> &'static Noun {
        let mut all = network::NOUNS.iter().chain(&self.later);
        all.find(|noun| noun.table == table).unwrap()
    }
}

pub(crate) async fn region(place: &str) -> Region {
    let lines = lines(PUBLISHED);
    let later = lines.iter().filter(|line| is_later(line)).fold(vec![], |mut later, line| {
        later.push(noun(line, &later));
        later
    });
    let later: &'static [&'static Noun] = later.leak();
    let statements: Vec<&'static str> = vec![table_statements(later).leak()];
    let schema = Schema { name: "later", steps: statements.leak() };
    let ground = ground_with(place, &[(schema, later)]).await;
    let mut region =
        Region { ground, actors: vec![], known: Known::default(), later: later.to_vec() };
    let learners = later.iter().find(|noun| noun.table == "learners_learners").unwrap();
    let own = region.later_record(learners, &[("school", region.ground.school_a)]).await;
    let other = region.later_record(learners, &[("school", region.ground.school_b)]).await;
    region.people(own, other).await;
    region.records().await;
    for line in lines.iter().filter(|line| is_later(line) && line.table != "learners_learners") {
        region.later_records(line, [own, other]).await;
    }
    region
}

fn is_later(line: &Line) -> bool {
    !line.table.is_empty() && !line.table.starts_with("network_")
}

/// A noun with the columns that the table of rights names, after those that it may lead to.
fn noun(line: &Line, earlier: &[&'static Noun]) -> &'static Noun {
    let mut fields: Vec<&'static Field> = vec![];
    let text = |name: &str| -> &'static Field {
        let name: &'static str = name.to_owned().leak();
        Box::leak(Box::new(Field::text(name, name, name)))
    };
    for (kind, column) in line.owners().filter(|(_, column)| *column != "id") {
        let name: &'static str = column.to_owned().leak();
        let to: &'static Noun = match kind {
            "person" => &PEOPLE,
            "learner" => earlier.iter().find(|noun| noun.table == "learners_learners").unwrap(),
            _ => &PARTNERS,
        };
        fields.push(Box::leak(Box::new(Field::link(name, name, name, to))));
    }
    fields.extend(line.private.iter().map(|column| text(column)));
    if fields.iter().all(|field| field.name != "note") {
        fields.push(text("note"));
    }
    let table: &'static str = line.table.clone().leak();
    let title: &'static [&'static Field] = vec![fields[fields.len() - 1]].leak();
    Box::leak(Box::new(Noun {
        table,
        one: Words::new(table, table),
        many: Words::new(table, table),
        fields: fields.leak(),
        keys: &[],
        title,
        searched: &[],
        owner: None,
        brought_by: None,
        is_personal: false,
        check: sound,
        follow: None,
    }))
}

fn table_statements(nouns: &[&'static Noun]) -> String {
    let table = |noun: &&'static Noun| {
        let columns = noun.fields.iter().map(|field| format!(", {} text", field.name));
        format!(
            "create table {} (id text primary key, tenant text not null, version bigint not null, \
             sort_key sortedtext not null{});",
            noun.table,
            columns.collect::<String>()
        )
    };
    nouns.iter().map(table).collect()
}

impl Region {
    /// Somebody of each role, and strangers.
    async fn people(&mut self, own: Uuid, other: Uuid) {
        let ground = &self.ground;
        let (a, b) = (Some(ground.school_a), Some(ground.school_b));
        let (x, y) = (Some(ground.company_x), Some(ground.company_y));
        for role in Role::ALL {
            let partner = match role {
                Role::CampusCoordinator | Role::LabelAssessor | Role::Observer | Role::ApiKey => {
                    None
                }
                Role::CompanyAdministrator | Role::Tutor => x,
                _ => a,
            };
            let learner = role.is_of_a_learner().then_some(own);
            let email = format!("{}@exemple.fr", role.code());
            let person = ground.keep(person_at(&email, partner)).await;
            let learner_text = learner.map(|id| Value::text(&id.to_string())).unwrap_or_default();
            ground.keep(role_of(person, role, partner).with(&role::LEARNER, learner_text)).await;
            self.actors.push(Whom { email, person, role, partner, learner });
        }
        let text = other.to_string();
        let pupil = ground.keep(person_at("pupil.b@exemple.fr", b)).await;
        let as_pupil = role_of(pupil, Role::Learner, b).with(&role::LEARNER, text.as_str());
        ground.keep(as_pupil).await;
        ground.engage("staff.b@exemple.fr", Role::SchoolStaff, b).await;
        ground.engage("tutor.y@exemple.fr", Role::Tutor, y).await;
        let shared = ground.engage("shared@exemple.fr", Role::Instructor, a).await;
        ground.keep(role_of(shared, Role::Instructor, b)).await;
        let hosted = ground.engage("hosted@exemple.fr", Role::Observer, a).await;
        let company = ground.engage("company.x@exemple.fr", Role::Tutor, x).await;
        ground.keep(role_of(company, Role::CampusCoordinator, None)).await;
        self.known.elsewhere = vec![shared, hosted, company];
    }

    /// Records of the other nouns of this crate, some of everybody's.
    async fn records(&mut self) {
        let ground = &self.ground;
        let partners = [ground.school_a, ground.school_b, ground.company_x, ground.company_y];
        let [a, b, x, y] = partners;
        for partner in partners {
            let site =
                Values::blank(&SITES).with(&site::PARTNER, partner).with(&site::NAME, "Site");
            ground.keep(site).await;
            let convention = Values::blank(&CONVENTIONS).with(&convention::TITLE, "Convention");
            let convention = ground.keep(convention).await;
            let party = Values::blank(&PARTIES)
                .with(&convention::CONVENTION, convention)
                .with(&convention::PARTNER, partner);
            ground.keep(party).await;
            self.known.parties.push((partner, convention));
            for shared in [false, true] {
                let equipment = Values::blank(&EQUIPMENT)
                    .with(&equipment::PARTNER, partner)
                    .with(&equipment::NAME, "Machine")
                    .with(&equipment::SHARED, shared);
                ground.keep(equipment).await;
            }
            let confirmation = Values::blank(&CONFIRMATIONS)
                .with(&confirmation::PARTNER, x)
                .with(&confirmation::FACT, "effectif")
                .with(&confirmation::TOLD_BY, partner);
            ground.keep(confirmation).await;
        }
        for (school, company) in [(a, x), (a, y), (b, x), (b, y)] {
            let contact = Values::blank(&CONTACTS)
                .with(&contact::SCHOOL, school)
                .with(&contact::COMPANY, company)
                .with(&contact::NAME, "Contact");
            ground.keep(contact).await;
            let request = Values::blank(&REQUESTS)
                .with(&request::COMPANY, company)
                .with(&request::TRADE, format!("métier {school}").as_str())
                .with(&request::STARTS, TODAY)
                .with(&request::ENDS, TODAY)
                .with(&request::ASKED_BY, school);
            ground.keep(request).await;
        }
        for partner in partners {
            let note = |values: Values| values.with(&network::partner::NOTE, "à part");
            ground.edit(&ground.keeper, (&PARTNERS, partner), note).await.unwrap();
        }
    }

    /// Records of a later resource, for every way to belong to somebody.
    async fn later_records(&self, line: &Line, [own, other]: [Uuid; 2]) {
        let ground = &self.ground;
        let mut all: Vec<Vec<(&str, Uuid)>> = vec![vec![]];
        for (kind, column) in line.owners() {
            let ids = match kind {
                "school" => [ground.school_a, ground.school_b],
                "company" => [ground.company_x, ground.company_y],
                "learner" => [own, other],
                other => panic!("{}: no record belongs by {other} yet", line.table),
            };
            let with = |id| all.iter().map(move |owned| [&owned[..], &[(column, id)]].concat());
            all = ids.into_iter().flat_map(with).collect();
        }
        for owned in all {
            self.later_record(self.noun(&line.table), &owned).await;
        }
    }

    async fn later_record(&self, noun: &'static Noun, owned: &[(&str, Uuid)]) -> Uuid {
        let private =
            noun.fields.iter().filter(|field| !matches!(field.kind, records::Kind::Link(_)));
        let values =
            private.fold(Values::blank(noun), |values, field| values.with(field, "à part"));
        let with = |values: Values, (column, id): &(&str, Uuid)| {
            values.with(noun.field(column).unwrap(), *id)
        };
        let values = owned.iter().fold(values, with);
        self.ground.keep(values).await
    }
}
