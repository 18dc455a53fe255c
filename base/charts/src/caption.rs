use maud::{Markup, html};

use crate::number::Unit;

/// What a drawing says of itself to whoever cannot see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// Unique in the page: the prefix of the drawing's own identifiers.
    pub id: String,
    /// What it shows, in a few words.
    pub title: String,
    /// What one sees on it: its figures, in a sentence.
    pub desc: String,
}

impl Caption {
    /// The whole drawing: a frame of this size around its content.
    pub(crate) fn frame(&self, kind: &str, width: f64, height: f64, content: &Markup) -> Markup {
        let title = format!("{}-title", self.id);
        let desc = format!("{}-desc", self.id);
        html! {
            svg xmlns="http://www.w3.org/2000/svg" class={ "chart " (kind) } role="img"
                aria-labelledby=(format!("{title} {desc}"))
                viewBox={ "0 0 " (Unit(width)) " " (Unit(height)) }
                width=(Unit(width)) height=(Unit(height)) font-family="sans-serif" {
                title id=(title) { (self.title) }
                desc id=(desc) { (self.desc) }
                (content)
            }
        }
    }
}
