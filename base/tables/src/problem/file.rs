//! What can be wrong with a whole file.

use kernel::{InWords, Lang, grouped};

/// Why a file cannot be read as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileProblem {
    /// There is no file of this name.
    NotFound,
    /// It is a folder, or something else without a size.
    NotAFile,
    /// The system refuses to read it.
    Unreadable {
        /// The words of the system.
        reason: String,
    },
    /// It has nothing in it.
    Empty,
    /// It is bigger than allowed.
    TooBig {
        /// The most bytes.
        most: u64,
    },
    /// Its text is in UTF-16.
    Utf16,
    /// It is not text.
    Binary,
    /// It is a workbook of Excel before 2007, or one protected by a password.
    OldWorkbook,
    /// It is an archive but not a workbook.
    NotAWorkbook,
    /// Its workbook cannot be read.
    Damaged {
        /// The words of the reader.
        reason: String,
    },
    /// Unpacked, it would be bigger than allowed.
    UnpacksTooBig {
        /// The most bytes.
        most: u64,
    },
    /// It is an archive of more parts than allowed.
    TooManyParts {
        /// The most parts.
        most: usize,
    },
}

impl InWords for FileProblem {
    fn in_words(&self, lang: Lang) -> String {
        match lang {
            Lang::Fr => self.fr(),
            Lang::En => self.en(),
        }
    }
}

impl FileProblem {
    fn fr(&self) -> String {
        match self {
            Self::NotFound => "fichier introuvable\u{a0}: vérifiez son nom et son dossier".into(),
            Self::NotAFile => "ce n’est pas un fichier\u{a0}: donnez un fichier CSV ou XLSX".into(),
            Self::Unreadable { reason } => format!("lecture impossible\u{a0}: {reason}"),
            Self::Empty => {
                "le fichier est vide\u{a0}: il faut une ligne de titres et des lignes".into()
            }
            Self::TooBig { most } => format!(
                "le fichier dépasse {}\u{a0}: coupez-le ou retirez des colonnes",
                size(*most, Lang::Fr)
            ),
            Self::Utf16 => {
                "le texte est en UTF-16\u{a0}: enregistrez le fichier au format «\u{a0}CSV \
                            UTF-8\u{a0}» ou XLSX"
                    .into()
            }
            Self::Binary => {
                "ce n’est ni du texte ni un classeur\u{a0}: donnez un fichier CSV ou XLSX".into()
            }
            Self::OldWorkbook => "le classeur est d’un ancien format ou protégé par un mot de \
                                  passe\u{a0}: enregistrez-le au format .xlsx, sans mot de passe"
                .into(),
            Self::NotAWorkbook => {
                "cette archive n’est pas un classeur Excel\u{a0}: enregistrez-la au format .xlsx \
                 ou CSV"
                    .into()
            }
            Self::Damaged { reason } => format!(
                "le classeur est abîmé ({reason})\u{a0}: ouvrez-le et enregistrez-le de nouveau \
                 en .xlsx"
            ),
            Self::UnpacksTooBig { most } => format!(
                "une fois décompressé, le classeur dépasse {}\u{a0}: gardez une seule feuille, \
                 sans images, ou enregistrez-la en CSV",
                size(*most, Lang::Fr)
            ),
            Self::TooManyParts { most } => format!(
                "le classeur compte plus de {} éléments\u{a0}: gardez une seule feuille ou \
                 enregistrez-la en CSV",
                count(*most, Lang::Fr)
            ),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::NotFound => "file not found: check its name and its folder".into(),
            Self::NotAFile => "it is not a file: give a CSV or XLSX file".into(),
            Self::Unreadable { reason } => format!("cannot be read: {reason}"),
            Self::Empty => "the file is empty: give it a header and rows".into(),
            Self::TooBig { most } => {
                format!("the file is over {}: cut it or take columns out", size(*most, Lang::En))
            }
            Self::Utf16 => "its text is in UTF-16: save the file as “CSV UTF-8” or as XLSX".into(),
            Self::Binary => "it is neither text nor a workbook: give a CSV or XLSX file".into(),
            Self::OldWorkbook => "the workbook is of an old format or protected by a password: \
                                  save it as .xlsx, without a password"
                .into(),
            Self::NotAWorkbook => {
                "this archive is not an Excel workbook: save it as .xlsx or CSV".into()
            }
            Self::Damaged { reason } => {
                format!("the workbook is damaged ({reason}): open it and save it as .xlsx again")
            }
            Self::UnpacksTooBig { most } => format!(
                "unpacked, the workbook is over {}: keep a single sheet, without pictures, or \
                 save it as CSV",
                size(*most, Lang::En)
            ),
            Self::TooManyParts { most } => format!(
                "the workbook has more than {} parts: keep a single sheet or save it as CSV",
                count(*most, Lang::En)
            ),
        }
    }
}

fn size(bytes: u64, lang: Lang) -> String {
    let (unit, kilo, mega) = match lang {
        Lang::Fr => ("octets", "Kio", "Mio"),
        Lang::En => ("bytes", "KiB", "MiB"),
    };
    let (number, unit) = match bytes {
        0..10_240 => (bytes, unit),
        10_240..10_485_760 => (bytes >> 10, kilo),
        _ => (bytes >> 20, mega),
    };
    format!("{}\u{a0}{unit}", grouped(i64::try_from(number).unwrap_or(i64::MAX), lang))
}

fn count(number: usize, lang: Lang) -> String {
    grouped(i64::try_from(number).unwrap_or(i64::MAX), lang)
}
