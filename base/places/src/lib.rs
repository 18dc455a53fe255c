#![doc = include_str!("../README.md")]

mod arrondissement;
mod columns;
mod commune;
mod departement;
mod exact;
mod import;
mod near;
mod not_found;
mod outline;
mod pack;
mod places;
mod query;
mod spelling;

pub use {
    commune::{Commune, Kind},
    departement::{Departement, departement, departements},
    exact::{Exact, OverlayError},
    import::{FarAway, Import, NoCoordinates},
    not_found::NotFound,
    outline::{Outline, outlines, pack_outlines},
    pack::{Entry, PackError, pack},
    places::Places,
};
