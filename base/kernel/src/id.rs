//! Identifiers as distinct types, made by one macro.

use std::fmt;

use crate::{InWords, Lang, quoted};

/// Makes a type that names one kind of thing: a UUID that cannot be taken for another.
///
/// ```
/// kernel::id!(
///     /// Names one agreement.
///     AgreementId
/// );
///
/// let id = AgreementId::at(1_780_000_000_000, [7; 10]);
/// assert_eq!(id.to_string().parse(), Ok(id));
/// ```
#[macro_export]
macro_rules! id {
    ($(#[$doc:meta])* $Id:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $Id($crate::made_by_macro::Uuid);

        impl $Id {
            /// A new identifier for this instant, in milliseconds since 1970, and these random
            /// bytes; later ones sort after.
            #[must_use]
            pub fn at(unix_ms: u64, random: [u8; 10]) -> Self {
                Self($crate::made_by_macro::uuid_at(unix_ms, random))
            }

            /// The UUID inside.
            #[must_use]
            pub const fn uuid(self) -> $crate::made_by_macro::Uuid {
                self.0
            }
        }

        impl ::std::convert::From<$crate::made_by_macro::Uuid> for $Id {
            fn from(uuid: $crate::made_by_macro::Uuid) -> Self {
                Self(uuid)
            }
        }

        impl ::std::fmt::Display for $Id {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }

        impl ::std::str::FromStr for $Id {
            type Err = $crate::IdError;

            fn from_str(given: &str) -> ::std::result::Result<Self, $crate::IdError> {
                $crate::made_by_macro::parse(given).map(Self)
            }
        }

        impl $crate::made_by_macro::Serialize for $Id {
            fn serialize<S: $crate::made_by_macro::Serializer>(
                &self,
                serializer: S,
            ) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::made_by_macro::Serialize::serialize(&self.0, serializer)
            }
        }

        impl<'de> $crate::made_by_macro::Deserialize<'de> for $Id {
            fn deserialize<D: $crate::made_by_macro::Deserializer<'de>>(
                deserializer: D,
            ) -> ::std::result::Result<Self, D::Error> {
                $crate::made_by_macro::Deserialize::deserialize(deserializer).map(Self)
            }
        }
    };
}

/// A text that is not an identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdError {
    /// What was given.
    pub given: String,
}

impl InWords for IdError {
    fn in_words(&self, lang: Lang) -> String {
        const EXAMPLE: &str = "019e6d3c-5800-7707-8707-070707070707";
        let given = quoted(&self.given, lang);
        match lang {
            Lang::Fr => format!(
                "{given} n’est pas un identifiant\u{a0}: il en faut un de la forme {EXAMPLE}"
            ),
            Lang::En => {
                format!("{given} is not an identifier: it should look like {EXAMPLE}")
            }
        }
    }
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.in_words(Lang::Fr))
    }
}

impl std::error::Error for IdError {}

/// What `id!` writes in other crates needs from here.
#[doc(hidden)]
pub mod made_by_macro {
    pub use {
        serde::{Deserialize, Deserializer, Serialize, Serializer},
        uuid::Uuid,
    };

    use crate::IdError;

    #[must_use]
    pub fn uuid_at(unix_ms: u64, random: [u8; 10]) -> Uuid {
        uuid::Builder::from_unix_timestamp_millis(unix_ms, &random).into_uuid()
    }

    pub fn parse(given: &str) -> Result<Uuid, IdError> {
        Uuid::try_parse(given).map_err(|_| IdError { given: given.to_owned() })
    }
}
