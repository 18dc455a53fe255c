//! Fields as they are typed, and what is typed in them.

use kernel::{Lang, fold, quoted};
use records::{Field, Flaw, Kind, Noun, RecordError, Scope, Unfit, Value, Values, meant};
use storage::Tx;

use crate::exit::Failure;

/// The field of this name, label or synonym, whatever the case and accents.
pub(crate) fn field(noun: &Noun, typed: &str, lang: Lang) -> Result<&'static Field, Failure> {
    let wanted = fold(typed);
    let names = |field: &Field| {
        let own = [field.name, field.label.fr, field.label.en];
        own.into_iter().chain(field.synonyms.iter().copied()).any(|name| fold(name) == wanted)
    };
    // A name decides before what other fields are also called.
    let exact = noun.fields.iter().find(|field| field.name == typed.trim());
    let found = exact.or_else(|| noun.fields.iter().find(|field| names(field)));
    found.copied().ok_or_else(|| unknown(noun, typed, lang))
}

/// `field=value`, as often as it is typed; what is wrong with any of them is told at once.
pub(crate) fn says(
    noun: &Noun,
    typed: &[String],
    lang: Lang,
) -> Result<Vec<(&'static Field, String)>, Failure> {
    let one = |typed: &String| {
        let (name, value) = typed.split_once('=').ok_or_else(|| no_value(typed, lang))?;
        Ok((field(noun, name, lang)?, value.trim().to_owned()))
    };
    all(typed.iter().map(one))
}

/// All of them, or everything that is wrong.
pub(super) fn all<T>(each: impl Iterator<Item = Result<T, Failure>>) -> Result<Vec<T>, Failure> {
    let (mut good, mut wrong) = (vec![], vec![]);
    for one in each {
        match one {
            Ok(one) => good.push(one),
            Err(Failure::Usage(why)) => wrong.push(why),
            Err(other) => return Err(other),
        }
    }
    if wrong.is_empty() { Ok(good) } else { Err(Failure::Usage(wrong.join("\n"))) }
}

/// Puts in each field what is typed; tells everything that cannot stand there.
pub(crate) async fn fill(
    tx: &mut Tx,
    scope: &Scope,
    values: &mut Values,
    says: &[(&'static Field, String)],
) -> Result<(), RecordError> {
    let mut flaws = vec![];
    for (field, typed) in says {
        match value(tx, scope, field, typed).await? {
            Ok(value) => values.set(field, value),
            Err(why) => flaws.push(Flaw { field: Some(field), why }),
        }
    }
    let noun = values.noun();
    if flaws.is_empty() { Ok(()) } else { Err(RecordError::Unfit { noun, flaws }) }
}

/// What is typed in a field; a link by whatever names the record that it leads to.
pub(crate) async fn value(
    tx: &mut Tx,
    scope: &Scope,
    field: &Field,
    typed: &str,
) -> Result<Result<Value, Unfit>, RecordError> {
    let Kind::Link(to) = field.kind else { return Ok(Value::read(field, typed)) };
    if typed.is_empty() {
        return Ok(Ok(Value::Absent));
    }
    match meant(tx, scope, to, typed).await {
        Ok(record) => Ok(Ok(Value::Link(record.id))),
        Err(RecordError::Store(error)) => Err(error.into()),
        Err(why) => Ok(Err(Unfit::of(&why))),
    }
}

fn unknown(noun: &Noun, typed: &str, lang: Lang) -> Failure {
    let names = || noun.fields.iter().map(|field| field.name);
    let near = tables::nearest(typed, names());
    let list = names().collect::<Vec<_>>().join(", ");
    let given = quoted(typed.trim(), lang);
    Failure::Usage(match (lang, near) {
        (Lang::Fr, Some(near)) => {
            format!("champ inconnu\u{a0}: {given}\u{a0}; vouliez-vous dire {near}\u{a0}?")
        }
        (Lang::Fr, None) => format!("champ inconnu\u{a0}: {given}\u{a0}; les champs\u{a0}: {list}"),
        (Lang::En, Some(near)) => format!("unknown field: {given}; did you mean {near}?"),
        (Lang::En, None) => format!("unknown field: {given}; the fields: {list}"),
    })
}

fn no_value(typed: &str, lang: Lang) -> Failure {
    let given = quoted(typed, lang);
    Failure::Usage(match lang {
        Lang::Fr => format!("{given}\u{a0}: écrivez champ=valeur, par exemple commune=Cholet"),
        Lang::En => format!("{given}: write field=value, for example commune=Cholet"),
    })
}
