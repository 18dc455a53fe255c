//! A folder with the files of a round, as a coordinator would have it.

use std::{collections::BTreeMap, fs, path::PathBuf};

use kernel::{InWords, Lang};
use placement::{Inputs, Options, Plan, Round, Source};
use tables::Faults;
use tempfile::TempDir;

pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    /// Three learners and two offers that fit, with dates.
    pub(crate) fn sound() -> Self {
        let desk = Self::new();
        desk.file("learners.csv", LEARNERS).file("offers.csv", OFFERS).file("round.toml", ROUND);
        desk
    }

    /// A round with everything that a plan can state: a competition, a learner whom nothing
    /// reaches, a lock, a limit, wishes, a rerun, minutes of the user.
    pub(crate) fn rich() -> Self {
        let desk = Self::sound();
        desk.learners(
            "id,school,trade,level,commune,reach_min,mode,birth_date,fixed,wishes,couleur\n\
             L1,A,couture,3,Cholet,60,transit,2008-01-15,,O2|O1,x\n\
             L2,A,couture,4,Cholet,60,car,2007-03-02,O2,,\n\
             L3,B,couture,3,Cholet,60,transit,2009-11-30,,,\n\
             L4,B,couture,3,Angers,45,transit,2009-11-30,,,\n\
             L5,,maroquinerie,3,Cholet,60,transit,2012-11-30,,,\n",
        );
        desk.offers(
            "id,company,siret,trade,levels,commune,places,company_max,minors\n\
             O1,Atelier Loire,73282932000074,couture,3-4,Cholet,1,2,oui\n\
             O2,Atelier Loire,73282932000074,couture,3|4,Cholet,2,,oui\n\
             O3,Selliers,,maroquinerie,3,Nantes,1,,non\n",
        );
        desk.file("travel.csv", "learner,offer,minutes\nL2,O2,33\n");
        desk.file("previous.json", r#"{"format":2,"placements":[{"learner":"L3","offer":"O9"}]}"#);
        desk
    }

    /// The demonstration campus.
    pub(crate) fn demo() -> Self {
        let desk = Self::new();
        for name in ["learners.csv", "offers.csv", "workshops.csv", "round.toml"] {
            let demo = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../demo"));
            fs::copy(demo.join(name), desk.path(name)).unwrap();
        }
        desk
    }

    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn file(&self, name: &str, text: &str) -> &Self {
        fs::write(self.path(name), text).unwrap();
        self
    }

    pub(crate) fn learners(&self, text: &str) -> &Self {
        self.file("learners.csv", text)
    }

    pub(crate) fn offers(&self, text: &str) -> &Self {
        self.file("offers.csv", text)
    }

    pub(crate) fn workshops(&self, text: &str) -> &Self {
        self.file("workshops.csv", text)
    }

    pub(crate) fn round(&self, text: &str) -> &Self {
        self.file("round.toml", text)
    }

    /// The files that are on the desk.
    pub(crate) fn inputs(&self) -> Inputs {
        let there =
            |name: &str| Some(self.path(name)).filter(|path| path.exists()).map(Source::from);
        Inputs {
            learners: there("learners.xlsx").unwrap_or(self.path("learners.csv").into()),
            offers: there("offers.xlsx").unwrap_or(self.path("offers.csv").into()),
            workshops: there("workshops.csv"),
            travel: there("travel.csv"),
            pairs: there("pairs.csv"),
            round: there("round.toml"),
            previous: there("previous.json"),
        }
    }

    pub(crate) fn read(&self) -> Result<Round, Faults> {
        self.read_with(&forced())
    }

    pub(crate) fn read_with(&self, options: &Options) -> Result<Round, Faults> {
        placement::read(&self.inputs(), options, &|_| {})
    }

    /// Plans; a published plan serves, whatever files it was made from.
    pub(crate) fn plan(&self) -> (Round, Plan) {
        self.plan_with(&forced())
    }

    /// Plans, and checks that the plan written is accepted.
    pub(crate) fn plan_with(&self, options: &Options) -> (Round, Plan) {
        let round = self.read_with(options).unwrap_or_else(|faults| panic!("{faults}"));
        let plan = placement::plan(&round, &|| false, &|_| {}).unwrap();
        let json = serde_json::to_string(&plan).unwrap();
        if let Err(why) = placement::verify(&round, &json) {
            panic!("{}", why.in_words(Lang::En));
        }
        (round, plan)
    }

    /// Who goes where.
    pub(crate) fn places(&self) -> BTreeMap<String, String> {
        places(&self.plan().1)
    }

    /// What is wrong with the files, line by line.
    pub(crate) fn faults(&self) -> Vec<String> {
        let faults = self.read().err().map(|faults| faults.in_words(Lang::En));
        faults.unwrap_or_default().lines().map(str::to_owned).collect()
    }

    /// What should be known of the plan.
    pub(crate) fn warnings(&self) -> Vec<String> {
        self.plan().1.warnings.iter().map(|warning| warning.in_words(Lang::En)).collect()
    }
}

pub(crate) fn places(plan: &Plan) -> BTreeMap<String, String> {
    plan.placements.iter().map(|p| (p.learner.clone(), p.offer.clone())).collect()
}

const LEARNERS: &str = "\
id,school,trade,level,commune,reach_min,mode,birth_date,fixed
L1,Lycée A,couture,3,Cholet,60,transit,2008-01-15,
L2,Lycée A,couture,4,Saumur,60,car,2007-03-02,
L3,Lycée B,couture,3,Angers,45,transit,2009-11-30,
";

const OFFERS: &str = "\
id,company,siret,trade,levels,commune,places,company_max,minors,starts,ends
O1,Atelier Loire,73282932000074,couture,3-4,Cholet,1,,oui,2026-06-01,2026-07-10
O2,Atelier Thouet,13002526500013,couture,3|4,Saumur,2,,oui,2026-06-08,2026-07-03
";

const ROUND: &str = "\
[round]
starts = 2026-06-08
ends = 2026-07-03
";

fn forced() -> Options {
    Options { force_previous: true, ..Options::default() }
}
