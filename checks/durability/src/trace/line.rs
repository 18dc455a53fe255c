//! One line of strace, and the calls that it cuts in two when threads take turns.

use std::collections::HashMap;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::PathBuf;

/// A system call that succeeded.
#[derive(Debug)]
pub(crate) struct Call {
    /// Its name.
    pub(crate) name: String,
    /// How many operations were done when it began.
    pub(crate) n_before: usize,
    arguments: Vec<String>,
    result: String,
}

/// Reads lines one after the other.
#[derive(Default)]
pub(crate) struct Lines {
    /// The calls that have begun, by thread.
    begun: HashMap<String, Begun>,
}

struct Begun {
    text: String,
    n_before: usize,
}

impl Lines {
    /// The call that ends on this line, if it succeeded; `n_done` operations precede it.
    pub(crate) fn read(&mut self, line: &str, n_done: usize) -> Option<Call> {
        let (thread, text) = line.split_once(' ')?;
        let text = text.trim_start();
        if let Some(begun) = text.strip_suffix(" <unfinished ...>") {
            let begun = Begun { text: begun.to_owned(), n_before: n_done };
            self.begun.insert(thread.to_owned(), begun);
            return None;
        }
        if let Some(resumed) = text.strip_prefix("<... ") {
            let begun = self.begun.remove(thread)?;
            let (_, rest) = resumed.split_once(" resumed>")?;
            return call(&(begun.text + rest), begun.n_before);
        }
        call(text, n_done)
    }
}

impl Call {
    /// What it returned.
    pub(crate) fn result(&self) -> usize {
        number(&self.result).expect("a call that succeeds returns no negative number")
    }

    /// The path of the descriptor that it returned.
    pub(crate) fn result_path(&self) -> Option<PathBuf> {
        described(&self.result)
    }

    /// An argument that is a number or a descriptor; none when it is negative.
    pub(crate) fn number(&self, idx: usize) -> Option<usize> {
        number(&self.arguments[idx])
    }

    /// An argument as strace words it.
    pub(crate) fn word(&self, idx: usize) -> &str {
        &self.arguments[idx]
    }

    /// The path of an argument that is a descriptor, unless nothing has that name any more.
    pub(crate) fn path(&self, idx: usize) -> Option<PathBuf> {
        described(&self.arguments[idx])
    }

    /// The arguments that are paths given as text, in order.
    pub(crate) fn named(&self) -> Vec<PathBuf> {
        self.arguments.iter().filter_map(|word| Some(path(unescape(quoted(word)?)))).collect()
    }

    /// All bytes handed over, in one piece or several.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        self.arguments.iter().filter_map(|word| quoted(word)).flat_map(unescape).collect()
    }

    /// How many arguments there are.
    pub(crate) fn n_arguments(&self) -> usize {
        self.arguments.len()
    }
}

/// Reads `name(argument, argument) = result`. Texts are in hexadecimal, so that no comma,
/// bracket or equals sign stands in one.
fn call(text: &str, n_before: usize) -> Option<Call> {
    let (call, result) = text.rsplit_once(" = ")?;
    if result.starts_with(['-', '?']) {
        return None;
    }
    let (name, arguments) = call.trim_end().strip_suffix(')')?.split_once('(')?;
    assert!(!arguments.contains("\"..."), "strace cut the data of {name} short");
    let arguments = arguments.split(", ").map(str::to_owned).collect();
    Some(Call { name: name.to_owned(), n_before, arguments, result: result.to_owned() })
}

fn number(word: &str) -> Option<usize> {
    let end = word.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(word.len());
    word[..end].parse().ok()
}

/// The path in `4</…>`. What follows the bracket says that the file lost its name.
fn described(word: &str) -> Option<PathBuf> {
    let (_, text) = word.strip_suffix('>')?.split_once('<')?;
    text.starts_with("\\x2f").then(|| path(unescape(text)))
}

fn quoted(word: &str) -> Option<&str> {
    Some(word.split_once('"')?.1.split_once('"')?.0)
}

fn unescape(text: &str) -> Vec<u8> {
    let digits = text.split("\\x").skip(1);
    digits.map(|two| u8::from_str_radix(two, 16).expect("a text is in hexadecimal")).collect()
}

fn path(bytes: Vec<u8>) -> PathBuf {
    OsString::from_vec(bytes).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_read_with_its_descriptor_and_bytes() {
        let line = r#"7 pwrite64(4<\x2f\x61>, "\x68\x69", 2, 4096) = 2"#;
        let call = Lines::default().read(line, 3).unwrap();
        assert_eq!((call.name.as_str(), call.n_before, call.result()), ("pwrite64", 3, 2));
        assert_eq!(call.path(0), Some("/a".into()));
        assert_eq!((call.bytes(), call.number(3)), (b"hi".to_vec(), Some(4096)));
    }

    #[test]
    fn a_call_cut_in_two_began_where_its_first_half_stands() {
        let mut lines = Lines::default();
        assert!(lines.read(r"7 fsync(4<\x2f\x61> <unfinished ...>", 3).is_none());
        assert!(lines.read(r"8 close(5<\x2f\x62>) = 0", 3).is_some());
        let call = lines.read("7 <... fsync resumed>) = 0", 5).unwrap();
        assert_eq!((call.name.as_str(), call.n_before), ("fsync", 3));
        assert_eq!(call.path(0), Some("/a".into()));
    }

    #[test]
    fn what_fails_and_what_is_no_call_is_left_out() {
        for line in [
            "7 fsync(4) = -1 EIO (Input/output error)",
            "7 exit_group(0) = ?",
            "7 +++ exited with 0 +++",
        ] {
            assert!(Lines::default().read(line, 0).is_none(), "{line}");
        }
    }

    #[test]
    fn the_pieces_of_a_gathered_write_are_joined() {
        let line = r#"7 writev(1<\x2f\x61>, [{iov_base="\x68", iov_len=1}, {iov_base="\x69", iov_len=1}], 2) = 2"#;
        assert_eq!(Lines::default().read(line, 0).unwrap().bytes(), b"hi");
    }

    #[test]
    fn a_file_without_a_name_has_no_path() {
        let call = Lines::default().read(r"7 close(4<\x2f\x61>(deleted)) = 0", 0).unwrap();
        assert_eq!(call.path(0), None);
    }
}
