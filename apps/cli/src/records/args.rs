//! What can be typed after the name of a kind of records.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum Records {
    #[command(visible_alias = "lister")]
    List(List),
    #[command(visible_alias = "voir")]
    Show(Show),
    #[command(visible_alias = "ajouter")]
    Add(Add),
    #[command(visible_alias = "modifier")]
    Edit(Edit),
    #[command(visible_alias = "retirer")]
    Remove(Remove),
    #[command(visible_alias = "historique")]
    History(History),
    #[command(visible_alias = "importer")]
    Import(Import),
    #[command(visible_alias = "exporter")]
    Export(Export),
}

/// Which records are meant.
#[derive(Debug, Args)]
pub(crate) struct Filters {
    #[arg(long, value_name = "WORDS")]
    pub(crate) search: Option<String>,
    #[arg(long = "where", value_name = "FIELD=VALUE")]
    pub(crate) wheres: Vec<String>,
    #[arg(long, value_name = "PLACE", requires = "km")]
    pub(crate) near: Option<String>,
    #[arg(long, value_name = "N", requires = "near")]
    pub(crate) km: Option<f64>,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) filters: Filters,
    #[arg(long, value_name = "CURSOR")]
    pub(crate) after: Option<String>,
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) most: usize,
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    #[arg(value_name = "REF")]
    pub(crate) reference: String,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Add {
    #[arg(value_name = "FIELD=VALUE", required = true)]
    pub(crate) says: Vec<String>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    #[arg(value_name = "REF")]
    pub(crate) reference: String,
    #[arg(value_name = "FIELD=VALUE", required = true)]
    pub(crate) says: Vec<String>,
    #[arg(long = "version", value_name = "N")]
    pub(crate) seen_version: Option<i64>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Remove {
    #[arg(value_name = "REF")]
    pub(crate) reference: String,
    #[arg(long = "version", value_name = "N")]
    pub(crate) seen_version: Option<i64>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct History {
    #[arg(value_name = "REF")]
    pub(crate) reference: String,
    #[arg(long)]
    pub(crate) json: bool,
}

#[expect(clippy::struct_excessive_bools, reason = "each is a flag that is typed or not")]
#[derive(Debug, Args)]
pub(crate) struct Import {
    #[arg(value_name = "FILE")]
    pub(crate) table: PathBuf,
    #[arg(long, value_name = "FIELD")]
    pub(crate) key: Option<String>,
    #[arg(long)]
    pub(crate) erase_blanks: bool,
    #[arg(long = "column", value_name = "HEADER=FIELD")]
    pub(crate) renames: Vec<String>,
    #[arg(long, conflicts_with = "yes")]
    pub(crate) preview: bool,
    #[arg(long)]
    pub(crate) yes: bool,
    #[arg(long, value_name = "FILE")]
    pub(crate) corrected: Option<PathBuf>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[arg(value_name = "FILE")]
    pub(crate) written: PathBuf,
    #[command(flatten)]
    pub(crate) filters: Filters,
}
