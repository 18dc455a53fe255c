//! What companies and learners answer, what runs out, what is taken back.

use std::process::ExitCode;

use kernel::{InWords, Lang, quoted};
use learners::LEARNERS;
use placement::campaign::{self, Answered, Motive, RoundError, Side, State};
use placement::nouns::offer::OFFERS;
use placement::nouns::placement::{self as placed, PLACEMENTS};
use records::{Asked, Record, RecordError, Scope};
use storage::Tx;

use super::args::Answer;
use super::{count, find};
use crate::desk::Desk;
use crate::exit::Failure;
use crate::usage::program;

/// Takes the answer of one side.
pub(super) async fn answer(desk: &Desk, args: &Answer) -> Result<ExitCode, Failure> {
    let lang = desk.lang;
    let side = if args.side == "company" { Side::Company } else { Side::Learner };
    let said = match &args.decline {
        None => campaign::Answer::Accept,
        Some(code) => {
            campaign::Answer::Decline(Motive::of(code).ok_or_else(|| unknown_motive(code, lang))?)
        }
    };
    let answered = desk
        .write_or(async |tx: &mut Tx, scope: &Scope| -> Result<Answered, RoundError> {
            let placement = standing(tx, scope, args).await?;
            let answer = (side, said);
            campaign::answer(tx, scope, placement.id, answer, &desk.surroundings).await
        })
        .await?;
    let state = placed::STATE.choice(answered.state.code());
    let state = state.map(|choice| choice.label.in_words(lang)).unwrap_or_default();
    println!("{}, {state}", args.learner);
    if matches!(answered.state, State::Declined(_)) {
        println!("{}", repair_hint(&args.round, lang));
    }
    Ok(ExitCode::SUCCESS)
}

/// Lets proposals expire that nobody answered in time.
pub(super) async fn expire(desk: &Desk, round: &str) -> Result<ExitCode, Failure> {
    let expired = desk
        .write_or(async |tx: &mut Tx, scope: &Scope| -> Result<Vec<Record>, RoundError> {
            let id = find(tx, scope, round).await?;
            campaign::expire(tx, scope, id, &desk.surroundings).await
        })
        .await?;
    told_lost(desk, round, expired.len());
    Ok(ExitCode::SUCCESS)
}

/// Takes an offer back with the places that it held.
pub(super) async fn withdraw(desk: &Desk, round: &str, offer: &str) -> Result<ExitCode, Failure> {
    let lost = desk
        .write_or(async |tx: &mut Tx, scope: &Scope| -> Result<Vec<Record>, RoundError> {
            find(tx, scope, round).await?;
            let offer = records::meant(tx, scope, &OFFERS, offer).await?;
            campaign::withdraw_offer(tx, scope, offer.id, &desk.surroundings).await
        })
        .await?;
    told_lost(desk, round, lost.len());
    Ok(ExitCode::SUCCESS)
}

/// The placement of a learner that waits for an answer or was accepted.
async fn standing(tx: &mut Tx, scope: &Scope, args: &Answer) -> Result<Record, RoundError> {
    let round = find(tx, scope, &args.round).await?;
    let absent = || RecordError::Absent { noun: &PLACEMENTS, asked: args.learner.clone() };
    if let Ok(id) = args.learner.parse() {
        // A company knows the placement, not the learner's record.
        if let Some(placement) = records::find(tx, scope, &PLACEMENTS, id).await? {
            return Ok(placement);
        }
    }
    let learner = records::meant(tx, scope, &LEARNERS, &args.learner).await?;
    let asked = Asked::only(&placed::ROUND, round).and(&placed::LEARNER, learner.id);
    let placements = records::page(tx, scope, &PLACEMENTS, &asked).await?.records;
    let last = placements.into_iter().max_by_key(|placement| {
        let is_open = State::of(placement).is_some_and(State::is_open);
        (is_open, placement.day(&placed::PROPOSED_ON), placement.id)
    });
    Ok(last.ok_or_else(absent)?)
}

fn told_lost(desk: &Desk, round: &str, n_lost: usize) {
    let n = count(n_lost, desk.lang);
    println!(
        "{}",
        match desk.lang {
            Lang::Fr => format!("placements défaits\u{a0}: {n}"),
            Lang::En => format!("placements undone: {n}"),
        }
    );
    if 0 < n_lost {
        println!("{}", repair_hint(round, desk.lang));
    }
}

fn repair_hint(round: &str, lang: Lang) -> String {
    let program = program();
    match lang {
        Lang::Fr => format!("pour proposer une autre place\u{a0}: {program} round repair {round}"),
        Lang::En => format!("to propose another place: {program} round repair {round}"),
    }
}

fn unknown_motive(code: &str, lang: Lang) -> Failure {
    let known: Vec<String> = Motive::ALL
        .iter()
        .map(|motive| {
            let choice = motive.choice();
            format!("{} ({})", choice.code, choice.label.in_words(lang))
        })
        .collect();
    let (given, known) = (quoted(code, lang), known.join(", "));
    Failure::Usage(match lang {
        Lang::Fr => format!("motif inconnu {given}\u{a0}: choisissez parmi {known}"),
        Lang::En => format!("unknown reason {given}: choose one of {known}"),
    })
}
