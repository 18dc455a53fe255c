//! The published plan: who was placed where, and whether it was made from today's files.

use kernel::{InWords, Lang, quoted};
use matching::Published;
use serde::Deserialize;
use tables::{Fault, Faults, Problem};

use crate::{
    Round, Warning,
    files::source::Source,
    plan::{FORMAT, Input, Role},
};

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
    /// It was made from other files.
    OtherInput(Warning),
}

/// What a rerun reads of a plan; the rest is not looked at.
#[derive(Deserialize)]
struct Previous {
    format: u32,
    #[serde(default)]
    inputs: Vec<Input>,
    placements: Vec<Placed>,
}

#[derive(Deserialize)]
struct Placed {
    learner: String,
    offer: String,
}

/// What is asked of a published plan.
pub(super) struct Asked<'a> {
    /// Where it is.
    pub(super) path: &'a Source,
    /// The files of the round.
    pub(super) files: &'a [(Role, &'a Source)],
    /// Use it even if it was made from other files.
    pub(super) force: bool,
}

/// Where the published plan had put each learner of the round, and which of the files it
/// was made from are others than those of the round.
pub(super) fn read(
    asked: &Asked,
    round: &Round,
    faults: &mut Faults,
) -> (Vec<Published>, Vec<Warning>) {
    let name = asked.path.name();
    let mut refuse = |why: &NoPlan| faults.push(Fault::on_file(&name, Problem::refused(why)));
    let plan = match parse(asked.path) {
        Ok(plan) if plan.format == FORMAT => plan,
        Ok(Previous { format, .. }) => {
            refuse(&NoPlan::OtherFormat { format });
            return (vec![], vec![]);
        }
        Err(why) => {
            refuse(&why);
            return (vec![], vec![]);
        }
    };
    let mut others = differences(&plan.inputs, asked.files);
    if !asked.force {
        for other in others.drain(..) {
            refuse(&NoPlan::OtherInput(other));
        }
    }
    let placed = plan.placements.iter().map(|p| (p.learner.as_str(), p.offer.as_str()));
    let (published, twice) = published(round, placed);
    for learner in twice {
        refuse(&NoPlan::TwiceInPlan { learner });
    }
    (published, others)
}

/// Where a plan had put each learner of the round; the ids of those whom it places twice.
pub(crate) fn published<'p>(
    round: &Round,
    placed: impl Iterator<Item = (&'p str, &'p str)>,
) -> (Vec<Published>, Vec<String>) {
    let mut published = vec![Published::No; round.learners.len()];
    let mut twice = vec![];
    for (learner, offer) in placed {
        let Some(idx) = round.learner_idx(learner) else { continue };
        let place = &mut published[idx as usize];
        if *place != Published::No {
            twice.push(learner.to_owned());
        }
        *place = round.offer_idx(offer).map_or(Published::Gone, Published::In);
    }
    (published, twice)
}

/// The files of learners and places that are not those that a plan was made from. Settings
/// may differ: they are the user's word of today.
fn differences(stated: &[Input], files: &[(Role, &Source)]) -> Vec<Warning> {
    let roles = [Role::Learners, Role::Offers, Role::Workshops, Role::Travel, Role::Pairs];
    roles.into_iter().filter_map(|role| difference(role, stated, files)).collect()
}

fn difference(role: Role, stated: &[Input], files: &[(Role, &Source)]) -> Option<Warning> {
    let was = stated.iter().find(|input| input.role == role);
    let now = files.iter().find(|(given, _)| *given == role).map(|(_, path)| *path);
    let is_same = match (was, now) {
        (None, None) => true,
        // A file that cannot be read is refused by whoever opens it.
        (Some(was), Some(now)) => now.sha256().map_or(true, |sha256| sha256 == was.sha256),
        (Some(_), None) | (None, Some(_)) => false,
    };
    let (was, now) = (was.map(|input| input.name.clone()), now.map(Source::name));
    (!is_same).then_some(Warning::PreviousOfOther { file: role, was, now })
}

fn parse(path: &Source) -> Result<Previous, NoPlan> {
    let unreadable = |why: std::io::Error| NoPlan::Unreadable { why: why.to_string() };
    let file = path.open().map_err(unreadable)?;
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
            Self::OtherInput(other) => format!(
                "{}\u{a0}; donnez ce dont il est fait, ou ajoutez --force-previous pour qu’il \
                 serve quand même",
                other.in_words(Lang::Fr)
            ),
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
            Self::OtherInput(other) => format!(
                "{}; give what it was made from, or add --force-previous to use it all the same",
                other.in_words(Lang::En)
            ),
        }
    }
}
