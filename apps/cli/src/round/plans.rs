//! Plans of a round: made as a job, kept, compared, published, verified, exported.

use std::fs;
use std::process::ExitCode;

use anyhow::Context;
use kernel::{InWords, Lang};
use placement::campaign::{self, Kept, Ordered, Published, RoundError};
use placement::nouns::plan;
use placement::what_if::{self, Change};
use placement::{Options, Plan as PlacementPlan, report};
use records::{Record, Scope};
use storage::{Tx, job};
use uuid::Uuid;

use super::args::{Chosen, Export, Plan, Publish, WhatIf};
use super::{count, find};
use crate::desk::Desk;
use crate::exit::{FAILED, Failure, LIMIT_REACHED};
use crate::progress::Waiting;
use crate::{clock, jobs};

/// Makes a plan as a job, and waits for it.
pub(super) async fn plan(desk: &Desk, args: &Plan) -> Result<ExitCode, Failure> {
    let kept = made(desk, args).await?;
    println!("{}", headline(&kept.record, desk.lang));
    println!("{}", kept.plan.summary());
    Ok(ended(&kept.plan))
}

/// Makes a plan, and says what it changes in the one that was published.
pub(super) async fn repair(desk: &Desk, args: &Plan) -> Result<ExitCode, Failure> {
    let published = desk
        .read_or(async |tx: &mut Tx, scope: &Scope| {
            let id = find(tx, scope, &args.round).await?;
            campaign::published(tx, scope, id).await?.ok_or(RoundError::NoPlan)
        })
        .await?;
    let kept = made(desk, args).await?;
    println!("{}", headline(&kept.record, desk.lang));
    let effect = what_if::compare(&[], &[], &published.plan, &kept.plan);
    println!("{}\n{}", effect.in_words(desk.lang), kept.plan.summary());
    Ok(ended(&kept.plan))
}

/// Compares two plans of a round.
pub(super) async fn compare(
    desk: &Desk,
    round: &str,
    (first, second): (i64, i64),
) -> Result<ExitCode, Failure> {
    let (first, second) = desk
        .read_or(async |tx: &mut Tx, scope: &Scope| -> Result<(Kept, Kept), RoundError> {
            let id = find(tx, scope, round).await?;
            let first = campaign::kept(tx, scope, id, Some(first)).await?;
            Ok((first, campaign::kept(tx, scope, id, Some(second)).await?))
        })
        .await?;
    let effect = what_if::compare(&[], &[], &first.plan, &second.plan);
    println!("{}\n{}", effect.in_words(desk.lang), second.plan.summary());
    Ok(ExitCode::SUCCESS)
}

/// Tells everybody a plan.
pub(super) async fn publish(desk: &Desk, args: &Publish) -> Result<ExitCode, Failure> {
    let done = desk
        .write_or(async |tx: &mut Tx, scope: &Scope| -> Result<Published, RoundError> {
            let id = find(tx, scope, &args.plan.round).await?;
            let chosen = (id, args.plan.number);
            campaign::publish(tx, scope, chosen, args.force, &desk.surroundings).await
        })
        .await?;
    let n = |n| count(n, desk.lang);
    let Published { n_proposed, n_kept, n_withdrawn, n_messages } = done;
    println!(
        "{}",
        match desk.lang {
            Lang::Fr => format!(
                "plan publié\u{a0}: nouvelles propositions {}, inchangées {}, retirées {}\u{a0}; messages \
             aux entreprises {}",
                n(n_proposed),
                n(n_kept),
                n(n_withdrawn),
                n(n_messages)
            ),
            Lang::En => format!(
                "plan published: new proposals {}, unchanged {}, taken back {}; messages to companies {}",
                n(n_proposed),
                n(n_kept),
                n(n_withdrawn),
                n(n_messages)
            ),
        }
    );
    Ok(ExitCode::SUCCESS)
}

/// Says what changes would do to a plan; keeps nothing.
pub(super) async fn what_if(desk: &Desk, args: &WhatIf) -> Result<ExitCode, Failure> {
    let lang = desk.lang;
    let changes: Vec<Change> = crate::what_if::all_typed(&args.changes, lang)?;
    let kept = chosen(desk, &args.plan).await?;
    let (round, stop) = (read(desk, &kept)?, crate::place::time_limit(args.time_limit, lang)?);
    let shown = what_if::shown(&round, "plan.json", &kept.json)
        .map_err(|refuted| Failure::Usage(refuted.in_words(lang)))?;
    let then = what_if::apply(round, &shown, &changes).map_err(|bad| {
        let bad: Vec<String> = bad.iter().map(|why| why.in_words(lang)).collect();
        Failure::Usage(bad.join("\n"))
    })?;
    let plan = placement::plan(&then.round, &stop, &|_| ()).context("plan")?;
    let effect = what_if::compare(&changes, &then.notes, &shown.plan, &plan);
    if args.json {
        println!("{}", serde_json::to_string(&effect).context("JSON")?);
    } else {
        println!("{}\n{}", effect.in_words(lang), plan.summary());
    }
    Ok(ended(&plan))
}

