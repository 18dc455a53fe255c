//! Which workshops open, and what other choices would do.

use kernel::{InWords, Lang, grouped};
use maud::{Markup, html};

use super::{
    phrase::{capital, cut, number, places, say},
    table::{Column, Table},
    view::{View, id},
};
use crate::{
    advice::{Advice, Choice, MorePlaces},
    plan::Workshop,
};

pub(super) fn body(view: &View) -> Option<Markup> {
    let advice = view.plan.advice.as_ref();
    let has_workshops = !view.plan.workshops.is_empty();
    let more = advice.filter(|advice| !advice.more_places.is_empty());
    let repair = view.plan.campus_repair.as_ref().filter(|_| view.school().is_none());
    (has_workshops || more.is_some() || repair.is_some()).then(|| {
        html! {
            @if has_workshops {
                (lead(view))
                (workshops(view))
                @if let Some(advice) = advice { (choices(view, advice)) }
            }
            @if let Some(advice) = more { (more_places(view, advice)) }
            @if let Some(repair) = repair.filter(|repair| !repair.changes.is_empty()) {
                h3 { (say(view.lang(), "Les plus petits changements", "The smallest changes")) }
                p { (say(
                    view.lang(),
                    "Les changements les moins coûteux, ensemble, pour placer tous ceux qui peuvent encore l’être. \
                     Aucun ensemble moins cher n’en place autant.",
                    "The least costly changes, together, that place all who still can be. \
                     No cheaper set places as many.",
                )) }
                ul.offers {
                    @for change in &repair.changes { li { (capital(&change.in_words(view.lang()))) } }
                }
                @if !repair.still_out.is_empty() {
                    p.more {
                        (say(view.lang(), "Restent sans place\u{a0}: ", "Still without a place: "))
                        @for (i, out) in repair.still_out.iter().enumerate() {
                            @if 0 < i { ", " } (id(out))
                        }
                    }
                }
            }
        }
    })
}

fn lead(view: &View) -> Markup {
    let lang = view.lang();
    let open = || view.plan.workshops.iter().filter(|workshop| workshop.open);
    let (n, cost) = (open().count(), open().map(|workshop| workshop.cost_eur).sum());
    let learners = open().map(|workshop| workshop.learners).sum::<u32>();
    let (learners, cost) = (learners.to_string(), euros(cost, lang));
    let said = match (lang, n) {
        (Lang::Fr, 0) => "Aucun atelier n’ouvre.".to_owned(),
        (Lang::En, 0) => "No workshop opens.".to_owned(),
        (Lang::Fr, 1) => format!("Un atelier ouvre, pour {learners} élèves et {cost}."),
        (Lang::En, 1) => format!("One workshop opens, for {learners} learners and {cost}."),
        (Lang::Fr, _) => format!("{n} ateliers ouvrent, pour {learners} élèves et {cost}."),
        (Lang::En, _) => format!("{n} workshops open, for {learners} learners and {cost}."),
    };
    html! { p { (said) } }
}

fn workshops(view: &View) -> Markup {
    let lang = view.lang();
    Table {
        caption: html! { (say(lang, "Les ateliers proposés", "The workshops proposed")) },
        columns: vec![
            Column::text(say(lang, "Atelier", "Workshop")),
            Column::text(say(lang, "Décision", "Decision")),
            Column::figures(say(lang, "Élèves", "Learners")),
            Column::figures(say(lang, "Ouvre à partir de", "Opens from")),
            Column::figures(say(lang, "Coût", "Cost")),
        ],
        rows: view.plan.workshops.iter().map(|workshop| workshop_row(workshop, lang)).collect(),
    }
    .draw()
}

fn workshop_row(workshop: &Workshop, lang: Lang) -> Vec<Markup> {
    let Workshop { open, learners, places, min_learners, .. } = workshop;
    vec![
        html! {
            strong { (cut(workshop.school.as_deref().unwrap_or(&workshop.workshop))) }
            @if workshop.school.is_some() { " " (id(&workshop.workshop)) }
            @if let Some(commune) = &workshop.commune { small { (cut(commune)) } }
        },
        html! {
            @if *open { strong { (say(lang, "ouvre", "opens")) } }
            @else { (say(lang, "n’ouvre pas", "stays closed")) }
        },
        html! {
            @if *open {
                (learners) (say(lang, " sur\u{a0}", " of\u{a0}")) (places)
            } @else {
                (places) " " (say(lang, "places", "places"))
            }
        },
        html! { (min_learners) },
        html! { (euros(workshop.cost_eur, lang)) },
    ]
}

