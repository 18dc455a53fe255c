//! What each option means.

use super::Texts;

/// What an option of a command means where the same name means something else elsewhere.
pub(super) fn of_command(command: &str, id: &str) -> Option<Texts> {
    Some(match (command, id) {
        ("metier init", "campus") => {
            ("Le nom du campus à créer", "The name of the campus to create")
        }
        ("metier history", "most") => ("Le plus d'actes montrés", "The most acts shown"),
        ("metier jobs list", "most") => ("Le plus de travaux montrés", "The most jobs shown"),
        ("metier outbox deliver", "to") => ("Le dossier où écrire", "The folder to write to"),
        _ => return None,
    })
}

/// What an option means.
pub(super) fn option(id: &str) -> Option<Texts> {
    let known = [who_option, campus_option, round_option, plan_option, change_option, other_option];
    known.into_iter().find_map(|of| of(id))
}

fn who_option(id: &str) -> Option<Texts> {
    Some(match id {
        "database" => {
            ("La base : un fichier, ou postgres://…", "The database: a file, or postgres://…")
        }
        "actor" => ("Qui agit, par son courriel", "Who acts, by e-mail address"),
        "today" => (
            "Le jour où l'on agit ; celui de l'horloge si l'option est absente",
            "The day on which one acts; that of the clock if the option is absent",
        ),
        "campus" => (
            "Le campus, par son nom, si la base en a plusieurs",
            "The campus, by its name, if the database has several",
        ),
        _ => return None,
    })
}

fn campus_option(id: &str) -> Option<Texts> {
    Some(match id {
        "demo" => (
            "Charge un campus fictif complet, pour essayer",
            "Loads a complete fictitious campus, to try",
        ),
        "sector" => {
            ("Le secteur, par son code : CREA, MATE…", "The sector, by its code: CREA, MATE…")
        }
        "territory" => ("Le territoire", "The territory"),
        "coordinator" => (
            "La première coordination : \"Prénom Nom <adresse>\"",
            "The first coordinator: \"First Last <address>\"",
        ),
        "beside" => (
            "Dans une base qui existe, à côté de ses autres campus",
            "In a database that exists, beside its other campuses",
        ),
        "about" => (
            "Une fiche, par son identifiant, sa référence ou son nom",
            "A record, by its identifier, reference or name",
        ),
        "act" => (
            "L'acte, par son identifiant : metier history les montre",
            "The act, by its identifier: metier history shows them",
        ),
        "job" => ("Le travail, par son identifiant", "The job, by its identifier"),
        "kind" => ("rome, cfd, mef ou rncp", "rome, cfd, mef or rncp"),
        "official" => ("Le fichier officiel, CSV ou XLSX", "The official file, CSV or XLSX"),
        "source" => (
            "D'où vient le fichier, avec sa version",
            "Where the file comes from, with its version",
        ),
        "whole" => (
            "Le fichier a tous les codes en vigueur : ceux qu'il n'a plus sont fermés",
            "The file has all codes in use: those that it has not any more are closed",
        ),
        "csv" => ("Le fichier à écrire", "The file to write"),
        "copy" => ("Le fichier de la sauvegarde", "The file of the backup"),
        _ => return None,
    })
}

fn round_option(id: &str) -> Option<Texts> {
    Some(match id {
        "learners" => ("Les apprenants, CSV ou XLSX", "The learners, CSV or XLSX"),
        "offers" => {
            ("Les offres des entreprises, CSV ou XLSX", "The companies' offers, CSV or XLSX")
        }
        "workshops" => (
            "Les ateliers simulés qui pourraient ouvrir, CSV ou XLSX",
            "The simulated workshops that could open, CSV or XLSX",
        ),
        "travel" => (
            "Des minutes de trajet : apprenant, offre, minutes ; les autres sont estimées",
            "Minutes of travel: learner, offer, minutes; all others are estimated",
        ),
        "pairs" => (
            "Toutes les paires permises et leur fardeau ; règles et trajets ne sont pas calculés",
            "Every allowed pair and its burden; rules and travel are not computed",
        ),
        "round" => ("Les réglages de la campagne", "The settings of the round"),
        "previous" => (
            "Le plan publié : ses placements sont changés le moins possible",
            "The published plan: its placements are changed as little as can be",
        ),
        "force_previous" => (
            "Prend le plan publié même s'il a été fait d'autres fichiers",
            "Uses the published plan even if it was made from other files",
        ),
        "seed" => (
            "Départage les plans de même valeur, à la place de celui des réglages",
            "Decides between equally good plans, instead of the seed of the settings",
        ),
        "force_locks" => (
            "Garde les places fixées même si une règle s'y oppose",
            "Keeps fixed places even where a rule forbids them",
        ),
        _ => return None,
    })
}

fn plan_option(id: &str) -> Option<Texts> {
    Some(match id {
        "out" => (
            "Le dossier où écrire le plan, les tableaux et le rapport",
            "The folder to write the plan, the tables and the report to",
        ),
        "time_limit" => (
            "Secondes laissées à la recherche des ateliers ; le meilleur plan trouvé est rendu",
            "Seconds for the search for workshops; the best plan found is returned",
        ),
        "names" => (
            "Écrit les noms dans le rapport, qui ne montre sinon que les identifiants",
            "Writes names in the report, which otherwise shows ids only",
        ),
        "school" => (
            "Limite le rapport aux apprenants d'un établissement",
            "Limits the report to the learners of one school",
        ),
        "json" => (
            "Affiche un objet JSON à la place du résumé",
            "Prints a JSON object instead of the summary",
        ),
        "quiet" => ("N'affiche que les erreurs", "Prints errors only"),
        "example" => (
            "Écrit un exemple complet dans ce dossier et la commande qui l'utilise",
            "Writes a complete example to this folder, and the command that uses it",
        ),
        "plan" => ("Le plan à vérifier ou à changer", "The plan to check or to change"),
        _ => return None,
    })
}

fn change_option(id: &str) -> Option<Texts> {
    Some(match id {
        "withdraw" => ("Cette offre est retirée", "This offer is withdrawn"),
        "reach" => (
            "Cet apprenant voyage jusqu'à tant de minutes",
            "This learner travels up to so many minutes",
        ),
        "places" => ("Cette offre a tant de places", "This offer has so many places"),
        "open" => (
            "Cet atelier ouvre, dans les limites de la campagne",
            "This workshop opens, within the limits of the round",
        ),
        "close" => ("Cet atelier n'ouvre pas", "This workshop stays closed"),
        "budget" => ("Le budget des ateliers, en euros", "The budget for workshops, in euros"),
        "most" => ("Le plus d'ateliers ouverts", "The most workshops open"),
        "board" => ("Cet apprenant accepte l'hébergement", "This learner accepts lodging"),
        "release" => (
            "La place de cet apprenant n'est plus imposée",
            "This learner's place is no longer fixed",
        ),
        _ => return None,
    })
}

fn other_option(id: &str) -> Option<Texts> {
    Some(match id {
        "lang" => {
            ("La langue des messages et des fichiers écrits", "The language of messages and files")
        }
        "file" => (
            "Un CSV avec le code de la commune, la latitude et la longitude",
            "A CSV with the commune's code, its latitude and longitude",
        ),
        "shell" => {
            ("bash, elvish, fish, powershell ou zsh", "bash, elvish, fish, powershell or zsh")
        }
        "help" => ("Affiche cette aide", "Prints this help"),
        "version" => ("Affiche la version", "Prints the version"),
        _ => return None,
    })
}
