//! What learners study, read from the programmes of their classes.

use std::collections::HashMap;

use catalogue::{CLASSES, class, programme};
use records::{Record, Scope, linked};
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
    let places = learners
        .iter()
        .flat_map(|learner| [&CLASS, &SCHOOL].map(|field| (field, learner.get(field))));
    let places = linked(tx, scope, places).await?;
    let programmes = places
        .values()
        .filter(|place| place.noun().is(&CLASSES))
        .map(|class| (&class::PROGRAMME, class.get(&class::PROGRAMME)));
    let programmes = linked(tx, scope, programmes).await?;
    let of = |learner: &Record| {
        let class = learner.link(&CLASS).and_then(|class| places.get(&class));
        let programme = class.and_then(|class| class.link(&class::PROGRAMME));
        let programme = programme.and_then(|programme| programmes.get(&programme));
        let school = learner.link(&SCHOOL).and_then(|school| places.get(&school));
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
