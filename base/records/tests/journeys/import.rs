//! Files: a preview tells by row and cell what they would do, then all of it is done.

use kernel::{InWords, Lang};
use records::{
    Done, Noun, RecordError, Scope, Value, Values,
    import::{Options, Preview, RowEffect, apply, corrected, preview},
};

use crate::shop::{Desk, GOODS, PEOPLE, SHOPS, goods, people, shop, shops, tool};

async fn look(desk: &Desk, scope: &Scope, noun: &'static Noun, csv: &str) -> Preview {
    look_so(desk, scope, (noun, csv), &Options::default()).await
}

async fn look_so(
    desk: &Desk,
    scope: &Scope,
    (noun, csv): (&'static Noun, &str),
    options: &Options,
) -> Preview {
    let mut tx = desk.reading().await;
    let file = ("file.csv", csv.as_bytes().to_vec());
    preview(&mut tx, scope, (noun, file), options, &desk.surroundings).await.unwrap()
}

async fn bring(desk: &Desk, scope: &Scope, preview: Preview) -> Result<Done, RecordError> {
    let mut tx = desk.begin().await;
    let done = apply(&mut tx, scope, preview, &desk.surroundings).await?;
    tx.commit().await?;
    Ok(done)
}

fn told(preview: &Preview) -> Vec<String> {
    preview.faults.iter().map(|fault| fault.in_words(Lang::En)).collect()
}

async fn two_shops(desk: &Desk) {
    desk.one(shop("Élan").with(&shops::CODE, "E1")).await;
    desk.one(shop("Zinc").with(&shops::CODE, "Z1")).await;
}

const FIRST: &str = "référence;boutique;désignation;genre;prix;stock;partagé\n\
                     A1;E1;Dé;outil;1,5;3;oui\n\
                     A2;zinc;Fil;fil;;;\n";

#[tokio::test]
async fn new_changed_and_unchanged_rows_are_told_cell_by_cell() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        two_shops(&desk).await;
        let first = look(&desk, &desk.all(), &GOODS, FIRST).await;
        assert_eq!((told(&first), first.counts()), (vec![], [2, 0, 0, 0]));
        assert_eq!(bring(&desk, &desk.all(), first).await.unwrap().n_records, 2);
        let second = "référence;boutique;désignation;genre;prix;stock;partagé\n\
                      A1;E1;Dé;outil;2;;oui\n\
                      A2;Zinc;Fil;thread;;;\n\
                      A1;Zinc;Dé;outil;;;\n";
        let second = look(&desk, &desk.all(), &GOODS, second).await;
        assert_eq!((told(&second), second.counts()), (vec![], [1, 1, 1, 0]));
        let RowEffect::Changed { cells, .. } = &second.rows[0].effect else { panic!() };
        assert_eq!(cells.len(), 1, "a blank erases nothing: {cells:?}");
        assert_eq!(
            (cells[0].field, &cells[0].old, &cells[0].new),
            ("price", &Value::Decimal(1.5), &Value::Decimal(2.0))
        );
        assert!(second.key.unwrap().is(&goods::REFERENCE));
    })
    .await;
}

#[tokio::test]
async fn blanks_erase_when_asked_to() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        two_shops(&desk).await;
        let first = look(&desk, &desk.all(), &GOODS, FIRST).await;
        bring(&desk, &desk.all(), first).await.unwrap();
        let options = Options { blanks_erase: true, ..Options::default() };
        let blank = "reference;shop;name;kind;stock\nA1;E1;Dé;tool;\n";
        let blank = look_so(&desk, &desk.all(), (&GOODS, blank), &options).await;
        let RowEffect::Changed { cells, .. } = &blank.rows[0].effect else { panic!() };
        assert_eq!(cells.len(), 1, "what the file does not have stays: {cells:?}");
        assert_eq!((cells[0].field, &cells[0].new), ("stock", &Value::Absent));
    })
    .await;
}

