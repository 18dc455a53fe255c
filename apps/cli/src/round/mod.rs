//! `metier round`: a placement campaign over the records.

mod answers;
pub(crate) mod args;
mod locks;
mod plans;

use std::fs;
use std::process::ExitCode;

use kernel::{InWords, Lang, grouped};
use placement::campaign::{self, Progress, RoundError};
use placement::nouns::round::{self, ROUNDS};
use records::{Scope, Unit, Value, Values};
use storage::Tx;
use uuid::Uuid;

use crate::args::Who;
use crate::desk::Desk;
use crate::done;
use crate::exit::Failure;
use args::{Open, Round};

/// Does what was typed.
pub(crate) async fn run(who: &Who, typed: &Round, lang: Lang) -> Result<ExitCode, Failure> {
    let desk = Desk::open(who, lang).await?;
    match typed {
        Round::Open(args) => open(&desk, args).await,
        Round::Show { round } => show(&desk, round).await,
        Round::Plan(args) => plans::plan(&desk, args).await,
        Round::Publish(args) => plans::publish(&desk, args).await,
        Round::Lock(args) => locks::lock(&desk, args, placement::nouns::lock::KEEP).await,
        Round::Forbid(args) => locks::lock(&desk, args, placement::nouns::lock::FORBID).await,
        Round::Release { round, learner } => locks::release(&desk, round, learner).await,
        Round::Answer(args) => answers::answer(&desk, args).await,
        Round::Expire { round } => answers::expire(&desk, round).await,
        Round::Withdraw { round, offer } => answers::withdraw(&desk, round, offer).await,
        Round::Repair(args) => plans::repair(&desk, args).await,
        Round::Compare { round, first, second } => {
            plans::compare(&desk, round, (*first, *second)).await
        }
        Round::WhatIf(args) => plans::what_if(&desk, args).await,
        Round::Verify(args) => plans::verify(&desk, args).await,
        Round::Export(args) => plans::export(&desk, args).await,
        Round::Close { round } => close(&desk, round).await,
    }
}

async fn open(desk: &Desk, args: &Open) -> Result<ExitCode, Failure> {
    let settings = match &args.settings {
        Some(path) => fs::read_to_string(path)
            .map_err(|why| Failure::Usage(format!("{}\u{a0}: {why}", path.display())))?,
        None => String::new(),
    };
    let values = Values::blank(&ROUNDS)
        .with(&round::REFERENCE, args.round.as_str())
        .with(&round::NAME, args.title.as_str())
        .with(&round::STARTS, args.starts)
        .with(&round::ENDS, args.ends)
        .with(&round::DAY, args.day)
        .with(&round::SEED, args.seed)
        .with(&round::BUDGET_EUR, args.budget)
        .with(&round::MOST_WORKSHOPS, args.most)
        .with(&round::SETTINGS, Value::text(&settings));
    let opened = desk
        .write(async |tx: &mut Tx, scope: &Scope| {
            let mut unit = Unit::new(scope, "open");
            unit.create(tx, values.clone())?;
            unit.save(tx, &desk.surroundings).await
        })
        .await?;
    say!("{}", done::told(&opened, desk.lang));
    Ok(ExitCode::SUCCESS)
}

async fn show(desk: &Desk, asked: &str) -> Result<ExitCode, Failure> {
    let today = desk.surroundings.today;
    let progress = desk
        .read_or(async |tx: &mut Tx, scope: &Scope| -> Result<Progress, RoundError> {
            let id = find(tx, scope, asked).await?;
            campaign::progress(tx, scope, id, today).await
        })
        .await?;
    say!("{}", told(&progress, desk.lang));
    Ok(ExitCode::SUCCESS)
}

async fn close(desk: &Desk, asked: &str) -> Result<ExitCode, Failure> {
    let n_remembered = desk
        .write_or(async |tx: &mut Tx, scope: &Scope| -> Result<usize, RoundError> {
            let id = find(tx, scope, asked).await?;
            campaign::close(tx, scope, id, &desk.surroundings).await
        })
        .await?;
    let n = count(n_remembered, desk.lang);
    say!(
        "{}",
        match desk.lang {
            Lang::Fr =>
                format!("campagne close\u{a0}; élèves à mieux servir la prochaine fois\u{a0}: {n}"),
            Lang::En => format!("round closed; learners to serve better next time: {n}"),
        }
    );
    Ok(ExitCode::SUCCESS)
}

/// The round that is meant.
pub(super) async fn find(tx: &mut Tx, scope: &Scope, asked: &str) -> Result<Uuid, RoundError> {
    Ok(records::meant(tx, scope, &ROUNDS, asked).await?.id)
}

/// A number as people read it.
pub(super) fn count(n: usize, lang: Lang) -> String {
    grouped(i64::try_from(n).unwrap_or(i64::MAX), lang)
}

fn told(progress: &Progress, lang: Lang) -> String {
    let round = &progress.round;
    let state = round.get(&round::STATE).shown(&round::STATE, lang);
    let mut lines = vec![format!("{} — {state}", round.title())];
    let header: [&str; 4] = match lang {
        Lang::Fr => ["métier", "élèves", "offres", "places"],
        Lang::En => ["trade", "learners", "offers", "places"],
    };
    let unknown = match lang {
        Lang::Fr => "(métier non dit)",
        Lang::En => "(no trade said)",
    };
    let rows = progress.by_trade.iter().map(|(trade, collected)| {
        let trade = if trade.is_empty() { unknown } else { trade };
        vec![
            trade.to_owned(),
            collected.n_learners.to_string(),
            collected.n_offers.to_string(),
            collected.n_places.to_string(),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    lines.push(crate::table::aligned(&header, &rows, crate::table::terminal_width()));
    let (lapsed, lapsing) = (count(progress.n_lapsed, lang), count(progress.n_lapsing, lang));
    lines.push(match lang {
        Lang::Fr => format!("offres dont la parole est échue\u{a0}: {lapsed}\u{a0}; échue sous 7 jours\u{a0}: {lapsing}"),
        Lang::En => format!("offers whose word has lapsed: {lapsed}; lapsing within 7 days: {lapsing}"),
    });
    for (state, n) in &progress.placements {
        let choice = placement::nouns::placement::STATE.choice(state);
        let state = choice.map_or((*state).to_owned(), |choice| choice.label.in_words(lang));
        lines.push(match lang {
            Lang::Fr => format!("placements, {state}\u{a0}: {}", count(*n, lang)),
            Lang::En => format!("placements, {state}: {}", count(*n, lang)),
        });
    }
    if 0 < progress.n_overdue {
        let n = count(progress.n_overdue, lang);
        lines.push(match lang {
            Lang::Fr => format!(
                "sans réponse à temps\u{a0}: {n}\u{a0}; metier round expire {}",
                reference(progress)
            ),
            Lang::En => {
                format!("not answered in time: {n}; metier round expire {}", reference(progress))
            }
        });
    }
    lines.join("\n")
}

fn reference(progress: &Progress) -> String {
    progress
        .round
        .text(&round::REFERENCE)
        .map_or_else(|| progress.round.id.to_string(), str::to_owned)
}
