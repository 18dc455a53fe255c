//! The help of `metier round`.

use super::Texts;

/// What each command does.
pub(super) fn about(command: &str) -> Option<Texts> {
    Some(match command {
        "metier round" => (
            "Une campagne de placement sur les fiches : planifier, publier, répondre, réparer.",
            "A placement round over the records: plan, publish, answer, repair.",
        ),
        "metier round open" => ("Ouvre une campagne.", "Opens a round."),
        "metier round show" => (
            "Où en est une campagne : places par métier, offres échues, réponses.",
            "How far a round has come: places by trade, offers lapsed, answers.",
        ),
        "metier round plan" => (
            "Calcule le meilleur plan, avec sa preuve, et le garde.",
            "Makes the best plan, with its proof, and keeps it.",
        ),
        "metier round publish" => (
            "Propose à chacun ce que dit le plan ; ce qui tient déjà ne change pas.",
            "Proposes what the plan says; what stands already does not change.",
        ),
        "metier round lock" => (
            "Impose une place à un apprenant, avec la raison.",
            "Keeps a learner at a place, with the reason.",
        ),
        "metier round forbid" => (
            "Interdit une place à un apprenant, avec la raison.",
            "Keeps a learner from a place, with the reason.",
        ),
        "metier round release" => (
            "Laisse de nouveau le plan décider pour un apprenant.",
            "Lets the plan decide of a learner again.",
        ),
        _ => return after_the_plan(command),
    })
}

fn after_the_plan(command: &str) -> Option<Texts> {
    Some(match command {
        "metier round answer" => (
            "Note la réponse de l'entreprise ou de l'apprenant à une proposition.",
            "Takes the answer of the company or of the learner to a proposal.",
        ),
        "metier round expire" => (
            "Fait expirer les propositions restées sans réponse.",
            "Lets proposals expire that nobody answered in time.",
        ),
        "metier round withdraw" => (
            "Retire une offre, et les places qu'elle donnait.",
            "Takes an offer back, with the places that it gave.",
        ),
        "metier round repair" => (
            "Calcule un plan qui change le moins possible celui qui est publié, et dit quoi.",
            "Makes a plan that changes the published one as little as can be, and says what.",
        ),
        "metier round compare" => (
            "Compare deux plans : qui gagne, qui perd, qui change de place.",
            "Compares two plans: who gains, who loses, who moves.",
        ),
        "metier round what-if" => (
            "Dit ce qu'un changement ferait à un plan ; rien n'est gardé.",
            "Says what a change would do to a plan; nothing is kept.",
        ),
        "metier round verify" => {
            ("Vérifie un plan gardé et sa preuve.", "Checks a kept plan and its proof.")
        }
        "metier round export" => (
            "Écrit un plan, ses fichiers et son rapport dans un dossier.",
            "Writes a plan, its files and its report to a folder.",
        ),
        "metier round close" => (
            "Clôt une campagne et retient qui elle a mal servi.",
            "Closes a round and remembers whom it served badly.",
        ),
        _ => return None,
    })
}

/// What each option means. Those of the same name elsewhere have other words there.
pub(super) fn option(id: &str) -> Option<Texts> {
    Some(match id {
        "title" => ("Son nom", "Its name"),
        "starts" => ("Le premier jour des stages", "The first day of the placements"),
        "ends" => ("Leur dernier jour", "Their last day"),
        "day" => (
            "Le jour où elle est décidée ; sinon celui du calcul",
            "The day on which it is decided; otherwise that of the plan",
        ),
        "settings" => (
            "Les autres réglages : [burden], [travel], [repair], [rerun]",
            "The other settings: [burden], [travel], [repair], [rerun]",
        ),
        "number" => {
            ("Le numéro du plan ; sinon le dernier", "The number of the plan; else the last")
        }
        "first" | "second" => ("Le numéro d'un plan", "The number of a plan"),
        "learner" => ("L'apprenant, par sa référence", "The learner, by reference"),
        "offer" => ("L'offre ou l'atelier", "The offer or the workshop"),
        "reason" => ("Pourquoi", "Why"),
        "side" => ("Qui répond", "Who answers"),
        "accept" => ("Oui", "Yes"),
        "decline" => ("Non, et le motif", "No, and the reason"),
        "force" => (
            "Publie même si les fiches ont changé depuis le plan",
            "Publishes even if the records have changed since the plan",
        ),
        _ => return None,
    })
}