fn choices(view: &View, advice: &Advice) -> Markup {
    let lang = view.lang();
    let row = |choice: &Choice| choice_row(view, choice);
    html! {
        h3 { (say(lang, "Ouvrir moins, ouvrir autrement", "Open fewer, open others")) }
        p { (say(
            lang,
            "Chaque ligne est le meilleur plan avec ces ateliers, dans les limites de la campagne. \
             Aucun autre choix comparé ne place plus d’élèves pour moins d’argent.",
            "Each line is the best plan with these workshops, within the limits of the round. \
             No other choice compared places more learners for less money.",
        )) }
        (Table {
            caption: html! { (say(lang, "Les choix possibles", "The possible choices")) },
            columns: vec![
                Column::text(say(lang, "Ouvrir", "Open")),
                Column::figures(say(lang, "Placés", "Placed")),
                Column::figures(say(lang, "Sans place", "Left out")),
                Column::figures(say(lang, "Coût", "Cost")),
                Column::text(say(lang, "Ou bien, en entreprise", "Or else, in companies")),
            ],
            rows: advice.choices.iter().map(row).collect(),
        }
        .draw())
    }
}

fn choice_row(view: &View, choice: &Choice) -> Vec<Markup> {
    let lang = view.lang();
    let size = |n: u32| number(usize::try_from(n).unwrap_or(usize::MAX), lang);
    vec![
        html! {
            @if choice.workshops.is_empty() { (say(lang, "aucun atelier", "no workshop")) }
            @for (i, workshop) in choice.workshops.iter().enumerate() {
                @if 0 < i { ", " } (id(workshop))
            }
            @if choice.is_the_plan { " " strong { (say(lang, "ce plan", "this plan")) } }
        },
        html! { (size(choice.placed)) },
        html! { (size(choice.out)) },
        html! { (euros(choice.cost_eur, lang)) },
        html! {
            @for (i, instead) in choice.instead.iter().enumerate() {
                @if 0 < i { ", " }
                (places(usize::try_from(instead.places).unwrap_or(usize::MAX), lang))
                (say(lang, " à ", " in ")) (cut(&instead.commune))
            }
        },
    ]
}

fn more_places(view: &View, advice: &Advice) -> Markup {
    let lang = view.lang();
    let row = |more: &MorePlaces| {
        let department = more.department.as_deref().map(|code| {
            ::places::departement(code).map_or(code.to_owned(), |found| found.name.to_owned())
        });
        vec![
            html! { @if let Some(trade) = &more.trade { (view.trade(trade)) } @else { "–" } },
            html! { @if let Some(department) = department { (department) } },
            html! { (more.learners) },
        ]
    };
    html! {
        h3 { (say(lang, "Où une place de plus servirait", "Where one more place would serve")) }
        p { (say(
            lang,
            "Sans atelier, chaque place de plus en entreprise dans ces métiers et territoires placerait un \
             élève de plus, jusqu’au nombre indiqué. Les lignes ne s’ajoutent pas.",
            "Without workshops, each more place in a company of these trades and territories would place one \
             more learner, up to the number shown. Lines do not add up.",
        )) }
        (Table {
            caption: html! { (say(lang, "La valeur d’une place de plus", "What one more place is worth")) },
            columns: vec![
                Column::text(say(lang, "Métier", "Trade")),
                Column::text(say(lang, "Département", "Département")),
                Column::figures(say(lang, "Jusqu’à", "Up to")),
            ],
            rows: advice.more_places.iter().map(row).collect(),
        }
        .draw())
    }
}

fn euros(eur: u64, lang: Lang) -> String {
    let amount = grouped(i64::try_from(eur).unwrap_or(i64::MAX), lang);
    match lang {
        Lang::Fr => format!("{amount}\u{a0}€"),
        Lang::En => format!("€{amount}"),
    }
}
