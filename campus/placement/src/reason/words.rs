//! Reasons as people read them.

use kernel::{InWords, Lang, grouped};

use crate::reason::{Competition, Forbidding, NoPlace, OwnOffer, Reason};

impl InWords for Reason {
    fn in_words(&self, lang: Lang) -> String {
        match self {
            Self::NoPlace(no_place) => no_place.in_words(lang),
            Self::Competition(competition) => competition.in_words(lang),
            Self::Workshops(workshops) => workshops.in_words(lang),
        }
    }
}

impl InWords for NoPlace {
    fn in_words(&self, lang: Lang) -> String {
        if self.given_pairs {
            let words = match lang {
                Lang::Fr => "aucune paire donnée ne mène à une place",
                Lang::En => "no given pair leads to a place",
            };
            return words.to_owned();
        }
        let trade = self.trade.as_deref().unwrap_or("?");
        let n = i64::from(self.n_offers);
        let many = grouped(n, lang);
        let offers = match (lang, n) {
            (Lang::Fr, 0) => format!("{trade}\u{a0}: aucune offre"),
            (Lang::En, 0) => format!("{trade}: no offer"),
            (Lang::Fr, 1) => format!("{trade}\u{a0}: 1 offre, qui ne convient pas"),
            (Lang::En, 1) => format!("{trade}: 1 offer, which does not fit"),
            (Lang::Fr, _) => format!("{trade}\u{a0}: {many} offres, aucune ne convient"),
            (Lang::En, _) => format!("{trade}: {many} offers, none fits"),
        };
        let semicolon = match lang {
            Lang::Fr => "\u{a0}; ",
            Lang::En => "; ",
        };
        let nearest = self.nearest.iter().map(|offer| offer.in_words(lang));
        std::iter::once(offers).chain(nearest).collect::<Vec<_>>().join(semicolon)
    }
}

impl InWords for Forbidding {
    fn in_words(&self, lang: Lang) -> String {
        let place = [self.company.as_deref(), self.commune.as_deref()];
        let place: Vec<&str> = place.into_iter().flatten().collect();
        let place =
            if place.is_empty() { String::new() } else { format!(" ({})", place.join(", ")) };
        let none = match lang {
            Lang::Fr => "aucune place",
            Lang::En => "no places",
        };
        let none = self.no_places.then(|| none.to_owned());
        let obstacles = self.obstacles.iter().map(|obstacle| obstacle.in_words(lang));
        let obstacles: Vec<String> = none.into_iter().chain(obstacles).collect();
        match lang {
            Lang::Fr => format!("{}{place}\u{a0}: {}", self.offer, obstacles.join(", ")),
            Lang::En => format!("{}{place}: {}", self.offer, obstacles.join(", ")),
        }
    }
}

impl InWords for Competition {
    fn in_words(&self, lang: Lang) -> String {
        let learners = grouped(i64::from(self.n_learners), lang);
        let places = grouped(i64::from(self.n_places), lang);
        let (trades, area) = (self.trades.join(", "), self.area());
        let about = [trades, area].into_iter().filter(|part| !part.is_empty());
        let about = about.collect::<Vec<_>>().join(", ");
        let about = if about.is_empty() { String::new() } else { format!(" ({about})") };
        let own = self.own_in_words(lang);
        match (lang, self.n_places) {
            (Lang::Fr, 0 | 1) => format!("{learners} élèves pour {places} place{about}{own}"),
            (Lang::Fr, _) => format!("{learners} élèves pour {places} places{about}{own}"),
            (Lang::En, 1) => format!("{learners} learners for 1 place{about}{own}"),
            (Lang::En, _) => format!("{learners} learners for {places} places{about}{own}"),
        }
    }
}

impl Competition {
    /// The communes if they are few, else the départements.
    fn area(&self) -> String {
        match (self.communes.as_slice(), self.departments.as_slice()) {
            ([], []) => String::new(),
            ([], codes) => {
                let name = |code: &String| match places::departement(code) {
                    Some(found) => found.name.to_owned(),
                    None => code.clone(),
                };
                let names: Vec<String> = codes.iter().map(name).collect();
                match names.len() {
                    ..=3 => names.join(", "),
                    n => format!("{n} départements"),
                }
            }
            (communes, _) => communes.join(", "),
        }
    }

    fn own_in_words(&self, lang: Lang) -> String {
        let names: Vec<String> = self.own_offers.iter().map(|own| own.in_words(lang)).collect();
        let more = self.n_own_offers.saturating_sub(u32::try_from(names.len()).unwrap_or(0));
        let names = names.join(", ");
        match (lang, more) {
            (Lang::Fr, 0) => format!("\u{a0}; ses offres possibles\u{a0}: {names}"),
            (Lang::Fr, _) => {
                format!("\u{a0}; ses offres possibles\u{a0}: {names} et {more} de plus")
            }
            (Lang::En, 0) => format!("; offers that she could take: {names}"),
            (Lang::En, _) => format!("; offers that she could take: {names} and {more} more"),
        }
    }
}

impl InWords for OwnOffer {
    fn in_words(&self, lang: Lang) -> String {
        let holders = self.held_by.join(", ");
        let holders = match (lang, self.held_by.as_slice()) {
            (_, []) => None,
            (Lang::Fr, _) => Some(format!("prise par {holders}")),
            (Lang::En, _) => Some(format!("held by {holders}")),
        };
        let asides: Vec<String> = self.company.clone().into_iter().chain(holders).collect();
        match asides.as_slice() {
            [] => self.offer.clone(),
            _ => format!("{} ({})", self.offer, asides.join(", ")),
        }
    }
}
