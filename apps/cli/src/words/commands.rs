//! What each command does.

use super::Texts;

/// What a command does.
pub(super) fn about(command: &str) -> Option<Texts> {
    Some(match command {
        "metier" => (
            "Métier : la mémoire d'un campus, et à chaque apprenant sa place en entreprise.",
            "Métier: the memory of a campus, and a place in a company for every learner.",
        ),
        "metier init" => (
            "Crée une base de données avec un campus et sa première coordination.",
            "Creates a database with a campus and its first coordinator.",
        ),
        "metier history" => (
            "Montre les derniers actes, ou tout ce qui est arrivé à une fiche.",
            "Shows the last acts, or all that happened to one record.",
        ),
        "metier undo" => (
            "Annule un acte, par un acte de plus ; annuler l'annulation le refait.",
            "Undoes an act, by one more act; undoing the undoing does it again.",
        ),
        "metier reference" => ("Les nomenclatures de l'État.", "The codes of the State."),
        "metier reference import" => (
            "Importe ou rafraîchit une nomenclature à partir de son fichier officiel.",
            "Imports or refreshes a list of codes from its official file.",
        ),
        "metier rights" => {
            ("Écrit qui peut lire et changer quoi.", "Writes who may read and change what.")
        }
        "metier backup" => (
            "Copie toute la base dans un fichier, pendant qu'elle sert.",
            "Copies the whole database to a file, while it is in use.",
        ),
        "metier restore" => (
            "Refait une base à partir d'une sauvegarde, là où il n'y en a pas.",
            "Makes a database from a backup, where there is none.",
        ),
        "metier check" => (
            "Vérifie le fichier, les liens et la chaîne du journal ; dit tout ce qui ne va pas.",
            "Checks the file, the links and the chain of the journal; tells all that is wrong.",
        ),
        "metier jobs" => ("Les longs travaux demandés.", "The slow work that was asked for."),
        "metier jobs list" => ("Montre où ils en sont.", "Shows where it stands."),
        "metier jobs cancel" => ("Demande l'arrêt d'un travail.", "Asks a job to stop."),
        "metier jobs run" => (
            "Fait ceux qui attendent, au nom de qui les a demandés.",
            "Does what waits, as those who asked for it.",
        ),
        "metier outbox" => ("Les messages à envoyer.", "The messages to be sent."),
        "metier outbox deliver" => (
            "Écrit chaque message dans un dossier, pour le programme qui envoie le courrier.",
            "Writes each message to a folder, for the program that sends mail.",
        ),
        _ => return files_or_program(command),
    })
}

fn files_or_program(command: &str) -> Option<Texts> {
    Some(match command {
        "metier place" => (
            "Place chaque apprenant à partir de deux tableaux, CSV ou XLSX.",
            "Places every learner from two spreadsheets, CSV or XLSX.",
        ),
        "metier verify" => (
            "Vérifie un plan et sa preuve contre les fichiers dont il est fait.",
            "Checks a plan and its proof against the files that it was made from.",
        ),
        "metier what-if" => (
            "Dit ce qu'un changement ferait au plan : qui gagne, qui perd, qui change de place.",
            "Says what a change would do to the plan: who gains, who loses, who moves.",
        ),
        "metier places" => ("Les communes et leurs coordonnées.", "Communes and their points."),
        "metier places import" => (
            "Remplace les points approchés par ceux d'un fichier officiel (adresses ou communes).",
            "Takes exact points from an official file of addresses or communes.",
        ),
        "metier completions" => (
            "Écrit la complétion des commandes pour un interpréteur.",
            "Writes completions for a shell.",
        ),
        "metier man" => ("Écrit la page de manuel.", "Writes the manual page."),
        _ => return None,
    })
}
