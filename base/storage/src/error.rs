//! What a database can refuse, and what to do then.

use std::fmt;

use kernel::{InWords, Lang};

/// Why the database did not do what was asked.
#[derive(Debug)]
pub enum StoreError {
    /// There is no database there.
    Absent {
        /// Where it was looked for.
        place: String,
    },
    /// There is something there already.
    Occupied {
        /// Where.
        place: String,
    },
    /// The database cannot be reached.
    Unreachable {
        /// What the engine says.
        why: String,
    },
    /// Somebody else was changing the same things, several times in a row.
    Busy,
    /// The connection broke while the work was being committed: it may be done or not.
    Unsure,
    /// The disk is full.
    Full,
    /// The file is damaged, or is no database.
    Damaged {
        /// What is wrong with it.
        why: String,
    },
    /// The database was made by a later version of this program.
    Newer {
        /// The part of the schema that this program does not know.
        part: String,
        /// Its version in the database.
        found: i64,
        /// The last version that this program knows.
        known: i64,
    },
    /// A row does not hold what it should.
    Corrupt {
        /// The table.
        table: String,
        /// The row.
        id: String,
        /// What is wrong with it.
        why: String,
    },
    /// A rule of the schema forbids it: a value that is there already, a link to nothing.
    Forbidden {
        /// What the engine says.
        why: String,
    },
    /// Anything else that the engine refuses: an error of this program.
    Engine(sqlx::Error),
    /// A file beside the database cannot be read or written.
    File {
        /// Which file.
        path: String,
        /// Why.
        why: String,
    },
}

impl StoreError {
    /// A row that does not hold what it should.
    #[must_use]
    pub fn corrupt(table: &str, id: impl fmt::Display, why: impl fmt::Display) -> Self {
        Self::Corrupt { table: table.to_owned(), id: id.to_string(), why: why.to_string() }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let why = error.to_string();
        match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Configuration(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Self::Unreachable { why },
            sqlx::Error::ColumnDecode { index, source } => Self::corrupt(index, "?", source),
            sqlx::Error::Decode(_) => Self::corrupt("?", "?", why),
            sqlx::Error::Database(refused) => {
                let code = refused.code().unwrap_or_default();
                if refused.is_unique_violation()
                    || refused.is_foreign_key_violation()
                    || refused.is_check_violation()
                {
                    return Self::Forbidden { why: refused.message().to_owned() };
                }
                // All codes of PostgreSQL have five characters, none of SQLite has.
                let read = if code.len() == 5 { postgres } else { sqlite };
                read(&code, why).unwrap_or(Self::Engine(error))
            }
            _ => Self::Engine(error),
        }
    }
}

/// PostgreSQL's codes: the first two characters are the class.
fn postgres(code: &str, why: String) -> Option<StoreError> {
    Some(match (&code[..2], code) {
        // What met another, and may succeed when done again.
        (_, "40001" | "40P01" | "55P03") => StoreError::Busy,
        (_, "53100") => StoreError::Full,
        (_, "XX001" | "XX002") => StoreError::Damaged { why },
        // No connection, no right to one, no such database, no resources, shut down, standby.
        ("08" | "28" | "3D" | "53", _) | (_, "57P01" | "57P02" | "57P03" | "25006") => {
            StoreError::Unreachable { why }
        }
        _ => return None,
    })
}

/// SQLite's codes: the low byte is the kind, the rest says more.
fn sqlite(code: &str, why: String) -> Option<StoreError> {
    /// A write that the system refused: beyond a quota, or the most that a file may have.
    const REFUSED: u32 = 0x0a | 3 << 8;
    let code: u32 = code.parse().ok()?;
    match code & 0xff {
        _ if code == REFUSED => Some(StoreError::Full),
        5 | 6 => Some(StoreError::Busy),
        11 | 26 => Some(StoreError::Damaged { why }),
        13 => Some(StoreError::Full),
        8 | 10 | 14 => Some(StoreError::Unreachable { why }),
        _ => None,
    }
}

