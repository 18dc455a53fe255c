//! `metier rights`: who may do what, from the table by which every command is checked.

use std::io::Write;
use std::process::ExitCode;

use kernel::Lang;

use crate::args::Rights;
use crate::exit::Failure;
use crate::files;

/// Writes the table to a file, or prints it.
pub(crate) fn rights(args: &Rights, lang: Lang) -> Result<ExitCode, Failure> {
    let table = network::authorisations_csv(lang);
    match &args.csv {
        Some(path) => files::write(path, |out| out.write_all(table.as_bytes()))?,
        None => say!("{}", table.trim_end()),
    }
    Ok(ExitCode::SUCCESS)
}
