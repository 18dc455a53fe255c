//! What a reader should know besides: warnings, and rules that were not applied.

use kernel::{InWords, Lang};
use maud::{Markup, html};

use super::{
    phrase::{capital, counted, cut, learners, noun, number, say},
    view::{View, id},
};
use crate::{
    Warning,
    rules::{Obstacle, Subject},
};

/// How many names a notice gives.
const MOST_NAMES: usize = 12;

/// A notice: what asks for an act, then what is good to know.
struct Notice {
    asks: bool,
    said: Markup,
}

pub(super) fn body(view: &View) -> Option<Markup> {
    let lang = view.lang();
    let notices = notices(view);
    let to_do: Vec<_> = notices.iter().filter(|notice| notice.asks).collect();
    let to_know: Vec<_> = notices.iter().filter(|notice| !notice.asks).collect();
    let rules = &view.plan.rules_not_applied;
    (!notices.is_empty() || !rules.is_empty()).then(|| {
        html! {
            @if !to_do.is_empty() {
                h3 { (say(lang, "À faire", "To do")) }
                ul.notices { @for notice in to_do { li.act { (notice.said) } } }
            }
            @if !to_know.is_empty() {
                h3 { (say(lang, "Dans les fichiers", "In the files")) }
                ul.notices { @for notice in to_know { li { (notice.said) } } }
            }
            @if !rules.is_empty() { (not_applied(rules, lang)) }
        }
    })
}

fn not_applied(rules: &[Subject], lang: Lang) -> Markup {
    html! {
        h3 { (say(lang, "Règles non appliquées", "Rules not applied")) }
        p {
            (say(
                lang,
                "Les fichiers n’en disent rien\u{a0}: le plan n’a pas pu en tenir compte.",
                "The files say nothing of them: the plan could not take them into account.",
            ))
        }
        ul.subjects { @for rule in rules { li { (capital(&rule.in_words(lang))) } } }
    }
}

/// Warnings, those of one kind together; only what this reader may see.
fn notices(view: &View) -> Vec<Notice> {
    let mut notices: Vec<Notice> =
        view.plan.warnings.iter().filter_map(|warning| alone(view, warning)).collect();
    notices.extend(trades_without_offer(view));
    notices.extend(trades_without_learner(view));
    notices.extend(offers_without_place(view));
    notices
}

/// A warning that is said by itself. One school reads what concerns its own learners, and
/// what was done with the files.
fn alone(view: &View, warning: &Warning) -> Option<Notice> {
    let lang = view.lang();
    let whole = view.school().is_none();
    let (asks, said) = match warning {
        Warning::AptitudeNeeded { learners } => (true, aptitude(view, learners)?),
        Warning::Below14 { learner, age } => (true, below_14(view, learner, *age)?),
        Warning::ForcedLock { learner, .. } if !view.shows(learner) => return None,
        Warning::ForcedLock { obstacles, .. } => {
            // For whom a place is kept may name another school's learner.
            let is_reserved = obstacles.iter().any(|o| matches!(o, Obstacle::Reserved(_)));
            (
                true,
                if is_reserved && !whole { kept(view, warning)? } else { sentence(warning, lang) },
            )
        }
        Warning::TooFewBeds { .. } | Warning::BudgetOpensNothing { .. } if whole => {
            (true, sentence(warning, lang))
        }
        // Changes name learners of every school.
        Warning::WhatIf { .. } if whole => (true, sentence(warning, lang)),
        Warning::UnknownColumn { .. }
        | Warning::NearNeed { .. }
        | Warning::PreviousOfOther { .. } => (false, sentence(warning, lang)),
        Warning::DefaultUsed { .. }
        | Warning::TransitAssumed { .. }
        | Warning::AgeUnknown { .. }
        | Warning::ApproximatePoints { .. }
            if whole =>
        {
            (false, count(warning, lang)?)
        }
        _ => return None,
    };
    Some(Notice { asks, said })
}

fn kept(view: &View, warning: &Warning) -> Option<Markup> {
    let Warning::ForcedLock { learner, offer, .. } = warning else { return None };
    let who = view.who_is(learner)?;
    Some(html! {
        (who) (say(view.lang(), " est maintenu sur ", " is kept at ")) (id(offer))
        (say(view.lang(), " malgré des règles.", " despite rules."))
    })
}

fn sentence(warning: &Warning, lang: Lang) -> Markup {
    html! { (capital(&warning.in_words(lang))) "." }
}

