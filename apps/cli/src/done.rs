//! What a command did, and how to undo it.

use kernel::Lang;
use records::Done;
use serde_json::{Value as Json, json};

use crate::usage::program;

/// The act and how to undo it, or that there was nothing to do.
pub(crate) fn told(done: &Done, lang: Lang) -> String {
    let (Some(act), program) = (done.act, program()) else {
        return match lang {
            Lang::Fr => "rien à changer\u{a0}: tout était déjà ainsi".to_owned(),
            Lang::En => "nothing to change: it was like this already".to_owned(),
        };
    };
    match lang {
        Lang::Fr => format!("pour annuler\u{a0}: {program} undo {act}"),
        Lang::En => format!("to undo: {program} undo {act}"),
    }
}

/// The same for a program.
pub(crate) fn json(done: &Done) -> Json {
    json!({ "act": done.act, "records": done.n_records })
}
