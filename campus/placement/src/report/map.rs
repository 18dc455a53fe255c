//! Where learners live, where places are, and who goes where.
//!
//! A learner is shown at her commune, never at her door.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use charts::{At, Caption, Drawn, Key, Link, Map, Mark, Shape, Tone, Town};
use kernel::Lang;
use maud::{Markup, html};
use places::Places;

use super::{
    areas::Areas,
    phrase::{counted, cut, learners, number, out_of, say},
    view::View,
};
use crate::Spot;

/// Names beyond these never find room.
const N_TOWNS: usize = 40;

pub(super) fn body(view: &View) -> Option<Markup> {
    let communes = Places::embedded();
    let (outlines, towns, key) = (outlines(), towns(view, &communes), key(view));
    let (marks, links) = (marks(view, &communes), links(view, &communes));
    let areas = Areas::around(marks.iter().map(|mark| mark.at));
    let drawings: Vec<(Option<String>, Drawn)> = (0..areas.count())
        .filter_map(|area| {
            let within = |at: At| areas.of(at) == area;
            let towns: Vec<Town> = towns.iter().filter(|town| within(town.at)).cloned().collect();
            let around = towns.first().filter(|_| 1 < areas.count()).map(|town| town.name.clone());
            let map = Map {
                caption: caption(view, area, around.as_deref()),
                outlines: outlines.clone(),
                marks: marks.iter().filter(|mark| within(mark.at)).copied().collect(),
                links: links
                    .iter()
                    .filter(|link| within(link.from) && within(link.to))
                    .copied()
                    .collect(),
                towns,
                key: key.clone(),
            };
            Some((around, map.draw()?))
        })
        .collect();
    let across = links.iter().filter(|link| areas.of(link.from) != areas.of(link.to)).count();
    (!drawings.is_empty()).then(|| draw(view, &drawings, across))
}

fn draw(view: &View, drawings: &[(Option<String>, Drawn)], across: usize) -> Markup {
    let lang = view.lang();
    let left_out: usize = drawings.iter().map(|(_, drawn)| drawn.links_left_out).sum();
    let elsewhere = nowhere(view);
    html! {
        @for (around, drawn) in drawings {
            @if let Some(town) = around { h3 { (around_of(town, lang)) } }
            figure.map { (drawn.markup) }
        }
        p.more {
            (say(
                lang,
                "Chaque élève est montré à sa commune. Ce qui est trop proche pour être distingué est \
                 réuni, avec son nombre.",
                "Each learner is shown at her or his commune. What is too near to be told apart is drawn \
                 as one, with its number.",
            ))
            @if 0 < left_out { " " (thinnest(left_out, lang)) }
            @if 0 < across { " " (crossing(across, lang)) }
            @if 0 < elsewhere { " " (unmapped(elsewhere, lang)) }
        }
    }
}

fn around_of(town: &str, lang: Lang) -> String {
    let elides = kernel::fold(town).starts_with(['a', 'e', 'i', 'o', 'u', 'y']);
    match (lang, elides, town.strip_prefix("Le ")) {
        (Lang::En, ..) => format!("Around {town}"),
        (Lang::Fr, _, Some(rest)) => format!("Autour du {rest}"),
        (Lang::Fr, true, None) => format!("Autour d’{town}"),
        (Lang::Fr, false, None) => format!("Autour de {town}"),
    }
}

fn caption(view: &View, area: usize, around: Option<&str>) -> Caption {
    let lang = view.lang();
    let placed = out_of(view.placed.len(), view.n_learners(), lang);
    let title = say(lang, "Carte des placements", "Map of the placements");
    Caption {
        id: format!("map-{area}"),
        title: around.map_or_else(|| title.to_owned(), |town| format!("{title}, {town}")),
        desc: match lang {
            Lang::Fr => format!(
                "Un trait relie la commune de chaque élève placé à son entreprise\u{a0}: {placed} en tout. \
                 Les tableaux qui suivent donnent les mêmes faits."
            ),
            Lang::En => format!(
                "A line joins the commune of each learner placed to the company: {placed} in all. \
                 The tables below give the same facts."
            ),
        },
    }
}

