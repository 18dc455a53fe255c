//! Totals first.

use charts::{Caption, Threads};
use kernel::{InWords, Lang};
use maud::{Markup, html};

use super::{
    phrase::{cut, learners, minutes, number, out_of, say},
    view::View,
};
use crate::plan::{Role, Status};

/// "112 placés sur 142".
pub(super) fn headline(view: &View) -> String {
    let lang = view.lang();
    let (placed, all) = (view.placed.len(), view.n_learners());
    let (n, of) = (number(placed, lang), number(all, lang));
    match (lang, placed) {
        (Lang::Fr, 0 | 1) => format!("{n}\u{a0}placé sur\u{a0}{of}"),
        (Lang::Fr, _) => format!("{n}\u{a0}placés sur\u{a0}{of}"),
        (Lang::En, _) => format!("{n} of\u{a0}{of}\u{a0}placed"),
    }
}

/// The title of the window.
pub(super) fn title(view: &View) -> String {
    let lang = view.lang();
    let whose = view.school().map(|school| format!(" – {}", cut(school))).unwrap_or_default();
    let colon = say(lang, "\u{a0}:", ":");
    format!("{}{whose}{colon} {}", say(lang, "Plan de placement", "Placement plan"), headline(view))
}

/// The label, the headline, the threads, what is proved and the figures to remember.
pub(super) fn masthead(view: &View, contents: &Markup) -> Markup {
    let lang = view.lang();
    html! {
        header {
            div.tag {
                p.label { "Métier" }
                p.kind {
                    (say(lang, "Plan de placement", "Placement plan"))
                    @if let Some(period) = view.plan.settings.round.period() {
                        br; (period.in_words(lang))
                    }
                }
                @if let Some(school) = view.school() { p.school { (cut(school)) } }
            }
            h1 { (headline(view)) }
            p.lead { (lead(view)) }
            (threads(view))
            dl.figures { @for figure in figures(view) { (figure) } }
            p.given { (given(view)) }
            (contents)
        }
    }
}

fn threads(view: &View) -> Markup {
    let lang = view.lang();
    let [held, all] = [view.placed.len(), view.n_learners()].map(saturated);
    let caption = Caption {
        id: "threads".to_owned(),
        title: headline(view),
        desc: say(
            lang,
            "Un fil par élève : tissés pour ceux qui ont une place, libres pour les autres.",
            "One thread for each learner: woven for those who have a place, loose for the others.",
        )
        .to_owned(),
    };
    html! { @if 0 < all { (Threads { caption, held, all }.draw()) } }
}

/// The sentence that the plan can prove, no more.
fn lead(view: &View) -> String {
    let lang = view.lang();
    let plan = view.plan;
    if view.n_learners() == 0 {
        return match view.school() {
            Some(_) => say(lang, "Aucun élève de cet établissement.", "No learner of this school."),
            None => say(lang, "Aucun élève dans cette campagne.", "No learner in this round."),
        }
        .to_owned();
    }
    if view.waiting.is_empty() {
        return say(lang, "Tout le monde a une place.", "Everyone has a place.").to_owned();
    }
    let most_is_proved = plan.status == Status::Optimal || 1 <= plan.proved_through;
    let said = match (most_is_proved, view.school()) {
        (true, None) => say(
            lang,
            "Avec ces données, aucun plan n’en place davantage.",
            "Given these inputs, no plan places more.",
        ),
        (true, Some(_)) => say(
            lang,
            "Le plan du campus entier place le plus grand nombre possible d’élèves.",
            "The plan of the whole campus places as many learners as can be.",
        ),
        (false, _) => say(
            lang,
            "Il n’est pas encore prouvé qu’aucun plan n’en place davantage.",
            "It is not yet proved that no plan places more.",
        ),
    };
    said.to_owned()
}

