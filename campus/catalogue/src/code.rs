//! A code of the State: a trade, a diploma, a year of training, a certification, as an
//! official file said it on a day.

use kernel::{Cfd, CodeError, InWords, Mef, Rncp, Rome};
use network::dates::in_order;
use records::{Choice, Field, Flaw, Noun, Surroundings, Unfit, Value, Values, Words};

/// Which list of the State it is in.
pub static NOMENCLATURE: Field =
    Field::one_of("nomenclature", "nomenclature", "nomenclature", &NOMENCLATURES).required();
/// The code.
pub static CODE: Field = Field::text("code", "code", "code").required();
/// What it stands for.
pub static LABEL: Field = Field::note("label", "libellé", "label").required().also(&["intitulé"]);
/// The level of qualification.
pub static LEVEL: Field = Field::whole("level", "niveau", "level", (1, 8));
/// The first day on which it can be used.
pub static OPENS: Field = Field::day("opens", "ouverture", "opens").also(&["date d’ouverture"]);
/// The last day.
pub static CLOSES: Field = Field::day("closes", "fermeture", "closes")
    .also(&["date de fermeture", "fin d’enregistrement"]);
/// The codes that take its place.
pub static REPLACED_BY: Field =
    Field::list("replaced_by", "remplacé par", "replaced by").also(&["nouvelle certification"]);
/// The file that says so.
pub static SOURCE: Field = Field::text("source", "source", "source").required();
/// The day on which that file was imported.
pub static IMPORTED_ON: Field = Field::day("imported_on", "importé le", "imported on").required();

/// The codes of the State, dated.
pub static CODES: Noun = Noun {
    table: "catalogue_codes",
    one: Words::new("code officiel", "official code"),
    many: Words::new("codes officiels", "official codes"),
    fields: &[
        &NOMENCLATURE,
        &CODE,
        &LABEL,
        &LEVEL,
        &OPENS,
        &CLOSES,
        &REPLACED_BY,
        &SOURCE,
        &IMPORTED_ON,
    ],
    keys: &[&CODE],
    title: &[&CODE, &LABEL],
    searched: &[&CODE, &LABEL],
    owner: None,
    brought_by: None,
    is_personal: false,
    check,
    follow: None,
};

/// The lists of the State.
static NOMENCLATURES: [Choice; 4] = [
    Choice::new("rome", "ROME (métiers)", "ROME (trades)"),
    Choice::new("cfd", "CFD (diplômes)", "CFD (diplomas)"),
    Choice::new("mef", "MEF (années de formation)", "MEF (years of training)"),
    Choice::new("rncp", "RNCP (certifications)", "RNCP (certifications)"),
];

/// A list of codes that the State keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nomenclature {
    /// Trades: the operational directory of France Travail.
    Rome,
    /// Diplomas of the Ministry of education.
    Cfd,
    /// Years of training of that Ministry.
    Mef,
    /// Certifications of the national register.
    Rncp,
}

impl Nomenclature {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Rome, Self::Cfd, Self::Mef, Self::Rncp];

    /// How it is kept.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Rome => "rome",
            Self::Cfd => "cfd",
            Self::Mef => "mef",
            Self::Rncp => "rncp",
        }
    }

    /// The nomenclature that is kept so.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|nomenclature| nomenclature.code() == code)
    }

    /// Reads one of its codes; the zero that a spreadsheet ate at its beginning comes back.
    pub fn read(self, given: &str) -> Result<String, CodeError> {
        match self {
            Self::Rome => given.parse().map(|code: Rome| code.to_string()),
            Self::Cfd => with_zero(given, 8).parse().map(|code: Cfd| code.to_string()),
            Self::Mef => with_zero(given, 10).parse().map(|code: Mef| code.to_string()),
            Self::Rncp => given.parse().map(|code: Rncp| code.to_string()),
        }
    }
}

/// Reads a code of the register of certifications, for a field.
pub fn rncp(given: &str) -> Result<String, Unfit> {
    Nomenclature::Rncp.read(given).map_err(|why| Unfit::of(&why))
}

/// Reads a code of a diploma, for a field.
pub fn cfd(given: &str) -> Result<String, Unfit> {
    Nomenclature::Cfd.read(given).map_err(|why| Unfit::of(&why))
}

fn check(values: &mut Values, _: &Surroundings) -> Vec<Flaw> {
    let mut flaws: Vec<Flaw> = in_order(values, &OPENS, &CLOSES).into_iter().collect();
    let Some(nomenclature) = values.text(&NOMENCLATURE).and_then(Nomenclature::of) else {
        return flaws;
    };
    for field in [&CODE, &REPLACED_BY] {
        let read = values.list(field).map(|given| nomenclature.read(given));
        match read.collect::<Result<Vec<_>, _>>() {
            Ok(codes) => values.set(field, Value::text(&codes.join("|"))),
            Err(why) => flaws.push(refused(field, &why)),
        }
    }
    flaws
}

fn refused(field: &'static Field, why: &impl InWords) -> Flaw {
    Flaw { field: Some(field), why: Unfit::of(why) }
}

/// The digits after the zero that a spreadsheet ate; with more missing it is another code,
/// mistyped.
fn with_zero(given: &str, n_digits: usize) -> String {
    let bare: String = given.split_whitespace().collect();
    let was_eaten = bare.len() + 1 == n_digits && bare.bytes().all(|b| b.is_ascii_digit());
    if was_eaten { format!("0{bare}") } else { bare }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_zero_that_a_spreadsheet_ate_comes_back() {
        assert_eq!(Nomenclature::Cfd.read("1022304").unwrap(), "01022304");
        assert_eq!(Nomenclature::Mef.read("25322304 11").unwrap(), "2532230411");
        assert!(Nomenclature::Cfd.read("500242").is_err());
    }

    #[test]
    fn each_nomenclature_is_read_back_from_how_it_is_kept() {
        for nomenclature in Nomenclature::ALL {
            assert_eq!(Nomenclature::of(nomenclature.code()), Some(nomenclature));
        }
    }
}