/// How many rows of the files were completed, with the right plural.
fn count(warning: &Warning, lang: Lang) -> Option<Markup> {
    let size = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let said = match (warning, lang) {
        (Warning::DefaultUsed { file, column, value, cells }, Lang::Fr) => {
            let cells = counted(
                size(*cells),
                lang,
                ["case vide remplie", "cases vides remplies"],
                ["", ""],
            );
            format!(
                "{cells} par {} dans la colonne {} ({})",
                kernel::quoted(value, lang),
                kernel::quoted(column, lang),
                file.in_words(lang)
            )
        }
        (Warning::DefaultUsed { file, column, value, cells }, Lang::En) => {
            let cells = counted(size(*cells), lang, ["", ""], ["empty cell", "empty cells"]);
            format!(
                "{cells} filled with {} in the column {} ({})",
                kernel::quoted(value, lang),
                kernel::quoted(column, lang),
                file.in_words(lang)
            )
        }
        (Warning::TransitAssumed { learners: n }, Lang::Fr) => format!(
            "{} sans mode de déplacement\u{a0}: transports en commun supposés",
            learners(size(*n), lang)
        ),
        (Warning::TransitAssumed { learners: n }, Lang::En) => {
            format!(
                "{} without a mode of travel: public transport assumed",
                learners(size(*n), lang)
            )
        }
        (Warning::AgeUnknown { learners: n }, Lang::Fr) => format!(
            "{} sans date de naissance\u{a0}: aucune règle d’âge ne {} protège",
            learners(size(*n), lang),
            noun(size(*n), lang, ["le", "les"], ["", ""])
        ),
        (Warning::AgeUnknown { learners: n }, Lang::En) => format!(
            "{} without a birth date: no rule on age protects them",
            learners(size(*n), lang)
        ),
        (Warning::ApproximatePoints { file, rows }, Lang::Fr) => format!(
            "{} à une position approximative ({})",
            counted(size(*rows), lang, ["ligne", "lignes"], ["", ""]),
            file.in_words(lang)
        ),
        (Warning::ApproximatePoints { file, rows }, Lang::En) => format!(
            "{} at an approximate position ({})",
            counted(size(*rows), lang, ["", ""], ["row", "rows"]),
            file.in_words(lang)
        ),
        _ => return None,
    };
    Some(html! { (said) "." })
}

fn aptitude(view: &View, ids: &[String]) -> Option<Markup> {
    let lang = view.lang();
    let who: Vec<Markup> = ids.iter().filter_map(|id| view.who_is(id)).collect();
    let said = say(
        lang,
        "Travaux réglementés, dérogation déclarée\u{a0}: vérifier l’avis médical d’aptitude de ",
        "Regulated work, derogation declared: check the medical aptitude of ",
    );
    (!who.is_empty()).then(|| html! { (said) (listed(&who, lang)) "." })
}

fn below_14(view: &View, id: &str, age: u8) -> Option<Markup> {
    let who = view.who_is(id)?;
    let lang = view.lang();
    let years = usize::from(age);
    Some(match lang {
        Lang::Fr => html! {
            (who) " n’a que " (counted(years, lang, ["an", "ans"], ["", ""]))
            " au premier jour\u{a0}: vérifier qu’un stage lui est permis."
        },
        Lang::En => html! {
            (who) " is only " (number(years, lang)) " on the first day: check that a placement is allowed."
        },
    })
}

fn trades_without_offer(view: &View) -> Option<Notice> {
    let lang = view.lang();
    let trades: Vec<Markup> = view
        .plan
        .warnings
        .iter()
        .filter_map(|warning| match warning {
            Warning::TradeWithoutOffer { trade, .. } => {
                let key = kernel::fold(trade);
                let own = |w: &&super::view::Waiting| {
                    w.learner.trade.as_ref().is_some_and(|label| label.key() == key)
                };
                let n = view.waiting.iter().filter(own).count();
                (0 < n).then(|| html! { (cut(trade)) " (" (learners(n, lang)) ")" })
            }
            _ => None,
        })
        .collect();
    let said = say(lang, "Aucune entreprise n’offre de place en ", "No company offers a place in ");
    (!trades.is_empty())
        .then(|| Notice { asks: true, said: html! { (said) (listed(&trades, lang)) "." } })
}

fn trades_without_learner(view: &View) -> Option<Notice> {
    let lang = view.lang();
    let trade = |warning: &Warning| match warning {
        Warning::TradeWithoutLearner { trade, .. } => Some(html! { (cut(trade)) }),
        _ => None,
    };
    let trades: Vec<Markup> = view.plan.warnings.iter().filter_map(trade).collect();
    let said = say(lang, "Offres sans élève\u{a0}: ", "Offers without learners: ");
    (view.school().is_none() && !trades.is_empty())
        .then(|| Notice { asks: false, said: html! { (said) (listed(&trades, lang)) "." } })
}

fn offers_without_place(view: &View) -> Option<Notice> {
    let lang = view.lang();
    let offer = |warning: &Warning| match warning {
        Warning::NoPlaces { offer } => Some(id(offer)),
        _ => None,
    };
    let offers: Vec<Markup> = view.plan.warnings.iter().filter_map(offer).collect();
    let said = say(lang, "Offres à zéro place\u{a0}: ", "Offers with zero places: ");
    (view.school().is_none() && !offers.is_empty())
        .then(|| Notice { asks: false, said: html! { (said) (listed(&offers, lang)) "." } })
}

/// The first of them, and how many more.
fn listed(items: &[Markup], lang: Lang) -> Markup {
    let more = items.len().saturating_sub(MOST_NAMES);
    html! {
        @for (i, item) in items.iter().take(MOST_NAMES).enumerate() { @if 0 < i { ", " } (item) }
        @if 0 < more {
            (say(lang, " et ", " and "))
            (counted(more, lang, ["autre", "autres"], ["other", "others"]))
        }
    }
}
