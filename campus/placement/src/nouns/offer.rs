//! A company's places for a trade over a period, as the campus keeps them.

use std::collections::{BTreeSet, HashMap};

use kernel::{Level, Period};
use network::{
    partner::{self, PARTNERS},
    site::SITES,
};
use records::{
    Choice, Field, Flaw, Following, Noun, Surroundings, Unfit, Unit, Value, Values, Words, by_ids,
    locate, relocate,
};
use storage::Tx;
use uuid::Uuid;

use crate::files::MOST_PLACES;

/// What people call the offer.
pub static REFERENCE: Field = Field::text("reference", "référence", "reference").also(&[
    "id",
    "identifiant",
    "numéro",
    "n°",
    "offre",
]);
/// The company.
pub static COMPANY: Field = Field::link("company", "entreprise", "company", &PARTNERS)
    .required()
    .also(&["siret", "n° siret", "société", "raison sociale"]);
/// The site, when it is not the company's address.
pub static SITE: Field = Field::link("site", "site", "site", &SITES);
/// The trade.
pub static TRADE: Field =
    Field::text("trade", "métier", "trade").required().also(&["rome", "code rome", "spécialité"]);
/// The levels accepted.
pub static LEVELS: Field =
    Field::code("levels", "niveaux", "levels", levels).required().also(&["niveau", "level"]);
/// How many learners it takes.
pub static PLACES: Field = Field::whole("places", "places", "places", (0, MOST_PLACES as i64))
    .required()
    .also(&["nombre de places", "nb de places", "nb places", "seats"]);
/// Whether minors are accepted.
pub static MINORS: Field =
    Field::yes_no("minors", "mineurs acceptés", "minors").also(&["mineurs", "accepte les mineurs"]);
/// The youngest age accepted.
pub static MIN_AGE: Field = Field::whole("min_age", "âge minimum", "minimum age", (0, 99))
    .also(&["âge minimal", "âge min"]);
/// Whether the work is regulated for minors (D4153-15 to D4153-37 of the labour code).
pub static REGULATED: Field = Field::one_of(
    "regulated",
    "travaux réglementés",
    "regulated work",
    &[
        Choice::new("no", "non", "no"),
        Choice::new("undeclared", "oui", "yes"),
        Choice::new("declared", "déclarés", "declared"),
    ],
)
.also(&["réglementé", "réglementés"]);
/// What it provides for accessibility.
pub static ACCESS: Field =
    Field::list("access", "accessibilité", "accessibility").also(&["accessible"]);
/// Beds for learners who lodge.
pub static BEDS: Field = Field::whole("beds", "lits", "beds", (0, MOST_PLACES as i64))
    .also(&["hébergement", "couchages"]);
/// Skills wanted.
pub static SKILLS: Field =
    Field::list("skills", "compétences", "skills").also(&["compétences souhaitées"]);
/// The first day.
pub static STARTS: Field =
    Field::day("starts", "début", "starts").also(&["date de début", "start"]);
/// The last day.
pub static ENDS: Field = Field::day("ends", "fin", "ends").also(&["date de fin", "end"]);
/// The schools, programmes or learners it is kept for, until it opens.
pub static RESERVED_FOR: Field =
    Field::list("reserved_for", "réservée à", "reserved for").also(&["réservé à", "réservée pour"]);
/// The day on which it opens to the whole campus.
pub static OPEN_FROM: Field =
    Field::day("open_from", "ouverte le", "open from").also(&["ouvert le", "ouverte à tous le"]);
/// The commune, when it is not the company's.
pub static COMMUNE: Field =
    Field::text("commune", "commune", "commune").also(&["ville", "town", "city", "code commune"]);
/// Degrees north.
pub static LAT: Field = Field::decimal("lat", "latitude", "latitude", (-90.0, 90.0));
/// Degrees east.
pub static LON: Field =
    Field::decimal("lon", "longitude", "longitude", (-180.0, 180.0)).also(&["lng", "long"]);
/// When the company was asked.
pub static ASKED_ON: Field = Field::day("asked_on", "demandée le", "asked on");
/// When the company last confirmed it.
pub static CONFIRMED_ON: Field =
    Field::day("confirmed_on", "confirmée le", "confirmed on").also(&["confirmé le"]);
/// Until when its word holds.
pub static CONFIRMED_UNTIL: Field =
    Field::day("confirmed_until", "confirmée jusqu’au", "confirmed until")
        .also(&["confirmé jusqu'au"]);
/// Who confirmed it.
pub static CONFIRMED_BY: Field = Field::text("confirmed_by", "confirmée par", "confirmed by");
/// The school that brought it.
pub static BROUGHT_BY: Field = Field::link("brought_by", "apportée par", "brought by", &PARTNERS);
/// The learner who found it herself, for whom it is kept.
pub static FOUND_BY: Field =
    Field::link("found_by", "trouvée par", "found by", &learners::learner::LEARNERS);
/// Where it stands.
pub static STATE: Field = Field::one_of(
    "state",
    "état",
    "state",
    &[
        Choice::new("asked", "demandée", "asked"),
        Choice::new("confirmed", "confirmée", "confirmed"),
        Choice::new("withdrawn", "retirée", "withdrawn"),
    ],
);

