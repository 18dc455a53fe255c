//! What is proved, and how anyone checks it.

use kernel::Lang;
use maud::{Markup, html};

use super::{
    phrase::{cut, number, say},
    table::{Column, Table},
    view::View,
};
use crate::{
    Warning,
    plan::{Input, Role, Status},
    what_if::Change,
};

/// Digits of the seal of a file that are shown.
const N_DIGITS: usize = 16;

pub(super) fn body(view: &View) -> Markup {
    let lang = view.lang();
    html! {
        h3 { (say(lang, "Ce qui est prouvé", "What is proved")) }
        p {
            (say(
                lang,
                "Le plan est le meilleur dans cet ordre\u{a0}: chaque ligne ne départage que les plans à \
                 égalité sur les précédentes.",
                "The plan is the best in this order: each line only decides between plans that are equal \
                 on those before.",
            ))
        }
        (aims(view))
        h3 { (say(lang, "Refaire la preuve", "Check the proof")) }
        p { (of_command(view)) }
        pre tabindex="0" { code { (command(view)) } }
        (files(view))
        p { (setting(view)) }
    }
}

fn aims(view: &View) -> Markup {
    let lang = view.lang();
    let proved = usize::from(view.plan.proved_through);
    let is_rerun = view.plan.inputs.iter().any(|input| input.role == Role::Previous);
    let aims = [
        (true, say(lang, "le plus d’élèves placés", "the most learners placed")),
        (
            true,
            if is_rerun {
                say(
                    lang,
                    "d’abord qui avait une place dans le plan publié, puis les classes de priorité, la 1 d’abord",
                    "first whoever had a place in the published plan, then classes of priority, class 1 first",
                )
            } else {
                say(
                    lang,
                    "les classes de priorité, la 1 d’abord",
                    "classes of priority, class 1 first",
                )
            },
        ),
        (is_rerun, say(lang, "le moins de changements", "the fewest changes")),
        (false, ""),
        (
            true,
            say(
                lang,
                "le fardeau le plus léger\u{a0}: minutes de trajet, rang des vœux, savoir-faire qui manquent",
                "the least burden: minutes of travel, rank of wishes, skills that are lacking",
            ),
        ),
    ];
    let is_proved = |i: usize| view.plan.status == Status::Optimal || i < proved;
    html! {
        ol.aims {
            @for (i, (_, said)) in aims.iter().enumerate().filter(|(_, (applies, _))| *applies) {
                li {
                    (said) " "
                    @if is_proved(i) { span.held { (say(lang, "prouvé", "proved")) } }
                    @else { span.wait { (say(lang, "pas encore prouvé", "not yet proved")) } }
                }
            }
        }
    }
}

/// What the command does: a trial plan is no plan of the files alone.
fn of_command(view: &View) -> &'static str {
    if changes(view).is_some() {
        return say(
            view.lang(),
            "Ce plan d’essai n’est pas celui des fichiers seuls. Cette commande le refait, preuve \
             comprise\u{a0}:",
            "This trial plan is not that of the files alone. This command makes it again, proof \
             included:",
        );
    }
    say(
        view.lang(),
        "Le fichier plan.json contient la preuve. Cette commande la refait à partir des mêmes \
         fichiers, sans rechercher le plan\u{a0}:",
        "The file plan.json holds the proof. This command checks it against the same files, \
         without looking for the plan again:",
    )
}

/// The changes that a trial plan was made with.
fn changes<'a>(view: &'a View) -> Option<&'a [Change]> {
    view.plan.warnings.iter().find_map(|warning| match warning {
        Warning::WhatIf { changes, .. } => Some(changes.as_slice()),
        _ => None,
    })
}

/// The command, as a shell takes it.
fn command(view: &View) -> String {
    let forced = |warning: &Warning| matches!(warning, Warning::PreviousOfOther { .. });
    let forced = view.plan.warnings.iter().any(forced);
    let forced = if forced { " \\\n  --force-previous" } else { "" };
    let (inputs, changes) = (&view.plan.inputs, changes(view));
    // The plan that a trial changes is the last of its files.
    let (name, inputs) = match (changes, inputs.split_last()) {
        (Some(_), Some((shown, others))) => (quoted(&shown.name), others),
        (_, _) => ("plan.json".to_owned(), inputs.as_slice()),
    };
    let verb = if changes.is_some() { "what-if" } else { "verify" };
    let typed = |c: &Change| format!(" \\\n  {} {}", c.kind().option(), quoted(&c.typed()));
    let changes = changes.unwrap_or_default().iter().map(typed).collect::<Vec<_>>().concat();
    let files =
        inputs.iter().map(|input| format!(" \\\n  {} {}", option(input.role), quoted(&input.name)));
    let seed = view.plan.settings.round.seed;
    let has_round = view.plan.inputs.iter().any(|input| input.role == Role::Round);
    let seed = if has_round || seed == 1 { String::new() } else { format!(" \\\n  --seed {seed}") };
    let locks = if view.plan.settings.force_locks { " \\\n  --force-locks" } else { "" };
    let files: String = files.collect();
    format!("metier {verb} --plan {name}{files}{seed}{locks}{forced}{changes}")
}

const fn option(role: Role) -> &'static str {
    match role {
        Role::Learners => "--learners",
        Role::Offers => "--offers",
        Role::Workshops => "--workshops",
        Role::Travel => "--travel",
        Role::Pairs => "--pairs",
        Role::Round => "--round",
        Role::Previous => "--previous",
    }
}

/// A name with spaces or signs, between quotes.
fn quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "._-/".contains(c);
    if name.chars().all(is_plain) {
        cut(name)
    } else {
        format!("'{}'", name.replace('\'', r"'\''"))
    }
}

fn files(view: &View) -> Markup {
    let lang = view.lang();
    let row = |input: &Input| {
        let seal: String = input.sha256.chars().take(N_DIGITS).collect();
        vec![html! { (cut(&input.name)) }, html! { code { (seal) "…" } }]
    };
    let table = Table {
        caption: html! { (say(lang, "Fichiers d’où vient ce plan", "Files that this plan was made from")) },
        columns: vec![
            Column::text(say(lang, "Fichier", "File")),
            Column::text(say(lang, "Empreinte SHA-256", "SHA-256 digest")),
        ],
        rows: view.plan.inputs.iter().map(row).collect(),
    };
    html! {
        @if !view.plan.inputs.is_empty() {
            h3 { (say(lang, "Les fichiers", "The files")) }
            (table.draw())
        }
    }
}

fn setting(view: &View) -> String {
    let lang = view.lang();
    let crate::Weights { minute, wish_rank, misfit } = view.plan.settings.burden;
    let [minute, wish_rank, misfit] =
        [minute, wish_rank, misfit].map(|n| number(usize::try_from(n).unwrap_or(usize::MAX), lang));
    match lang {
        Lang::Fr => format!(
            "Réglages du fardeau\u{a0}: {minute} par minute de trajet, {wish_rank} par rang sous le premier vœu, \
             {misfit} par savoir-faire demandé qui manque."
        ),
        Lang::En => format!(
            "Settings of the burden: {minute} per minute of travel, {wish_rank} per rank below the first wish, \
             {misfit} per wanted skill lacking."
        ),
    }
}

/// What ends the page.
pub(super) fn signature(lang: Lang) -> Markup {
    html! {
        p {
            (say(
                lang,
                "Fait avec Métier, logiciel libre. Cette page contient des données sur des personnes\u{a0}: \
                 ne la transmettez qu’à qui en a besoin.",
                "Made with Métier, free software. This page holds data about persons: pass it on only to \
                 those who need it.",
            ))
        }
    }
}
