//! Finding partners: by words, by trade, around a place; the nearest first.

use kernel::fold;
use places::Places;
use records::{Asked, Near, Record, RecordError, Scope, Unfit, page};
use storage::Tx;
use travel::Point;

use crate::{
    asking::is_same_trade,
    partner::{KIND, LAT, LON, PARTNERS, TRADES},
};

/// What is looked for among partners.
#[derive(Clone, Copy, Debug, Default)]
pub struct Search<'a> {
    /// Words of the name, the codes, the trades or the commune, whatever their case and accents;
    /// the beginning of each is enough.
    pub words: &'a str,
    /// The kind of partner, by its code.
    pub kind: Option<&'a str>,
    /// A trade: its code, or its words.
    pub trade: Option<&'a str>,
    /// A commune, as people write it, and at most how many kilometres from it.
    pub around: Option<(&'a str, f64)>,
    /// The most that are wanted.
    pub most: usize,
}

/// A partner that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// The partner.
    pub partner: Record,
    /// Kilometres from the place that was given, as the crow flies.
    pub km: Option<f64>,
}

/// The partners that are looked for and may be seen: the nearest first around a place, else in
/// the order of their names.
pub async fn search(
    tx: &mut Tx,
    scope: &Scope,
    search: Search<'_>,
    places: &Places,
) -> Result<Vec<Found>, RecordError> {
    let near = search.around.map(|(place, km)| around(place, km, places)).transpose()?;
    let words = format!("{} {}", search.words, trade_word(search.trade));
    let most = if near.is_none() && search.trade.is_none() { search.most } else { usize::MAX };
    let mut asked = Asked { words, near, most, ..Asked::default() };
    if let Some(kind) = search.kind {
        asked = asked.and(&KIND, kind);
    }
    let records = page(tx, scope, &PARTNERS, &asked).await?.records;
    let has_trade = |record: &Record| {
        search.trade.is_none_or(|trade| record.list(&TRADES).any(|own| matches(trade, own)))
    };
    let mut found: Vec<Found> = records
        .into_iter()
        .filter(has_trade)
        .map(|partner| Found { km: near.and_then(|near| near.distance_km(&partner)), partner })
        .collect();
    // A stable sort: partners as near as each other stay in the order of their names.
    found.sort_by(|one, other| one.km.unwrap_or(0.0).total_cmp(&other.km.unwrap_or(0.0)));
    found.truncate(search.most);
    Ok(found)
}

fn around(place: &str, km: f64, places: &Places) -> Result<Near, RecordError> {
    let commune = places.find(place).map_err(|why| RecordError::Refused(Unfit::of(&why)))?;
    let point: Point = commune.point;
    Ok(Near { lat: &LAT, lon: &LON, point, km })
}

/// The word by which the index finds a trade; what else it says is looked at after.
fn trade_word(trade: Option<&str>) -> String {
    let folded = fold(trade.unwrap_or_default());
    folded.split(' ').next().unwrap_or_default().to_owned()
}

/// Whether a partner's trade is the one that is looked for: the same, or one whose words begin
/// like those that were typed.
fn matches(wanted: &str, own: &str) -> bool {
    let (folded, own_folded) = (fold(wanted), fold(own));
    let words: Vec<&str> = own_folded.split(' ').collect();
    let begins = |word: &str| words.iter().any(|own| own.starts_with(word));
    is_same_trade(wanted, own) || folded.split(' ').all(begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trade_is_found_by_its_code_or_by_the_beginning_of_its_words() {
        for wanted in ["B1803", "b1803 atelier", "couture", "COUT", "vêtement couture"] {
            assert!(matches(wanted, "B1803 Couture vêtement"), "{wanted}");
        }
        for wanted in ["B1802", "broderie", "couture cuir"] {
            assert!(!matches(wanted, "B1803 Couture vêtement"), "{wanted}");
        }
    }
}
