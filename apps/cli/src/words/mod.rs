//! The help of every command and option, in French and in English.

use clap::Command;
use kernel::Lang;

/// The command with its help in one language.
pub(crate) fn in_lang(mut command: Command, lang: Lang) -> Command {
    // The flags for help and version exist from here on, to be worded like the others.
    command.build();
    let (usage, options, commands) = match lang {
        Lang::Fr => ("Utilisation :", "Options", "Commandes"),
        Lang::En => ("Usage:", "Options", "Commands"),
    };
    let template =
        format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}");
    describe(command, lang, &[])
        .help_template(template.clone())
        .subcommand_help_heading(commands)
        .mut_subcommands(move |sub| sub.help_template(template.clone()).next_help_heading(options))
}

fn describe(command: Command, lang: Lang, above: &[String]) -> Command {
    let path: Vec<String> = above.iter().cloned().chain([command.get_name().to_owned()]).collect();
    let about = about(&path.join(" ")).map(|texts| pick(texts, lang));
    let command = match about {
        Some(about) => command.about(about),
        None => command,
    };
    command
        .mut_args(|arg| match option(arg.get_id().as_str()) {
            Some(texts) => arg.help(pick(texts, lang)),
            None => arg,
        })
        .mut_subcommands(|sub| describe(sub, lang, &path))
}

fn pick((fr, en): (&'static str, &'static str), lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

fn about(command: &str) -> Option<(&'static str, &'static str)> {
    Some(match command {
        "metier" => (
            "Métier : à chaque apprenant sa place en entreprise, avec la preuve et les raisons.",
            "Métier: a place in a company for every learner, with the proof and the reasons.",
        ),
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

fn option(id: &str) -> Option<(&'static str, &'static str)> {
    let known = [round_option, plan_option, change_option, other_option];
    known.into_iter().find_map(|of| of(id))
}

fn round_option(id: &str) -> Option<(&'static str, &'static str)> {
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

fn plan_option(id: &str) -> Option<(&'static str, &'static str)> {
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

fn change_option(id: &str) -> Option<(&'static str, &'static str)> {
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

fn other_option(id: &str) -> Option<(&'static str, &'static str)> {
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

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::{about, option};
    use crate::args::Metier;

    fn check(command: &Command, path: &str) {
        assert!(about(path).is_some(), "{path} has no text");
        for arg in command.get_arguments() {
            assert!(option(arg.get_id().as_str()).is_some(), "{path} {} has no text", arg.get_id());
        }
        for sub in command.get_subcommands() {
            check(sub, &format!("{path} {}", sub.get_name()));
        }
    }

    #[test]
    fn every_command_and_option_has_a_help_text() {
        check(&Metier::command(), "metier");
    }
}