fn outlines() -> Vec<Vec<At>> {
    let rings = places::outlines().into_iter().flat_map(|outline| outline.rings);
    rings.map(|ring| ring.into_iter().map(at).collect()).collect()
}

fn marks(view: &View, communes: &Places) -> Vec<Mark> {
    let mark = |at, shape, tone, count| Mark { at, shape, tone, count };
    let home = |home: &Option<Spot>| home.as_ref().map(|spot| at_commune(spot, communes));
    let placed = view.placed.iter().filter_map(|p| home(&p.learner.home));
    let waiting = view.waiting.iter().filter_map(|w| home(&w.learner.home));
    let placed = placed.map(|at| mark(at, Shape::Disc, Tone::Blue, 1));
    let waiting = waiting.map(|at| mark(at, Shape::Diamond, Tone::Red, 1));
    let sites = sites(view).into_iter();
    let taken = sites.clone().map(|site| {
        let tone = if site.is_workshop { Tone::Yellow } else { Tone::Ink };
        mark(site.at, Shape::Square, tone, site.taken)
    });
    let free = sites.map(|site| mark(site.at, Shape::Ring, Tone::Ink, site.free));
    placed.chain(waiting).chain(taken).chain(free).filter(|mark| 0 < mark.count).collect()
}

/// Places that are offered somewhere.
#[derive(Clone, Copy)]
struct Site {
    at: At,
    taken: u32,
    free: u32,
    is_workshop: bool,
}

/// Where places are, how many are taken, and how many are free. One school reads only of
/// the places that its own learners take. A workshop that stays closed has none.
fn sites(view: &View) -> Vec<Site> {
    let closed = view.plan.workshops.iter().filter(|workshop| !workshop.open);
    let closed: BTreeSet<&str> = closed.map(|workshop| workshop.workshop.as_str()).collect();
    let mut taken: BTreeMap<&str, u32> = BTreeMap::new();
    for placed in &view.placed {
        *taken.entry(placed.offer.id.as_str()).or_default() += 1;
    }
    let offers = view.round.offers.iter().filter(|offer| !closed.contains(offer.id.as_str()));
    offers
        .filter_map(|offer| {
            let held = taken.get(offer.id.as_str()).copied().unwrap_or(0);
            let free = if view.school().is_some() { 0 } else { offer.places.saturating_sub(held) };
            let at = at(offer.site.as_ref()?.point);
            Some(Site { at, taken: held, free, is_workshop: offer.workshop.is_some() })
        })
        .collect()
}

fn links(view: &View, communes: &Places) -> Vec<Link> {
    let link =
        |home: &Spot, site: &Spot| Link { from: at_commune(home, communes), to: at(site.point) };
    let ends = view.placed.iter();
    ends.filter_map(|p| Some(link(p.learner.home.as_ref()?, p.offer.site.as_ref()?))).collect()
}

/// The communes of today with the most learners and places first.
fn towns(view: &View, communes: &Places) -> Vec<Town> {
    let homes = view.placed.iter().map(|p| p.learner).chain(view.waiting.iter().map(|w| w.learner));
    let homes = homes.filter_map(|learner| learner.home.as_ref());
    let sites = view.placed.iter().filter_map(|p| p.offer.site.as_ref());
    let mut names: BTreeMap<&str, (usize, At)> = BTreeMap::new();
    for spot in homes.chain(sites) {
        let Some((name, at)) = town(spot, communes) else { continue };
        names.entry(name).or_insert((0, at)).0 += 1;
    }
    let mut towns: Vec<_> = names.into_iter().collect();
    towns.sort_by_key(|(name, (count, _))| (Reverse(*count), *name));
    towns.truncate(N_TOWNS);
    towns.into_iter().map(|(name, (_, at))| Town { at, name: cut(name) }).collect()
}

