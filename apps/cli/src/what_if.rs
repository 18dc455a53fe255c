//! `metier what-if`: a plan, and what a change would do to it.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use kernel::{InWords, Lang};
use placement::plan::Status;
use placement::what_if::{self, BadChange, Change, Kind};
use placement::{Refuted, report};

use crate::args::{Changes, WhatIf};
use crate::exit::{Failure, LIMIT_REACHED};
use crate::place::{inputs, options, time_limit, write};
use crate::progress::Progress;

/// Says who gains, who loses and who moves; writes the new plan if there is a folder for it.
pub(crate) fn what_if(args: &WhatIf, lang: Lang) -> Result<ExitCode, Failure> {
    let stop = time_limit(args.time_limit, lang)?;
    let (changes, mut bad) = typed(&args.changes);
    if changes.is_empty() && bad.is_empty() {
        return Err(no_change(lang));
    }
    let progress = Progress::start(lang, args.quiet || args.json);
    let stage = |stage| progress.enter(stage);
    let round = placement::read(&inputs(&args.files, lang)?, &options(&args.files, lang)?, &stage)?;
    let json = fs::read_to_string(&args.plan)
        .map_err(|why| Failure::Usage(format!("{}\u{a0}: {why}", args.plan.display())))?;
    let name = args.plan.file_name().unwrap_or(args.plan.as_os_str()).to_string_lossy();
    let shown = what_if::shown(&round, &name, &json)
        .map_err(|refuted| does_not_hold(&args.plan, &refuted, lang))?;
    let then = match what_if::apply(round, &shown, &changes) {
        Ok(then) if bad.is_empty() => then,
        Ok(_) => return Err(refused(&bad, lang)),
        Err(more) => {
            bad.extend(more);
            return Err(refused(&bad, lang));
        }
    };
    let plan = placement::plan(&then.round, &stop, &stage).context(
        "le plan trouvé ne passe pas sa propre vérification / the plan found fails its own check",
    )?;
    let effect = what_if::compare(&changes, &then.notes, &shown.plan, &plan);
    if let Some(out) = &args.out {
        let options = report::Options { lang, names: args.names, school: None };
        write(&then.round, &plan, &options, out)?;
    }
    progress.finish();
    if args.json {
        say!("{}", serde_json::to_string(&effect).context("JSON")?);
    } else if !args.quiet {
        say!("{}\n{}", effect.in_words(lang), plan.summary());
    }
    Ok(match plan.status {
        Status::Optimal => ExitCode::SUCCESS,
        Status::Feasible => ExitCode::from(LIMIT_REACHED),
    })
}

/// All the changes, if they can be read and there are any.
pub(crate) fn all_typed(typed: &Changes, lang: Lang) -> Result<Vec<Change>, Failure> {
    let (changes, bad) = self::typed(typed);
    match (changes.is_empty(), bad.is_empty()) {
        (_, false) => Err(refused(&bad, lang)),
        (true, true) => Err(no_change(lang)),
        (false, true) => Ok(changes),
    }
}

/// The changes that can be read, and what is wrong with the others.
fn typed(typed: &Changes) -> (Vec<Change>, Vec<BadChange>) {
    let lists = [
        (Kind::Withdraw, &typed.withdraw),
        (Kind::Reach, &typed.reach),
        (Kind::Places, &typed.places),
        (Kind::Open, &typed.open),
        (Kind::Close, &typed.close),
        (Kind::Board, &typed.board),
        (Kind::Release, &typed.release),
    ];
    let lists = lists.into_iter().flat_map(|(kind, all)| all.iter().map(move |one| (kind, one)));
    let limits = [(Kind::Budget, &typed.budget), (Kind::Most, &typed.most)];
    let limits = limits.into_iter().filter_map(|(kind, one)| Some((kind, one.as_ref()?)));
    let (mut changes, mut bad) = (vec![], vec![]);
    for (kind, one) in lists.chain(limits) {
        match kind.read(one) {
            Ok(change) => changes.push(change),
            Err(why) => bad.push(why),
        }
    }
    (changes, bad)
}

fn refused(bad: &[BadChange], lang: Lang) -> Failure {
    let sentences: Vec<String> = bad.iter().map(|why| why.in_words(lang)).collect();
    Failure::Usage(sentences.join("\n"))
}

fn no_change(lang: Lang) -> Failure {
    Failure::Usage(match lang {
        Lang::Fr => "aucun changement\u{a0}: ajoutez par exemple --withdraw OFFRE ou --reach \
                     ÉLÈVE=60\u{a0}; toutes les options\u{a0}: metier what-if --help"
            .to_owned(),
        Lang::En => "no change: add for example --withdraw OFFER or --reach LEARNER=60; all \
                     options: metier what-if --help"
            .to_owned(),
    })
}

fn does_not_hold(plan: &Path, refuted: &Refuted, lang: Lang) -> Failure {
    let (plan, why) = (plan.display(), refuted.in_words(lang));
    Failure::Usage(match lang {
        Lang::Fr => format!(
            "{plan} ne tient pas avec ces fichiers\u{a0}:\n{why}\ndonnez les fichiers et les options \
             dont il est fait, ou refaites-le avec metier place"
        ),
        Lang::En => format!(
            "{plan} does not hold against these files:\n{why}\ngive the files and options that it was \
             made from, or make it again with metier place"
        ),
    })
}
