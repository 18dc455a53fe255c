//! `metier init`: a database with a campus in it and its first coordinator.

use std::process::ExitCode;

use kernel::{InWords, Lang};
use network::{Founding, campus, found, person};
use records::{Field, RecordError, Value};
use storage::{Database, Tx};

use crate::args::{Init, Who};
use crate::exit::Failure;
use crate::usage::program;
use crate::{clock, demo, desk, nouns};

/// Founds a campus in a new database, or beside those of one that is there.
pub(crate) async fn init(who: &Who, args: &Init, lang: Lang) -> Result<ExitCode, Failure> {
    if args.demo {
        return demo::init(who, lang).await;
    }
    let name = who.campus.as_deref().ok_or_else(|| nameless(lang))?;
    let sector = args.sector.as_deref().unwrap_or_default();
    let coordinator = args.coordinator.as_deref().unwrap_or_default();
    let (coordinator, email) = address(coordinator).ok_or_else(|| no_address(lang))?;
    // What is wrong is told before anything is made.
    fits(&campus::SECTOR, sector, lang)?;
    fits(&person::EMAIL, email, lang)?;
    let database = if args.beside {
        desk::open(who).await?
    } else {
        desk::opened(Database::create(&who.database, &nouns::schema(), clock::now()).await?)
    };
    let surroundings = desk::surroundings(who, lang)?;
    let founding = Founding {
        name,
        sector,
        territory: args.territory.as_deref(),
        excellence: None,
        coordinator,
        email,
    };
    let work = async |tx: &mut Tx| found(tx, founding, &surroundings).await;
    let scope: records::Scope =
        database.write::<_, RecordError>(clock::now(), work).await.map_err(Failure::from)?;
    desk::seal(&database, scope.tenant, lang).await;
    say!("{}", next(&database, (name, email), lang));
    Ok(ExitCode::SUCCESS)
}

/// `Name <mail>`.
fn address(typed: &str) -> Option<(&str, &str)> {
    let (name, rest) = typed.split_once('<')?;
    let (name, email) = (name.trim(), rest.trim().strip_suffix('>')?.trim());
    (!name.is_empty() && !email.is_empty()).then_some((name, email))
}

fn fits(field: &Field, typed: &str, lang: Lang) -> Result<(), Failure> {
    match Value::read(field, typed) {
        Ok(Value::Absent) => Err(Failure::Usage(match lang {
            Lang::Fr => format!("{}\u{a0}: une valeur est nécessaire", field.label.fr),
            Lang::En => format!("{}: a value is needed", field.label.en),
        })),
        Ok(_) => Ok(()),
        Err(why) => Err(Failure::Usage(match lang {
            Lang::Fr => format!("{}\u{a0}: {}", field.label.fr, why.in_words(lang)),
            Lang::En => format!("{}: {}", field.label.en, why.in_words(lang)),
        })),
    }
}

fn next(database: &Database, (name, email): (&str, &str), lang: Lang) -> String {
    let (place, program) = (database.place(), program());
    match lang {
        Lang::Fr => format!(
            "{name} est dans {place}, sous la coordination de {email}. Pour commencer\u{a0}:\n\n  \
             export METIER_AS={email} METIER_DATABASE={place}\n  {program} partners import \
             partenaires.csv\n  {program} people add name=\"Prénom Nom\" email=adresse@exemple.fr"
        ),
        Lang::En => format!(
            "{name} is in {place}, coordinated by {email}. To begin:\n\n  export METIER_AS={email} \
             METIER_DATABASE={place} METIER_LANG=en\n  {program} partners import partners.csv\n  \
             {program} people add name=\"First Last\" email=address@example.org"
        ),
    }
}

fn nameless(lang: Lang) -> Failure {
    Failure::Usage(match lang {
        Lang::Fr => "donnez le nom du campus avec --campus ; metier init --demo charge un campus \
                     fictif"
            .to_owned(),
        Lang::En => {
            "give the name of the campus with --campus; metier init --demo loads a fictitious one"
                .to_owned()
        }
    })
}

fn no_address(lang: Lang) -> Failure {
    Failure::Usage(match lang {
        Lang::Fr => "--coordinator : écrivez \"Prénom Nom <adresse@exemple.fr>\"".to_owned(),
        Lang::En => "--coordinator: write \"First Last <address@example.org>\"".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_name_and_a_mail_between_angle_brackets() {
        assert_eq!(address("Ann Lee <ann@example.org>"), Some(("Ann Lee", "ann@example.org")));
        for typed in ["ann@example.org", "<ann@example.org>", "Ann <>", "Ann <ann@example.org", ""]
        {
            assert_eq!(address(typed), None, "{typed}");
        }
    }
}
