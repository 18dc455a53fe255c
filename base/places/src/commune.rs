use std::fmt;

use kernel::CommuneCode;
use travel::Point;

/// A commune, an arrondissement of Paris, Lyon or Marseille, or a former commune.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Commune {
    /// Its code in the nomenclature of INSEE.
    pub code: CommuneCode,
    /// Its official name.
    pub name: &'static str,
    /// Where it is: its main settlement.
    pub point: Point,
    /// Whether the point is only that of its neighbourhood, some 6 km off.
    pub is_approximate: bool,
    /// Its inhabitants; 0 when unknown, as for former communes.
    pub population: u32,
    /// What it is.
    pub kind: Kind,
}

/// What a place with a commune's code is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A commune of today.
    Whole,
    /// A municipal arrondissement of this commune.
    Arrondissement {
        /// Paris, Lyon or Marseille.
        of: CommuneCode,
    },
    /// A former commune, today part of this one.
    Former {
        /// The commune of today.
        of: CommuneCode,
    },
}

impl Commune {
    /// The commune of today that it is, or is part of.
    #[must_use]
    pub fn today(&self) -> CommuneCode {
        match self.kind {
            Kind::Whole => self.code,
            Kind::Arrondissement { of } | Kind::Former { of } => of,
        }
    }
}

/// The name and the département: `Cholet (49)`.
impl fmt::Display for Commune {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.code.departement())
    }
}
