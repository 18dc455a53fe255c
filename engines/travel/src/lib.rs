//! Minutes between two points: the great-circle distance, lengthened by a detour,
//! at the speed of a mode, after a fixed time of access. An estimate: roads and
//! timetables may come later behind the same functions.
//!
//! ```
//! use travel::{Mode, Point, Settings};
//! let cholet = Point::new(47.06, -0.88).unwrap();
//! let saumur = Point::new(47.26, -0.08).unwrap();
//! assert_eq!(Settings::default().minutes(Mode::Car, cholet, saumur), 106);
//! ```

mod point;
mod settings;

pub use point::{EARTH_RADIUS_KM, NotOnEarth, Point, km};
pub use settings::{Invalid, Mode, Settings, SpeedKmh};
