//! Who goes where, by school; in a large round, how many from which commune to which.

use std::collections::BTreeMap;

use kernel::Lang;
use maud::{Markup, html};

use super::{
    flows,
    phrase::{capital, cut, km, learners, minutes, noun, ordinal, out_of, say},
    table::{Column, Table},
    view::{Detail, Placed, View, id},
};

/// The learners of one school who have a place, and how many the school has in all.
#[derive(Default)]
struct School<'a> {
    name: Option<&'a str>,
    placed: Vec<&'a Placed<'a>>,
    all: usize,
}

pub(super) fn body(view: &View) -> Option<Markup> {
    if view.placed.is_empty() {
        return None;
    }
    let schools = schools(view);
    Some(match view.detail {
        Detail::Totals => flows::body(view),
        Detail::Learners => html! {
            @for school in schools.values().filter(|school| !school.placed.is_empty()) {
                (school.draw(view, schools.len()))
            }
        },
    })
}

/// In the order of their names; learners without one last.
fn schools<'a>(view: &'a View<'a>) -> BTreeMap<(bool, String), School<'a>> {
    let mut schools: BTreeMap<(bool, String), School> = BTreeMap::new();
    let key =
        |school: Option<&str>| (school.is_none(), school.map(kernel::fold).unwrap_or_default());
    for placed in &view.placed {
        let name = placed.learner.school.as_deref();
        let school = schools.entry(key(name)).or_default();
        school.name = school.name.or(name);
        school.placed.push(placed);
        school.all += 1;
    }
    for waiting in &view.waiting {
        let name = waiting.learner.school.as_deref();
        let school = schools.entry(key(name)).or_default();
        school.name = school.name.or(name);
        school.all += 1;
    }
    schools
}

impl School<'_> {
    fn draw(&self, view: &View, n_schools: usize) -> Markup {
        let lang = view.lang();
        let name = match self.name {
            Some(name) => capital(&cut(name)),
            None => say(lang, "Sans établissement", "Without a school").to_owned(),
        };
        let is_titled = view.school().is_none() && (1 < n_schools || self.name.is_some());
        html! {
            @if is_titled {
                h3 { (name) " " span.count { (out_of(self.placed.len(), self.all, lang)) } }
            }
            (self.table(view, &name))
        }
    }

    fn table(&self, view: &View, name: &str) -> Markup {
        let lang = view.lang();
        let placed = noun(self.placed.len(), lang, ["placé", "placés"], ["placed", "placed"]);
        Table {
            caption: html! { (learners(self.placed.len(), lang)) " " (placed) ", " (name) },
            columns: vec![
                Column::text(say(lang, "Élève", "Learner")),
                Column::text(say(lang, "Départ", "From")),
                Column::text(say(lang, "Place", "Place")),
                Column::text(say(lang, "Métier, formation", "Trade, programme")),
                Column::figures(say(lang, "Trajet", "Travel")),
                Column::text(say(lang, "Vœu", "Wish")),
                Column::text(say(lang, "À noter", "Note")),
            ],
            rows: self.placed.iter().map(|placed| row(view, placed)).collect(),
        }
        .draw()
    }
}

fn row(view: &View, placed: &Placed) -> Vec<Markup> {
    let lang = view.lang();
    let home = placed.learner.home.as_ref().and_then(|home| home.commune_name());
    let trade = placed.learner.trade.as_ref().or(placed.offer.trades.first());
    vec![
        view.who(placed.learner),
        html! { @if let Some(home) = home { (cut(home)) } },
        place(placed),
        html! {
            @if let Some(trade) = trade { (cut(trade.text())) }
            @if let Some(programme) = &placed.learner.programme { small { (cut(programme)) } }
        },
        journey(placed, lang),
        wish(placed, lang),
        notes(placed, lang),
    ]
}

fn place(placed: &Placed) -> Markup {
    let offer = placed.offer;
    let commune = offer.site.as_ref().and_then(|site| site.commune_name());
    html! {
        strong { (cut(offer.company.as_deref().unwrap_or(&offer.id))) }
        @if offer.company.is_some() { " " (id(&offer.id)) }
        @if let Some(commune) = commune { small { (cut(commune)) } }
    }
}

fn journey(placed: &Placed, lang: Lang) -> Markup {
    let placement = placed.placement;
    html! {
        @if let Some(min) = placement.minutes { (minutes(min, placement.estimated)) }
        @if let Some(road) = placement.km.filter(|road| 0.05 <= *road) { small { "≈\u{a0}" (km(road, lang)) } }
    }
}

fn wish(placed: &Placed, lang: Lang) -> Markup {
    html! {
        @match placed.placement.wish_rank {
            Some(rank) => { (ordinal(rank, lang)) }
            None if !placed.learner.wishes.is_empty() => {
                (say(lang, "hors vœux", "not a wish"))
            }
            None => {}
        }
    }
}

fn notes(placed: &Placed, lang: Lang) -> Markup {
    let placement = placed.placement;
    let limit = placed.learner.reach.minutes.map(|limit| minutes(limit, false));
    let limit = limit.map(|limit| match lang {
        Lang::Fr => format!("près de la limite de {limit}\u{a0}: trajet à vérifier"),
        Lang::En => format!("near the limit of {limit}: check the journey"),
    });
    html! {
        @if placement.changed {
            span.act { (say(lang, "autre place que dans le plan publié", "not the place of the published plan")) }
        }
        @if let Some(limit) = limit.filter(|_| placement.near_limit) { span.wait { (limit) } }
        @if placement.lodged {
            span.wait { (say(lang, "à loger sur place", "to be lodged there")) }
        }
        @if placement.fixed { span.held { (say(lang, "place maintenue", "place kept")) } }
    }
}
