//! Who is served well and who is not: minutes, wishes, schools, ages.

use std::collections::BTreeMap;

use charts::{Bin, Caption, Histogram};
use kernel::{InWords, Lang};
use maud::{Markup, html};

use super::{
    phrase::{capital, cut, learners, minutes, number, out_of, percent, say},
    table::{Column, Table},
    view::{Placed, View},
};
use crate::{AgeBand, Learner};

/// The widths that bins of minutes may have.
const WIDTHS: [u32; 5] = [5, 10, 15, 30, 60];
/// More bins than this are not read.
const MOST_BINS: u32 = 12;
/// How many rows the table of schools has.
const MOST_ROWS: usize = 150;

/// What a part of the learners gets.
#[derive(Default)]
struct Share<'a> {
    name: String,
    learners: usize,
    placed: Vec<&'a Placed<'a>>,
}

pub(super) fn body(view: &View) -> Option<Markup> {
    let lang = view.lang();
    let schools = by(view, |learner| {
        let name = learner.school.as_deref();
        let unknown = say(lang, "Sans établissement", "Without a school");
        (
            (name.is_none(), name.map(kernel::fold).unwrap_or_default()),
            name.unwrap_or(unknown).to_owned(),
        )
    });
    let first_day = view.plan.settings.round.period().map(kernel::Period::first);
    let ages = by(view, |learner| {
        let band = AgeBand::of(learner, first_day);
        (band, band.in_words(lang))
    });
    let parts = [
        travel(view),
        wishes(view),
        (view.school().is_none())
            .then(|| shares(view, say(lang, "Par établissement", "By school"), &schools))
            .flatten(),
        shares(view, say(lang, "Par âge", "By age"), &ages),
    ];
    let shown = || parts.iter().flatten();
    shown().next().is_some().then(|| html! { @for part in shown() { (part) } })
}

/// The learners in parts, in the order of the keys.
fn by<'a, K: Ord>(view: &'a View<'a>, key: impl Fn(&Learner) -> (K, String)) -> Vec<Share<'a>> {
    let mut shares: BTreeMap<K, Share> = BTreeMap::new();
    let mut add = |learner: &Learner, placed: Option<&'a Placed<'a>>| {
        let (key, name) = key(learner);
        let share = shares.entry(key).or_insert_with(|| Share { name, ..Share::default() });
        share.learners += 1;
        share.placed.extend(placed);
    };
    view.placed.iter().for_each(|placed| add(placed.learner, Some(placed)));
    view.waiting.iter().for_each(|waiting| add(waiting.learner, None));
    shares.into_values().collect()
}

fn travel(view: &View) -> Option<Markup> {
    let lang = view.lang();
    let known = sorted_minutes(view.placed.iter().filter(|p| !p.placement.lodged));
    let lodged = view.placed.iter().filter(|p| p.placement.lodged).count();
    let most = *known.last()?;
    let width =
        WIDTHS.into_iter().find(|width| most / width < MOST_BINS).unwrap_or(most / MOST_BINS + 1);
    let bin = |i: u32| {
        let within = |min: &&u32| **min / width == i;
        let count = known.iter().filter(within).count();
        Bin { from: (i * width).to_string(), count: u32::try_from(count).unwrap_or(u32::MAX) }
    };
    let estimated = view.placed.iter().any(|p| p.placement.estimated);
    let said = spread(&known, estimated, lang);
    let histogram = Histogram {
        caption: Caption {
            id: "minutes".to_owned(),
            title: say(
                lang,
                "Minutes de trajet des élèves placés",
                "Minutes of travel of learners placed",
            )
            .to_owned(),
            desc: said.clone(),
        },
        unit: say(lang, "minutes de trajet, un aller", "minutes of travel, one way").to_owned(),
        bins: (0..=most / width).map(bin).collect(),
    };
    Some(html! {
        h3 { (say(lang, "Le trajet", "Travel")) }
        p { (said) @if 0 < lodged { " " (apart(lodged, lang)) } }
        div.bars { (histogram.draw()) }
    })
}

fn spread(known: &[u32], estimated: bool, lang: Lang) -> String {
    let at = |tenths: usize| known.get((known.len() * tenths).div_ceil(10).max(1) - 1);
    let told = |tenths| at(tenths).map(|min| minutes(*min, estimated)).unwrap_or_default();
    match lang {
        Lang::Fr => format!(
            "La moitié des élèves placés mettent au plus {}, neuf sur dix au plus {}, le plus éloigné {}.",
            told(5),
            told(9),
            told(10)
        ),
        Lang::En => format!(
            "Half of the learners placed travel {} at most, nine in ten {} at most, the farthest {}.",
            told(5),
            told(9),
            told(10)
        ),
    }
}

