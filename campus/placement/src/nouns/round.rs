//! A placement campaign, as the campus keeps it.

use kernel::Lang;
use records::{Choice, Field, Flaw, Noun, Surroundings, Value, Values, Words};

use super::offer;
use crate::files::{MOST_EUR, MOST_PLACES, settings_of};

/// What people call the round.
pub static REFERENCE: Field = Field::text("reference", "référence", "reference").unique();
/// Its name.
pub static NAME: Field = Field::text("name", "nom", "name").required();
/// The first day of the placements.
pub static STARTS: Field = Field::day("starts", "début", "starts").required();
/// Their last day.
pub static ENDS: Field = Field::day("ends", "fin", "ends").required();
/// The day on which it is decided; today if it says nothing.
pub static DAY: Field = Field::day("day", "décidée le", "decided on");
/// Where it stands.
pub static STATE: Field = Field::one_of(
    "state",
    "état",
    "state",
    &[
        Choice::new("collecting", "collecte", "collecting"),
        Choice::new("planned", "planifiée", "planned"),
        Choice::new("published", "publiée", "published"),
        Choice::new("closed", "close", "closed"),
    ],
);
/// What equally good plans are chosen by.
pub static SEED: Field = Field::whole("seed", "graine", "seed", (0, i64::MAX));
/// The most that workshops may cost together, in euros.
pub static BUDGET_EUR: Field =
    Field::whole("budget_eur", "budget (€)", "budget", (0, MOST_EUR.cast_signed()));
/// The most workshops that may open.
pub static MOST_WORKSHOPS: Field =
    Field::whole("most_workshops", "ateliers au plus", "most workshops", (0, MOST_PLACES as i64));
/// Whether workshops may take learners from companies.
pub static FROM_COMPANIES: Field =
    Field::yes_no("from_companies", "ateliers avant entreprises", "workshops before companies");
/// How many days a proposal waits for an answer.
pub static ANSWER_DAYS: Field =
    Field::whole("answer_days", "jours pour répondre", "days to answer", (1, 365));
/// Whether those left out or badly served in earlier rounds enter a class higher.
pub static REMEMBERS: Field = Field::yes_no("remembers", "mémoire des campagnes", "remembers");
/// The other settings, as in a `round.toml`.
pub static SETTINGS: Field = Field::note("settings", "réglages", "settings");

/// The rounds of a campus.
pub static ROUNDS: Noun = Noun {
    table: "placement_rounds",
    one: Words::new("campagne", "round"),
    many: Words::new("campagnes", "rounds"),
    fields: &[
        &REFERENCE,
        &NAME,
        &STARTS,
        &ENDS,
        &DAY,
        &STATE,
        &SEED,
        &BUDGET_EUR,
        &MOST_WORKSHOPS,
        &FROM_COMPANIES,
        &ANSWER_DAYS,
        &REMEMBERS,
        &SETTINGS,
    ],
    keys: &[&REFERENCE],
    title: &[&NAME],
    searched: &[&REFERENCE, &NAME],
    owner: None,
    brought_by: None,
    is_personal: false,
    check,
    follow: None,
};

/// A round that takes places in.
pub const COLLECTING: &str = "collecting";
/// A round that has a plan.
pub const PLANNED: &str = "planned";
/// A round whose plan was told to everybody.
pub const PUBLISHED: &str = "published";
/// A round that is over.
pub const CLOSED: &str = "closed";

/// How many days a proposal waits, unless the round says otherwise.
const USUAL_ANSWER_DAYS: i64 = 7;

fn check(round: &mut Values, _: &Surroundings) -> Vec<Flaw> {
    for (field, usual) in [
        (&STATE, Value::text(COLLECTING)),
        (&SEED, Value::Whole(1)),
        (&FROM_COMPANIES, Value::YesNo(false)),
        (&ANSWER_DAYS, Value::Whole(USUAL_ANSWER_DAYS)),
        (&REMEMBERS, Value::YesNo(true)),
    ] {
        if *round.get(field) == Value::Absent {
            round.set(field, usual);
        }
    }
    let mut flaws = vec![];
    if let (Some(starts), Some(ends)) = (round.day(&STARTS), round.day(&ENDS))
        && ends < starts
    {
        flaws.push(offer::ends_first(&ENDS));
    }
    if let Some(text) = round.text(&SETTINGS)
        && let Err(why) = settings_of(text)
    {
        use kernel::InWords;
        flaws.push(Flaw::on(&SETTINGS, why.in_words(Lang::Fr), why.in_words(Lang::En)));
    }
    flaws
}
