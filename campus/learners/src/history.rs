//! What follows when learners are recorded, moved to another class or status, or removed: their
//! enrolments, dated, so that one record tells all that a learner was.

use std::collections::{BTreeSet, HashMap};

use catalogue::{CLASSES, class};
use jiff::civil::Date;
use kernel::{Lang, quoted};
use records::{
    Asked, Field, Filter, Flaw, Following, Noun, Record, RecordError, Scope, Surroundings, Unit,
    Value, Values, by_ids, page, relocate,
};
use storage::{StoreError, Tx};
use uuid::Uuid;

use crate::{
    ENROLMENTS, INFORMED, LEARNERS, enrolment, informed,
    learner::{CLASS, HOME, SCHOOL, STATUS},
    twice,
};

/// The most identifiers asked for at once.
const BATCH: usize = 5_000;

/// Where a learner is, and as what.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    school: Option<Uuid>,
    class: Option<Uuid>,
    status: Value,
}

/// A learner whom an act records, moves or removes.
struct Step {
    learner: Uuid,
    from: Option<Place>,
    to: Option<Place>,
}

/// The classes that steps lead to, and the enrolments of their learners.
struct Known {
    classes: HashMap<Uuid, Values>,
    enrolments: HashMap<Uuid, Vec<Record>>,
}

pub(crate) fn follow<'a>(
    tx: &'a mut Tx,
    unit: &'a mut Unit<'_>,
    surroundings: &'a Surroundings,
) -> Following<'a> {
    Box::pin(follow_all(tx, unit, surroundings))
}

async fn follow_all(
    tx: &mut Tx,
    unit: &mut Unit<'_>,
    surroundings: &Surroundings,
) -> Result<Vec<(Uuid, Flaw)>, RecordError> {
    let mut flaws = twice::refused(tx, unit).await?;
    flaws.extend(relocate(unit, &LEARNERS, HOME, surroundings));
    let steps: Vec<Step> = unit.touched(&LEARNERS).filter_map(Step::of).collect();
    if steps.is_empty() {
        return Ok(flaws);
    }
    let classes = classes(tx, unit, &steps).await?;
    flaws.extend(steps.iter().filter_map(|step| step.other_school(&classes)));
    if !flaws.is_empty() {
        return Ok(flaws);
    }
    let ids = |steps: &mut dyn Iterator<Item = &Step>| steps.map(|step| step.learner).collect();
    let known: Vec<Uuid> = ids(&mut steps.iter().filter(|step| step.from.is_some()));
    let gone: Vec<Uuid> = ids(&mut steps.iter().filter(|step| step.to.is_none()));
    let enrolments = of_learners(tx, unit.scope(), &enrolment::LEARNER, &known).await?;
    let known = Known { classes, enrolments: by_learner(enrolments) };
    for step in &steps {
        enrol(tx, unit, step, &known, surroundings.today)?;
    }
    let own = gone.iter().filter_map(|learner| known.enrolments.get(learner)).flatten();
    remove(unit, &ENROLMENTS, own.cloned().collect());
    let told = of_learners(tx, unit.scope(), &informed::LEARNER, &gone).await?;
    remove(unit, &INFORMED, told);
    Ok(flaws)
}

impl Step {
    /// What changes for a learner; none if class, school and status stay.
    fn of(touched: records::Touched<'_>) -> Option<Self> {
        let place = |values: &Values| Place {
            school: values.link(&SCHOOL),
            class: values.link(&CLASS),
            status: values.get(&STATUS).clone(),
        };
        let from = touched.before.map(|before| place(before));
        let to = touched.after.map(place);
        (from != to).then_some(Self { learner: touched.id, from, to })
    }

    fn class(&self) -> Option<Uuid> {
        self.to.as_ref()?.class
    }

    /// A learner is in a class of her own school.
    fn other_school(&self, classes: &HashMap<Uuid, Values>) -> Option<(Uuid, Flaw)> {
        let class = classes.get(&self.class()?)?;
        if class.link(&class::SCHOOL) == self.to.as_ref()?.school {
            return None;
        }
        let name = class.text(&class::NAME).unwrap_or_default();
        let flaw = Flaw::on(
            &CLASS,
            format!(
                "la classe {} est celle d’un autre établissement\u{a0}: choisissez une classe de \
                 l’établissement de l’élève",
                quoted(name, Lang::Fr)
            ),
            format!(
                "the class {} is that of another school: choose a class of the learner’s school",
                quoted(name, Lang::En)
            ),
        );
        Some((self.learner, flaw))
    }
}

