//! `metier <noun> export`: records as a file that can be imported again.

use std::process::ExitCode;

use kernel::Lang;
use records::{Noun, Scope, export};
use storage::Tx;

use super::{args::Export, filters::Typed, shown::counted};
use crate::desk::Desk;
use crate::exit::Failure;
use crate::files;
use crate::progress::patiently;

/// Writes the records that are meant, as CSV or XLSX by the name of the file.
pub(super) async fn export(
    desk: &Desk,
    noun: &'static Noun,
    args: &Export,
) -> Result<ExitCode, Failure> {
    let (path, lang) = (&args.written, desk.lang);
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let is_workbook = match extension.as_deref() {
        Some("csv") => false,
        Some("xlsx") => true,
        _ => return Err(Failure::Usage(no_format(lang))),
    };
    let typed = Typed::read(desk, noun, &args.filters)?;
    let work = async |tx: &mut Tx, scope: &Scope| {
        super::list::refuse_blind(scope, noun)?;
        let asked = typed.asked(tx, scope).await?;
        Ok(export::sheet(tx, scope, noun, &asked).await?)
    };
    let sheet = patiently(lang, desk.look(noun.is_personal, work)).await?;
    files::write(path, |out| {
        if is_workbook { sheet.write_xlsx(lang, out) } else { sheet.write_csv(lang, out) }
    })?;
    let (counted, path) = (counted(noun, sheet.rows.len(), lang), path.display());
    say!(
        "{}",
        match lang {
            Lang::Fr => format!("{path}\u{a0}: {counted}"),
            Lang::En => format!("{path}: {counted}"),
        }
    );
    Ok(ExitCode::SUCCESS)
}

fn no_format(lang: Lang) -> String {
    match lang {
        Lang::Fr => "donnez un fichier .csv ou .xlsx".to_owned(),
        Lang::En => "give a .csv or .xlsx file".to_owned(),
    }
}
