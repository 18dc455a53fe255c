//! What is being done, for whoever waits.

use kernel::{InWords, Lang};

/// What is being done, for whoever waits. Stages come in this order, some of them not at
/// all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Reading the settings and the offers.
    Offers,
    /// Reading the learners.
    Learners,
    /// Reading the table of travel.
    Travel,
    /// Reading the published plan.
    Previous,
    /// Finding, or reading, who may go where.
    Pairs,
    /// Looking for the best plan.
    Solve,
    /// Checking its proof.
    Proof,
    /// Working out reasons and figures.
    Reasons,
}

impl InWords for Stage {
    fn in_words(&self, lang: Lang) -> String {
        let words = match (self, lang) {
            (Self::Offers, Lang::Fr) => "lecture des offres",
            (Self::Offers, Lang::En) => "reading the offers",
            (Self::Learners, Lang::Fr) => "lecture des élèves",
            (Self::Learners, Lang::En) => "reading the learners",
            (Self::Travel, Lang::Fr) => "lecture des trajets",
            (Self::Travel, Lang::En) => "reading the travel",
            (Self::Previous, Lang::Fr) => "lecture du plan précédent",
            (Self::Previous, Lang::En) => "reading the previous plan",
            (Self::Pairs, Lang::Fr) => "recherche des places possibles",
            (Self::Pairs, Lang::En) => "finding the possible places",
            (Self::Solve, Lang::Fr) => "recherche du meilleur plan",
            (Self::Solve, Lang::En) => "looking for the best plan",
            (Self::Proof, Lang::Fr) => "vérification de la preuve",
            (Self::Proof, Lang::En) => "checking the proof",
            (Self::Reasons, Lang::Fr) => "explications",
            (Self::Reasons, Lang::En) => "working out the reasons",
        };
        words.to_owned()
    }
}
