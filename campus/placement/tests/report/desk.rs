//! A round of two schools, one learner too many in each, read from files and planned.

use std::{fs, path::Path};

use kernel::Lang;
use placement::{
    Inputs, Plan, Round,
    report::{self, Options},
};

const OFFERS: &str = "id,company,trade,levels,commune,places\n\
    O1,Atelier Loire,couture,3-4,Cholet,1\n\
    O2,Fil <b>&</b> Cie,couture,3-4,Cholet,1\n\
    O3,Selliers,maroquinerie,3,Nice,1\n";

const LEARNERS: &str = "id,name,school,trade,level,commune,reach_min\n\
    AA-1,Zélie Aubépine,Nord,couture,3,Cholet,60\n\
    AA-2,Zoé Bruyère,Nord,couture,3,Cholet,60\n\
    AA-3,Yann Capucine,Nord,maroquinerie,3,Cholet,60\n\
    BB-1,Xavier Digitale,Sud,couture,3,Cholet,60\n\
    BB-2,<script>alert(1)</script>,Sud,broderie,3,Angers,60\n";

/// A round and its plan.
pub(crate) struct Desk {
    pub(crate) round: Round,
    pub(crate) plan: Plan,
}

impl Desk {
    pub(crate) fn two_schools() -> Self {
        Self::of(LEARNERS, OFFERS)
    }

    /// As many learners, in as many communes as the department of a large campus has.
    pub(crate) fn crowd(n: usize) -> Self {
        let communes =
            ["Cholet", "Angers", "Nantes", "Laval", "Saumur", "Marseille", "Nice", "Arles"];
        let commune = |i: usize| communes[i % communes.len()];
        let learner =
            |i| format!("L{i},Prénom{i} Nom{i},École {},couture,3,{},90\n", i % 90, commune(i));
        let offer =
            |i| format!("O{i},Atelier du nom le plus long {i},couture,3,{},2\n", commune(i));
        let learners: String = (0..n).map(learner).collect();
        let offers: String = (0..n / 4).map(offer).collect();
        Self::of(
            &format!("id,name,school,trade,level,commune,reach_min\n{learners}"),
            &format!("id,company,trade,levels,commune,places\n{offers}"),
        )
    }

    fn of(learners: &str, offers: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let learners = write("learners.csv", learners);
        let offers = write("offers.csv", offers);
        Self::read(&learners, &offers)
    }

    fn read(learners: &Path, offers: &Path) -> Self {
        let inputs = Inputs {
            learners: learners.to_owned().into(),
            offers: offers.to_owned().into(),
            ..Inputs::default()
        };
        let options = placement::Options::default();
        let round = placement::read(&inputs, &options, &|_| ()).unwrap();
        let plan = placement::plan(&round, &|| false, &|_| ()).unwrap();
        Self { round, plan }
    }

    pub(crate) fn report(&self, options: &Options) -> String {
        report::html(&self.round, &self.plan, options)
    }
}

/// For whoever may read everything but names.
pub(crate) fn french() -> Options {
    Options { lang: Lang::Fr, names: false, school: None }
}
