#![doc = include_str!("../README.md")]

mod activity;
mod certification;
mod code;
mod commune;
mod euros;
mod fold;
mod id;
mod lang;
mod level;
mod minutes;
mod number;
mod percent;
mod period;
mod rome;
mod siret;
mod uai;

#[doc(hidden)]
pub use id::made_by_macro;
pub use {
    activity::{Idcc, Naf, Nda},
    certification::{Cfd, Mef, Rncp},
    code::{CodeError, CodeKind, Flaw},
    commune::CommuneCode,
    euros::{Euros, EurosError},
    fold::fold,
    id::IdError,
    lang::{InWords, Lang, UnknownLang, quoted},
    level::Level,
    minutes::Minutes,
    number::grouped,
    percent::Percent,
    period::Period,
    rome::Rome,
    siret::{Siren, Siret},
    uai::Uai,
};
