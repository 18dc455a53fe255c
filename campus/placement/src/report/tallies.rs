//! How many have a place, by trade and by territory.

use std::collections::BTreeMap;

use charts::{Bar, Bars, Caption, Part, Series, Tone};
use maud::{Markup, html};

use super::{
    phrase::{number, out_of, say},
    table::{Column, Table},
    view::View,
};
use crate::{Label, Learner, Offer};

/// More bars than this are not compared at a glance.
const MOST_BARS: usize = 10;
/// How many rows a table of the page has.
const MOST_ROWS: usize = 120;

/// One trade or one territory.
#[derive(Default)]
struct Tally {
    name: Option<String>,
    learners: usize,
    placed: usize,
    places: usize,
}

pub(super) fn body(view: &View) -> Option<Markup> {
    let lang = view.lang();
    let trades = tallies(
        view,
        |learner| learner.trade.as_ref().map(Label::text).map(str::to_owned),
        |offer| offer.trades.first().map(Label::text).map(str::to_owned),
    );
    let territories = tallies(
        view,
        |learner| learner.home.as_ref()?.department().map(territory),
        |offer| offer.site.as_ref()?.department().map(territory),
    );
    let trades = part(view, "trades", say(lang, "Par métier", "By trade"), &trades);
    let territories =
        part(view, "territories", say(lang, "Par département", "By département"), &territories);
    (trades.is_some() || territories.is_some()).then(|| {
        html! {
            @if let Some(trades) = trades { (trades) }
            @if let Some(territories) = territories { (territories) }
        }
    })
}

fn territory(code: &str) -> String {
    places::departement(code)
        .map_or_else(|| code.to_owned(), |found| format!("{} ({code})", found.name))
}

/// The largest first, the unknown last. One school reads nothing of the places: they are
/// for all.
fn tallies(
    view: &View,
    of_learner: fn(&Learner) -> Option<String>,
    of_offer: fn(&Offer) -> Option<String>,
) -> Vec<Tally> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut add = |name: Option<String>, learners, placed, places| {
        let tally =
            tallies.entry(name.as_deref().map(kernel::fold).unwrap_or_default()).or_default();
        tally.name = tally.name.take().or(name);
        tally.learners += learners;
        tally.placed += placed;
        tally.places += places;
    };
    view.placed.iter().for_each(|p| add(of_learner(p.learner), 1, 1, 0));
    view.waiting.iter().for_each(|w| add(of_learner(w.learner), 1, 0, 0));
    if view.school().is_none() {
        for offer in view.round.offers.iter().filter(|offer| offer.workshop.is_none()) {
            add(of_offer(offer), 0, 0, usize::try_from(offer.places).unwrap_or(usize::MAX));
        }
    }
    let mut tallies: Vec<Tally> = tallies.into_values().collect();
    tallies.sort_by_key(|tally| (tally.name.is_none(), std::cmp::Reverse(tally.learners)));
    tallies
}

/// Nothing is said of one part that is the whole, and nothing of parts without a name.
fn part(view: &View, id: &str, title: &str, tallies: &[Tally]) -> Option<Markup> {
    let has_names = tallies.iter().any(|tally| tally.name.is_some());
    (has_names && 1 < tallies.len()).then(|| {
        html! {
            h3 { (title) }
            (bars(view, id, title, tallies))
            (table(view, title, tallies))
        }
    })
}

fn bars(view: &View, id: &str, title: &str, tallies: &[Tally]) -> Markup {
    let lang = view.lang();
    let series = |name: &str, tone, part| Series { name: name.to_owned(), tone, part };
    let largest = tallies.iter().filter(|tally| 0 < tally.learners).take(MOST_BARS);
    let bar = |tally: &Tally| Bar {
        name: name(view, tally),
        counts: [tally.placed, tally.learners - tally.placed]
            .map(|n| u32::try_from(n).unwrap_or(u32::MAX))
            .to_vec(),
        figures: out_of(tally.placed, tally.learners, lang),
    };
    let drawing = Bars {
        caption: Caption {
            id: id.to_owned(),
            title: title.to_owned(),
            desc: say(
                lang,
                "Le tableau qui suit donne les mêmes nombres.",
                "The table below gives the same figures.",
            )
            .to_owned(),
        },
        series: vec![
            series(say(lang, "placés", "placed"), Tone::Blue, Part::Filled),
            series(say(lang, "sans place", "without a place"), Tone::Red, Part::Open),
        ],
        bars: largest.map(bar).collect(),
    };
    html! { div.bars { (drawing.draw()) } }
}

fn table(view: &View, title: &str, tallies: &[Tally]) -> Markup {
    let lang = view.lang();
    let shown = &tallies[..tallies.len().min(MOST_ROWS)];
    let figure = |n: usize| html! { (number(n, lang)) };
    let row = |tally: &Tally| {
        let places = html! { @if view.school().is_none() { (figure(tally.places)) } };
        let waiting = tally.learners - tally.placed;
        vec![
            html! { (name(view, tally)) },
            figure(tally.learners),
            figure(tally.placed),
            html! { @if 0 < waiting { span.act { (number(waiting, lang)) } } @else { "0" } },
            places,
        ]
    };
    let table = Table {
        caption: html! { (title) },
        columns: vec![
            Column::text(say(lang, "Nom", "Name")),
            Column::figures(say(lang, "Élèves", "Learners")),
            Column::figures(say(lang, "Placés", "Placed")),
            Column::figures(say(lang, "Sans place", "Without a place")),
            Column::figures(say(lang, "Places offertes", "Places offered")),
        ],
        rows: shown.iter().map(row).collect(),
    };
    let left: usize = tallies[shown.len()..].iter().map(|tally| tally.learners).sum();
    html! {
        (table.draw())
        @if shown.len() < tallies.len() {
            p.more {
                (say(lang, "Les lignes suivantes comptent ensemble ", "The next rows count together "))
                (super::phrase::learners(left, lang)) "."
            }
        }
    }
}

fn name(view: &View, tally: &Tally) -> String {
    match &tally.name {
        Some(name) => view.trade(name),
        None => say(view.lang(), "Non renseigné", "Not given").to_owned(),
    }
}
