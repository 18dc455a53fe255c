//! `metier verify`: whether a plan holds, whoever made it.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use kernel::{InWords, Lang};
use placement::Refuted;

use crate::args::Verify;
use crate::exit::{BAD_INPUT, FAILED, Failure};
use crate::place::{inputs, options};
use crate::progress::Progress;

/// Checks the plan against the files; says everything that it states falsely.
pub(crate) fn verify(args: &Verify, lang: Lang) -> Result<ExitCode, Failure> {
    let progress = Progress::start(lang, args.quiet);
    let stage = |stage| progress.enter(stage);
    let round = placement::read(&inputs(&args.files, lang)?, &options(&args.files, lang)?, &stage)?;
    let plan = &args.plan;
    let json = fs::read_to_string(plan).with_context(|| plan.display().to_string())?;
    let verdict = placement::verify(&round, &json);
    progress.finish();
    match verdict {
        Ok(summary) => {
            if !args.quiet {
                say!("{}\n{summary}", holds(plan, lang));
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(refuted) => {
            eprintln!("{}", refuted.in_words(lang));
            Ok(ExitCode::from(match refuted {
                Refuted::Unreadable { .. } => BAD_INPUT,
                Refuted::False(..) => FAILED,
            }))
        }
    }
}

fn holds(plan: &Path, lang: Lang) -> String {
    let plan = plan.display();
    match lang {
        Lang::Fr => format!("{plan} tient : règles, chiffres, raisons et preuve sont justes"),
        Lang::En => format!("{plan} holds: rules, figures, reasons and proof are true"),
    }
}
