//! The help of every command and option, in French and in English.

mod commands;
mod nouns;
mod options;
mod records;
mod round;

use clap::Command;
use kernel::Lang;

use crate::nouns::{Known, named};

/// A text in French and in English.
type Texts = (&'static str, &'static str);

/// The commands that use no database: who acts means nothing to them.
const WITHOUT_DATABASE: [&str; 7] =
    ["place", "verify", "what-if", "places", "completions", "man", "rights"];

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
    let dressed = |command: Command| {
        command
            .help_template(template.clone())
            .subcommand_help_heading(commands)
            .next_help_heading(options)
    };
    dress(describe(command, lang, &[]), &dressed)
}

fn dress(command: Command, dressed: &impl Fn(Command) -> Command) -> Command {
    dressed(command).mut_subcommands(|sub| dress(sub, dressed))
}

fn describe(command: Command, lang: Lang, above: &[String]) -> Command {
    let path: Vec<String> = above.iter().cloned().chain([command.get_name().to_owned()]).collect();
    let path_text = path.join(" ");
    let known = path.get(1).and_then(|name| named(name));
    let command = match (known, path.len()) {
        (None, _) => about(command_about(&path_text), command, lang),
        (Some(known), 2) => {
            command.about(nouns::about(known, lang)).after_help(nouns::fields(known, lang))
        }
        (Some(known), _) => records_help(known, &path[2], command, lang),
    };
    let hides = path.get(1).is_some_and(|name| WITHOUT_DATABASE.contains(&name.as_str()));
    let is_of_database = |id: &str| ["database", "actor", "today", "campus"].contains(&id);
    command
        .mut_args(|arg| {
            let id = arg.get_id().as_str();
            let (hidden, text) = (hides && is_of_database(id), option(&path_text, known, id));
            let arg = if hidden { arg.hide(true) } else { arg };
            match text {
                Some(texts) => arg.help(pick(texts, lang)),
                None => arg,
            }
        })
        .mut_subcommands(|sub| describe(sub, lang, &path))
}

fn records_help(known: &Known, name: &str, command: Command, lang: Lang) -> Command {
    let command = about(records::about(name), command, lang);
    let takes_fields = ["add", "edit", "import"].contains(&name);
    if takes_fields { command.after_help(nouns::fields(known, lang)) } else { command }
}

fn about(texts: Option<Texts>, command: Command, lang: Lang) -> Command {
    match texts {
        Some(texts) => command.about(pick(texts, lang)),
        None => command,
    }
}

fn command_about(path: &str) -> Option<Texts> {
    commands::about(path).or_else(|| round::about(path))
}

/// The text of an option: that of a command where it has one of its own.
fn option(path: &str, known: Option<&Known>, id: &str) -> Option<Texts> {
    let of_records = || records::option(id).filter(|_| known.is_some());
    let of_rounds = || round::option(id).filter(|_| path.starts_with("metier round"));
    let own = options::of_command(path, id).or_else(of_rounds).or_else(of_records);
    own.or_else(|| options::option(id))
}

fn pick((fr, en): Texts, lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => fr,
        Lang::En => en,
    }
}

#[cfg(test)]
mod tests {
    use clap::Command;

    use super::*;
    use crate::tree;

    fn check(command: &Command, path: &str) {
        let known = path.split(' ').nth(1).and_then(named);
        let is_told = match (known, path.split(' ').nth(2)) {
            (None, _) => command_about(path).is_some(),
            (Some(_), None) => true,
            (Some(_), Some(name)) => records::about(name).is_some(),
        };
        assert!(is_told, "{path} has no text");
        for arg in command.get_arguments() {
            let id = arg.get_id().as_str();
            assert!(option(path, known, id).is_some(), "{path} {id} has no text");
        }
        for sub in command.get_subcommands() {
            check(sub, &format!("{path} {}", sub.get_name()));
        }
    }

    #[test]
    fn every_command_and_option_has_a_help_text() {
        check(&tree::command(), "metier");
    }
}