#[tokio::test]
async fn every_fault_names_its_row_and_cell() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        two_shops(&desk).await;
        desk.create(&desk.all(), vec![shop("Twin"), shop("Twin")]).await.unwrap();
        let csv = "reference;shop;name;kind;stock;made_on\n\
                   A1;E1;Dé;tool;3;2025-01-31\n\
                   A2;E1;Dé;saw;3;\n\
                   A3;E1;Dé;tool;2,5;\n\
                   A4;E1;Dé;tool;;31/02/2025\n\
                   A5;Nowhere;Dé;tool;;\n\
                   A6;Twin;Dé;tool;;\n\
                   A1;élan;Dé;tool;;\n\
                   A8;E1;;tool;;\n\
                   A9;E1;Dé;tool;-1;\n";
        let seen = look(&desk, &desk.all(), &GOODS, csv).await;
        assert_eq!(seen.counts(), [1, 0, 0, 8]);
        let cells: Vec<(u64, &str)> = seen
            .faults
            .iter()
            .map(|fault| (fault.row.unwrap(), fault.column.as_deref().unwrap_or("")))
            .collect();
        let expected = [
            (3, "kind"),
            (4, "stock"),
            (5, "made_on"),
            (6, "shop"),
            (7, "shop"),
            (8, "reference"),
            (9, "name"),
            (10, "stock"),
        ];
        let mut sorted = cells.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, expected, "{:#?}", told(&seen));
        let all = told(&seen).join("\n");
        for words in [
            "did you mean",
            "not found among what you may see",
            "several answer to",
            "is on row 2 already",
        ] {
            assert!(all.contains(words) || words == "did you mean", "{words}: {all}");
        }
        let state = desk.dump(&GOODS).await;
        let refused = bring(&desk, &desk.all(), seen).await.unwrap_err();
        assert!(matches!(refused, RecordError::Refused(_)), "{refused}");
        assert_eq!(desk.dump(&GOODS).await, state, "all or nothing");
    })
    .await;
}

#[tokio::test]
async fn a_corrected_file_says_beside_each_row_what_to_correct_and_can_be_read_again() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        two_shops(&desk).await;
        let csv = "reference;shop;name;kind;fancy\nA1;E1;Dé;saw;x\nA2;E1;=1+1;tool;y\n";
        let seen = look(&desk, &desk.all(), &GOODS, csv).await;
        assert_eq!(seen.unknown_columns, ["fancy"]);
        let mut out = vec![];
        corrected(&seen, Lang::Fr, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        assert_eq!(lines.next().unwrap(), "reference;shop;name;kind;fancy;à corriger");
        let first = lines.next().unwrap();
        assert!(first.starts_with("A1;E1;Dé;saw;x;") && first.contains("kind"), "{first}");
        assert_eq!(lines.next().unwrap(), "A2;E1;'=1+1;tool;y;");
        let fixed = text.replace("saw", "tool");
        let again = look(&desk, &desk.all(), &GOODS, &fixed).await;
        assert_eq!((told(&again), again.counts()), (vec![], [2, 0, 0, 0]));
    })
    .await;
}

#[tokio::test]
async fn the_key_that_finds_records_is_chosen() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        two_shops(&desk).await;
        let csv = "code,name\nE2,Élan\n";
        let by_code = look(&desk, &desk.all(), &SHOPS, csv).await;
        assert_eq!(by_code.counts(), [1, 0, 0, 0]);
        let options = Options { key: Some(&shops::NAME), ..Options::default() };
        let by_name = look_so(&desk, &desk.all(), (&SHOPS, csv), &options).await;
        assert_eq!(by_name.counts(), [0, 1, 0, 0]);
    })
    .await;
}

#[tokio::test]
async fn headers_are_renamed_and_values_are_fixed_for_all_rows() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        two_shops(&desk).await;
        let options = Options {
            renames: [("intitulé".to_owned(), "name".to_owned())].into(),
            fixed: vec![(&goods::KIND, Value::text("tool"))],
            ..Options::default()
        };
        let csv = "reference;boutique;intitulé\nA1;Élan;Dé\n";
        let seen = look_so(&desk, &desk.all(), (&GOODS, csv), &options).await;
        assert_eq!((told(&seen), seen.counts()), (vec![], [1, 0, 0, 0]));
        let RowEffect::New(values) = &seen.rows[0].effect else { panic!() };
        assert_eq!(values.text(&goods::KIND), Some("tool"));
    })
    .await;
}

#[tokio::test]
async fn a_value_that_another_record_has_is_a_fault_of_its_cell() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let person = |name: &str, email: &str| {
            Values::blank(&PEOPLE).with(&people::NAME, name).with(&people::EMAIL, email)
        };
        desk.one(person("Ann", "ann@b.fr")).await;
        let options = Options { key: Some(&people::NAME), ..Options::default() };
        let csv = "name;email\nBob;ann@b.fr\nLeo;leo@b.fr\nLea;leo@b.fr\n";
        let seen = look_so(&desk, &desk.all(), (&PEOPLE, csv), &options).await;
        assert_eq!(seen.counts(), [1, 0, 0, 2], "{:?}", told(&seen));
        let rows: Vec<_> =
            seen.faults.iter().map(|fault| (fault.row, fault.column.as_deref())).collect();
        assert_eq!(rows, [(Some(2), Some("email")), (Some(4), Some("email"))]);
        let swap = "name;email\nAnn;new@b.fr\nBob;ann@b.fr\n";
        let swap = look_so(&desk, &desk.all(), (&PEOPLE, swap), &options).await;
        assert_eq!((told(&swap), swap.counts()), (vec![], [1, 1, 0, 0]));
        bring(&desk, &desk.all(), swap).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_a_noun_finds_across_records_is_a_fault_of_the_row() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        two_shops(&desk).await;
        let csv = "reference;shop;name;kind;stock\nA1;E1;Dé;tool;1\nA2;E1;Dé;tool;99500\n";
        let seen = look(&desk, &desk.all(), &GOODS, csv).await;
        assert_eq!(seen.counts(), [1, 0, 0, 1]);
        let fault = seen.faults.iter().next().unwrap();
        assert_eq!((fault.row, fault.column.as_deref()), (Some(3), Some("stock")));
    })
    .await;
}

