//! Nobody is recorded twice by the same school.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use kernel::{Lang, fold, quoted};
use records::{Asked, Field, Filter, Flaw, Record, RecordError, Scope, Unit, Value, Values, page};
use storage::{StoreError, Tx};
use uuid::Uuid;

use crate::{
    LEARNERS,
    learner::{BIRTH_DATE, FIRST_NAME, INE, LAST_NAME, REFERENCE, SCHOOL},
};

/// The most values asked for at once.
const BATCH: usize = 5_000;

/// What nobody else at a school has: the INE, or the name and the day of birth.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Identity {
    Ine(Uuid, String),
    Person(Uuid, String, Date),
}

/// The new learners whom their school knows already, or whom the act brings twice.
pub(crate) async fn refused(
    tx: &mut Tx,
    unit: &Unit<'_>,
) -> Result<Vec<(Uuid, Flaw)>, RecordError> {
    let new: Vec<(Uuid, &Values)> = unit
        .touched(&LEARNERS)
        .filter(|touched| touched.before.is_none())
        .filter_map(|touched| Some((touched.id, touched.after?)))
        .collect();
    if new.is_empty() {
        return Ok(vec![]);
    }
    let mut known: HashMap<Identity, String> = HashMap::new();
    for record in alike(tx, unit.scope(), &new).await? {
        known.extend(identities(&record).map(|identity| (identity, record.title())));
    }
    let mut flaws = vec![];
    for (id, values) in new {
        let own = identities(values).filter(|identity| counts(identity, values));
        let own: Vec<Identity> = own.collect();
        if let Some(twin) = own.iter().find(|identity| known.contains_key(identity)) {
            flaws.push((id, flaw(twin, &known[twin])));
        }
        known.extend(own.into_iter().map(|identity| (identity, values.title())));
    }
    Ok(flaws)
}

/// By what a learner is known.
fn identities(values: &Values) -> impl Iterator<Item = Identity> {
    let school = values.link(&SCHOOL);
    let ine = school.zip(values.text(&INE)).map(|(at, ine)| Identity::Ine(at, ine.to_owned()));
    let name = [&LAST_NAME, &FIRST_NAME].map(|field| values.text(field).unwrap_or_default());
    let person = school.zip(values.day(&BIRTH_DATE));
    let person = person.map(|(at, born)| Identity::Person(at, fold(&name.join(" ")), born));
    ine.into_iter().chain(person)
}

/// Whether an identity tells that a new learner is another: a reference tells apart two whose
/// names and birthdays are the same.
fn counts(identity: &Identity, values: &Values) -> bool {
    match identity {
        Identity::Ine(..) => true,
        Identity::Person(..) => values.text(&REFERENCE).is_none(),
    }
}

/// The records that may be of the same people, among those that the scope may see.
async fn alike(
    tx: &mut Tx,
    scope: &Scope,
    new: &[(Uuid, &Values)],
) -> Result<Vec<Record>, StoreError> {
    let distinct = |of: &dyn Fn(&Values) -> Option<Value>| {
        let values = new.iter().filter_map(|(_, values)| of(values));
        let values: BTreeSet<String> = values.map(|value| value.written()).collect();
        values.into_iter().map(|text| Value::text(&text)).collect::<Vec<_>>()
    };
    let schools = distinct(&|values| values.link(&SCHOOL).map(Value::Link));
    let ines = distinct(&|values| values.text(&INE).map(Value::text));
    let unnamed = |values: &Values| values.text(&REFERENCE).is_none();
    let days =
        distinct(&|values| values.day(&BIRTH_DATE).filter(|_| unnamed(values)).map(Value::Day));
    let mut found = vec![];
    for (field, values) in [(&INE, ines), (&BIRTH_DATE, days)] {
        found.extend(among(tx, scope, (field, values), &schools).await?);
    }
    Ok(found)
}

async fn among(
    tx: &mut Tx,
    scope: &Scope,
    (field, values): (&'static Field, Vec<Value>),
    schools: &[Value],
) -> Result<Vec<Record>, StoreError> {
    let mut found = vec![];
    for batch in values.chunks(BATCH) {
        let filters =
            vec![Filter::Among(&SCHOOL, schools.to_vec()), Filter::Among(field, batch.to_vec())];
        found.extend(
            page(tx, scope, &LEARNERS, &Asked { filters, ..Asked::default() }).await?.records,
        );
    }
    Ok(found)
}

fn flaw(twin: &Identity, title: &str) -> Flaw {
    let (fr, en) = (quoted(title, Lang::Fr), quoted(title, Lang::En));
    match twin {
        Identity::Ine(..) => Flaw::on(
            &INE,
            format!(
                "cet INE est déjà celui de {fr} dans l’établissement\u{a0}: corrigez-le, ou importez \
                 le fichier avec l’INE pour clé"
            ),
            format!(
                "this INE is that of {en} in the school already: correct it, or import the file \
                 with the INE as its key"
            ),
        ),
        Identity::Person(..) => Flaw::on(
            &LAST_NAME,
            format!(
                "{fr}, de ce prénom et de cette date de naissance, est déjà dans l’établissement\u{a0}: \
                 donnez à chacun une référence, ou importez le fichier avec l’INE pour clé"
            ),
            format!(
                "{en}, of this first name and birth date, is in the school already: give each a \
                 reference, or import the file with the INE as its key"
            ),
        ),
    }
}
