//! Changes and what they do, as people read them.

use kernel::{InWords, Lang, Minutes, grouped};

use crate::what_if::{Change, Effect, Gain, Loss, Move, Note, Seat};

impl InWords for Change {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.in_french(),
            Lang::En => self.in_english(),
        }
    }
}

impl Change {
    fn in_french(&self) -> String {
        match self {
            Self::Withdraw { offer } => format!("l’offre {offer} est retirée"),
            Self::Reach { learner, minutes } => {
                format!("{learner} voyage jusqu’à {}", Minutes(*minutes).in_words(Lang::Fr))
            }
            Self::Places { offer, places } => format!("places de {offer}\u{a0}: {places}"),
            Self::Open { workshop } => format!("l’atelier {workshop} ouvre"),
            Self::Close { workshop } => format!("l’atelier {workshop} n’ouvre pas"),
            Self::Budget { eur } => {
                format!("budget des ateliers\u{a0}: {}\u{a0}€", amount(*eur, Lang::Fr))
            }
            Self::Most { workshops } => format!("ateliers ouverts au plus\u{a0}: {workshops}"),
            Self::Board { learner } => format!("{learner} accepte l’hébergement"),
            Self::Release { learner } => format!("la place de {learner} n’est plus imposée"),
        }
    }

    fn in_english(&self) -> String {
        match self {
            Self::Withdraw { offer } => format!("offer {offer} is withdrawn"),
            Self::Reach { learner, minutes } => {
                format!("{learner} travels up to {}", Minutes(*minutes).in_words(Lang::En))
            }
            Self::Places { offer, places } => format!("places of {offer}: {places}"),
            Self::Open { workshop } => format!("workshop {workshop} opens"),
            Self::Close { workshop } => format!("workshop {workshop} stays closed"),
            Self::Budget { eur } => {
                format!("budget for workshops: {} euros", amount(*eur, Lang::En))
            }
            Self::Most { workshops } => format!("workshops open at most: {workshops}"),
            Self::Board { learner } => format!("{learner} accepts lodging"),
            Self::Release { learner } => format!("the place of {learner} is no longer fixed"),
        }
    }
}

impl InWords for Note {
    fn in_words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Released { learner, offer }, Lang::Fr) => {
                format!("{learner}, imposé à {offer}, est libre de toute autre place")
            }
            (Self::Released { learner, offer }, Lang::En) => {
                format!("{learner}, fixed at {offer}, is free to have any other place")
            }
            (Self::KmLifted { learner, km }, Lang::Fr) => format!(
                "la limite de {}\u{a0}km de {learner} ne compte plus",
                km.to_string().replace('.', ",")
            ),
            (Self::KmLifted { learner, km }, Lang::En) => {
                format!("the limit of {km}\u{a0}km of {learner} no longer counts")
            }
            (Self::CompanyLimit { offer, limit }, Lang::Fr) => format!(
                "l’entreprise de {offer} n’en prend que {limit} en tout\u{a0}: company_max compte \
                 toujours"
            ),
            (Self::CompanyLimit { offer, limit }, Lang::En) => format!(
                "the company of {offer} takes only {limit} in all: company_max still counts"
            ),
        }
    }
}

/// Several lines, without a stop at the end.
impl InWords for Effect {
    fn in_words(&self, lang: Lang) -> String {
        let changes: Vec<String> = self.changes.iter().map(|c| c.in_words(lang)).collect();
        let mut lines = vec![];
        if !changes.is_empty() {
            lines.push(match lang {
                Lang::Fr => format!("Si\u{a0}: {}", changes.join(", ")),
                Lang::En => format!("If: {}", changes.join(", ")),
            });
        }
        lines.extend(self.notes.iter().map(|note| format!("! {}", note.in_words(lang))));
        let [gains, losses, moves] = match lang {
            Lang::Fr => ["Gagnent une place", "Perdent leur place", "Changent de place"],
            Lang::En => ["Gain a place", "Lose their place", "Move"],
        };
        part(&mut lines, gains, &self.gains, lang);
        part(&mut lines, losses, &self.losses, lang);
        part(&mut lines, moves, &self.moves, lang);
        lines.extend(self.workshops(lang));
        lines.push(self.fewest(lang));
        lines.push(self.totals(lang));
        lines.join("\n")
    }
}

/// A line with a count, and one for each.
fn part(lines: &mut Vec<String>, title: &str, who: &[impl InWords], lang: Lang) {
    let mark = colon(lang);
    lines.push(format!("{title}{mark} {}", amount(who.len() as u64, lang)));
    lines.extend(who.iter().map(|one| format!("  {}", one.in_words(lang))));
}

