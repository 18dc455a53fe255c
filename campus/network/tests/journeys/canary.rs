//! What one school keeps for itself reaches nobody of another, by whatever way.

use jiff::civil::date;
use kernel::{InWords, Lang};
use network::{
    NOUNS, Search,
    campus::CAMPUSES,
    confirmation::CONFIRMATIONS,
    contact::CONTACTS,
    convention::{CONVENTIONS, PARTIES},
    partner::{self, PARTNERS},
    person::PEOPLE,
    role::Role,
    search,
    site::SITES,
};
use records::{
    Asked, Done, Field, Kind, Noun, Record, Scope, Value, Values, export, history,
    import::{self, Options},
};
use storage::Tx;
use uuid::Uuid;

use crate::{
    filled::{CODES, Ink, filled},
    ground::{Ground, ground, role_of},
};

/// Stands in everything that school B keeps for itself.
const SECRET: &str = "zibeline";
/// Stands in what school B lets the whole campus know.
const OPEN: &str = "vitrine";
/// Stands in what only the contacts of school B say.
const CONTACT: &str = "carnet";

/// The nouns of which schools see each other's records.
static SHARED: [&Noun; 3] = [&PARTNERS, &SITES, &CONFIRMATIONS];

struct Canary {
    ground: Ground,
    /// The records of school B.
    kept: Vec<Record>,
    /// What school B did.
    acts: Vec<Done>,
}

