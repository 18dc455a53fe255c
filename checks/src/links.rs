//! Where the links of the documents lead: to a file of the repository, when they lead to
//! no other site.

use std::path::Path;

use pulldown_cmark::{Event, Parser, Tag};

use crate::{Fault, Source};

/// Every relative link or picture that leads nowhere.
#[must_use]
pub fn broken(root: &Path, documents: &[Source]) -> Vec<Fault> {
    documents.iter().flat_map(|document| broken_in(root, document)).collect()
}

fn broken_in(root: &Path, document: &Source) -> Vec<Fault> {
    let folder = root.join(&document.path).parent().map(Path::to_path_buf).unwrap_or_default();
    let mut faults = Vec::new();
    for (event, place) in Parser::new(&document.text).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) = event else {
            continue;
        };
        let file = dest_url.split('#').next().unwrap_or_default();
        if is_elsewhere(&dest_url) || file.is_empty() || folder.join(file).exists() {
            continue;
        }
        let line = document.text[..place.start].lines().count().max(1);
        let what = format!("the link to {dest_url} leads nowhere");
        faults.push(Fault { path: document.path.clone(), line: Some(line), what });
    }
    faults
}

fn is_elsewhere(link: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| link.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_an_absent_file_is_found_and_one_to_a_site_is_not() {
        let text = "[here](Cargo.toml#x) [there](https://example.org)\n\n`[no](code)`\n\n![gone](no.png)\n";
        let document = Source { path: "checks/x.md".to_owned(), text: text.to_owned() };
        let found = broken(&crate::root(), &[document]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].what, "the link to no.png leads nowhere");
    }
}
