//! Which settlement is the middle of which commune.

use std::collections::BTreeMap;

use kernel::{CommuneCode, fold};
use travel::Point;

use super::{
    decoupage::{Decoupage, Kind, Listed},
    geonames::Settlement,
};

/// The points found, in the order of the official list.
pub(super) fn locate(decoupage: &Decoupage, settlements: &[Settlement]) -> Vec<Option<Point>> {
    let index = Index::of(decoupage, settlements);
    decoupage.communes.iter().map(|listed| index.locate(listed)).collect()
}

struct Index<'a> {
    by_commune: BTreeMap<CommuneCode, Vec<&'a Settlement>>,
    by_name: BTreeMap<(&'a str, &'a str), Vec<&'a Settlement>>,
    /// How many communes of today have a name in a département.
    namesakes: BTreeMap<(String, String), u32>,
    /// The codes of the former communes of one of today.
    parts: BTreeMap<CommuneCode, Vec<CommuneCode>>,
}

impl<'a> Index<'a> {
    fn of(decoupage: &Decoupage, settlements: &'a [Settlement]) -> Self {
        let mut index = Self {
            by_commune: BTreeMap::new(),
            by_name: BTreeMap::new(),
            namesakes: BTreeMap::new(),
            parts: BTreeMap::new(),
        };
        for settlement in settlements {
            if let Some(code) = settlement.commune {
                index.by_commune.entry(code).or_default().push(settlement);
            }
            if let Some(departement) = &settlement.departement {
                let name = (departement.as_str(), settlement.name.as_str());
                index.by_name.entry(name).or_default().push(settlement);
            }
        }
        for listed in decoupage.today() {
            let name = (listed.code.departement().to_owned(), fold(&listed.nom));
            *index.namesakes.entry(name).or_default() += 1;
            index.parts.entry(listed.code).or_default().extend(listed.old_codes());
        }
        for listed in &decoupage.communes {
            if let Some(today) = listed.chef_lieu {
                index.parts.entry(today).or_default().push(listed.code);
            }
        }
        index
    }

    fn locate(&self, listed: &Listed) -> Option<Point> {
        let name = fold(&listed.nom);
        match listed.kind {
            Kind::CommuneActuelle => self
                .main(listed.code, &name)
                .or_else(|| self.largest_part(listed.code))
                .or_else(|| self.sole_of_its_name(listed, &name)),
            Kind::ArrondissementMunicipal => self.quarter(listed, &name),
            Kind::CommuneAssociee | Kind::CommuneDeleguee => {
                let codes = [Some(listed.code), listed.chef_lieu];
                codes.into_iter().flatten().find_map(|code| self.named_in(code, &name))
            }
        }
    }

    /// The settlement that bears the name of the commune, or else the largest town in it.
    fn main(&self, code: CommuneCode, name: &str) -> Option<Point> {
        self.named_in(code, name).or_else(|| Some(largest(self.towns_in(code))?.point))
    }

    fn named_in(&self, code: CommuneCode, name: &str) -> Option<Point> {
        let mut towns = self.towns_in(code);
        Some(towns.find(|settlement| settlement.name == name)?.point)
    }

    fn towns_in(&self, code: CommuneCode) -> impl Iterator<Item = &'a Settlement> {
        let all = self.by_commune.get(&code).into_iter().flatten().copied();
        all.filter(|settlement| !settlement.is_quarter)
    }

    fn largest_part(&self, code: CommuneCode) -> Option<Point> {
        let parts = self.parts.get(&code)?;
        Some(largest(parts.iter().flat_map(|&part| self.towns_in(part)))?.point)
    }

    fn sole_of_its_name(&self, listed: &Listed, name: &str) -> Option<Point> {
        let departement = listed.code.departement();
        let namesakes = self.namesakes.get(&(departement.to_owned(), name.to_owned()));
        let settlements = self.by_name.get(&(departement, name))?;
        (namesakes == Some(&1)).then_some(())?;
        // Where several settlements bear the name, one inside another commune may not be meant.
        let free: Vec<_> = settlements.iter().filter(|s| s.commune.is_none()).collect();
        free.first().map(|settlement| settlement.point)
    }

    /// `Marseille 3e Arrondissement` is `Marseille 03`, `Paris 03 Temple`.
    fn quarter(&self, listed: &Listed, name: &str) -> Option<Point> {
        let (city, rest) = name.split_once(' ')?;
        let number: u8 = rest.trim_end_matches(|c: char| !c.is_ascii_digit()).parse().ok()?;
        let wanted = format!("{city} {number:02}");
        let departement = listed.code.departement();
        self.by_name
            .range((departement, wanted.as_str())..)
            .take_while(|((of, name), _)| *of == departement && name.starts_with(&wanted))
            .find_map(|(_, found)| Some(found.first()?.point))
    }
}

fn largest<'a>(settlements: impl Iterator<Item = &'a Settlement>) -> Option<&'a Settlement> {
    settlements.min_by_key(|settlement| std::cmp::Reverse(settlement.population))
}
