//! What is exported is imported again without a change.

use std::io::Cursor;

use jiff::civil::date;
use kernel::Lang;
use records::{
    Asked,
    export::{Sheet, sheet},
    import::{Options, preview},
};

use crate::shop::{Desk, GOODS, SHOPS, goods, shop, shops, tool};

async fn unchanged(desk: &Desk, name: &str, bytes: Vec<u8>) {
    let mut tx = desk.reading().await;
    let (options, scope) = (Options::default(), desk.all());
    let file = (&GOODS, (name, bytes));
    let seen = preview(&mut tx, &scope, file, &options, &desk.surroundings).await.unwrap();
    assert!(seen.faults.is_empty(), "{name}: {:?}", seen.faults.iter().collect::<Vec<_>>());
    assert_eq!(seen.counts(), [0, 0, 3, 0], "{name}");
}

#[tokio::test]
async fn csv_and_workbooks_in_both_languages_come_back_the_same() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let elan = desk.one(shop("Élan").with(&shops::CODE, "E1")).await.id;
        let no_code = desk.one(shop("Bleu; \"dit\" l’Ancien")).await.id;
        let full = tool("=SOMME(A1)", elan)
            .with(&goods::REFERENCE, "0012")
            .with(&goods::COLOURS, "or|argent")
            .with(&goods::PRICE, 1234.5)
            .with(&goods::STOCK, 12)
            .with(&goods::MADE_ON, date(2025, 2, 28))
            .with(&goods::SHARED, false)
            .with(&goods::NOTE, "deux\nlignes; \"dont\" une");
        let tiny = tool("-7", no_code).with(&goods::REFERENCE, "B").with(&goods::PRICE, 1e-9);
        desk.one(full).await;
        desk.one(tiny).await;
        desk.one(tool("Sans référence", elan)).await;
        let mut tx = desk.begin().await;
        let sheet: Sheet = sheet(&mut tx, &desk.all(), &GOODS, &Asked::default()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sheet.rows.len(), 3);
        for lang in [Lang::Fr, Lang::En] {
            let mut csv = vec![];
            sheet.write_csv(lang, &mut csv).unwrap();
            unchanged(&desk, "goods.csv", csv).await;
            let mut book = Cursor::new(vec![]);
            sheet.write_xlsx(lang, &mut book).unwrap();
            unchanged(&desk, "goods.xlsx", book.into_inner()).await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_may_not_be_seen_has_no_name_in_an_export() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let elan = desk.one(shop("Élan")).await.id;
        desk.one(tool("Dé", elan)).await;
        let blind = desk.all().with(&SHOPS, records::Grant::default());
        let mut tx = desk.begin().await;
        let sheet = sheet(&mut tx, &blind, &GOODS, &Asked::default()).await.unwrap();
        assert_eq!(sheet.rows[0][..3], ["", "", "Dé"]);
    })
    .await;
}
