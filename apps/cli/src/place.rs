//! `metier place`: files in, a folder with the plan, its proof and the report out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Context;
use kernel::Lang;
use placement::plan::Status;
use placement::{Inputs, Options, Plan, Round, Source, report};

use crate::args::{Place, RoundFiles};
use crate::exit::{Failure, LIMIT_REACHED};
use crate::progress::Progress;
use crate::{points, summary};

/// Places the learners of the files.
pub(crate) fn place(args: &Place, lang: Lang) -> Result<ExitCode, Failure> {
    let out = args.out.as_deref().ok_or_else(|| missing("--out", lang))?;
    let progress = Progress::start(lang, args.quiet || args.json);
    let stage = |stage| progress.enter(stage);
    let round = placement::read(&inputs(&args.files, lang)?, &options(&args.files, lang)?, &stage)?;
    check_school(&round, args.school.as_deref(), lang)?;
    let stop = time_limit(args.time_limit, lang)?;
    let plan = placement::plan(&round, &stop, &stage).context(
        "le plan trouvé ne passe pas sa propre vérification / the plan found fails its own check",
    )?;
    let writing = Instant::now();
    let report = report::Options { lang, names: args.names, school: args.school.clone() };
    write(&round, &plan, &report, out)?;
    let write_s = writing.elapsed().as_secs_f64();
    progress.finish();
    if args.json {
        say!("{}", summary::json(plan.summary(), &progress, write_s));
    } else if !args.quiet {
        say!("{}", summary::text(&plan, out, lang));
    }
    Ok(match plan.status {
        Status::Optimal => ExitCode::SUCCESS,
        Status::Feasible => ExitCode::from(LIMIT_REACHED),
    })
}

/// Whether so many seconds have gone by: the search for workshops then ends.
pub(crate) fn time_limit(seconds: u64, lang: Lang) -> Result<impl Fn() -> bool, Failure> {
    if seconds == 0 {
        return Err(Failure::Usage(match lang {
            Lang::Fr => "--time-limit : au moins 1 seconde ; 60 si l'option est absente".to_owned(),
            Lang::En => "--time-limit: at least 1 second; 60 if the option is absent".to_owned(),
        }));
    }
    let (started, limit) = (Instant::now(), Duration::from_secs(seconds));
    Ok(move || limit <= started.elapsed())
}

/// Writes a plan and its report to a folder.
pub(crate) fn write(
    round: &Round,
    plan: &Plan,
    options: &report::Options,
    out: &Path,
) -> Result<(), Failure> {
    let report = report::html(round, plan, options);
    let written = placement::write(plan, Some(&report), out, options.lang);
    written.with_context(|| out.display().to_string())?;
    Ok(())
}

/// The files that the round is read from.
pub(crate) fn inputs(files: &RoundFiles, lang: Lang) -> Result<Inputs, Failure> {
    let required = |file: &Option<PathBuf>, option| {
        file.clone().map(Source::from).ok_or_else(|| missing(option, lang))
    };
    let given = |file: &Option<PathBuf>| file.clone().map(Source::from);
    Ok(Inputs {
        learners: required(&files.learners, "--learners")?,
        offers: required(&files.offers, "--offers")?,
        workshops: given(&files.workshops),
        travel: given(&files.travel),
        pairs: given(&files.pairs),
        round: given(&files.round),
        previous: given(&files.previous),
    })
}

/// What the options say besides the files.
pub(crate) fn options(files: &RoundFiles, lang: Lang) -> Result<Options, Failure> {
    let places = points::places(lang)?;
    Ok(Options {
        seed: files.seed,
        force_locks: files.force_locks,
        force_previous: files.force_previous,
        places,
    })
}

fn missing(option: &str, lang: Lang) -> Failure {
    Failure::Usage(match lang {
        Lang::Fr => format!(
            "il manque {option} ; « metier place --example exemple » écrit un exemple à suivre"
        ),
        Lang::En => format!(
            "{option} is missing; “metier place --example example” writes an example to follow"
        ),
    })
}

fn check_school(round: &Round, school: Option<&str>, lang: Lang) -> Result<(), Failure> {
    let Some(school) = school else { return Ok(()) };
    let known = || round.learners.iter().filter_map(|learner| learner.school.as_deref());
    if known().any(|name| name == school) {
        return Ok(());
    }
    let near = tables::nearest(school, known());
    Err(Failure::Usage(match (near, lang) {
        (Some(near), Lang::Fr) => {
            format!("--school : aucun apprenant de « {school} » ; vouliez-vous dire « {near} » ?")
        }
        (Some(near), Lang::En) => {
            format!("--school: no learner of “{school}”; did you mean “{near}”?")
        }
        (None, Lang::Fr) => {
            format!("--school : aucun apprenant de « {school} » dans la colonne school du fichier")
        }
        (None, Lang::En) => format!("--school: no learner of “{school}” in the school column"),
    }))
}
