//! A learner: one record, whatever the status, from the first class to the last.

use catalogue::{CLASSES, trade};
use jiff::{ToSpan, civil::Date};
use network::{
    codes::{email, phone},
    partner::PARTNERS,
};
use records::{Choice, Field, Flaw, Noun, Surroundings, Unfit, Values, Words, locate};

use crate::{guardian, history, postcode::postcode};

/// What the school calls the learner.
pub static REFERENCE: Field = Field::text("reference", "référence", "reference").also(&[
    "id",
    "identifiant",
    "numéro",
    "n°",
    "matricule",
    "numéro élève",
    "numéro interne",
]);
/// The family name.
pub static LAST_NAME: Field = Field::text("last_name", "nom", "last name").required().also(&[
    "nom de famille",
    "nom de l’élève",
    "nom usuel",
    "family name",
    "surname",
]);
/// The first name.
pub static FIRST_NAME: Field = Field::text("first_name", "prénom", "first name")
    .required()
    .also(&["prénom 1", "prénom de l’élève", "prénom usuel", "given name"]);
/// The day of birth.
pub static BIRTH_DATE: Field = Field::day("birth_date", "date de naissance", "birth date").also(&[
    "né(e) le",
    "né le",
    "née le",
    "naissance",
    "date naiss",
    "date naissance",
]);
/// The identifier of the Ministry of education, whose shape is not known here.
pub static INE: Field = Field::code("ine", "INE", "INE", ine).also(&[
    "n° ine",
    "numéro ine",
    "identifiant national",
    "identifiant national élève",
    "numéro national",
    "ine-bea",
    "ine-rnie",
]);
/// The learner's own e-mail address.
pub static EMAIL: Field = Field::code("email", "courriel", "e-mail", email).also(&[
    "mail",
    "email élève",
    "adresse mail",
    "adresse électronique",
    "courriel de l’élève",
    "mél",
]);
/// The learner's own telephone.
pub static PHONE: Field = Field::code("phone", "téléphone", "phone", phone).also(&[
    "tél.",
    "tél",
    "portable",
    "tél. portable",
    "téléphone portable",
    "mobile",
    "tél. élève",
    "téléphone de l’élève",
]);
/// The street.
pub static ADDRESS: Field =
    Field::text("address", "adresse", "address").also(&["adresse postale", "rue", "voie"]);
/// The postcode.
pub static POSTCODE: Field =
    Field::code("postcode", "code postal", "postcode", postcode).also(&["cp", "c.p.", "zip"]);
/// The commune of the home.
pub static COMMUNE: Field = Field::text("commune", "commune", "commune").also(&[
    "ville",
    "commune du domicile",
    "commune de résidence",
    "commune résidence",
    "localité",
    "town",
    "city",
]);
/// Where the home is.
pub static LAT: Field = Field::decimal("lat", "latitude", "latitude", (-90.0, 90.0));
/// Where the home is.
pub static LON: Field =
    Field::decimal("lon", "longitude", "longitude", (-180.0, 180.0)).also(&["lng", "long"]);
/// The school.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS)
    .required()
    .also(&["école", "lycée", "cfa", "uai", "rne"]);
/// The class.
pub static CLASS: Field = Field::link("class", "classe", "class", &CLASSES).also(&[
    "division",
    "code classe",
    "libellé classe",
    "groupe",
]);
/// As what the learner is there.
pub static STATUS: Field = Field::one_of("status", "statut", "status", &STATUSES)
    .also(&["régime pédagogique", "statut de l’élève"]);
/// The trade, when it is not that of the programme.
pub static TRADE: Field =
    Field::code("trade", "métier", "trade", trade).also(&["rome", "code rome", "spécialité"]);
/// The level, when it is not that of the programme.
pub static LEVEL: Field = Field::whole("level", "niveau", "level", (3, 8));
/// How many minutes the learner may travel, one way.
pub static REACH_MIN: Field =
    Field::whole("reach_min", "trajet max (min)", "reach (min)", (1, 600)).also(&[
        "trajet max",
        "trajet maximal",
        "minutes max",
        "trajet_max_min",
    ]);
/// How many kilometres of road the learner may travel, one way.
pub static REACH_KM: Field =
    Field::decimal("reach_km", "distance max (km)", "reach (km)", (0.1, 2_000.0)).also(&[
        "distance max",
        "distance maximale",
        "km max",
    ]);
/// How the learner travels.
pub static MODE: Field = Field::one_of("mode", "transport", "mode", &MODES)
    .also(&["mode de transport", "moyen de transport"]);
/// Whether the learner would lodge away.
pub static ACCEPTS_BOARDING: Field =
    Field::yes_no("accepts_boarding", "hébergement accepté", "accepts boarding").also(&[
        "accepte l’hébergement",
        "internat",
        "accepte l’internat",
    ]);
/// What a place must provide to be accessible.
pub static NEEDS: Field =
    Field::list("needs", "besoins", "needs").also(&["besoins d’accessibilité", "aménagements"]);
/// What the learner can do.
pub static SKILLS: Field = Field::list("skills", "compétences", "skills");
/// The priority class: 1 is served first.
pub static PRIORITY: Field =
    Field::whole("priority", "priorité", "priority", (1, 99)).also(&["classe de priorité"]);
