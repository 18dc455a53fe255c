//! Figures and maps as SVG: one drawing for the page and for the PDF.
//!
//! A drawing stands alone: it carries its title, its description, literal colours and no
//! script. A page that includes [`STYLE`] gives it its own colours, through the variables
//! `--chart-ink`, `--chart-quiet`, `--chart-paper`, `--chart-land`, `--chart-blue`,
//! `--chart-red` and `--chart-yellow`. Meaning never rests on colour alone: shapes, dashes
//! and figures carry it too.

mod bars;
mod caption;
mod histogram;
mod map;
mod number;
mod threads;
mod tone;

pub use bars::{Bar, Bars, Part, Series};
pub use caption::Caption;
pub use histogram::{Bin, Histogram};
pub use map::{At, Drawn, Key, Link, Map, Mark, Shape, Town};
pub use threads::Threads;
pub use tone::{STYLE, Tone};
