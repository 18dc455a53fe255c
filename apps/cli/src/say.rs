//! What commands print. Whoever reads it may leave before the end, as `head` does.

use std::io::{ErrorKind, Write, stdout};
use std::process::exit;

use crate::exit::FAILED;

/// Prints a line, as `println!` does.
macro_rules! say {
    ($($text:tt)*) => {
        $crate::say::line(&format!($($text)*))
    };
}

pub(crate) fn line(text: &str) {
    let Err(why) = writeln!(stdout().lock(), "{text}") else { return };
    if why.kind() == ErrorKind::BrokenPipe {
        exit(0);
    }
    eprintln!("{why}");
    exit(FAILED.into());
}
