//! A page that any browser, reader or printer takes.

use kernel::Lang;
use placement::report::{MOST_BYTES, Options};

use crate::desk::{Desk, french};

const VOID: [&str; 4] = ["meta", "br", "link", "img"];

#[test]
fn every_element_is_closed_in_its_place() {
    for lang in [Lang::Fr, Lang::En] {
        let options = Options { lang, names: true, school: None };
        let page = Desk::two_schools().report(&options);
        let (_, body) = page.split_once("</style>").unwrap();
        let mut open = vec!["html", "head"];
        for part in body.split('<').skip(1) {
            let (tag, _) = part.split_once('>').unwrap();
            let name = tag.trim_start_matches('/').split_whitespace().next().unwrap();
            if tag.starts_with('/') {
                assert_eq!(open.pop(), Some(name), "<{tag}>");
            } else if !VOID.contains(&name) {
                open.push(name);
            }
        }
        assert_eq!(open, Vec::<&str>::new());
    }
}

#[test]
fn what_users_wrote_is_text_not_markup() {
    let page = Desk::two_schools().report(&Options { names: true, ..french() });
    assert!(!page.contains("<script"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert!(page.contains("Fil &lt;b&gt;&amp;&lt;/b&gt; Cie"));
}

#[test]
fn the_page_needs_nothing_but_itself() {
    let page = Desk::two_schools().report(&french());
    for outside in ["src=", "@import", "url(", "<link", "<script"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn five_thousand_learners_are_told_in_totals_within_the_limit() {
    let desk = Desk::crowd(5_000);
    let page = desk.report(&Options { names: true, ..french() });
    assert!(page.len() <= MOST_BYTES, "{}", page.len());
    assert!(page.contains("2\u{202f}500") || page.contains("2\u{a0}500"), "the total is told");
    assert!(page.contains("placements.csv"));
    assert!(page.contains("Cholet (49)"), "learners are counted by commune");
}

#[test]
fn headings_go_down_one_level_at_a_time_from_a_single_first() {
    let page = Desk::two_schools().report(&french());
    let levels: Vec<u8> = page
        .match_indices("<h")
        .filter_map(|(at, _)| page.as_bytes().get(at + 2).filter(|b| b.is_ascii_digit()))
        .map(|digit| digit - b'0')
        .collect();
    assert_eq!(levels.first(), Some(&1));
    assert!(levels.iter().skip(1).all(|level| 1 < *level), "{levels:?}");
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}

#[test]
fn every_table_has_a_caption_and_every_link_of_the_page_leads_somewhere() {
    let page = Desk::two_schools().report(&french());
    assert_eq!(page.matches("<table").count(), page.matches("<caption").count());
    for link in page.split("href=\"#").skip(1) {
        let (id, _) = link.split_once('"').unwrap();
        assert!(page.contains(&format!("id=\"{id}\"")), "{id}");
    }
}

#[test]
fn identifiers_are_unique_in_the_page() {
    let page = Desk::two_schools().report(&french());
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).filter_map(|rest| Some(rest.split_once('"')?.0)).collect();
    let n = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n);
}

#[test]
fn what_is_empty_is_neither_shown_nor_announced() {
    let school = Some("Est".to_owned());
    let page = Desk::two_schools().report(&Options { school, ..french() });
    for id in ["unplaced", "map", "placements", "fairness"] {
        assert!(!page.contains(&format!("#{id}\"")), "{id}");
        assert!(!page.contains(&format!("<section id=\"{id}\"")), "{id}");
    }
}
