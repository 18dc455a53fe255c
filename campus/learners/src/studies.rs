//! What learners study, read from the programmes of their classes.

use std::collections::{BTreeSet, HashMap};

use catalogue::{CLASSES, PROGRAMMES, class, programme};
use network::partner::PARTNERS;
use records::{Field, Noun, Record, Scope, by_ids};
use storage::{StoreError, Tx};
use uuid::Uuid;

use crate::learner::{CLASS, LEVEL, SCHOOL, TRADE};

/// What a learner studies: what the record says, else what the programme of the class says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Studies {
    /// The title of the programme.
    pub programme: Option<String>,
    /// The learner's own trade, else the first of the programme.
    pub trade: Option<String>,
    /// The learner's own level, else that of the programme.
    pub level: Option<i64>,
    /// The name of the school.
    pub school: Option<String>,
    /// The name of the class.
    pub class: Option<String>,
}

/// What each of these learners studies, as far as the scope may see it: three statements for
/// each batch of thousands of classes, programmes and schools.
pub async fn studies(
    tx: &mut Tx,
    scope: &Scope,
    learners: &[Record],
) -> Result<HashMap<Uuid, Studies>, StoreError> {
    let classes = linked(tx, scope, learners.iter(), &CLASS, &CLASSES).await?;
    let programmes = linked(tx, scope, classes.values(), &class::PROGRAMME, &PROGRAMMES).await?;
    let schools = linked(tx, scope, learners.iter(), &SCHOOL, &PARTNERS).await?;
    let of = |learner: &Record| {
        let class = learner.link(&CLASS).and_then(|class| classes.get(&class));
        let programme = class.and_then(|class| class.link(&class::PROGRAMME));
        let programme = programme.and_then(|programme| programmes.get(&programme));
        let school = learner.link(&SCHOOL).and_then(|school| schools.get(&school));
        let first_trade = || programme?.list(&programme::TRADES).next().map(str::to_owned);
        Studies {
            programme: programme.map(|programme| programme.title()),
            trade: learner.text(&TRADE).map(str::to_owned).or_else(first_trade),
            level: learner.whole(&LEVEL).or_else(|| programme?.whole(&programme::LEVEL)),
            school: school.map(|school| school.title()),
            class: class.map(|class| class.title()),
        }
    };
    Ok(learners.iter().map(|learner| (learner.id, of(learner))).collect())
}

/// The records to which a field of these leads.
async fn linked(
    tx: &mut Tx,
    scope: &Scope,
    records: impl Iterator<Item = &Record>,
    field: &'static Field,
    to: &'static Noun,
) -> Result<HashMap<Uuid, Record>, StoreError> {
    let ids: BTreeSet<Uuid> = records.filter_map(|record| record.link(field)).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let found = by_ids(tx, scope, to, &ids).await?;
    Ok(found.into_iter().map(|record| (record.id, record)).collect())
}
