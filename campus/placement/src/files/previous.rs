//! The published plan: who was placed where.

use std::{fs::File, io::BufReader, path::Path};

use kernel::{InWords, Lang, quoted};
use matching::Published;
use serde::Deserialize;
use tables::{Fault, Faults, Problem};

use crate::{Round, plan::FORMAT};

/// Why a plan is refused.
#[derive(Clone, Debug, PartialEq)]
enum NoPlan {
    /// The file cannot be read.
    Unreadable { why: String },
    /// It is not a plan.
    NotAPlan { why: String },
    /// It is of another version of the format.
    OtherFormat { format: u32 },
    /// A learner is in it twice.
    TwiceInPlan { learner: String },
}

/// What a rerun reads of a plan; the rest is not looked at.
#[derive(Deserialize)]
struct Previous {
    format: u32,
    placements: Vec<Placed>,
}

#[derive(Deserialize)]
struct Placed {
    learner: String,
    offer: String,
}

/// Where the published plan had put each learner of the round.
pub(super) fn read(path: &Path, round: &Round, faults: &mut Faults) -> Vec<Published> {
    let mut published = vec![Published::No; round.learners.len()];
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    let mut refuse = |why: &NoPlan| faults.push(Fault::on_file(&name, Problem::refused(why)));
    match parse(path) {
        Err(why) => refuse(&why),
        Ok(plan) if plan.format != FORMAT => {
            refuse(&NoPlan::OtherFormat { format: plan.format });
        }
        Ok(plan) => {
            for placed in plan.placements {
                let Some(learner) = round.learner_idx(&placed.learner) else { continue };
                let place = &mut published[learner as usize];
                if *place != Published::No {
                    refuse(&NoPlan::TwiceInPlan { learner: placed.learner });
                }
                *place = round.offer_idx(&placed.offer).map_or(Published::Gone, Published::In);
            }
        }
    }
    published
}

fn parse(path: &Path) -> Result<Previous, NoPlan> {
    let unreadable = |why: std::io::Error| NoPlan::Unreadable { why: why.to_string() };
    let file = BufReader::new(File::open(path).map_err(unreadable)?);
    serde_json::from_reader(file).map_err(|why| NoPlan::NotAPlan { why: why.to_string() })
}

impl InWords for NoPlan {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.in_french(),
            Lang::En => self.in_english(),
        }
    }
}

impl NoPlan {
    fn in_french(&self) -> String {
        let q = |text: &str| quoted(text, Lang::Fr);
        match self {
            Self::Unreadable { why } => format!("fichier illisible\u{a0}: {why}"),
            Self::NotAPlan { why } => {
                format!(
                    "ce n’est pas un plan\u{a0}: {why}\u{a0}; donnez le plan.json d’une campagne"
                )
            }
            Self::OtherFormat { format } => {
                format!("plan du format {format}, et cette version lit le format {FORMAT}")
            }
            Self::TwiceInPlan { learner } => {
                format!("l’élève {} est deux fois dans le plan", q(learner))
            }
        }
    }

    fn in_english(&self) -> String {
        let q = |text: &str| quoted(text, Lang::En);
        match self {
            Self::Unreadable { why } => format!("the file cannot be read: {why}"),
            Self::NotAPlan { why } => {
                format!("this is no plan: {why}; give the plan.json of a round")
            }
            Self::OtherFormat { format } => {
                format!("plan of format {format}, and this version reads format {FORMAT}")
            }
            Self::TwiceInPlan { learner } => format!("learner {} is twice in the plan", q(learner)),
        }
    }
}
