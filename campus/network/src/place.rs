//! Where a record lies: its point follows from its commune.

use kernel::{InWords, Lang};
use places::{Commune, Places};
use records::{Field, Flaw, Noun, Surroundings, Unit, Value, Values};
use uuid::Uuid;

/// The fields that say where a record lies.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The postcode, if the noun has one.
    pub postcode: Option<&'static Field>,
    /// The commune.
    pub commune: &'static Field,
    /// The latitude.
    pub lat: &'static Field,
    /// The longitude.
    pub lon: &'static Field,
}

impl Place {
    /// Completes the point from the commune, unless a point is given; says so if there is no
    /// such commune, or several.
    #[must_use]
    pub fn complete(&self, values: &mut Values, places: &Places) -> Option<Flaw> {
        let (lat, lon) = (values.decimal(self.lat), values.decimal(self.lon));
        match (lat, lon) {
            (Some(_), Some(_)) => return None,
            (Some(_), None) => return Some(half(self.lon)),
            (None, Some(_)) => return Some(half(self.lat)),
            (None, None) => {}
        }
        let commune = match self.commune(values, places)? {
            Ok(commune) => commune,
            Err(flaw) => return Some(flaw),
        };
        values.set(self.lat, commune.point.lat());
        values.set(self.lon, commune.point.lon());
        None
    }

    /// Moves the point of the records that an act moves to another commune.
    pub fn follow(&self, noun: &'static Noun, unit: &mut Unit<'_>, surroundings: &Surroundings) {
        let said = |values: &Values| {
            let postcode = self.postcode.map(|field| values.get(field).clone());
            (values.get(self.commune).clone(), postcode)
        };
        let point = |values: &Values| (values.get(self.lat).clone(), values.get(self.lon).clone());
        let moved: Vec<(Uuid, Commune)> = unit
            .touched(noun)
            .filter_map(|touched| {
                let (before, after) = (touched.before?, touched.after?);
                let stays = said(before) == said(after) || point(before) != point(after);
                let commune = self.commune(after, &surroundings.places)?.ok()?;
                (!stays).then_some((touched.id, commune))
            })
            .collect();
        for (id, commune) in moved {
            unit.amend(id, self.lat, commune.point.lat());
            unit.amend(id, self.lon, commune.point.lon());
        }
    }

    /// The commune that a record says, if it says one.
    fn commune(&self, values: &Values, places: &Places) -> Option<Result<Commune, Flaw>> {
        let name = values.text(self.commune)?;
        let postcode = self.postcode.and_then(|field| values.text(field)).unwrap_or_default();
        let found = places.find(&format!("{postcode} {name}")).or_else(|_| places.find(name));
        Some(found.map_err(|why| {
            let remedy = |lang, or: &str| format!("{}{or}", why.in_words(lang));
            Flaw::on(
                self.commune,
                remedy(Lang::Fr, "\u{202f}; ou donnez la latitude et la longitude"),
                remedy(Lang::En, "; or give the latitude and the longitude"),
            )
        }))
    }
}

fn half(missing: &'static Field) -> Flaw {
    Flaw::on(
        missing,
        "la latitude et la longitude vont ensemble\u{a0}: donnez les deux, ou aucune",
        "latitude and longitude go together: give both, or neither",
    )
}

/// The flaw of what ends before it starts.
#[must_use]
pub fn backwards(values: &Values, starts: &'static Field, ends: &'static Field) -> Option<Flaw> {
    let (Value::Day(first), Value::Day(last)) = (values.get(starts), values.get(ends)) else {
        return None;
    };
    let told = |lang| {
        let day = |field| values.get(field).shown(field, lang);
        (day(ends), day(starts))
    };
    let ((last_fr, first_fr), (last_en, first_en)) = (told(Lang::Fr), told(Lang::En));
    (last < first).then(|| {
        Flaw::on(
            ends,
            format!(
                "la fin ({last_fr}) précède le début ({first_fr})\u{a0}: corrigez l’une des deux"
            ),
            format!("it ends ({last_en}) before it starts ({first_en}): correct one of the two"),
        )
    })
}
