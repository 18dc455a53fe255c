//! A second import of an official file: what is new, what changed, what is gone.

use catalogue::{
    Extent, Standing,
    code::{self, Nomenclature},
};
use jiff::civil::date;
use records::{Asked, page};

use crate::{
    codes::import,
    ground::{Ground, TODAY, ground},
};

const FIRST: &str = "MEF;LIBELLE_LONG;DATE_OUVERTURE;DATE_FERMETURE\n\
                     2419990121;1CAP2 ESSAI;01/09/2020;\n\
                     2419990122;2CAP2 ESSAI;01/09/2020;\n\
                     2419990221;1CAP2 AUTRE;01/09/2021;\n\
                     2419990321;1CAP2 ANCIEN;01/09/2010;31/08/2015\n";

/// The first stays, the second ends, the third and fourth are gone, one is new.
const SECOND: &str = "MEF;LIBELLE_LONG;DATE_OUVERTURE;DATE_FERMETURE\n\
                      2419990121;1CAP2 ESSAI;01/09/2020;\n\
                      2419990122;2CAP2 ESSAI;01/09/2020;31/08/2026\n\
                      2419990421;1CAP2 NOUVEAU;01/09/2026;\n";

/// Everything that is kept of each year of training.
async fn kept(ground: &Ground) -> Vec<(String, String)> {
    let mut tx = ground.reading().await;
    let asked = Asked::default();
    let records = page(&mut tx, &ground.scope, &catalogue::CODES, &asked).await.unwrap().records;
    let said = |record: &records::Record| {
        let fields = record.iter().map(|(_, value)| value.written()).collect::<Vec<_>>();
        (record.text(&code::CODE).unwrap().to_owned(), fields.join(";"))
    };
    records.iter().map(said).collect()
}

#[tokio::test]
async fn a_second_file_changes_what_it_says_otherwise_and_closes_what_it_has_not_any_more() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let whole = (Nomenclature::Mef, Extent::Whole);
        import(&ground, whole, FIRST).await.unwrap();
        let before = kept(&ground).await;
        let again = import(&ground, whole, FIRST).await.unwrap();
        assert_eq!((again.n_unchanged, again.done.act), (4, None));

        let second = import(&ground, whole, SECOND).await.unwrap();
        let counts = [second.n_new, second.n_changed, second.n_unchanged, second.n_closed];
        // One of the two that are gone had ended long ago.
        assert_eq!(counts, [1, 1, 1, 1]);
        let mut tx = ground.reading().await;
        for (code, expected) in [
            ("2419990121", Standing::InForce { until: None }),
            ("2419990122", Standing::InForce { until: Some(date(2026, 8, 31)) }),
            ("2419990221", Standing::InForce { until: Some(TODAY) }),
            ("2419990321", Standing::Ended { on: date(2015, 8, 31) }),
            ("2419990421", Standing::NotYet { from: date(2026, 9, 1) }),
        ] {
            let found = catalogue::code(&mut tx, &ground.scope, Nomenclature::Mef, code, TODAY);
            assert_eq!(found.await.unwrap().unwrap().standing, expected, "{code}");
        }
        drop(tx);
        ground.undo(&second.done).await;
        assert_eq!(kept(&ground).await, before);
    })
    .await;
}

#[tokio::test]
async fn an_extract_tells_nothing_of_the_codes_that_it_has_not() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        import(&ground, (Nomenclature::Mef, Extent::Whole), FIRST).await.unwrap();
        let part = import(&ground, (Nomenclature::Mef, Extent::Extract), SECOND).await.unwrap();
        assert_eq!((part.n_new, part.n_changed, part.n_closed), (1, 1, 0));
    })
    .await;
}

#[tokio::test]
async fn a_code_that_comes_back_is_in_use_again() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let rome = |rows: &str| format!("code_rome,libelle_rome\n{rows}");
        let whole = (Nomenclature::Rome, Extent::Whole);
        import(&ground, whole, &rome("Z1001,Tisseur\nZ1002,Plieur\n")).await.unwrap();
        let less = import(&ground, whole, &rome("Z1001,Tisseur\n")).await.unwrap();
        assert_eq!(less.n_closed, 1);
        let back = import(&ground, whole, &rome("Z1001,Tisseur\nZ1002,Plieur\n")).await.unwrap();
        assert_eq!(back.n_changed, 1);
        let mut tx = ground.reading().await;
        let found = catalogue::code(&mut tx, &ground.scope, Nomenclature::Rome, "Z1002", TODAY);
        assert_eq!(found.await.unwrap().unwrap().standing, Standing::InForce { until: None });
    })
    .await;
}

#[tokio::test]
async fn a_refresh_asks_the_database_as_often_for_many_codes_as_for_few() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let file = |n: usize| {
            let rows = (0..n).map(|at| format!("Z{at:04},Essai {at}\n"));
            format!("code_rome,libelle_rome\n{}", rows.collect::<String>())
        };
        let mut statements = vec![];
        for n in [20, 1_000] {
            let mut tx = ground.database.begin(ground.now).await.unwrap();
            let file = catalogue::CodeFile {
                nomenclature: Nomenclature::Rome,
                name: "essai.csv",
                bytes: file(n).into_bytes(),
                source: "essai",
                extent: Extent::Whole,
            };
            let done = catalogue::import_codes(&mut tx, &ground.scope, file, &ground.around).await;
            assert_eq!(done.unwrap().n_new, n);
            statements.push(tx.n_statements());
            tx.roll_back().await.unwrap();
        }
        assert_eq!(statements[0], statements[1]);
    })
    .await;
}
