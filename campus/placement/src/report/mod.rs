//! `report.html`: the plan on one page that stands alone, for the screen, the phone and
//! paper.
//!
//! Each file is a section of the page. What a reader may see is decided once, in
//! `View`: sections ask it and never the plan for anything about a person.

mod areas;
mod check;
mod fairness;
mod flows;
mod map;
mod masthead;
mod notices;
mod phrase;
mod placements;
mod reasons;
mod table;
mod tallies;
mod unplaced;
mod view;
mod workshops;

use kernel::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::{Plan, Round};
use phrase::say;
use view::View;

/// The page is never larger, whatever the round.
pub const MOST_BYTES: usize = 5_000_000;

const STYLE: &str = include_str!("style.css");

/// Who reads the report, and in which language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The language of the page.
    pub lang: Lang,
    /// Names of learners are shown beside their ids.
    pub names: bool,
    /// Only what concerns the learners of this school is shown.
    pub school: Option<String>,
}

/// The page, at most [`MOST_BYTES`] long.
#[must_use]
pub fn html(round: &Round, plan: &Plan, options: &Options) -> String {
    let view = View::new(round, plan, options);
    let whole = page(&view);
    if whole.len() <= MOST_BYTES {
        return whole;
    }
    page(&view.in_totals())
}

fn page(view: &View) -> String {
    let lang = view.lang();
    // What is empty is not shown, nor announced.
    let sections: Vec<(Section, Markup)> =
        Section::ALL.iter().filter_map(|section| Some((*section, section.body(view)?))).collect();
    html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="robots" content="noindex";
                title { (masthead::title(view)) }
                style { (PreEscaped(STYLE)) (PreEscaped(charts::STYLE)) }
            }
            body {
                a.skip href="#main" { (say(lang, "Aller au contenu", "Skip to the content")) }
                (masthead::masthead(view, &contents(lang, &sections)))
                main id="main" {
                    @for (section, body) in &sections {
                        section id=(section.id()) aria-labelledby=(format!("{}-h", section.id())) {
                            h2 id=(format!("{}-h", section.id())) { (section.title(lang)) }
                            div.body { (body) }
                        }
                    }
                }
                footer { (check::signature(lang)) }
            }
        }
    }
    .into_string()
}

fn contents(lang: Lang, sections: &[(Section, Markup)]) -> Markup {
    html! {
        nav aria-label=(say(lang, "Dans ce rapport", "In this report")) {
            ul {
                @for (section, _) in sections {
                    li { a href=(format!("#{}", section.id())) { (section.title(lang)) } }
                }
            }
        }
    }
}

/// The sections, in reading order.
#[derive(Clone, Copy)]
enum Section {
    Unplaced,
    Workshops,
    Map,
    Placements,
    Tallies,
    Fairness,
    Notices,
    Check,
}

impl Section {
    const ALL: [Self; 8] = [
        Self::Unplaced,
        Self::Workshops,
        Self::Map,
        Self::Placements,
        Self::Tallies,
        Self::Fairness,
        Self::Notices,
        Self::Check,
    ];

    fn body(self, view: &View) -> Option<Markup> {
        match self {
            Self::Unplaced => unplaced::body(view),
            Self::Workshops => workshops::body(view),
            Self::Map => map::body(view),
            Self::Placements => placements::body(view),
            Self::Tallies => tallies::body(view),
            Self::Fairness => fairness::body(view),
            Self::Notices => notices::body(view),
            Self::Check => Some(check::body(view)),
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Unplaced => "unplaced",
            Self::Workshops => "workshops",
            Self::Map => "map",
            Self::Placements => "placements",
            Self::Tallies => "tallies",
            Self::Fairness => "fairness",
            Self::Notices => "notices",
            Self::Check => "check",
        }
    }

    fn title(self, lang: Lang) -> &'static str {
        match self {
            Self::Unplaced => say(lang, "Sans place", "Without a place"),
            Self::Workshops => say(lang, "Que faire", "What to do"),
            Self::Map => say(lang, "Carte", "Map"),
            Self::Placements => say(lang, "Qui va où", "Who goes where"),
            Self::Tallies => say(lang, "Métiers et territoires", "Trades and territories"),
            Self::Fairness => say(lang, "Équité", "Fairness"),
            Self::Notices => say(lang, "À savoir", "To know"),
            Self::Check => say(lang, "Vérifier", "Check it"),
        }
    }
}
