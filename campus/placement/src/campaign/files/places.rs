//! The files of offers and workshops of a round, from the records.

use jiff::civil::Date;
use network::partner;
use records::Record;

use super::csv;
use crate::{
    campaign::{Gathered, Ids, gather::siret_of, hosting_quota, ids::by_id},
    nouns::{offer, round, workshop},
};

const OFFERS: [&str; 21] = [
    "id",
    "company",
    "siret",
    "trade",
    "levels",
    "lat",
    "lon",
    "commune",
    "places",
    "company_max",
    "minors",
    "min_age",
    "regulated",
    "access",
    "beds",
    "starts",
    "ends",
    "reserved_for",
    "open_from",
    "confirmed_until",
    "skills",
];

const WORKSHOPS: [&str; 14] = [
    "id",
    "school",
    "trades",
    "levels",
    "lat",
    "lon",
    "commune",
    "places",
    "min_learners",
    "cost_eur",
    "needs",
    "starts",
    "ends",
    "access",
];

pub(super) fn offers(gathered: &Gathered, ids: &Ids, today: Date) -> Vec<u8> {
    let names = by_id(&ids.offers);
    let day = gathered.round.day(&round::STARTS).unwrap_or(today);
    let rows = gathered.offers.iter().map(|offer| {
        let text = |field| offer.get(field).written();
        let company = offer.link(&offer::COMPANY).and_then(|id| gathered.partners.get(&id));
        let siret = company.and_then(siret_of);
        let most = company.zip(siret).and_then(|(company, siret)| {
            let headcount = u32::try_from(company.whole(&partner::HEADCOUNT)?).ok()?;
            let hosted = gathered.hosted.get(&siret.siren()).copied().unwrap_or(0);
            Some(hosting_quota(headcount, day)?.saturating_sub(hosted))
        });
        [
            names.get(&offer.id).copied().unwrap_or_default().to_owned(),
            company.and_then(|company| company.text(&partner::NAME)).unwrap_or_default().to_owned(),
            siret.map(|siret| siret.to_string()).unwrap_or_default(),
            text(&offer::TRADE),
            text(&offer::LEVELS),
            text(&offer::LAT),
            text(&offer::LON),
            text(&offer::COMMUNE),
            text(&offer::PLACES),
            most.map(|most| most.to_string()).unwrap_or_default(),
            text(&offer::MINORS),
            text(&offer::MIN_AGE),
            regulated(offer),
            text(&offer::ACCESS),
            text(&offer::BEDS),
            text(&offer::STARTS),
            text(&offer::ENDS),
            text(&offer::RESERVED_FOR),
            text(&offer::OPEN_FROM),
            text(&offer::CONFIRMED_UNTIL),
            text(&offer::SKILLS),
        ]
    });
    csv(&OFFERS, rows)
}

fn regulated(offer: &Record) -> String {
    match offer.text(&offer::REGULATED) {
        Some("undeclared") => "yes",
        Some("declared") => "declared",
        _ => "",
    }
    .to_owned()
}

pub(super) fn workshops(gathered: &Gathered, ids: &Ids) -> Vec<u8> {
    let names = by_id(&ids.workshops);
    let rows = gathered.workshops.iter().map(|workshop| {
        let text = |field| workshop.get(field).written();
        let school = workshop.link(&workshop::SCHOOL).and_then(|id| gathered.partners.get(&id));
        let school = school.and_then(|school| school.text(&partner::NAME)).unwrap_or_default();
        [
            names.get(&workshop.id).copied().unwrap_or_default().to_owned(),
            school.to_owned(),
            text(&workshop::TRADES),
            text(&workshop::LEVELS),
            text(&workshop::LAT),
            text(&workshop::LON),
            text(&workshop::COMMUNE),
            text(&workshop::PLACES),
            text(&workshop::MIN_LEARNERS),
            text(&workshop::COST_EUR),
            text(&workshop::NEEDS),
            text(&workshop::STARTS),
            text(&workshop::ENDS),
            text(&workshop::ACCESS),
        ]
    });
    csv(&WORKSHOPS, rows)
}
