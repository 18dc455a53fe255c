//! A change to one record.

use storage::journal;
use uuid::Uuid;

use crate::{Field, Noun, Record, Values};

/// A change to one record.
#[derive(Clone, Debug)]
pub(crate) enum Write {
    Create { id: Uuid, version: i64, values: Values },
    Edit { before: Record, version: i64, after: Values },
    Remove { before: Record },
}

impl Write {
    pub(crate) fn noun(&self) -> &'static Noun {
        match self {
            Self::Create { values, .. } => values.noun(),
            Self::Edit { before, .. } | Self::Remove { before } => before.noun(),
        }
    }

    pub(crate) fn id(&self) -> Uuid {
        match self {
            Self::Create { id, .. } => *id,
            Self::Edit { before, .. } | Self::Remove { before } => before.id,
        }
    }

    pub(crate) fn before(&self) -> Option<&Record> {
        match self {
            Self::Create { .. } => None,
            Self::Edit { before, .. } | Self::Remove { before } => Some(before),
        }
    }

    pub(crate) fn after(&self) -> Option<&Values> {
        match self {
            Self::Create { values, .. } => Some(values),
            Self::Edit { after, .. } => Some(after),
            Self::Remove { .. } => None,
        }
    }

    pub(crate) fn put(&self) -> Option<(Uuid, i64, &Values)> {
        match self {
            Self::Create { id, version, values } => Some((*id, *version, values)),
            Self::Edit { before, version, after } => Some((before.id, *version, after)),
            Self::Remove { .. } => None,
        }
    }

    pub(crate) fn removed(&self) -> Option<&Record> {
        match self {
            Self::Create { .. } | Self::Edit { .. } => None,
            Self::Remove { before } => Some(before),
        }
    }

    /// The record that a field leads to and did not lead to before.
    pub(crate) fn new_link(&self, field: &'static Field) -> Option<Uuid> {
        let link = self.after()?.link(field)?;
        let was = self.before().and_then(|before| before.link(field));
        (was != Some(link)).then_some(link)
    }

    pub(crate) fn title(&self) -> String {
        match self {
            Self::Create { values, .. } => values.title(),
            Self::Edit { before, .. } | Self::Remove { before } => before.title(),
        }
    }

    pub(crate) fn change(&self) -> journal::Change {
        let change = journal::Change {
            place: self.noun().table.to_owned(),
            record: self.id(),
            version_before: self.before().map(|before| before.version),
            version_after: self.put().map(|(_, version, _)| version),
            before: None,
            after: None,
        };
        match self {
            Self::Create { values, .. } => journal::Change { after: Some(values.json()), ..change },
            Self::Edit { before, after, .. } => {
                let (was, is) = after.json_against(before);
                journal::Change { before: Some(was), after: Some(is), ..change }
            }
            Self::Remove { before } => journal::Change { before: Some(before.json()), ..change },
        }
    }
}
