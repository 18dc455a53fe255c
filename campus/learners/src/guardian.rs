//! Who has parental authority over a minor, entered by the school only.

use jiff::civil::Date;
use kernel::{Lang, quoted};
use network::codes::{email, phone};
use records::{Field, Flaw, Values};

use crate::learner::{self, BIRTH_DATE, is_minor};

/// The name of the first guardian.
pub static NAME: Field = Field::text("guardian_name", "responsable légal", "guardian").also(&[
    "responsable légal 1",
    "responsable",
    "responsable 1",
    "nom du responsable",
    "nom du responsable légal",
    "représentant légal",
    "rep. légal",
]);
/// Where the first guardian gets mail and codes.
pub static EMAIL: Field =
    Field::code("guardian_email", "courriel du responsable", "guardian e-mail", email).also(&[
        "courriel du responsable légal",
        "courriel responsable",
        "courriel responsable 1",
        "mail responsable",
        "email responsable",
        "mél responsable",
        "mail du responsable légal",
    ]);
/// Where the first guardian is called.
pub static PHONE: Field =
    Field::code("guardian_phone", "téléphone du responsable", "guardian phone", phone).also(&[
        "téléphone du responsable légal",
        "tél. du responsable",
        "tél. responsable",
        "tél. responsable 1",
        "téléphone responsable",
        "portable responsable",
    ]);
/// Whether the first guardian has parental authority.
pub static AUTHORITY: Field =
    Field::yes_no("guardian_authority", "autorité parentale", "guardian has authority")
        .also(&["autorité parentale 1", "autorité parentale du responsable"]);
/// The name of the second guardian.
pub static NAME_2: Field = Field::text("guardian2_name", "responsable légal 2", "second guardian")
    .also(&["responsable 2", "nom du responsable 2", "autre responsable"]);
/// Where the second guardian gets mail and codes.
pub static EMAIL_2: Field =
    Field::code("guardian2_email", "courriel du responsable 2", "second guardian e-mail", email)
        .also(&["courriel responsable 2", "mail responsable 2", "email responsable 2"]);
/// Where the second guardian is called.
pub static PHONE_2: Field =
    Field::code("guardian2_phone", "téléphone du responsable 2", "second guardian phone", phone)
        .also(&["tél. responsable 2", "tél. du responsable 2", "portable responsable 2"]);
/// Whether the second guardian has parental authority.
pub static AUTHORITY_2: Field =
    Field::yes_no("guardian2_authority", "autorité parentale 2", "second guardian has authority")
        .also(&["autorité parentale du responsable 2"]);

/// A guardian's fields: the name, the e-mail, the telephone, the authority.
type Guardian = [&'static Field; 4];

const GUARDIANS: [Guardian; 2] =
    [[&NAME, &EMAIL, &PHONE, &AUTHORITY], [&NAME_2, &EMAIL_2, &PHONE_2, &AUTHORITY_2]];

/// Refuses a minor whom nobody named here has authority over.
pub(crate) fn missing(values: &Values, today: Date) -> Option<Flaw> {
    let birth_date = values.day(&BIRTH_DATE)?;
    let has_authority = |[name, _, _, authority]: &Guardian| {
        values.text(name).is_some() && values.yes_no(authority) == Some(true)
    };
    if !is_minor(birth_date, today) || GUARDIANS.iter().any(has_authority) {
        return None;
    }
    let unsaid = GUARDIANS.iter().find_map(|[name, _, _, authority]| {
        Some((values.text(name)?, *authority)).filter(|_| values.yes_no(authority).is_none())
    });
    Some(match unsaid {
        Some((name, authority)) => Flaw::on(
            authority,
            format!(
                "l’élève est mineur\u{a0}: dites si {} a l’autorité parentale (oui ou non)",
                quoted(name, Lang::Fr)
            ),
            format!(
                "the learner is a minor: say whether {} has parental authority (yes or no)",
                quoted(name, Lang::En)
            ),
        ),
        None => Flaw::on(
            &NAME,
            "l’élève est mineur\u{a0}: donnez le nom d’un responsable légal et «\u{a0}oui\u{a0}» sous \
             autorité parentale",
            "the learner is a minor: give the name of a guardian, and “yes” under parental \
             authority",
        ),
    })
}

/// Refuses a guardian's address or telephone that is the learner's: both receive codes, and one
/// would sign for the other.
pub(crate) fn apart(values: &Values) -> Vec<Flaw> {
    let pairs = GUARDIANS
        .iter()
        .flat_map(|[_, email, phone, _]| [(&learner::EMAIL, *email), (&learner::PHONE, *phone)]);
    let are_same = |(own, theirs): &(&Field, &Field)| {
        values.text(own).is_some() && values.text(own) == values.text(theirs)
    };
    pairs.filter(are_same).map(|(_, theirs)| shared(values, theirs)).collect()
}

fn shared(values: &Values, theirs: &'static Field) -> Flaw {
    let given = values.text(theirs).unwrap_or_default();
    Flaw::on(
        theirs,
        format!(
            "{} est aussi celui de l’élève, alors que chacun reçoit ses propres codes\u{a0}: donnez \
             celui du responsable, ou laissez vide celui de l’élève",
            quoted(given, Lang::Fr)
        ),
        format!(
            "{} is the learner’s too, while each receives codes of their own: give the guardian’s, \
             or leave the learner’s blank",
            quoted(given, Lang::En)
        ),
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use kernel::InWords;

    use super::*;
    use crate::LEARNERS;

    const TODAY: Date = date(2026, 6, 3);

    fn minor() -> Values {
        Values::blank(&LEARNERS).with(&BIRTH_DATE, date(2008, 6, 4))
    }

    fn check(values: &Values, expected: Option<&str>) {
        let told = missing(values, TODAY).map(|flaw| flaw.in_words(Lang::En));
        match (&told, expected) {
            (Some(told), Some(expected)) => assert!(told.contains(expected), "{told}"),
            _ => assert_eq!(told.as_deref(), expected),
        }
    }

    #[test]
    fn a_minor_needs_a_guardian_until_the_day_before_the_eighteenth_birthday() {
        check(&minor(), Some("give the name of a guardian"));
        check(&minor().with(&BIRTH_DATE, date(2008, 6, 3)), None);
        check(&Values::blank(&LEARNERS), None);
    }

    #[test]
    fn either_guardian_will_do_if_that_one_has_authority() {
        let first = minor().with(&NAME, "Ann Martin");
        check(&first, Some("say whether “Ann Martin” has parental authority"));
        check(&first.clone().with(&AUTHORITY, false), Some("give the name of a guardian"));
        check(&first.with(&AUTHORITY, true), None);
        check(&minor().with(&NAME_2, "Zoé Martin").with(&AUTHORITY_2, true), None);
        check(&minor().with(&AUTHORITY, true), Some("give the name of a guardian"));
    }

    #[test]
    fn a_guardian_s_address_is_never_the_learner_s() {
        let own =
            minor().with(&learner::EMAIL, "a@exemple.fr").with(&learner::PHONE, "+33612345678");
        assert_eq!(apart(&own.clone().with(&EMAIL, "b@exemple.fr")).len(), 0);
        let shared = own.with(&EMAIL_2, "a@exemple.fr").with(&PHONE, "+33612345678");
        let fields = apart(&shared).into_iter().filter_map(|flaw| flaw.field);
        assert_eq!(
            fields.map(|field| field.name).collect::<Vec<_>>(),
            ["guardian_phone", "guardian2_email"]
        );
        assert_eq!(apart(&minor()).len(), 0);
    }
}
