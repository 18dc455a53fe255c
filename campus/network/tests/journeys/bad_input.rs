//! What is wrong is told in both languages, with what to do, and nothing is kept.

use jiff::civil::date;
use kernel::{InWords, Lang};
use network::{
    NOUNS,
    convention::{self, CONVENTIONS, PARTIES},
    partner::{self, PARTNERS},
    person::{self, PEOPLE},
    role::{self, ROLES, Role},
};
use records::{
    Asked, Field, Value, Values,
    import::{self, Options},
};

use crate::ground::{Ground, ground, partner_called, person_at, role_of};

#[track_caller]
fn tells(why: &impl InWords, fr: &str, en: &str) {
    let (french, english) = (why.in_words(Lang::Fr), why.in_words(Lang::En));
    assert!(french.contains(fr), "{french}");
    assert!(english.contains(en), "{english}");
}

#[test]
fn a_cell_that_is_wrong_is_told_from_what_it_should_be() {
    for (field, typed, fr, en) in [
        (&partner::UAI, "0951099C", "clé de contrôle est fausse", "check digit is wrong"),
        (&partner::SIRET, "13002526500012", "clé de contrôle est fausse", "check digit is wrong"),
        (&partner::SIRET, "1300252650001", "il faut 14 chiffres", "it takes 14 digits"),
        (&partner::NAF_2025, "couture", "n’est pas un code NAF", "is not a NAF code"),
        (&partner::BRANCH, "habillement", "code de branche", "branch code"),
        (&partner::NDA, "12", "11 caractères", "11 characters"),
        (&partner::KIND, "lycee hotelier", "choisissez parmi", "choose one of"),
        (&role::ROLE, "chef", "choisissez parmi", "choose one of"),
        (&role::ROLE, "formatteur", "vouliez-vous dire", "choose one of"),
        (&role::LEARNER, "Léa", "identifiant de fiche", "identifier of a record"),
        (&person::EMAIL, "ann à exemple.fr", "adresse électronique", "e-mail address"),
        (&person::PHONE, "à l’accueil", "numéro de téléphone", "telephone number"),
    ] as [(&Field, &str, &str, &str); 12]
    {
        tells(&Value::read(field, typed).unwrap_err(), fr, en);
    }
}

#[tokio::test]
async fn a_number_that_another_partner_has_is_refused() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        ground.engage("staff.b@exemple.fr", Role::SchoolStaff, Some(ground.school_b)).await;
        let staff = ground.acting("staff.b@exemple.fr").await;
        let first = partner_called("Première", "company", None)
            .with(&partner::SIRET, "73282932000074")
            .with(&partner::UAI, "0951099D")
            .with(&partner::REFERENCE, "P1");
        ground.keep(first).await;
        for (field, value) in [
            (&partner::SIRET, "73282932000074"),
            (&partner::UAI, "0951099D"),
            (&partner::REFERENCE, "P1"),
        ] {
            let second = partner_called("Seconde", "company", None).with(field, value);
            let why = ground.create(&staff, second).await.unwrap_err();
            tells(&why, "déjà celui d’une autre fiche", "that of another record");
            tells(&why, value, value);
        }
        let same = person_at("ann@exemple.fr", None);
        let why = ground.create(&ground.keeper, same).await.unwrap_err();
        tells(&why, "ann@exemple.fr", "that of another record");
    })
    .await;
}

#[tokio::test]
async fn what_does_not_hold_together_is_refused() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let convention = Values::blank(&CONVENTIONS)
            .with(&convention::TITLE, "Convention de partenariat")
            .with(&convention::STARTS, date(2026, 9, 1))
            .with(&convention::ENDS, date(2026, 8, 31));
        let why = ground.create(&ground.keeper, convention.clone()).await.unwrap_err();
        tells(&why, "la fin (31/08/2026) précède le début", "it ends (2026-08-31) before");
        let one_day = convention.with(&convention::ENDS, date(2026, 9, 1));
        let one_day = ground.keep(one_day).await;
        let party = Values::blank(&PARTIES)
            .with(&convention::CONVENTION, one_day)
            .with(&convention::PARTNER, ground.school_a);
        ground.keep(party.clone()).await;
        let why = ground.create(&ground.keeper, party).await.unwrap_err();
        tells(&why, "une fiche identique existe déjà", "the same record is there already");
        let blank = Values::blank(&PARTNERS);
        tells(
            &ground.create(&ground.keeper, blank).await.unwrap_err(),
            "nom\u{a0}: une valeur est nécessaire",
            "name: a value is needed",
        );
    })
    .await;
}

#[tokio::test]
async fn a_role_that_cannot_be_held_is_refused() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let lea = ground.keep(person_at("lea@exemple.fr", None)).await;
        let (a, x) = (Some(ground.school_a), Some(ground.company_x));
        let learner = "019e6d3c-5800-7707-8707-070707070707";
        let of = |role, partner| role_of(lea, role, partner);
        for (role, fr, en) in [
            (of(Role::SchoolStaff, None), "dites lequel", "held in a school: say which"),
            (of(Role::Tutor, None), "dites laquelle", "held in a company: say which"),
            (of(Role::SchoolStaff, x), "est une entreprise", "this partner is a company"),
            (of(Role::Guardian, a), "concerne un apprenant", "about a learner: give"),
            (
                of(Role::SchoolStaff, a).with(&role::LEARNER, learner),
                "laissez vide",
                "leave it blank",
            ),
            (
                of(Role::SchoolStaff, a)
                    .with(&role::STARTS, date(2026, 9, 1))
                    .with(&role::ENDS, date(2026, 6, 1)),
                "précède le début",
                "before it starts",
            ),
        ] {
            tells(&ground.create(&ground.keeper, role).await.unwrap_err(), fr, en);
        }
        ground.keep(of(Role::Learner, a).with(&role::LEARNER, learner)).await;
        let guardian = of(Role::Guardian, a).with(&role::LEARNER, learner);
        let why = ground.create(&ground.keeper, guardian).await.unwrap_err();
        tells(&why, "son propre responsable", "her own guardian");
    })
    .await;
}

