//! Where a learner lives, or a place is.

use std::sync::Arc;

/// A point, and what is known of the commune around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// The point.
    pub point: travel::Point,
    /// The commune: the one given, or the nearest to the coordinates given.
    pub commune: Option<Arc<Commune>>,
    /// The point is only near the commune: its own is not known.
    pub approximate: bool,
}

/// A commune, as people name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Commune {
    /// Its INSEE code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The code of its département.
    pub department: String,
}

impl Spot {
    /// The code of the département.
    #[must_use]
    pub fn department(&self) -> Option<&str> {
        self.commune.as_ref().map(|c| c.department.as_str())
    }

    /// The name of the commune.
    #[must_use]
    pub fn commune_name(&self) -> Option<&str> {
        self.commune.as_ref().map(|c| c.name.as_str())
    }
}
