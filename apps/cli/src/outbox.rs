//! `metier outbox deliver`: each message to the outside as a file, for whatever sends mail
//! there. At least once each: one that was interrupted gives the same file again.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use kernel::Lang;
use serde_json::json;
use storage::job::{self, Job};
use storage::outbox::{Channel, Message, message};
use storage::{Database, StoreError, Tx};

use crate::args::{Outbox, Who};
use crate::exit::Failure;
use crate::jobs::worker;
use crate::{clock, desk, files};

/// Delivers the messages that are due.
pub(crate) async fn outbox(who: &Who, typed: &Outbox, lang: Lang) -> Result<ExitCode, Failure> {
    let Outbox::Deliver(args) = typed;
    let database = desk::open(who).await?;
    let (worker, kinds) = (worker(), [Channel::Mail, Channel::Webhook].map(Channel::kind));
    std::fs::create_dir_all(&args.to)?;
    let mut n_delivered = 0;
    while let Some(job) = take(&database, &kinds, &worker).await? {
        deliver(&database, &job, &args.to, &worker).await?;
        n_delivered += 1;
    }
    let to = args.to.display();
    match lang {
        Lang::Fr => say!("messages écrits dans {to}\u{a0}: {n_delivered}"),
        Lang::En => say!("messages written to {to}: {n_delivered}"),
    }
    Ok(ExitCode::SUCCESS)
}

async fn take(
    database: &Database,
    kinds: &[&str],
    worker: &str,
) -> Result<Option<Job>, StoreError> {
    let taken = async |tx: &mut Tx| job::take(tx, kinds, worker).await;
    database.write(clock::now(), taken).await
}

/// Writes a message, then marks it sent; one that cannot be written is tried again later.
async fn deliver(database: &Database, job: &Job, to: &Path, worker: &str) -> Result<(), Failure> {
    let message = message(job)?;
    let (extension, text) = written(&message);
    let file = to.join(format!("{}.{extension}", job.id));
    let outcome = file.display().to_string();
    let sent = files::write(&file, |out| out.write_all(text.as_bytes()));
    let marked = async |tx: &mut Tx| match &sent {
        Ok(()) => job::done(tx, job.id, worker, &outcome).await.map(drop),
        Err(_) => job::failed(tx, job, worker, &outcome).await,
    };
    let marked: Result<(), StoreError> = database.write(clock::now(), marked).await;
    marked?;
    sent
}

/// A message as a file: a mail as mail programs read it, a webhook as JSON.
fn written(message: &Message) -> (&'static str, String) {
    let Message { channel, to, subject, body, key } = message;
    match channel {
        Channel::Mail => {
            let (to, subject, key) = (one_line(to), one_line(subject), one_line(key));
            let text = format!(
                "To: {to}\r\nSubject: {subject}\r\nX-Metier-Key: {key}\r\nMIME-Version: 1.0\r\n\
                 Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\
                 {body}\r\n"
            );
            ("eml", text)
        }
        Channel::Webhook => {
            let object = json!({ "to": to, "event": subject, "key": key, "body": body });
            ("json", object.to_string())
        }
    }
}

/// A header has one line: what a person typed in it adds none.
fn one_line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_of_two_lines_adds_no_header() {
        let message = Message {
            channel: Channel::Mail,
            to: "ann@example.org".to_owned(),
            subject: "Place\r\nBcc: all@example.org".to_owned(),
            body: "Bonjour".to_owned(),
            key: "k".to_owned(),
        };
        let (extension, text) = written(&message);
        assert_eq!(extension, "eml");
        assert!(!text.lines().any(|line| line.starts_with("Bcc:")), "{text}");
    }
}
