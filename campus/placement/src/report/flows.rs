//! A large round: how many go from which commune to which.

use std::{cmp::Reverse, collections::BTreeMap};

use maud::{Markup, html};

use super::{
    phrase::{cut, learners, minutes, number, say},
    table::{Column, Table},
    view::View,
};
use crate::Spot;

/// How many rows the page shows.
const N_FLOWS: usize = 150;

/// Those who go from one commune to another.
#[derive(Default)]
struct Flow {
    learners: usize,
    minutes: Vec<u32>,
    estimated: bool,
}

pub(super) fn body(view: &View) -> Markup {
    let lang = view.lang();
    let flows = flows(view);
    let shown = &flows[..flows.len().min(N_FLOWS)];
    let told: usize = shown.iter().map(|(_, flow)| flow.learners).sum();
    let left = view.placed.len() - told;
    let caption = html! {
        (learners(told, lang)) " "
        (say(lang, "par commune de départ et d’arrivée, les plus nombreux d’abord",
            "by commune of departure and arrival, the most numerous first"))
    };
    let table = Table {
        caption,
        columns: vec![
            Column::text(say(lang, "De", "From")),
            Column::text(say(lang, "Vers", "To")),
            Column::figures(say(lang, "Élèves", "Learners")),
            Column::figures(say(lang, "Trajet médian", "Median travel")),
        ],
        rows: shown.iter().map(|((from, to), flow)| row(view, from, to, flow)).collect(),
    };
    html! {
        (table.draw())
        p.more {
            @if 0 < left { (say(lang, "Et ", "And ")) (learners(left, lang)) (say(lang, " d’autres communes. ", " from other communes. ")) }
            (say(lang, "La place de chaque élève est dans ", "The place of each learner is in "))
            code { "placements.csv" } "."
        }
    }
}

/// The most numerous first.
fn flows(view: &View) -> Vec<((String, String), Flow)> {
    let mut flows: BTreeMap<(String, String), Flow> = BTreeMap::new();
    for placed in &view.placed {
        let flow =
            flows.entry((named(placed.learner.home.as_ref()), named(placed.offer.site.as_ref())));
        let flow = flow.or_default();
        flow.learners += 1;
        flow.minutes.extend(placed.placement.minutes);
        flow.estimated |= placed.placement.estimated;
    }
    let mut flows: Vec<_> = flows.into_iter().collect();
    flows.sort_by_key(|(_, flow)| Reverse(flow.learners));
    flows
}

/// "Cholet (49)", so that communes of one name stay apart.
fn named(spot: Option<&Spot>) -> String {
    let commune = spot.and_then(|spot| spot.commune.as_ref());
    commune.map_or_else(|| "—".to_owned(), |c| format!("{} ({})", cut(&c.name), c.department))
}

fn row(view: &View, from: &str, to: &str, flow: &Flow) -> Vec<Markup> {
    let mut sorted = flow.minutes.clone();
    sorted.sort_unstable();
    let median = sorted.get(sorted.len().saturating_sub(1) / 2).copied();
    vec![
        html! { (from) },
        html! { (to) },
        html! { (number(flow.learners, view.lang())) },
        html! { @if let Some(median) = median { (minutes(median, flow.estimated)) } },
    ]
}