/// The classes that steps lead to, as they will be.
async fn classes(
    tx: &mut Tx,
    unit: &Unit<'_>,
    steps: &[Step],
) -> Result<HashMap<Uuid, Values>, StoreError> {
    let ids: BTreeSet<Uuid> = steps.iter().filter_map(Step::class).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let stored = by_ids(tx, unit.scope(), &CLASSES, &ids).await?;
    let mut classes: HashMap<Uuid, Values> =
        stored.into_iter().map(|class| (class.id, class.values)).collect();
    // What the same act says of a class counts more than what is kept.
    let said = unit.touched(&CLASSES).filter_map(|touched| Some((touched.id, touched.after?)));
    classes.extend(said.map(|(id, class)| (id, class.clone())));
    Ok(classes)
}

/// What leads to some learners by this field.
async fn of_learners(
    tx: &mut Tx,
    scope: &Scope,
    field: &'static Field,
    learners: &[Uuid],
) -> Result<Vec<Record>, StoreError> {
    let noun: &'static Noun = if field.is(&enrolment::LEARNER) { &ENROLMENTS } else { &INFORMED };
    let mut found = vec![];
    for batch in learners.chunks(BATCH) {
        let among = batch.iter().copied().map(Value::from).collect();
        let asked = Asked { filters: vec![Filter::Among(field, among)], ..Asked::default() };
        found.extend(page(tx, scope, noun, &asked).await?.records);
    }
    Ok(found)
}

fn by_learner(enrolments: Vec<Record>) -> HashMap<Uuid, Vec<Record>> {
    let mut found: HashMap<Uuid, Vec<Record>> = HashMap::new();
    for enrolment in enrolments {
        if let Some(learner) = enrolment.link(&enrolment::LEARNER) {
            found.entry(learner).or_default().push(enrolment);
        }
    }
    found
}

/// Removes records with their learners, unless the act changes them already.
fn remove(unit: &mut Unit<'_>, noun: &'static Noun, records: Vec<Record>) {
    let touched: BTreeSet<Uuid> = unit.touched(noun).map(|touched| touched.id).collect();
    for record in records.into_iter().filter(|record| !touched.contains(&record.id)) {
        unit.remove(record);
    }
}

/// Writes what a step does to the enrolments of its learner.
fn enrol(
    tx: &Tx,
    unit: &mut Unit<'_>,
    step: &Step,
    known: &Known,
    today: Date,
) -> Result<(), StoreError> {
    let own = known.enrolments.get(&step.learner).map_or(&[][..], Vec::as_slice);
    let Some(to) = &step.to else { return Ok(()) };
    let class = to.class.and_then(|class| known.classes.get(&class));
    let keeps_class = step.from.as_ref().is_some_and(|from| from.class == to.class);
    if keeps_class && step.from.as_ref().is_some_and(|from| is_completed(from, to)) {
        for enrolment in own.iter().filter(|own| is_open(own, today)) {
            let after = enrolment.values.clone().with(&enrolment::STATUS, to.status.clone());
            unit.edit(enrolment.clone(), after);
        }
        return Ok(());
    }
    let first = first_day(own, class, today);
    close(unit, own, first);
    let (Some(school), Some(id), Some(class)) = (to.school, to.class, class) else {
        return Ok(());
    };
    let last = class.day(&class::ENDS).filter(|last| first <= *last);
    let values = Values::blank(&ENROLMENTS)
        .with(&enrolment::LEARNER, step.learner)
        .with(&enrolment::SCHOOL, school)
        .with(&enrolment::CLASS, id)
        .with(&enrolment::STATUS, to.status.clone())
        .with(&enrolment::STARTS, first)
        .with(&enrolment::ENDS, last);
    unit.create(tx, values)?;
    Ok(())
}

/// Whether only a status that was not known, or is not known any more, differs.
fn is_completed(from: &Place, to: &Place) -> bool {
    from.school == to.school && (from.status == Value::Absent || to.status == Value::Absent)
}

/// The day on which a learner begins somewhere else: the first of the class if nothing else
/// was going on, today if the class is under way and the learner comes from another.
fn first_day(own: &[Record], class: Option<&Values>, today: Date) -> Date {
    let starts = class.and_then(|class| class.day(&class::STARTS)).unwrap_or(today);
    if own.iter().any(|own| is_open(own, starts)) { starts.max(today) } else { starts }
}

/// Closes what is open on a day, the day before; what had not begun by then never was.
fn close(unit: &mut Unit<'_>, own: &[Record], first: Date) {
    for enrolment in own.iter().filter(|own| is_open(own, first)) {
        let starts = enrolment.day(&enrolment::STARTS);
        match first.yesterday().ok().filter(|last| starts.is_none_or(|starts| starts <= *last)) {
            Some(last) => {
                let after = enrolment.values.clone().with(&enrolment::ENDS, last);
                unit.edit(enrolment.clone(), after);
            }
            None => unit.remove(enrolment.clone()),
        }
    }
}

/// Whether an enrolment goes on until this day at least.
fn is_open(enrolment: &Record, day: Date) -> bool {
    enrolment.day(&enrolment::ENDS).is_none_or(|ends| day <= ends)
}
