//! Repairs as people read them.

use kernel::{InWords, Lang, grouped};

use crate::repair::{CampusRepair, Change, Move, Repair};

impl InWords for Repair {
    fn in_words(&self, lang: Lang) -> String {
        let Some((own, others)) = self.moves.split_first() else { return String::new() };
        let changes: Vec<String> =
            self.changes.iter().map(|change| change.told_to(Some(&own.learner), lang)).collect();
        let and = match lang {
            Lang::Fr => " et ",
            Lang::En => " and ",
        };
        let changes = changes.join(and);
        let others: Vec<String> = others
            .iter()
            .map(|other| match lang {
                Lang::Fr => format!("{} irait à {}", other.learner, other.offer),
                Lang::En => format!("{} would go to {}", other.learner, other.offer),
            })
            .collect();
        let others =
            if others.is_empty() { String::new() } else { format!(", {}", others.join(", ")) };
        match lang {
            Lang::Fr => format!("{changes}\u{a0}: place chez {}{others}", own.place()),
            Lang::En => format!("{changes}: a place at {}{others}", own.place()),
        }
    }
}

impl Move {
    fn place(&self) -> String {
        place(&self.offer, self.company.as_deref(), self.commune.as_deref())
    }
}

/// An offer, with its company and commune if they are known.
fn place(offer: &str, company: Option<&str>, commune: Option<&str>) -> String {
    let aside: Vec<&str> = company.into_iter().chain(commune).collect();
    if aside.is_empty() { offer.to_owned() } else { format!("{offer} ({})", aside.join(", ")) }
}

impl InWords for Change {
    fn in_words(&self, lang: Lang) -> String {
        self.told_to(None, lang)
    }
}

impl Change {
    /// The change, told of a learner as of herself if it is hers.
    fn told_to(&self, reader: Option<&str>, lang: Lang) -> String {
        let accepts = |learner: &String| match (reader == Some(learner), lang) {
            (true, Lang::Fr) => "accepter".to_owned(),
            (true, Lang::En) => "accept".to_owned(),
            (false, Lang::Fr) => format!("{learner} accepte"),
            (false, Lang::En) => format!("{learner} accepts"),
        };
        match self {
            Self::Reach { learner, minutes, limit, more, .. } => {
                let accepts = accepts(learner);
                let instead = match (limit, lang) {
                    (Some(limit), Lang::Fr) => format!(" ({minutes} au lieu de {limit})"),
                    (Some(limit), Lang::En) => format!(" ({minutes} instead of {limit})"),
                    (None, _) => String::new(),
                };
                match (lang, more) {
                    (Lang::Fr, 1) => format!("{accepts} une minute de trajet de plus{instead}"),
                    (Lang::Fr, _) => format!("{accepts} {more} minutes de trajet de plus{instead}"),
                    (Lang::En, 1) => format!("{accepts} one more minute of travel{instead}"),
                    (Lang::En, _) => format!("{accepts} {more} more minutes of travel{instead}"),
                }
            }
            Self::Boarding { learner, offer } => match lang {
                Lang::Fr => format!("{} un hébergement à {offer}", accepts(learner)),
                Lang::En => format!("{} lodging at {offer}", accepts(learner)),
            },
            Self::Place { offer, company, commune, .. } => {
                let place = place(offer, company.as_deref(), commune.as_deref());
                match lang {
                    Lang::Fr => format!("une place de plus à {place}"),
                    Lang::En => format!("one more place at {place}"),
                }
            }
            Self::Lock { learner, offer } => match lang {
                Lang::Fr => format!("lever la place imposée de {learner} à {offer}"),
                Lang::En => format!("release {learner} from the lock at {offer}"),
            },
            Self::Workshop { workshop, school, learners, min_learners, cost_eur } => {
                let place = place(workshop, school.as_deref(), None);
                let cost = grouped(i64::try_from(*cost_eur).unwrap_or(i64::MAX), lang);
                match lang {
                    Lang::Fr => format!(
                        "ouvrir l’atelier {place} pour {cost}\u{a0}€ (il en faut {min_learners}, \
                         {learners} de plus auraient une place)"
                    ),
                    Lang::En => format!(
                        "open workshop {place} for {cost} euros (it needs {min_learners}, \
                         {learners} more would have a place)"
                    ),
                }
            }
        }
    }
}

impl InWords for CampusRepair {
    fn in_words(&self, lang: Lang) -> String {
        let changes: Vec<String> = self.changes.iter().map(|c| c.in_words(lang)).collect();
        let n_out = self.still_out.len();
        let end = match (lang, n_out) {
            (Lang::Fr, 0) => "plus personne n’est sans place".to_owned(),
            (Lang::En, 0) => "nobody is left out".to_owned(),
            (Lang::Fr, _) => format!("restent sans place\u{a0}: {}", self.still_out.join(", ")),
            (Lang::En, _) => format!("still without a place: {}", self.still_out.join(", ")),
        };
        match (lang, changes.is_empty()) {
            (Lang::Fr, true) => {
                format!("aucun changement de cette sorte ne place personne\u{a0}; {end}")
            }
            (Lang::En, true) => format!("no change of this kind places anybody; {end}"),
            (Lang::Fr, false) => format!("{}\u{a0}; {end}", changes.join("\u{a0}; ")),
            (Lang::En, false) => format!("{}; {end}", changes.join("; ")),
        }
    }
}
