//! The cells of the table, read from their letters when the program is built.

/// What each role may do, in the order of [`crate::role::Role::ALL`].
pub(super) type Cells = [Cell; N_ROLES];

pub(super) const N_ROLES: usize = 12;

/// Whose records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    Anybodys,
    OwnSchool,
    OwnCompany,
    OwnLearner,
    OwnPerson,
    OwnConventions,
    Shared,
    OwnAlone,
}

/// What a role may do with a resource.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// What it reads in full.
    pub(super) reads: Set,
    /// What it reads without the private columns.
    pub(super) reads_partly: Set,
    /// What it writes.
    pub(super) writes: Set,
}

/// Some of the ways in which records are somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Set(u8);

impl Whose {
    pub(super) const ALL: [(u8, Self); 8] = [
        (b'A', Self::Anybodys),
        (b'S', Self::OwnSchool),
        (b'C', Self::OwnCompany),
        (b'L', Self::OwnLearner),
        (b'P', Self::OwnPerson),
        (b'M', Self::OwnConventions),
        (b'O', Self::Shared),
        (b'H', Self::OwnAlone),
    ];

    const fn of_letter(letter: u8) -> Self {
        let mut at = 0;
        while at < Self::ALL.len() {
            if Self::ALL[at].0 == letter {
                return Self::ALL[at].1;
            }
            at += 1;
        }
        panic!("no such letter")
    }
}

impl Set {
    const NONE: Self = Self(0);

    pub(super) const fn has(self, whose: Whose) -> bool {
        self.0 & (1 << whose as u8) != 0
    }

    const fn with(self, whose: Whose) -> Self {
        Self(self.0 | 1 << whose as u8)
    }

    pub(super) fn each(self) -> impl Iterator<Item = Whose> {
        Whose::ALL.into_iter().map(|(_, whose)| whose).filter(move |whose| self.has(*whose))
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Reads a line of the table: a cell for each role, with spaces between them.
pub(super) const fn cells(line: &str) -> Cells {
    let text = line.as_bytes();
    let mut cells =
        [Cell { reads: Set::NONE, reads_partly: Set::NONE, writes: Set::NONE }; N_ROLES];
    let (mut at, mut role, mut writes, mut is_in_cell) = (0, 0, false, false);
    while at < text.len() {
        let letter = text[at];
        let cell = &mut cells[role];
        match letter {
            b' ' if is_in_cell => (role, writes, is_in_cell) = (role + 1, false, false),
            b' ' => {}
            b'/' => writes = true,
            b'-' => is_in_cell = true,
            _ => {
                let whose = Whose::of_letter(letter.to_ascii_uppercase());
                let partly = letter.is_ascii_lowercase();
                assert!(!(partly && writes), "who writes reads in full");
                match (writes, partly) {
                    (true, _) => cell.writes = cell.writes.with(whose),
                    (false, true) => cell.reads_partly = cell.reads_partly.with(whose),
                    (false, false) => cell.reads = cell.reads.with(whose),
                }
                is_in_cell = true;
            }
        }
        at += 1;
    }
    assert!(role == N_ROLES - 1 && is_in_cell, "a cell for each role");
    all_read_what_they_write(&cells);
    cells
}

const fn all_read_what_they_write(cells: &Cells) {
    let mut role = 0;
    while role < N_ROLES {
        let Cell { reads, writes, .. } = cells[role];
        let of_partner = reads.has(Whose::OwnSchool) || reads.has(Whose::OwnCompany);
        let reads = if of_partner { reads.with(Whose::OwnAlone) } else { reads };
        let is_read = reads.has(Whose::Anybodys) || writes.0 & !reads.0 == 0;
        assert!(is_read, "who writes reads in full");
        role += 1;
    }
}