fn apart(lodged: usize, lang: Lang) -> String {
    match (lang, lodged) {
        (Lang::Fr, 0 | 1) => "L’élève logé sur place n’est pas compté.".to_owned(),
        (Lang::Fr, n) => format!("Les {} logés sur place ne sont pas comptés.", learners(n, lang)),
        (Lang::En, n) => format!("Not counted: {} lodged there.", learners(n, lang)),
    }
}

fn sorted_minutes<'a>(placed: impl Iterator<Item = &'a Placed<'a>>) -> Vec<u32> {
    let mut known: Vec<u32> = placed.filter_map(|p| p.placement.minutes).collect();
    known.sort_unstable();
    known
}

fn wishes(view: &View) -> Option<Markup> {
    let lang = view.lang();
    let with = view.placed.iter().filter(|p| !p.learner.wishes.is_empty());
    let ranks: Vec<Option<u32>> = with.map(|p| p.placement.wish_rank).collect();
    let count = |wanted: fn(&Option<u32>) -> bool| ranks.iter().filter(|rank| wanted(rank)).count();
    let rows = [
        (say(lang, "premier vœu", "first wish"), count(|rank| *rank == Some(1))),
        (
            say(lang, "un autre vœu", "another wish"),
            count(|rank| rank.is_some_and(|rank| 1 < rank)),
        ),
        (say(lang, "hors vœux", "not a wish"), count(Option::is_none)),
    ];
    let table = Table {
        caption: html! { (say(lang, "Rang du vœu obtenu", "Rank of the wish obtained")) },
        columns: vec![
            Column::text(say(lang, "Place obtenue", "Place obtained")),
            Column::figures(say(lang, "Élèves", "Learners")),
            Column::figures(say(lang, "Part", "Share")),
        ],
        rows: rows
            .iter()
            .map(|(name, n)| {
                vec![
                    html! { (capital(name)) },
                    html! { (number(*n, lang)) },
                    html! { @if let Some(share) = percent(*n, ranks.len(), lang) { (share) } },
                ]
            })
            .collect(),
    };
    (!ranks.is_empty()).then(|| {
        html! {
            h3 { (say(lang, "Les vœux", "Wishes")) }
            p { (say(lang, "Parmi les élèves placés qui avaient des vœux.", "Among learners placed who had wishes.")) }
            (table.draw())
        }
    })
}

fn shares(view: &View, title: &str, shares: &[Share]) -> Option<Markup> {
    let lang = view.lang();
    let shown = &shares[..shares.len().min(MOST_ROWS)];
    let table = Table {
        caption: html! { (title) },
        columns: vec![
            Column::text(say(lang, "Nom", "Name")),
            Column::figures(say(lang, "Élèves", "Learners")),
            Column::figures(say(lang, "Sans place", "Without a place")),
            Column::figures(say(lang, "Trajet médian", "Median travel")),
            Column::figures(say(lang, "Neuf sur dix au plus", "Nine in ten at most")),
            Column::figures(say(lang, "Premier vœu", "First wish")),
        ],
        rows: shown.iter().map(|share| share.row(lang)).collect(),
    };
    let left: usize = shares[shown.len()..].iter().map(|share| share.learners).sum();
    (1 < shares.len()).then(|| {
        html! {
            h3 { (title) }
            (table.draw())
            @if 0 < left {
                p.more {
                    (say(lang, "Et ", "And ")) (super::phrase::learners(left, lang))
                    (say(lang, " d’autres établissements.", " of other schools."))
                }
            }
        }
    })
}

impl Share<'_> {
    fn row(&self, lang: Lang) -> Vec<Markup> {
        let known = sorted_minutes(self.placed.iter().copied().filter(|p| !p.placement.lodged));
        let estimated = self.placed.iter().any(|p| p.placement.estimated);
        let told = |tenths: usize| {
            let at = (known.len() * tenths).div_ceil(10).checked_sub(1);
            let min = at.and_then(|at| known.get(at));
            html! { @if let Some(min) = min { (minutes(*min, estimated)) } }
        };
        let waiting = self.learners - self.placed.len();
        let with: Vec<_> = self.placed.iter().filter(|p| !p.learner.wishes.is_empty()).collect();
        let first = with.iter().filter(|p| p.placement.wish_rank == Some(1)).count();
        vec![
            html! { (capital(&cut(&self.name))) },
            html! { (number(self.learners, lang)) },
            html! {
                @if 0 < waiting {
                    span.act { (number(waiting, lang)) }
                    @if let Some(share) = percent(waiting, self.learners, lang) { small { (share) } }
                } @else { "0" }
            },
            told(5),
            told(9),
            html! { @if !with.is_empty() { (out_of(first, with.len(), lang)) } },
        ]
    }
}