impl Effect {
    /// The workshops that open or no longer do.
    fn workshops(&self, lang: Lang) -> Vec<String> {
        let [opens, closes] = match lang {
            Lang::Fr => ["Ateliers qui ouvrent\u{a0}:", "Ateliers qui n’ouvrent plus\u{a0}:"],
            Lang::En => ["Workshops that open:", "Workshops that no longer open:"],
        };
        let both = [(opens, &self.opens), (closes, &self.closes)];
        let some = both.into_iter().filter(|(_, ids)| !ids.is_empty());
        some.map(|(title, ids)| format!("{title} {}", ids.join(", "))).collect()
    }

    /// How few are touched, and whether that is proved.
    fn fewest(&self, lang: Lang) -> String {
        let touched = self.losses.len() + self.moves.len();
        let touched = amount(touched as u64, lang);
        match (lang, touched.as_str(), self.fewest_proved) {
            (Lang::Fr, "0", _) => "Personne d’autre ne change de place.".to_owned(),
            (Lang::En, "0", _) => "Nobody else changes place.".to_owned(),
            (Lang::Fr, _, None) => format!("Placements défaits ou changés\u{a0}: {touched}."),
            (Lang::En, _, None) => format!("Placements lost or changed: {touched}."),
            (Lang::Fr, _, Some(true)) => format!(
                "Placements défaits ou changés\u{a0}: {touched}. C’est prouvé\u{a0}: aucun plan qui \
                 place autant d’élèves, ceux déjà placés d’abord, n’en touche moins."
            ),
            (Lang::En, _, Some(true)) => format!(
                "Placements lost or changed: {touched}. It is proved: no plan that places as many \
                 learners, those placed already first, touches fewer."
            ),
            (Lang::Fr, _, Some(false)) => format!(
                "Placements défaits ou changés\u{a0}: {touched}. Le temps a manqué pour prouver que \
                 c’est le moins possible."
            ),
            (Lang::En, _, Some(false)) => format!(
                "Placements lost or changed: {touched}. Time was too short to prove that no fewer \
                 will do."
            ),
        }
    }

    /// The totals, before and after.
    fn totals(&self, lang: Lang) -> String {
        let (was, is) = (&self.before, &self.after);
        let both = |was: u64, is: u64| format!("{} → {}", amount(was, lang), amount(is, lang));
        let placed = both(was.placed.into(), is.placed.into());
        let burden = both(was.burden, is.burden);
        let workshops = both(was.workshops.into(), is.workshops.into());
        let money = both(was.workshops_eur, is.workshops_eur);
        match lang {
            Lang::Fr => format!(
                "Placés\u{a0}: {placed}\u{a0}; fardeau\u{a0}: {burden}\u{a0}; ateliers\u{a0}: \
                 {workshops}\u{a0}; euros\u{a0}: {money}"
            ),
            Lang::En => format!(
                "Placed: {placed}; burden: {burden}; workshops: {workshops}; euros: {money}"
            ),
        }
    }
}

impl InWords for Gain {
    fn in_words(&self, lang: Lang) -> String {
        let Self { learner, to } = self;
        format!("{learner}{} {} → {}", colon(lang), no_place(lang), to.in_words(lang))
    }
}

impl InWords for Loss {
    fn in_words(&self, lang: Lang) -> String {
        let Self { learner, from, reason } = self;
        let (from, mark) = (from.in_words(lang), colon(lang));
        format!("{learner}{mark} {from} → {}\n    {}", no_place(lang), reason.in_words(lang))
    }
}

impl InWords for Move {
    fn in_words(&self, lang: Lang) -> String {
        let Self { learner, from, to } = self;
        let mark = colon(lang);
        format!("{learner}{mark} {} → {}", from.in_words(lang), to.in_words(lang))
    }
}

impl InWords for Seat {
    fn in_words(&self, lang: Lang) -> String {
        let about = if self.estimated { "≈\u{a0}" } else { "" };
        let minutes = self.minutes.map(|m| format!("{about}{}", Minutes(m).in_words(lang)));
        let asides: Vec<String> = self.company.clone().into_iter().chain(minutes).collect();
        match asides.as_slice() {
            [] => self.offer.clone(),
            _ => format!("{} ({})", self.offer, asides.join(", ")),
        }
    }
}

fn amount(number: u64, lang: Lang) -> String {
    grouped(i64::try_from(number).unwrap_or(i64::MAX), lang)
}

const fn no_place(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "sans place",
        Lang::En => "no place",
    }
}

const fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => "\u{a0}:",
        Lang::En => ":",
    }
}
