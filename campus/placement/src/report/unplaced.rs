//! Who has no place, and the true reason.

use std::collections::BTreeMap;

use kernel::Lang;
use maud::{Markup, html};

use super::{
    phrase::{capital, counted, cut, learners, minutes, mode, number, places, say},
    reasons::{repair, why},
    table::{Column, Table},
    view::{Detail, View, Waiting},
};
use crate::{
    Learner,
    reason::{Closed, Competition, NoPlace, OnlyWorkshops, Reason},
};

/// When the page gives totals, how many learners of a group are shown as examples.
const N_EXAMPLES: usize = 5;
/// When the page gives totals, how many groups of a kind are shown.
const N_GROUPS: usize = 60;
/// How many trades are named.
const N_TRADES: usize = 4;

/// Learners whom the same reason leaves out.
struct Group<'a> {
    waiting: Vec<&'a Waiting<'a>>,
}

/// The kinds of reasons, in the order in which they are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    NoPlace,
    Workshops,
    Competition,
}

pub(super) fn body(view: &View) -> Option<Markup> {
    let shown =
        [Kind::NoPlace, Kind::Workshops, Kind::Competition].map(|kind| (kind, groups(view, kind)));
    (!view.waiting.is_empty()).then(|| {
        html! {
            @for (kind, groups) in &shown {
                @if !groups.is_empty() { (kind.draw(view, groups)) }
            }
        }
    })
}

/// Learners of one trade without any possible place, or who lead to the same set of
/// places; the larger groups first.
fn groups<'a>(view: &'a View<'a>, kind: Kind) -> Vec<Group<'a>> {
    let mut groups: BTreeMap<(String, &[u32]), Vec<&Waiting>> = BTreeMap::new();
    for waiting in &view.waiting {
        let key = match (&waiting.unplaced.reason, kind) {
            (Reason::NoPlace(why), Kind::NoPlace) => {
                (why.trade.as_deref().map(kernel::fold).unwrap_or_default(), [].as_slice())
            }
            (Reason::Competition(why), Kind::Competition) => {
                (why.trades.join("|"), why.components.as_slice())
            }
            (Reason::Workshops(why), Kind::Workshops) => {
                let ids = why.workshops.iter().map(|closed| closed.workshop.as_str());
                (ids.collect::<Vec<_>>().join("|"), [].as_slice())
            }
            _ => continue,
        };
        groups.entry(key).or_default().push(waiting);
    }
    let mut groups: Vec<Group> = groups.into_values().map(|waiting| Group { waiting }).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.waiting.len()));
    groups
}

impl Kind {
    fn draw(self, view: &View, groups: &[Group]) -> Markup {
        let lang = view.lang();
        let n = groups.iter().map(|group| group.waiting.len()).sum();
        let shown = match view.detail {
            Detail::Learners => groups.len(),
            Detail::Totals => groups.len().min(N_GROUPS),
        };
        let left_out: usize = groups[shown..].iter().map(|group| group.waiting.len()).sum();
        html! {
            h3 { (self.title(lang)) " " span.count { (number(n, lang)) } }
            p { (self.explanation(lang)) }
            @for group in &groups[..shown] { (group.draw(view)) }
            @if 0 < left_out { p.more { (and_more(left_out, lang)) } }
        }
    }