/// Checks a kept plan and its proof against the files that it was made from.
pub(super) async fn verify(desk: &Desk, args: &Chosen) -> Result<ExitCode, Failure> {
    let kept = chosen(desk, args).await?;
    let round = read(desk, &kept)?;
    match placement::verify(&round, &kept.json) {
        Ok(summary) => {
            println!("{}\n{summary}", headline(&kept.record, desk.lang));
            Ok(ExitCode::SUCCESS)
        }
        Err(refuted) => {
            eprintln!("{}", refuted.in_words(desk.lang));
            Ok(ExitCode::from(FAILED))
        }
    }
}

/// Writes a plan, its files and its report to a folder, as `metier place` would.
pub(super) async fn export(desk: &Desk, args: &Export) -> Result<ExitCode, Failure> {
    let kept = desk
        .write_or(async |tx: &mut Tx, scope: &Scope| -> Result<Kept, RoundError> {
            let id = find(tx, scope, &args.plan.round).await?;
            let kept = campaign::kept(tx, scope, id, args.plan.number).await?;
            // The files name learners by their references.
            let ids: Vec<Uuid> = kept.files.ids.learners.values().copied().collect();
            let learners = records::by_ids(tx, scope, &learners::LEARNERS, &ids).await?;
            records::note_read(tx, scope, &learners::LEARNERS, &learners, "export").await?;
            Ok(kept)
        })
        .await?;
    let round = read(desk, &kept)?;
    let options = report::Options { lang: desk.lang, names: false, school: None };
    crate::place::write(&round, &kept.plan, &options, &args.out)?;
    for (name, bytes) in &kept.files.contents {
        let path = args.out.join(name);
        fs::write(&path, bytes).with_context(|| path.display().to_string())?;
    }
    println!("{}", args.out.display());
    Ok(ExitCode::SUCCESS)
}

/// The round that a kept plan was made from.
fn read(desk: &Desk, kept: &Kept) -> Result<placement::Round, Failure> {
    let options = Options { places: desk.surroundings.places.clone(), ..Options::default() };
    Ok(placement::read(&kept.files.inputs(), &options, &|_| ())?)
}

async fn chosen(desk: &Desk, args: &Chosen) -> Result<Kept, Failure> {
    desk.read_or(async |tx: &mut Tx, scope: &Scope| -> Result<Kept, RoundError> {
        let id = find(tx, scope, &args.round).await?;
        campaign::kept(tx, scope, id, args.number).await
    })
    .await
}

/// Orders a plan and works until it is made: other orders that wait are served first.
async fn made(desk: &Desk, args: &Plan) -> Result<Kept, Failure> {
    let (round, ordered) = desk
        .write_or(async |tx: &mut Tx, scope: &Scope| -> Result<(Uuid, Uuid), RoundError> {
            let round = find(tx, scope, &args.round).await?;
            let name = args.title.clone().unwrap_or_default();
            let ordered = Ordered { round, name, time_limit: args.time_limit };
            Ok((round, campaign::order(tx, scope, &ordered).await?))
        })
        .await?;
    let waiting = Waiting::start();
    let record = serve(desk, ordered).await;
    waiting.finish();
    let number = record?.whole(&plan::NUMBER);
    desk.read_or(async |tx: &mut Tx, scope: &Scope| campaign::kept(tx, scope, round, number).await)
        .await
}

/// Does jobs of planning until the one that is waited for is done.
async fn serve(desk: &Desk, ordered: Uuid) -> Result<Record, Failure> {
    let worker = jobs::worker();
    loop {
        let taken = async |tx: &mut Tx| job::take(tx, &[campaign::KIND], &worker).await;
        let taken = desk.database.write(clock::now(), taken).await?;
        let Some(job) = taken else { return Err(taken_by_another(desk.lang)) };
        let is_ours = job.id == ordered;
        let done = jobs::work(&desk.database, &job, &worker, &desk.surroundings).await;
        if is_ours {
            return done;
        }
        if let Err(failure) = done {
            // Another order failed: whoever gave it finds why in the list of jobs.
            failure.tell(desk.lang);
        }
    }
}

fn taken_by_another(lang: Lang) -> Failure {
    Failure::Usage(match lang {
        Lang::Fr => {
            "un autre poste calcule ce plan\u{a0}: suivez-le avec metier jobs list".to_owned()
        }
        Lang::En => {
            "another worker is making this plan: follow it with metier jobs list".to_owned()
        }
    })
}

fn headline(record: &Record, lang: Lang) -> String {
    let number = record.whole(&plan::NUMBER).unwrap_or(0);
    let name = record.text(&plan::NAME).map(|name| format!(" ({name})")).unwrap_or_default();
    let proof = record.get(&plan::STATUS).shown(&plan::STATUS, lang);
    match lang {
        Lang::Fr => format!("plan {number}{name}, preuve\u{a0}: {proof}"),
        Lang::En => format!("plan {number}{name}, proof: {proof}"),
    }
}

fn ended(plan: &PlacementPlan) -> ExitCode {
    match plan.status {
        placement::plan::Status::Optimal => ExitCode::SUCCESS,
        placement::plan::Status::Feasible => ExitCode::from(LIMIT_REACHED),
    }
}
