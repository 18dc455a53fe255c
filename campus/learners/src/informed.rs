//! What a learner was told, when and how, and what was chosen.

use jiff::civil::Date;
use network::partner::PARTNERS;
use records::{
    Choice, Done, Field, Noun, RecordError, Scope, Surroundings, Unit, Value, Values, Words, find,
    sound,
};
use storage::Tx;
use uuid::Uuid;

use crate::{LEARNERS, learner};

/// The learner.
pub static LEARNER: Field = Field::link("learner", "élève", "learner", &LEARNERS).required();
/// The school that told it.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS).required();
/// What was told.
pub static WHAT: Field = Field::text("what", "information", "information").required();
/// The day.
pub static TOLD_ON: Field =
    Field::day("told_on", "informé le", "told on").required().also(&["le", "date"]);
/// How.
pub static CHANNEL: Field = Field::one_of("channel", "moyen", "channel", &CHANNELS);
/// What was chosen, when there was something to choose.
pub static CHOICE: Field = Field::one_of("choice", "choix", "choice", &CHOICES);

/// What learners were told.
pub static INFORMED: Noun = Noun {
    table: "learners_informed",
    one: Words::new("information donnée", "information given"),
    many: Words::new("informations données", "informations given"),
    fields: &[&LEARNER, &SCHOOL, &WHAT, &TOLD_ON, &CHANNEL, &CHOICE],
    keys: &[],
    title: &[&WHAT, &TOLD_ON],
    searched: &[&WHAT],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: true,
    check: sound,
    follow: None,
};

static CHANNELS: [Choice; 5] = [
    Choice::new("meeting", "entretien", "meeting"),
    Choice::new("letter", "courrier", "letter"),
    Choice::new("email", "courriel", "e-mail"),
    Choice::new("phone", "téléphone", "phone"),
    Choice::new("online", "en ligne", "online"),
];

static CHOICES: [Choice; 2] =
    [Choice::new("agreed", "accepté", "agreed"), Choice::new("refused", "refusé", "refused")];

/// Something that a learner was told.
#[derive(Clone, Debug)]
pub struct Information<'a> {
    /// What.
    pub what: &'a str,
    /// On which day.
    pub on: Date,
    /// How: one of [`CHANNEL`].
    pub channel: Option<&'a str>,
    /// What was chosen: one of [`CHOICE`].
    pub choice: Option<&'a str>,
}

/// Notes that a learner was told something.
pub async fn inform(
    tx: &mut Tx,
    scope: &Scope,
    learner: Uuid,
    told: Information<'_>,
    surroundings: &Surroundings,
) -> Result<Done, RecordError> {
    let absent = || RecordError::Absent { noun: &LEARNERS, asked: learner.to_string() };
    let record = find(tx, scope, &LEARNERS, learner).await?.ok_or_else(absent)?;
    let read = |field, text| Value::read(field, text).map_err(RecordError::Refused);
    let values = Values::blank(&INFORMED)
        .with(&LEARNER, learner)
        .with(&SCHOOL, record.link(&learner::SCHOOL))
        .with(&WHAT, read(&WHAT, told.what)?)
        .with(&TOLD_ON, told.on)
        .with(&CHANNEL, read(&CHANNEL, told.channel.unwrap_or_default())?)
        .with(&CHOICE, read(&CHOICE, told.choice.unwrap_or_default())?);
    let mut unit = Unit::new(scope, "inform");
    unit.create(tx, values)?;
    unit.save(tx, surroundings).await
}