#[tokio::test]
async fn what_a_school_keeps_for_itself_reaches_nobody_of_another() {
    databases::each(async |place: String| {
        let canary = canary(&place).await;
        let ground = &canary.ground;
        for (email, role, partner) in [
            ("admin.a@exemple.fr", Role::SchoolAdministrator, ground.school_a),
            ("staff.a@exemple.fr", Role::SchoolStaff, ground.school_a),
            ("teacher.a@exemple.fr", Role::ReferentTeacher, ground.school_a),
            ("instructor.a@exemple.fr", Role::Instructor, ground.school_a),
            ("admin.x@exemple.fr", Role::CompanyAdministrator, ground.company_x),
            ("tutor.x@exemple.fr", Role::Tutor, ground.company_x),
        ] {
            ground.engage(email, role, Some(partner)).await;
            let scope = ground.acting(email).await;
            let told = canary.everything_told_to(&scope).await;
            for secret in [SECRET, CONTACT] {
                let leak = told.iter().find(|text| text.contains(secret));
                assert!(leak.is_none(), "{email} is told {leak:?}");
            }
            assert!(told.iter().any(|text| text.contains(OPEN)), "the canary sings to {email}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_coordinator_is_told_nothing_of_contacts() {
    databases::each(async |place: String| {
        let canary = canary(&place).await;
        let ann = canary.ground.acting("ann@exemple.fr").await;
        let told = canary.everything_told_to(&ann).await;
        let leak = told.iter().find(|text| text.contains(CONTACT));
        assert!(leak.is_none(), "the coordinator is told {leak:?}");
        assert!(told.iter().any(|text| text.contains(SECRET)), "she sees the rest");
    })
    .await;
}

#[tokio::test]
async fn what_was_removed_is_told_to_nobody_else_either() {
    databases::each(async |place: String| {
        let mut canary = canary(&place).await;
        let ground = &canary.ground;
        ground.engage("staff.a@exemple.fr", Role::SchoolStaff, Some(ground.school_a)).await;
        let contact = canary.kept.iter().find(|record| record.noun().is(&CONTACTS)).unwrap();
        let own = ground.acting("admin.b@exemple.fr").await;
        let removed = ground.remove(&own, (&CONTACTS, contact.id)).await.unwrap();
        canary.acts.push(removed);
        for email in ["staff.a@exemple.fr", "ann@exemple.fr"] {
            let scope = canary.ground.acting(email).await;
            let told = canary.everything_told_to(&scope).await;
            assert!(told.iter().all(|text| !text.contains(CONTACT)), "{email}");
        }
        let told = canary.everything_told_to(&own).await;
        assert!(told.iter().any(|text| text.contains(CONTACT)), "the school remembers");
    })
    .await;
}

#[tokio::test]
async fn the_school_itself_is_told_all_of_it() {
    databases::each(async |place: String| {
        let canary = canary(&place).await;
        let own = canary.ground.acting("admin.b@exemple.fr").await;
        let told = canary.everything_told_to(&own).await;
        for noun in NOUNS.iter().filter(|noun| !noun.is(&CAMPUSES)) {
            let is_about = |text: &&String| text.contains(noun.table) && text.contains(mark(noun));
            let is_told = told.iter().any(|text| is_about(&text));
            assert!(is_told, "{} is told to its own school", noun.table);
        }
    })
    .await;
}

/// What stands in the texts of the records of a noun.
fn mark(noun: &Noun) -> &'static str {
    let is_shared = SHARED.iter().any(|shared| shared.is(noun));
    match (is_shared, noun.is(&CONTACTS)) {
        (true, _) => OPEN,
        (false, true) => CONTACT,
        (false, false) => SECRET,
    }
}

/// Fills every noun with a record of school B, changed since.
async fn canary(place: &str) -> Canary {
    let ground = ground(place).await;
    let b = ground.school_b;
    ground.engage("admin.b@exemple.fr", Role::SchoolAdministrator, Some(b)).await;
    let mut canary = Canary { ground, kept: vec![], acts: vec![] };
    let mut links: Vec<(&'static Noun, Uuid)> = vec![(&PARTNERS, b)];
    for noun in NOUNS.iter().filter(|noun| !noun.is(&CAMPUSES)) {
        let id = canary.keep(noun, &links).await;
        if !noun.is(&PARTNERS) {
            links.push((noun, id));
        }
    }
    canary
}

impl Canary {
    /// Keeps a record of a noun, then changes it.
    async fn keep(&mut self, noun: &'static Noun, links: &[(&'static Noun, Uuid)]) -> Uuid {
        let ground = &self.ground;
        let text = mark(noun);
        let lead = |field: &'static Field| match field.kind {
            _ if field.name == "company" => ground.company_y,
            Kind::Link(to) => links.iter().find(|(noun, _)| noun.is(to)).unwrap_or(&links[0]).1,
            _ => ground.school_b,
        };
        let admin = ground.acting("admin.b@exemple.fr").await;
        // The campus makes the conventions.
        let is_given = noun.is(&CONVENTIONS) || noun.is(&PARTIES);
        let by = if is_given { &ground.keeper } else { &admin };
        let mut made = filled(noun, &Ink { text, codes: &CODES }, lead);
        if noun.is(&CONVENTIONS) {
            made.set(&network::convention::REPLACES, Value::Absent);
        }
        if noun.is(&PARTNERS) {
            made.set(&partner::EMAIL, format!("{SECRET}@exemple.fr").as_str());
            made.set(&partner::NOTE, SECRET);
        }
        let id = ground.create(by, made.clone()).await.unwrap_or_else(|why| {
            panic!("{}: {why}", noun.table);
        });
        let is_plain = |field: &&&Field| matches!(field.kind, Kind::Text { .. } | Kind::Day);
        let field = *noun.fields.iter().find(is_plain).unwrap();
        let change = |values: Values| match field.kind {
            Kind::Day => values.with(field, date(2026, 6, 7)),
            _ => values.with(field, format!("{text} autrement").as_str()),
        };
        self.acts.push(ground.edit(by, (noun, id), change).await.unwrap());
        self.kept.extend(ground.find(&ground.keeper, noun, id).await);
        id
    }

    /// Every text that somebody can come by, each with its table where it has one.
    async fn everything_told_to(&self, scope: &Scope) -> Vec<String> {
        let mut tx = self.ground.database.begin(self.ground.now).await.unwrap();
        let mut told = vec![];
        for noun in NOUNS {
            told.extend(self.pages(&mut tx, scope, noun).await);
            told.extend(previewed(&mut tx, scope, noun, &self.ground).await);
        }
        for record in &self.kept {
            told.extend(of_record(&mut tx, scope, record).await);
        }
        let acts = history::acts(&mut tx, scope, NOUNS, 1_000).await.unwrap();
        told.extend(acts.iter().map(|act| act.subject.clone()));
        let wanted = Search { around: Some(("Angers", 9_000.0)), most: 99, ..Search::default() };
        let found = search(&mut tx, scope, wanted, &self.ground.around.places).await.unwrap();
        told.extend(found.iter().map(|one| format!("{:?}", one.partner)));
        for done in &self.acts {
            let around = &self.ground.around;
            let undone = records::undo(&mut tx, scope, done.act.unwrap(), NOUNS, around).await;
            told.extend(undone.err().into_iter().flat_map(|why| both(&why)));
        }
        tx.roll_back().await.unwrap();
        told
    }

    /// Lists, exports and searches of a noun.
    async fn pages(&self, tx: &mut Tx, scope: &Scope, noun: &'static Noun) -> Vec<String> {
        let all = records::page(tx, scope, noun, &Asked::default()).await.unwrap().records;
        let mut told: Vec<String> =
            all.iter().map(|record| format!("{} {record:?}", noun.table)).collect();
        let sheet = export::sheet(tx, scope, noun, &Asked::default()).await.unwrap();
        for lang in [Lang::Fr, Lang::En] {
            let mut bytes = vec![];
            sheet.write_csv(lang, &mut bytes).unwrap();
            told.push(format!("{} {}", noun.table, String::from_utf8_lossy(&bytes)));
        }
        for words in [SECRET, OPEN, CONTACT] {
            let asked = Asked { words: words.to_owned(), ..Asked::default() };
            let found = records::page(tx, scope, noun, &asked).await.unwrap().records;
            told.extend(found.iter().map(|record| format!("{} {record:?}", noun.table)));
            let count = records::count(tx, scope, noun, &asked).await.unwrap();
            assert_eq!(count, u64::try_from(found.len()).unwrap());
        }
        told
    }
}

/// What is told of one record of school B to whoever asks for it, by its identifier, its keys,
/// its name, its history.
async fn of_record(tx: &mut Tx, scope: &Scope, record: &Record) -> Vec<String> {
    let noun = record.noun();
    let mut told = vec![];
    let found = records::find(tx, scope, noun, record.id).await.unwrap();
    told.extend(found.map(|record| format!("{record:?}")));
    let names = noun.keys.iter().filter_map(|key| record.text(key)).map(str::to_owned);
    for name in names.chain([record.id.to_string(), record.title()]) {
        // What a refusal repeats of the question is no news.
        if let Ok(meant) = records::meant(tx, scope, noun, &name).await {
            told.push(format!("{meant:?}"));
        }
    }
    if let Ok(events) = history::of_record(tx, scope, noun, record.id).await {
        told.extend(events.iter().map(|event| format!("{event:?}")));
    }
    told
}

/// What the preview of a file tells, when the file is about the records of school B.
async fn previewed(
    tx: &mut Tx,
    scope: &Scope,
    noun: &'static Noun,
    ground: &Ground,
) -> Vec<String> {
    let all = Asked::default();
    let sheet = export::sheet(tx, &ground.keeper, noun, &all).await.unwrap();
    let keys: Vec<usize> = noun.keys.iter().map(|key| noun.index(key)).collect();
    let header = noun.keys.iter().map(|key| key.name).collect::<Vec<_>>().join(",");
    let rows = sheet.rows.iter().map(|row| {
        // The file knows the keys, and nothing else.
        keys.iter().map(|at| row[*at].clone()).collect::<Vec<_>>().join(",")
    });
    let file = [header].into_iter().chain(rows).collect::<Vec<_>>().join("\n");
    if keys.is_empty() {
        return vec![];
    }
    let file = ("file.csv", file.into_bytes());
    let options = Options::default();
    let preview = import::preview(tx, scope, (noun, file), &options, &ground.around).await.unwrap();
    preview.rows.iter().map(|row| changed(&row.effect)).collect()
}

/// The records that a preview found.
fn changed(effect: &import::RowEffect) -> String {
    match effect {
        import::RowEffect::Changed { record, .. } => format!("{record:?}"),
        import::RowEffect::New(_) | import::RowEffect::Unchanged | import::RowEffect::Faulty => {
            String::new()
        }
    }
}

fn both(why: &impl InWords) -> [String; 2] {
    [why.in_words(Lang::Fr), why.in_words(Lang::En)]
}

#[tokio::test]
async fn a_person_with_roles_in_two_schools_sees_both() {
    databases::each(async |place: String| {
        let canary = canary(&place).await;
        let ground = &canary.ground;
        let both = ground.engage("both@exemple.fr", Role::SchoolStaff, Some(ground.school_a)).await;
        ground.keep(role_of(both, Role::SchoolStaff, Some(ground.school_b))).await;
        let scope = ground.acting("both@exemple.fr").await;
        let mut tx = ground.reading().await;
        let contacts = records::count(&mut tx, &scope, &CONTACTS, &Asked::default()).await.unwrap();
        assert_eq!(contacts, 1);
        let people = records::page(&mut tx, &scope, &PEOPLE, &Asked::default()).await.unwrap();
        assert!(people.records.iter().any(|person| format!("{person:?}").contains(SECRET)));
    })
    .await;
}
