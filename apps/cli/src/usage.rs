//! What is wrong with what was typed, in the user's language: the parser speaks English.

use clap::Error;
use clap::error::{ContextKind, ErrorKind};
use kernel::Lang;

/// Says what is wrong and where help is; `None` for what the parser prints itself, such as
/// help.
pub(crate) fn in_words(error: &Error, lang: Lang) -> Option<String> {
    let of = |kind| error.get(kind).map(ToString::to_string);
    let (what, fr, en) = match error.kind() {
        ErrorKind::UnknownArgument => {
            (of(ContextKind::InvalidArg)?, "option inconnue", "unknown option")
        }
        ErrorKind::InvalidSubcommand => {
            (of(ContextKind::InvalidSubcommand)?, "commande inconnue", "unknown command")
        }
        ErrorKind::MissingRequiredArgument => {
            (of(ContextKind::InvalidArg)?, "il manque", "missing")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => (
            format!("{} {}", of(ContextKind::InvalidArg)?, of(ContextKind::InvalidValue)?),
            "valeur impossible",
            "impossible value",
        ),
        ErrorKind::ArgumentConflict => (
            format!("{}, {}", of(ContextKind::InvalidArg)?, of(ContextKind::PriorArg)?),
            "options incompatibles",
            "options that exclude each other",
        ),
        _ => return None,
    };
    let near = of(ContextKind::SuggestedArg).or_else(|| of(ContextKind::SuggestedSubcommand));
    Some(match (lang, near) {
        (Lang::Fr, Some(near)) => format!("{fr} : {what} ; vouliez-vous dire {near} ?"),
        (Lang::Fr, None) => format!("{fr} : {what} ; l'aide : metier --help"),
        (Lang::En, Some(near)) => format!("{en}: {what}; did you mean {near}?"),
        (Lang::En, None) => format!("{en}: {what}; help: metier --help"),
    })
}

/// How this program was started, so that a command can be copied.
pub(crate) fn program() -> &'static str {
    if std::env::var_os("CARGO").is_some() { "cargo run --" } else { "metier" }
}
