//! Words that come back from row to row, kept once.

use std::collections::HashMap;

use crate::{Label, files::cells::Cells};

/// The labels read so far, by their text.
#[derive(Default)]
pub(super) struct Labels(HashMap<String, Label>);

impl Labels {
    /// The label of a text.
    pub(super) fn label(&mut self, text: &str) -> Label {
        if let Some(known) = self.0.get(text) {
            return known.clone();
        }
        let label = Label::new(text);
        self.0.insert(text.to_owned(), label.clone());
        label
    }

    /// The labels of a cell, each once.
    pub(super) fn list(&mut self, cells: &Cells, column: usize) -> Vec<Label> {
        let mut labels: Vec<Label> = vec![];
        for text in cells.at(column).list(column) {
            let label = self.label(text);
            if !labels.contains(&label) {
                labels.push(label);
            }
        }
        labels
    }
}