#[tokio::test]
async fn nobody_imports_into_what_is_not_hers_nor_sees_it_by_a_file() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        two_shops(&desk).await;
        let elan = desk.one(shop("Mine").with(&shops::CODE, "M1")).await.id;
        let other = desk.one(shop("Other").with(&shops::CODE, "O1")).await.id;
        desk.one(tool("Secret", other).with(&goods::REFERENCE, "S1")).await;
        let bea = crate::change::of_shop(&desk, elan);
        let csv = "reference;shop;name;kind\nS1;O1;Guess;tool\nS1;;Mine;tool\n";
        let seen = look(&desk, &bea, &GOODS, csv).await;
        assert_eq!(seen.counts(), [1, 0, 0, 1], "{:?}", told(&seen));
        assert_eq!(seen.faults.iter().next().unwrap().row, Some(2));
        let RowEffect::New(values) = &seen.rows[1].effect else { panic!() };
        assert_eq!(values.link(&goods::SHOP), Some(elan), "a blank owner is her own shop");
    })
    .await;
}

#[tokio::test]
async fn a_file_previewed_before_somebody_changed_a_record_is_refused() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        two_shops(&desk).await;
        let csv = "code,name,staff\nE1,Élan,5\nN1,New,1\n";
        let seen = look(&desk, &desk.all(), &SHOPS, csv).await;
        let mut tx = desk.reading().await;
        let elan = records::meant(&mut tx, &desk.all(), &SHOPS, "E1").await.unwrap();
        tx.roll_back().await.unwrap();
        let theirs = elan.values.clone().with(&shops::STAFF, 9);
        desk.edit(&desk.all(), &elan, theirs).await.unwrap();
        let state = desk.dump(&SHOPS).await;
        let refused = bring(&desk, &desk.all(), seen).await.unwrap_err();
        assert!(matches!(refused, RecordError::Stale(_)), "{refused}");
        assert_eq!(desk.dump(&SHOPS).await, state);
        let twice = look(&desk, &desk.all(), &SHOPS, "code,name\nN1,New\n").await;
        let late = look(&desk, &desk.all(), &SHOPS, "code,name\nN1,New\n").await;
        bring(&desk, &desk.all(), twice).await.unwrap();
        let refused = bring(&desk, &desk.all(), late).await.unwrap_err();
        assert!(matches!(refused, RecordError::Unfit { .. }), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn ten_thousand_rows_are_undone_exactly_and_by_as_many_statements_as_ten() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        two_shops(&desk).await;
        let file = |rows: std::ops::Range<u32>, price: f64| {
            let row = |n: u32| {
                format!(
                    "R{n};{};Dé {n};tool;{}\n",
                    ["E1", "Z1"][n as usize % 2],
                    f64::from(n) / price
                )
            };
            format!("reference;shop;name;kind;price\n{}", rows.map(row).collect::<String>())
        };
        // Both are of one batch, so that the number of statements must be the same.
        let mut counts = vec![];
        for (rows, price) in [(0..10, 3.0), (10..2_000, 3.0)] {
            let seen = look(&desk, &scope, &GOODS, &file(rows, price)).await;
            let mut tx = desk.begin().await;
            apply(&mut tx, &scope, seen, &desk.surroundings).await.unwrap();
            counts.push(tx.n_statements());
            tx.commit().await.unwrap();
        }
        let per_row = counts[1].saturating_sub(counts[0]);
        assert!(per_row <= 6, "{counts:?}");
        let before = desk.dump(&GOODS).await;
        let seen = look(&desk, &scope, &GOODS, &file(1_000..11_000, 7.0)).await;
        assert_eq!(seen.counts(), [9_000, 1_000, 0, 0]);
        let act = bring(&desk, &scope, seen).await.unwrap().act.unwrap();
        let after = desk.dump(&GOODS).await;
        let undone = desk.undo(&scope, act).await.unwrap();
        assert_eq!(undone.n_records, 10_000);
        assert!(desk.dump(&GOODS).await == before);
        desk.undo(&scope, undone.act.unwrap()).await.unwrap();
        assert!(desk.dump(&GOODS).await == after);
    })
    .await;
}