impl InWords for StoreError {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.in_french(),
            Lang::En => self.in_english(),
        }
    }
}

impl StoreError {
    fn in_french(&self) -> String {
        match self {
            Self::Absent { place } => format!(
                "aucune base de données à «\u{a0}{place}\u{a0}»\u{a0}: créez-la avec metier init, ou \
                 donnez la bonne avec --database"
            ),
            Self::Occupied { place } => format!(
                "«\u{a0}{place}\u{a0}» n’est pas vide\u{a0}: donnez un autre emplacement, ou déplacez \
                 d’abord ce qui s’y trouve"
            ),
            Self::Unreachable { why } => format!(
                "la base de données ne répond pas ({why})\u{a0}: rien n’a été enregistré\u{202f}; \
                 vérifiez qu’elle fonctionne et recommencez"
            ),
            Self::Busy => "quelqu’un modifiait les mêmes données\u{a0}: rien n’a été \
                           enregistré\u{202f}; recommencez"
                .to_owned(),
            Self::Unsure => "la connexion s’est rompue pendant l’enregistrement\u{a0}: regardez \
                             dans l’historique s’il a eu lieu avant de recommencer"
                .to_owned(),
            Self::Full => "le disque est plein\u{a0}: rien n’a été enregistré\u{202f}; libérez de \
                           la place et recommencez"
                .to_owned(),
            Self::Damaged { why } => format!(
                "le fichier de la base est abîmé ou n’est pas une base ({why})\u{a0}: gardez-le de \
                 côté et restaurez la dernière sauvegarde avec metier restore"
            ),
            Self::Newer { part, found, known } => format!(
                "cette base a été faite par une version plus récente de metier ({part}\u{a0}: \
                 {found}, connue ici\u{a0}: {known})\u{a0}: mettez metier à jour\u{202f}; rien n’a \
                 été modifié"
            ),
            Self::Corrupt { table, id, why } => format!(
                "la ligne {id} de {table} est incohérente ({why})\u{a0}: lancez metier check"
            ),
            Self::Forbidden { why } => format!("la base de données refuse\u{a0}: {why}"),
            Self::Engine(error) => {
                format!("erreur inattendue de la base de données\u{a0}: {error}")
            }
            Self::File { path, why } => format!("{path}\u{a0}: {why}"),
        }
    }

    fn in_english(&self) -> String {
        match self {
            Self::Absent { place } => format!(
                "no database at “{place}”: create it with metier init, or give the right one with \
                 --database"
            ),
            Self::Occupied { place } => format!(
                "“{place}” is not empty: give another place, or move away what is there first"
            ),
            Self::Unreachable { why } => format!(
                "the database does not answer ({why}): nothing was saved; check that it runs and \
                 try again"
            ),
            Self::Busy => {
                "somebody was changing the same data: nothing was saved; try again".to_owned()
            }
            Self::Unsure => "the connection broke while saving: see in the history whether it was \
                             done before trying again"
                .to_owned(),
            Self::Full => {
                "the disk is full: nothing was saved; free some space and try again".to_owned()
            }
            Self::Damaged { why } => format!(
                "the file of the database is damaged or is no database ({why}): keep it aside and \
                 restore the last backup with metier restore"
            ),
            Self::Newer { part, found, known } => format!(
                "this database was made by a later version of metier ({part}: {found}, known \
                 here: {known}): update metier; nothing was changed"
            ),
            Self::Corrupt { table, id, why } => {
                format!("row {id} of {table} is inconsistent ({why}): run metier check")
            }
            Self::Forbidden { why } => format!("the database refuses: {why}"),
            Self::Engine(error) => format!("unexpected error of the database: {error}"),
            Self::File { path, why } => format!("{path}: {why}"),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl std::error::Error for StoreError {}