/// The offers of companies.
pub static OFFERS: Noun = Noun {
    table: "placement_offers",
    one: Words::new("offre", "offer"),
    many: Words::new("offres", "offers"),
    fields: &[
        &REFERENCE,
        &COMPANY,
        &SITE,
        &TRADE,
        &LEVELS,
        &PLACES,
        &MINORS,
        &MIN_AGE,
        &REGULATED,
        &ACCESS,
        &BEDS,
        &SKILLS,
        &STARTS,
        &ENDS,
        &RESERVED_FOR,
        &OPEN_FROM,
        &COMMUNE,
        &LAT,
        &LON,
        &ASKED_ON,
        &CONFIRMED_ON,
        &CONFIRMED_UNTIL,
        &CONFIRMED_BY,
        &BROUGHT_BY,
        &FOUND_BY,
        &STATE,
    ],
    keys: &[&REFERENCE],
    title: &[&REFERENCE, &TRADE],
    searched: &[&REFERENCE, &TRADE, &COMMUNE],
    owner: Some(&COMPANY),
    brought_by: Some(&BROUGHT_BY),
    is_personal: false,
    check,
    follow: Some(follow),
};

/// The state of an offer whose places count.
pub const CONFIRMED: &str = "confirmed";
/// The state of an offer that the company took back.
pub const WITHDRAWN: &str = "withdrawn";

fn check(offer: &mut Values, surroundings: &Surroundings) -> Vec<Flaw> {
    let mut flaws = vec![];
    if *offer.get(&STATE) == Value::Absent {
        offer.set(&STATE, CONFIRMED);
    }
    if offer.text(&STATE) == Some(CONFIRMED) && offer.day(&CONFIRMED_ON).is_none() {
        offer.set(&CONFIRMED_ON, surroundings.today);
    }
    if let (Some(starts), Some(ends)) = (offer.day(&STARTS), offer.day(&ENDS))
        && Period::new(starts, ends).is_none()
    {
        flaws.push(ends_first(&ENDS));
    }
    flaws.extend(locate(offer, (&COMMUNE, &LAT, &LON), surroundings));
    flaws
}

/// The flaw of a period whose end comes before its start.
pub(crate) fn ends_first(ends: &'static Field) -> Flaw {
    Flaw::on(
        ends,
        "la fin vient avant le début\u{a0}: corrigez l’une des deux dates",
        "the end comes before the start: correct one of the two dates",
    )
}

/// An offer without an address of its own is at its company's.
fn follow<'a>(
    tx: &'a mut Tx,
    unit: &'a mut Unit<'_>,
    surroundings: &'a Surroundings,
) -> Following<'a> {
    Box::pin(async move {
        let mut flaws = relocate(unit, &OFFERS, (&COMMUNE, &LAT, &LON), surroundings);
        let nowhere: Vec<(Uuid, Uuid)> = unit
            .touched(&OFFERS)
            .filter_map(|offer| Some((offer.id, offer.after?)))
            .filter(|(_, after)| after.decimal(&LAT).is_none())
            .filter_map(|(id, after)| Some((id, after.link(&COMPANY)?)))
            .collect();
        let ids: Vec<Uuid> = nowhere.iter().map(|(_, company)| *company).collect();
        let known = by_ids(tx, unit.scope(), &PARTNERS, &ids).await?;
        let mut companies: HashMap<Uuid, Values> =
            known.into_iter().map(|company| (company.id, company.values)).collect();
        // Companies that the same act makes or moves.
        let touched = unit.touched(&PARTNERS);
        companies.extend(touched.filter_map(|company| Some((company.id, company.after?.clone()))));
        for (offer, company) in nowhere {
            let company = companies.get(&company).filter(|c| c.decimal(&partner::LAT).is_some());
            let Some(company) = company else {
                flaws.push((offer, nowhere_flaw()));
                continue;
            };
            unit.amend(offer, &LAT, company.decimal(&partner::LAT));
            unit.amend(offer, &LON, company.decimal(&partner::LON));
            unit.amend(offer, &COMMUNE, company.text(&partner::COMMUNE));
        }
        Ok(flaws)
    })
}

fn nowhere_flaw() -> Flaw {
    Flaw::on(
        &COMMUNE,
        "ni l’offre ni l’entreprise ne disent où c’est\u{a0}: donnez une commune",
        "neither the offer nor the company says where it is: give a commune",
    )
}

/// `3|4`, `3-5`: the levels of qualification, kept as `3|4|5`.
pub(crate) fn levels(typed: &str) -> Result<String, Unfit> {
    let unfit = || {
        Unfit::new(
            "niveaux de 3 à 8, par exemple 3|4 ou 3-5",
            "levels from 3 to 8, such as 3|4 or 3-5",
        )
    };
    let mut levels = BTreeSet::new();
    for part in typed.split(['|', ',', ';']) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let read = |text: &str| text.trim().parse::<Level>().map_err(|_| unfit());
        let (first, last) = (read(first)?, read(last)?);
        if last < first {
            return Err(unfit());
        }
        levels.extend(Level::all().filter(|level| (first..=last).contains(level)));
    }
    let numbers = levels.iter().map(|level| level.number().to_string());
    Ok(numbers.collect::<Vec<_>>().join("|"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_kept_one_by_one_however_they_are_written() {
        for (typed, kept) in [("3", "3"), ("3|4", "3|4"), ("3-5", "3|4|5"), ("4, 3", "3|4")] {
            assert_eq!(levels(typed), Ok(kept.to_owned()), "{typed}");
        }
        for typed in ["9", "5-3", "CAP", ""] {
            assert!(levels(typed).is_err(), "{typed}");
        }
    }
}