fn given(view: &View) -> Markup {
    let lang = view.lang();
    let is_estimated = view.placed.iter().any(|p| p.placement.estimated);
    html! {
        (say(
            lang,
            "C’est une preuve, pas une opinion\u{a0}: chacun peut la refaire (",
            "This is a proof, not an opinion: anyone can check it (",
        ))
        a href="#check" { (say(lang, "comment vérifier", "how to check")) }
        (say(lang, "). Elle vaut pour les données fournies.", "). It holds given these inputs."))
        @if is_estimated {
            " "
            (say(
                lang,
                "Le signe ≈ marque les minutes estimées d’après la distance.",
                "The sign ≈ marks minutes estimated from the distance.",
            ))
        }
    }
}

fn figures(view: &View) -> Vec<Markup> {
    let lang = view.lang();
    let mut figures = vec![unplaced(view)];
    if let Some(median) = median_minutes(view) {
        let estimated = view.placed.iter().any(|p| p.placement.estimated);
        figures.push(figure(
            None,
            &minutes(median, estimated),
            say(
                lang,
                "de trajet au plus pour la moitié des placés",
                "of travel at most for half of those placed",
            ),
        ));
    }
    figures.extend(in_workshops(view));
    figures.extend(first_wishes(view));
    figures.extend(free_places(view));
    figures.extend(changes(view));
    figures
}

fn unplaced(view: &View) -> Markup {
    let lang = view.lang();
    let n = view.waiting.len();
    let noun = match lang {
        Lang::Fr if n < 2 => "élève sans place",
        Lang::Fr => "élèves sans place",
        Lang::En if n == 1 => "learner without a place",
        Lang::En => "learners without a place",
    };
    figure((0 < n).then_some("act"), &number(n, lang), noun)
}

fn first_wishes(view: &View) -> Option<Markup> {
    let lang = view.lang();
    let with_wishes = || view.placed.iter().filter(|p| !p.learner.wishes.is_empty());
    let first = with_wishes().filter(|p| p.placement.wish_rank == Some(1)).count();
    let all = with_wishes().count();
    let told = say(
        lang,
        "placés ayant des vœux ont obtenu le premier",
        "of those placed who had wishes got their first",
    );
    (0 < all).then(|| figure(None, &out_of(first, all, lang), told))
}

fn in_workshops(view: &View) -> Option<Markup> {
    let lang = view.lang();
    let n = view.placed.iter().filter(|p| p.offer.workshop.is_some()).count();
    let told = say(lang, "parmi eux, en atelier simulé", "of them in a simulated workshop");
    (0 < n).then(|| figure(None, &number(n, lang), told))
}

/// Not for a school: what is free depends on the others' learners.
fn free_places(view: &View) -> Option<Markup> {
    if view.school().is_some() {
        return None;
    }
    let offered = usize::try_from(view.plan.totals.places).unwrap_or(usize::MAX);
    let lang = view.lang();
    let in_companies = view.placed.iter().filter(|p| p.offer.workshop.is_none()).count();
    let filled = out_of(in_companies, offered, lang);
    let told = match lang {
        Lang::Fr => "places d’entreprise sont prises",
        Lang::En => "places in companies are taken",
    };
    (0 < offered).then(|| figure(None, &filled, told))
}

fn changes(view: &View) -> Option<Markup> {
    let is_rerun = view.plan.inputs.iter().any(|input| input.role == Role::Previous);
    let placed = view.placed.iter().filter(|p| p.placement.changed).count();
    let lost = view.waiting.iter().filter(|w| w.unplaced.changed).count();
    let lang = view.lang();
    let told = match lang {
        Lang::Fr => "ont une autre place, ou plus de place, depuis le plan publié",
        Lang::En => "have another place, or none any more, since the published plan",
    };
    is_rerun.then(|| figure(None, &learners(placed + lost, lang), told))
}

fn figure(class: Option<&str>, value: &str, told: &str) -> Markup {
    html! { div class=[class] { dt { (told) } dd { (value) } } }
}

fn median_minutes(view: &View) -> Option<u32> {
    let mut minutes: Vec<u32> = view.placed.iter().filter_map(|p| p.placement.minutes).collect();
    minutes.sort_unstable();
    minutes.get(minutes.len().checked_sub(1)? / 2).copied()
}

fn saturated(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