    const fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::NoPlace => say(lang, "Aucune place ne convient", "No place fits"),
            Self::Workshops => say(lang, "Seul un atelier convient", "Only a workshop fits"),
            Self::Competition => {
                say(lang, "Moins de places que d’élèves", "Fewer places than learners")
            }
        }
    }

    const fn explanation(self, lang: Lang) -> &'static str {
        match self {
            Self::NoPlace => say(
                lang,
                "Même si toutes les places étaient libres, aucune ne serait possible pour ces élèves. \
                 Voici les plus proches, et tout ce qui s’y oppose.",
                "Even if every place were free, none would be possible for these learners. \
                 Here are the nearest, and all that stands in the way.",
            ),
            Self::Workshops => say(
                lang,
                "Aucune entreprise ne convient à ces élèves, mais un atelier simulé conviendrait. \
                 Voici pourquoi il n’ouvre pas.",
                "No company fits these learners, but a simulated workshop would. \
                 Here is why it does not open.",
            ),
            Self::Competition => say(
                lang,
                "Ces élèves peuvent aller quelque part, mais toutes les places à leur portée sont prises \
                 par d’autres qui n’ont pas d’autre solution. Il faut une place de plus, pas un autre \
                 arrangement.",
                "These learners could go somewhere, but every place they can reach is taken by others \
                 who have no other way. It takes one more place, not another arrangement.",
            ),
        }
    }
}

fn and_more(n: usize, lang: Lang) -> Markup {
    html! {
        @match lang {
            Lang::Fr => { "et " (counted(n, lang, ["autre", "autres"], ["", ""])) ", dans " }
            Lang::En => { "and " (number(n, lang)) " more, in " }
        }
        code { "unplaced.csv" }
    }
}

impl Group<'_> {
    fn draw(&self, view: &View) -> Markup {
        let lang = view.lang();
        let n = self.waiting.len();
        let shown = match view.detail {
            Detail::Learners => n,
            Detail::Totals => n.min(N_EXAMPLES),
        };
        let Some(first) = self.waiting.first() else { return html! {} };
        let (title, about) = match &first.unplaced.reason {
            Reason::NoPlace(why) => (trade(view, why), offers(why, n, lang)),
            Reason::Competition(why) => (scope(view, why), one_too_many(why, n, lang)),
            Reason::Workshops(why) => workshops_title(why),
        };
        html! {
            div.group {
                h4 { (title) }
                p.why { (about) }
                (self.table(view, &title, shown))
                @if shown < n { p.more { (and_more(n - shown, lang)) } }
            }
        }
    }

    fn table(&self, view: &View, title: &str, shown: usize) -> Markup {
        let lang = view.lang();
        let row = |waiting: &&Waiting| {
            vec![
                who(view, waiting),
                home(waiting.learner, lang),
                why(view, &waiting.unplaced.reason),
                repair(view, waiting),
            ]
        };
        Table {
            caption: html! {
                (learners(self.waiting.len(), lang)) " "
                (say(lang, "sans place", "without a place")) ", " (title)
            },
            columns: vec![
                Column::text(say(lang, "Élève", "Learner")),
                Column::text(say(lang, "Départ", "From")),
                Column::text(match self.waiting.first().map(|w| &w.unplaced.reason) {
                    Some(Reason::Competition(_)) => {
                        say(lang, "Places possibles, toutes prises", "Possible places, all taken")
                    }
                    Some(Reason::Workshops(_)) => {
                        say(lang, "Ateliers possibles, fermés", "Possible workshops, closed")
                    }
                    Some(Reason::NoPlace(_)) | None => {
                        say(lang, "Les plus proches, et pourquoi non", "The nearest, and why not")
                    }
                }),
                Column::text(say(lang, "Ce qui suffirait", "What would do")),
            ],
            rows: self.waiting[..shown].iter().map(row).collect(),
        }
        .draw()
    }
}

fn who(view: &View, waiting: &Waiting) -> Markup {
    let lang = view.lang();
    let school = waiting.learner.school.as_deref().filter(|_| view.school().is_none());
    html! {
        (view.who(waiting.learner))
        @if let Some(school) = school { small { (cut(school)) } }
        @if waiting.unplaced.changed {
            small.act { (say(lang, "avait une place dans le plan publié", "had a place in the published plan")) }
        }
    }
}

fn home(learner: &Learner, lang: Lang) -> Markup {
    let commune = learner.home.as_ref().and_then(|home| home.commune_name());
    let limit = learner.reach.minutes.map(|limit| minutes(limit, false));
    html! {
        @if let Some(commune) = commune { (cut(commune)) }
        @if let Some(limit) = limit {
            small { (say(lang, "jusqu’à ", "up to ")) (limit) " " (mode(learner.mode, lang)) }
        }
    }
}