/// The commune around a spot: the whole of it if the spot is in an arrondissement or a
/// former commune.
fn town<'s>(spot: &'s Spot, communes: &Places) -> Option<(&'s str, At)> {
    let name = spot.commune_name()?;
    let code = spot.commune.as_ref().and_then(|commune| commune.code.parse().ok());
    let today = code.and_then(|code| communes.by_code(&communes.by_code(&code)?.today()));
    Some(today.map_or((name, at(spot.point)), |commune| (commune.name, at(commune.point))))
}

fn key(view: &View) -> Vec<Key> {
    let lang = view.lang();
    let key = |shape, tone, name: &str| Key { shape, tone, name: name.to_owned() };
    let sites = sites(view);
    let is_free = sites.iter().any(|site| 0 < site.free);
    let in_workshop = sites.iter().any(|site| site.is_workshop && 0 < site.taken);
    let has_placed = !view.placed.is_empty();
    let has_waiting = !view.waiting.is_empty();
    let placed = [
        key(Some(Shape::Disc), Tone::Blue, say(lang, "élève placé", "learner placed")),
        key(Some(Shape::Square), Tone::Ink, say(lang, "place prise", "place taken")),
        key(None, Tone::Blue, say(lang, "de l’élève à sa place", "from the learner to the place")),
    ];
    let waiting = key(
        Some(Shape::Diamond),
        Tone::Red,
        say(lang, "élève sans place", "learner without a place"),
    );
    let free = key(Some(Shape::Ring), Tone::Ink, say(lang, "place libre", "free place"));
    let workshop = key(
        Some(Shape::Square),
        Tone::Yellow,
        say(lang, "place prise en atelier", "place taken in a workshop"),
    );
    let workshop = Some(workshop).filter(|_| in_workshop);
    let placed = placed.into_iter().filter(|_| has_placed).chain(workshop);
    let waiting = Some(waiting).filter(|_| has_waiting);
    placed.chain(waiting).chain(Some(free).filter(|_| is_free)).collect()
}

/// How many learners have no known home, and so no mark.
fn nowhere(view: &View) -> usize {
    let placed = view.placed.iter().filter(|p| p.learner.home.is_none()).count();
    placed + view.waiting.iter().filter(|w| w.learner.home.is_none()).count()
}

fn thinnest(n: usize, lang: Lang) -> String {
    match lang {
        Lang::Fr => format!(
            "{} ne sont pas dessinés, les plus fins.",
            counted(n, lang, ["trait", "traits"], ["", ""])
        ),
        Lang::En => format!("{} of the thinnest lines are not drawn.", number(n, lang)),
    }
}

fn crossing(n: usize, lang: Lang) -> String {
    let who = learners(n, lang);
    match (lang, n) {
        (Lang::Fr, 0 | 1) => format!("{who} va d’une carte à l’autre."),
        (Lang::Fr, _) => format!("{who} vont d’une carte à l’autre."),
        (Lang::En, 1) => format!("{who} goes from one map to the other."),
        (Lang::En, _) => format!("{who} go from one map to another."),
    }
}

fn unmapped(n: usize, lang: Lang) -> String {
    let who = learners(n, lang);
    match (lang, n) {
        (Lang::Fr, 0 | 1) => format!("{who} sans domicile connu n’y figure pas."),
        (Lang::Fr, _) => format!("{who} sans domicile connu n’y figurent pas."),
        (Lang::En, _) => format!("{who} without a known home cannot be shown."),
    }
}

fn at_commune(spot: &Spot, communes: &Places) -> At {
    let code = spot.commune.as_ref().and_then(|commune| commune.code.parse().ok());
    at(code.and_then(|code| communes.by_code(&code)).map_or(spot.point, |commune| commune.point))
}

fn at(point: travel::Point) -> At {
    At { lat: point.lat(), lon: point.lon() }
}