#[tokio::test]
async fn a_place_that_is_nowhere_is_refused_and_one_that_moves_is_followed() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let keeper = &ground.keeper;
        let at = |commune: &str| {
            partner_called("Atelier", "company", None).with(&partner::COMMUNE, commune)
        };
        let why = ground.create(keeper, at("Chollet")).await.unwrap_err();
        tells(&why, "Cholet", "Cholet");
        let why = ground.create(keeper, at("Saint-Denis")).await.unwrap_err();
        tells(&why, "commune", "commune");
        let half = at("Cholet").with(&partner::LAT, 47.0);
        let why = ground.create(keeper, half).await.unwrap_err();
        tells(&why, "donnez la latitude et la longitude", "give the latitude and the longitude");
        let told_apart = at("Saint-Denis").with(&partner::POSTCODE, "93200");
        let id = ground.keep(told_apart).await;
        let lat = async || ground.find(keeper, &PARTNERS, id).await.unwrap().decimal(&partner::LAT);
        assert!((48.9..49.0).contains(&lat().await.unwrap()));
        let moved = |values: Values| {
            values.with(&partner::COMMUNE, "Cholet").with(&partner::POSTCODE, "49300")
        };
        ground.edit(keeper, (&PARTNERS, id), moved).await.unwrap();
        assert!((47.0..47.1).contains(&lat().await.unwrap()), "its point moved with it");
        let lost = |values: Values| values.with(&partner::COMMUNE, "Nullepart-sur-Rien");
        let why = ground.edit(keeper, (&PARTNERS, id), lost).await.unwrap_err();
        tells(&why, "commune", "commune");
    })
    .await;
}

/// Every planted error of the file, by row and column.
const PARTNERS_FILE: &str = "\
raison sociale;type;n° SIRET;code RNE;effectif;ville
Maison Un;entreprise;732 829 320 00074;;12;Cholet
Maison Deux;entreprise;13002526500012;;8;Cholet
Lycée Trois;établissement scolaire;;0951099C;;Angers
Maison Quatre;usine;;;;Cholet
Maison Cinq;entreprise;;;beaucoup;Cholet
Maison Six;entreprise;;;3;Chollet
Maison Sept;entreprise;732 829 320 00074;;12;Cholet
";

#[tokio::test]
async fn every_error_of_a_file_is_told_by_row_and_column() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let told = faults(&ground, PARTNERS_FILE).await;
        let places: Vec<(u64, &str)> =
            told.iter().map(|(row, column)| (*row, column.as_str())).collect();
        let expected = [
            (3, "n° SIRET"),
            (4, "code RNE"),
            (5, "type"),
            (6, "effectif"),
            (7, "ville"),
            (8, "n° SIRET"),
        ];
        assert_eq!(places, expected);
        let mut tx = ground.reading().await;
        let all = Asked::default();
        assert_eq!(records::count(&mut tx, &ground.keeper, &PARTNERS, &all).await.unwrap(), 4);
    })
    .await;
}

/// The row and column of each fault of a file of partners.
async fn faults(ground: &Ground, text: &str) -> Vec<(u64, String)> {
    let mut tx = ground.reading().await;
    let file = ("partenaires.csv", text.as_bytes().to_vec());
    let (keeper, options) = (&ground.keeper, Options::default());
    let preview = import::preview(&mut tx, keeper, (&PARTNERS, file), &options, &ground.around)
        .await
        .unwrap();
    let mut told: Vec<(u64, String)> = preview
        .faults
        .iter()
        .map(|fault| (fault.row.unwrap_or_default(), fault.column.clone().unwrap_or_default()))
        .collect();
    told.sort();
    told
}

#[test]
fn a_partner_without_a_number_is_advised_to_have_one_and_not_refused() {
    let bare = partner_called("Atelier", "company", None);
    tells(&partner::advice(&bare).unwrap(), "ni SIRET ni UAI", "neither SIRET nor UAI");
    assert!(partner::advice(&bare.with(&partner::SIRET, "73282932000074")).is_none());
}

#[test]
fn no_header_names_two_fields_of_a_noun_and_none_is_searched_that_may_be_hidden() {
    for noun in NOUNS {
        let mut known: Vec<(String, &str)> = vec![];
        for field in noun.fields {
            let labels = [field.name, field.label.fr, field.label.en];
            for header in labels.iter().chain(field.synonyms) {
                let header = kernel::fold(header);
                let other = known.iter().find(|(name, of)| *name == header && *of != field.name);
                assert!(
                    other.is_none(),
                    "{}: {header} is {} and {other:?}",
                    noun.table,
                    field.name
                );
                known.push((header, field.name));
            }
        }
    }
    for hidden in [&partner::EMAIL, &partner::PHONE, &partner::NOTE] as [&Field; 3] {
        let is_in = |fields: &[&'static Field]| fields.iter().any(|field| field.is(hidden));
        assert!(!is_in(PARTNERS.searched) && !is_in(PARTNERS.title) && !is_in(PARTNERS.keys));
    }
    assert!(PEOPLE.is_personal && ROLES.is_personal);
}
