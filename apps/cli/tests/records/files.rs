//! Export and import again.

use std::collections::BTreeSet;

use crate::campus::{BOBIN, CHOLET, COORDINATOR, Campus, each};

/// The kinds of records of which the demonstration campus has some.
const NOUNS: [&str; 16] = [
    "campus",
    "partners",
    "sites",
    "people",
    "roles",
    "conventions",
    "parties",
    "equipment",
    "programmes",
    "classes",
    "periods",
    "learners",
    "offers",
    "workshops",
    "rounds",
    "wishes",
];

#[test]
fn what_is_exported_and_imported_again_changes_nothing() {
    each(async |campus: Campus| {
        for (noun, file) in NOUNS
            .iter()
            .flat_map(|noun| [(noun, format!("{noun}.csv")), (noun, format!("{noun}.xlsx"))])
        {
            for lang in ["fr", "en"] {
                campus.said(CHOLET, &[noun, "export", &file, "--lang", lang]);
                let told = campus.json(CHOLET, &[noun, "import", &file]);
                assert_eq!((&told["new"], &told["changed"]), (&0.into(), &0.into()), "{file}");
                assert!(0 < told["unchanged"].as_u64().unwrap(), "{file}");
            }
        }
    });
}

#[test]
fn what_is_removed_comes_back_from_its_export() {
    each(async |campus: Campus| {
        campus.said(BOBIN, &["offers", "export", "offres.csv"]);
        campus.said(CHOLET, &["wishes", "export", "voeux.csv"]);
        let wishes = campus.json(CHOLET, &["wishes", "list", "--where", "offer=CHO-09"]);
        for wish in wishes["records"].as_array().unwrap() {
            campus.said(CHOLET, &["wishes", "remove", wish["id"].as_str().unwrap()]);
        }
        campus.said(BOBIN, &["offers", "remove", "CHO-09"]);
        let told = campus.json(BOBIN, &["offers", "import", "offres.csv"]);
        assert_eq!((&told["new"], &told["unchanged"]), (&1.into(), &1.into()));
        let told = campus.json(CHOLET, &["wishes", "import", "voeux.csv"]);
        assert_eq!(told["new"], wishes["records"].as_array().unwrap().len());
    });
}

#[test]
fn a_list_is_filtered_searched_and_read_page_by_page() {
    each(async |campus: Campus| {
        let names = |args: &[&str]| -> Vec<String> {
            let page = campus.json(COORDINATOR, args);
            let names = page["records"].as_array().unwrap().iter();
            names.map(|record| record["fields"]["name"].as_str().unwrap().to_owned()).collect()
        };
        assert_eq!(names(&["partners", "list", "--search", "TROIS quais"]).len(), 1);
        let near = names(&["partners", "list", "--near", "Saumur", "--km", "3"]);
        assert!(near.contains(&"Cuirs du Bord de Loire".to_owned()), "{near:?}");
        let large = ["partners", "list", "--where", "effectif>=40", "--where", "kind=company"];
        assert!(names(&large).contains(&"Uniformes Mayennais".to_owned()));

        let (mut all, mut after) = (vec![], None::<String>);
        loop {
            let mut args = vec!["partners", "list", "--most", "25"];
            if let Some(after) = &after {
                args.extend(["--after", after]);
            }
            all.extend(names(&args));
            let page = campus.json(COORDINATOR, &args);
            after = page["next"].as_str().map(str::to_owned);
            if after.is_none() {
                break;
            }
        }
        assert_eq!(all, names(&["partners", "list", "--most", "1000"]));
    });
}

#[test]
fn a_name_that_is_a_number_is_kept_as_it_is() {
    each(async |campus: Campus| {
        campus.said(COORDINATOR, &["partners", "add", "kind=association", "name=2026"]);
        let found = campus.json(COORDINATOR, &["partners", "list", "--search", "2026"]);
        assert_eq!(found["records"][0]["fields"]["name"], "2026");
    });
}

#[test]
fn the_round_of_the_records_is_that_of_the_files() {
    let folder = tempfile::tempdir().unwrap();
    let campus = Campus::demo(folder.path().join("metier.db").display().to_string());
    let said = campus.said(COORDINATOR, &["round", "plan", "JUIN-2026"]);
    let last = said.lines().last().unwrap();
    assert_eq!(last, "placed 136 of 142, burden 3194, workshops 2 (19600 EUR), optimal");
    campus.said(COORDINATOR, &["round", "export", "JUIN-2026", "--out", "records"]);
    campus.said(COORDINATOR, &["place", "--example", "files"]);
    let files = ["learners", "offers", "workshops"].map(|name| format!("files/{name}.csv"));
    let place = ["place", "--learners", &files[0], "--offers", &files[1], "--workshops", &files[2]];
    let more = ["--round", "files/round.toml", "--out", "plan"];
    campus.said(COORDINATOR, &[&place[..], &more].concat());
    let who_goes_where = |file: &str| -> BTreeSet<String> {
        let text = campus.text(file);
        text.lines().map(|line| line.split(',').take(2).collect::<Vec<_>>().join(" ")).collect()
    };
    assert_eq!(who_goes_where("records/placements.csv"), who_goes_where("plan/placements.csv"));
}