/// The schools of the workshops, and nothing more: the table says why.
fn workshops_title(why: &OnlyWorkshops) -> (String, String) {
    let name = |closed: &Closed| cut(closed.school.as_deref().unwrap_or(&closed.workshop));
    let mut names: Vec<String> = why.workshops.iter().map(name).collect();
    names.dedup();
    (names.join(", "), String::new())
}

fn trade(view: &View, why: &NoPlace) -> String {
    let lang = view.lang();
    match &why.trade {
        Some(trade) => view.trade(trade),
        None if why.given_pairs => say(lang, "Sans aucune paire", "Without any pair").to_owned(),
        None => say(lang, "Métier inconnu", "Unknown trade").to_owned(),
    }
}

fn offers(why: &NoPlace, n: usize, lang: Lang) -> String {
    if why.given_pairs {
        let said = say(
            lang,
            "Aucune paire donnée ne mène à une place.",
            "No given pair leads to a place.",
        );
        return said.to_owned();
    }
    let those = match lang {
        Lang::Fr if n < 2 => "à cet élève",
        Lang::Fr => "à ces élèves",
        Lang::En if n == 1 => "this learner",
        Lang::En => "these learners",
    };
    let many = usize::try_from(why.n_offers).unwrap_or(usize::MAX);
    let many = match (lang, many) {
        (Lang::Fr, 0) => return "Aucune offre pour ce métier.".to_owned(),
        (Lang::En, 0) => return "No offer for this trade.".to_owned(),
        (_, many) => counted(many, lang, ["offre", "offres"], ["offer", "offers"]),
    };
    match lang {
        Lang::Fr => format!("{many} pour ce métier, qui ne conviennent pas {those}.").replace(
            "1\u{a0}offre pour ce métier, qui ne conviennent",
            "1\u{a0}offre pour ce métier, qui ne convient",
        ),
        Lang::En => format!("{many} for this trade, none for {those}."),
    }
}

/// The trades and the area that a set of places covers.
fn scope(view: &View, why: &Competition) -> String {
    let lang = view.lang();
    let more = why.trades.len().saturating_sub(N_TRADES);
    let mut trades: Vec<String> =
        why.trades.iter().take(N_TRADES).map(|trade| view.trade(trade)).collect();
    if 0 < more {
        trades.push(counted(
            more,
            lang,
            ["autre métier", "autres métiers"],
            ["other trade", "other trades"],
        ));
    }
    let area = area(why, lang);
    let parts = [capital(&trades.join(", ")), area];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\u{a0}· ")
}

fn area(why: &Competition, lang: Lang) -> String {
    let name = |code: &String| {
        places::departement(code).map_or_else(|| code.clone(), |found| found.name.to_owned())
    };
    match (why.communes.as_slice(), why.departments.as_slice()) {
        ([], []) => String::new(),
        ([], codes @ ([_] | [_, _] | [_, _, _])) => {
            codes.iter().map(name).collect::<Vec<_>>().join(", ")
        }
        ([], codes) => counted(
            codes.len(),
            lang,
            ["département", "départements"],
            ["département", "départements"],
        ),
        (communes, _) => communes.iter().map(|commune| cut(commune)).collect::<Vec<_>>().join(", "),
    }
}

/// The set that each of the group makes one too many: its places, then all who can only
/// go there.
fn one_too_many(why: &Competition, n: usize, lang: Lang) -> String {
    let free = usize::try_from(why.n_places).unwrap_or(usize::MAX);
    let all = free.saturating_add(n);
    match lang {
        Lang::Fr => format!(
            "{} pour {} qui ne peuvent aller que là.",
            places(free, lang),
            learners(all, lang)
        ),
        Lang::En => {
            format!("{} for {} who can only go there.", places(free, lang), learners(all, lang))
        }
    }
}