/// What else the school should know.
pub static NOTE: Field =
    Field::note("note", "remarque", "note").also(&["commentaire", "observations"]);

/// The learners of the schools.
pub static LEARNERS: Noun = Noun {
    table: "learners_learners",
    one: Words::new("élève", "learner"),
    many: Words::new("élèves", "learners"),
    fields: &[
        &REFERENCE,
        &LAST_NAME,
        &FIRST_NAME,
        &BIRTH_DATE,
        &INE,
        &EMAIL,
        &PHONE,
        &ADDRESS,
        &POSTCODE,
        &COMMUNE,
        &LAT,
        &LON,
        &SCHOOL,
        &CLASS,
        &STATUS,
        &TRADE,
        &LEVEL,
        &REACH_MIN,
        &REACH_KM,
        &MODE,
        &ACCEPTS_BOARDING,
        &NEEDS,
        &SKILLS,
        &PRIORITY,
        &guardian::NAME,
        &guardian::EMAIL,
        &guardian::PHONE,
        &guardian::AUTHORITY,
        &guardian::NAME_2,
        &guardian::EMAIL_2,
        &guardian::PHONE_2,
        &guardian::AUTHORITY_2,
        &NOTE,
    ],
    // Never the INE: what leads to a learner is exported by its key.
    keys: &[&REFERENCE],
    title: &[&LAST_NAME, &FIRST_NAME],
    searched: &[&REFERENCE, &LAST_NAME, &FIRST_NAME],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: true,
    check,
    follow: Some(history::follow),
};

pub(crate) static STATUSES: [Choice; 5] = [
    Choice::new("pupil", "élève", "pupil"),
    Choice::new("student", "étudiant", "student"),
    Choice::new("apprentice", "apprenti", "apprentice"),
    Choice::new("trainee", "stagiaire de la formation continue", "trainee"),
    Choice::new("job_seeker", "demandeur d’emploi", "job seeker"),
];

static MODES: [Choice; 4] = [
    Choice::new("walk", "à pied", "walk"),
    Choice::new("bike", "vélo", "bike"),
    Choice::new("transit", "transports en commun", "transit"),
    Choice::new("car", "voiture", "car"),
];

/// The fields that say where a learner lives.
pub(crate) const HOME: records::Where = (&COMMUNE, &LAT, &LON);

/// Nobody who learns a trade is older.
const OLDEST_YEARS: i32 = 120;
/// The age from which nobody needs a guardian.
const OF_AGE_YEARS: i32 = 18;

/// The longest an INE may be: it has 11 characters today, and its shape has changed before.
const LONGEST_INE: usize = 20;

fn ine(given: &str) -> Result<String, Unfit> {
    let bare: String = given.split_whitespace().collect::<String>().to_uppercase();
    if bare.chars().count() <= LONGEST_INE {
        return Ok(bare);
    }
    Err(Unfit::new(
        format!("trop long pour un INE\u{a0}: {LONGEST_INE} caractères au plus"),
        format!("too long for an INE: {LONGEST_INE} characters at most"),
    ))
}

/// Whether somebody born that day is a minor on this one.
#[must_use]
pub fn is_minor(birth_date: Date, today: Date) -> bool {
    // A birthday beyond the calendar has not come.
    birth_date.checked_add(OF_AGE_YEARS.years()).map_or(true, |of_age| today < of_age)
}

fn check(values: &mut Values, surroundings: &Surroundings) -> Vec<Flaw> {
    let today = surroundings.today;
    let mut flaws: Vec<Flaw> = plausible_birth(values, today).into_iter().collect();
    flaws.extend(locate(values, HOME, surroundings));
    flaws.extend(guardian::apart(values));
    if flaws.iter().all(|flaw| flaw.field.is_none_or(|field| !field.is(&BIRTH_DATE))) {
        flaws.extend(guardian::missing(values, today));
    }
    flaws
}

fn plausible_birth(values: &Values, today: Date) -> Option<Flaw> {
    let birth_date = values.day(&BIRTH_DATE)?;
    if today < birth_date {
        return Some(Flaw::on(
            &BIRTH_DATE,
            "cette date de naissance est dans le futur\u{a0}: vérifiez l’année",
            "this birth date is in the future: check the year",
        ));
    }
    let oldest = today.checked_sub(OLDEST_YEARS.years()).ok()?;
    (birth_date < oldest).then(|| {
        Flaw::on(
            &BIRTH_DATE,
            format!(
                "cette date de naissance donne plus de {OLDEST_YEARS} ans\u{a0}: vérifiez l’année"
            ),
            format!("this birth date makes more than {OLDEST_YEARS} years: check the year"),
        )
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn one_is_of_age_on_the_eighteenth_birthday_and_not_the_day_before() {
        let born = date(2008, 6, 3);
        assert!(is_minor(born, date(2026, 6, 2)));
        assert!(!is_minor(born, date(2026, 6, 3)));
    }

    #[test]
    fn who_was_born_on_a_29_february_is_of_age_on_the_28_at_the_latest() {
        assert!(is_minor(date(2008, 2, 29), date(2026, 2, 27)));
        assert!(!is_minor(date(2008, 2, 29), date(2026, 2, 28)));
    }
}
