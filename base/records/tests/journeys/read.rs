//! Records are found again: by identifier, page, words, filter, distance, name.

use jiff::civil::date;
use records::{
    Asked, Cursor, Filter, Near, Record, RecordError, Value, Values, count, meant, page,
};
use travel::Point;

use crate::shop::{Desk, GOODS, NOUNS, PEOPLE, SHOPS, goods, people, shop, shops, tool};

async fn titles(desk: &Desk, asked: &Asked) -> Vec<String> {
    let mut tx = desk.reading().await;
    let found = page(&mut tx, &desk.all(), &SHOPS, asked).await.unwrap().records;
    let n_found = count(&mut tx, &desk.all(), &SHOPS, asked).await.unwrap();
    if asked.near.is_none() && asked.most == usize::MAX {
        assert_eq!(n_found, found.len() as u64);
    }
    found.iter().map(|record| record.title()).collect()
}

fn words(words: &str) -> Asked {
    Asked { words: words.to_owned(), ..Asked::default() }
}

async fn four_shops(desk: &Desk) -> Vec<Record> {
    let four = [
        shop("Élan").with(&shops::TRADES, "couture|maille").with(&shops::STAFF, 3),
        shop("atelier du Cuir").with(&shops::COMMUNE, "Cholet").with(&shops::STAFF, 40),
        shop("Zinc").with(&shops::COMMUNE, "Angers"),
        shop("Bleu de travail").with(&shops::TRADES, "Couture"),
    ];
    let mut made = vec![];
    for values in four {
        made.push(desk.one(values).await);
    }
    made
}

#[tokio::test]
async fn what_is_written_is_read_again() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let owner = desk.one(shop("Élan")).await;
        let full = tool("Aiguille n°\u{a0}7", owner.id)
            .with(&goods::REFERENCE, "A-7")
            .with(&goods::COLOURS, "or|argent")
            .with(&goods::PRICE, 0.1 + 0.2)
            .with(&goods::STOCK, 12)
            .with(&goods::MADE_ON, date(2025, 2, 28))
            .with(&goods::SHARED, false)
            .with(&goods::NOTE, "« sans » \n 😀 'quoted' \"twice\" ?");
        let record = desk.one(full.clone()).await;
        assert_eq!((record.version, &record.values), (1, &full));
        let bare = desk.one(tool("Dé", owner.id)).await;
        assert!(bare.values.iter().skip(4).all(|(_, value)| *value == Value::Absent));
    })
    .await;
}

#[tokio::test]
async fn the_fields_of_each_noun_are_the_columns_of_its_table() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        for noun in NOUNS {
            assert_eq!(desk.dump(noun).await, [""; 0]);
        }
    })
    .await;
}

#[tokio::test]
async fn pages_follow_the_order_of_titles_blind_to_case_and_accents() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        four_shops(&desk).await;
        let all = ["atelier du Cuir", "Bleu de travail", "Élan", "Zinc"];
        assert_eq!(titles(&desk, &Asked::default()).await, all);
        let mut tx = desk.reading().await;
        let mut asked = Asked { most: 3, ..Asked::default() };
        let first = page(&mut tx, &desk.all(), &SHOPS, &asked).await.unwrap();
        assert_eq!(first.records.len(), 3);
        asked.after = first.next;
        assert!(asked.after.is_some());
        let second = page(&mut tx, &desk.all(), &SHOPS, &asked).await.unwrap();
        assert_eq!(second.records[0].title(), "Zinc");
        assert_eq!(second.next, None);
    })
    .await;
}

#[tokio::test]
async fn pages_of_one_title_are_told_apart_and_nothing_is_shown_twice_or_never() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let (_, mut ids) = desk.create(&desk.all(), vec![shop("Same"); 25]).await.unwrap();
        let mut tx = desk.reading().await;
        let mut after: Option<Cursor> = None;
        let mut seen = vec![];
        loop {
            let asked = Asked { most: 4, after, ..Asked::default() };
            let found = page(&mut tx, &desk.all(), &SHOPS, &asked).await.unwrap();
            seen.extend(found.records.iter().map(|record| record.id));
            after = found.next;
            if after.is_none() {
                break;
            }
        }
        ids.sort_unstable();
        assert_eq!(seen, ids);
    })
    .await;
}

#[tokio::test]
async fn words_are_found_by_their_beginnings_whatever_their_accents() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        four_shops(&desk).await;
        assert_eq!(titles(&desk, &words("elan")).await, ["Élan"]);
        assert_eq!(titles(&desk, &words("COUT")).await, ["Bleu de travail", "Élan"]);
        assert_eq!(titles(&desk, &words("travail couture")).await, ["Bleu de travail"]);
        assert_eq!(titles(&desk, &words("cholet")).await, ["atelier du Cuir"]);
        assert_eq!(titles(&desk, &words("uir")).await, [""; 0]);
        assert_eq!(titles(&desk, &words("  ")).await.len(), 4);
    })
    .await;
}

#[tokio::test]
async fn pages_by_words_follow_the_order_of_titles_to_the_end() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let names = (0..40).map(|n| shop(&format!("Fil {} filet", n * 37 % 40)));
        desk.create(&desk.all(), names.collect()).await.unwrap();
        desk.create(&desk.all(), vec![shop("Zinc"), shop("Aiguille")]).await.unwrap();
        for text in ["fil", "filet fil", "fi f"] {
            let mut tx = desk.reading().await;
            let mut asked = Asked { most: 7, ..words(text) };
            let mut found = vec![];
            loop {
                let next = page(&mut tx, &desk.all(), &SHOPS, &asked).await.unwrap();
                found.extend(next.records.iter().map(|record| record.title()));
                asked.after = next.next;
                if asked.after.is_none() {
                    break;
                }
            }
            let mut sorted = found.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!((found.len(), &found), (40, &sorted), "{text}");
            let asked = words(text);
            assert_eq!(count(&mut tx, &desk.all(), &SHOPS, &asked).await.unwrap(), 40);
        }
    })
    .await;
}

#[tokio::test]
async fn pages_by_a_rare_value_are_found_behind_thousands_of_others() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let staffed = |n: i64| shop(&format!("Shop {n:04}")).with(&shops::STAFF, n / 500);
        desk.create(&desk.all(), (0..3_000).map(staffed).collect()).await.unwrap();
        let mut tx = desk.reading().await;
        for staff in [0, 2, 5, 6] {
            let mut asked = Asked { most: 200, ..Asked::only(&shops::STAFF, staff) };
            let n_found = count(&mut tx, &desk.all(), &SHOPS, &asked).await.unwrap();
            let mut found = vec![];
            loop {
                let next = page(&mut tx, &desk.all(), &SHOPS, &asked).await.unwrap();
                found.extend(next.records.iter().map(|record| record.title()));
                asked.after = next.next;
                if asked.after.is_none() {
                    break;
                }
            }
            let expected: Vec<String> = (0..3_000_i64)
                .filter(|n| n / 500 == staff)
                .map(|n| format!("Shop {n:04}"))
                .collect();
            assert_eq!((n_found, &found), (expected.len() as u64, &expected));
        }
    })
    .await;
}

#[tokio::test]
async fn long_titles_and_words_are_kept_sorted_and_found() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let long = "𝕏".repeat(200);
        let record = desk.one(shop(&long).with(&shops::TRADES, &*"字".repeat(2_000))).await;
        let mut tx = desk.reading().await;
        for text in [&*long, &"字".repeat(100)] {
            let found = page(&mut tx, &desk.all(), &SHOPS, &words(text)).await.unwrap().records;
            assert_eq!(found, std::slice::from_ref(&record));
        }
        assert_eq!(meant(&mut tx, &desk.all(), &SHOPS, &long).await.unwrap(), record);
    })
    .await;
}

#[tokio::test]
async fn filters_ask_for_some_for_blanks_and_for_bounds() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let made = four_shops(&desk).await;
        let with = |filter| Asked { filters: vec![filter], ..Asked::default() };
        let staff = &shops::STAFF;
        let some = with(Filter::Among(staff, vec![Value::Whole(3), Value::Whole(4)]));
        assert_eq!(titles(&desk, &some).await, ["Élan"]);
        assert_eq!(titles(&desk, &with(Filter::Among(staff, vec![]))).await, [""; 0]);
        let blank = titles(&desk, &with(Filter::Blank(staff))).await;
        assert_eq!(blank, ["Bleu de travail", "Zinc"]);
        let from = titles(&desk, &with(Filter::From(staff, Value::Whole(3)))).await;
        assert_eq!(from, ["atelier du Cuir", "Élan"]);
        let until = titles(&desk, &with(Filter::Until(staff, Value::Whole(39)))).await;
        assert_eq!(until, ["Élan"]);
        let ids = with(Filter::Ids(vec![made[2].id, made[2].id]));
        assert_eq!(titles(&desk, &ids).await, ["Zinc"]);
    })
    .await;
}

#[tokio::test]
async fn those_around_a_point_are_in_the_circle_not_in_its_box() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        four_shops(&desk).await;
        let at = |lat: f64, lon: f64| shop("Corner").with(&shops::LAT, lat).with(&shops::LON, lon);
        desk.one(at(47.48, -0.46)).await;
        let angers = Point::new(47.47, -0.55).unwrap();
        let near = |km| Asked {
            near: Some(Near { lat: &shops::LAT, lon: &shops::LON, point: angers, km }),
            ..Asked::default()
        };
        assert_eq!(titles(&desk, &near(80.0)).await, ["atelier du Cuir", "Corner", "Zinc"]);
        assert_eq!(titles(&desk, &near(5.0)).await, ["Zinc"]);
        let corner = desk.one(at(47.47 + 0.065, -0.55 + 0.095)).await;
        let around = near(10.0).near.unwrap();
        assert!(10.0 < around.distance_km(&corner).unwrap());
        assert_eq!(titles(&desk, &near(10.0)).await, ["Corner", "Zinc"]);
    })
    .await;
}

#[tokio::test]
async fn a_record_is_meant_by_its_key_its_name_or_its_identifier() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let cuir = desk.one(shop("Cuir & Cie").with(&shops::CODE, "C1")).await;
        desk.create(&scope, vec![shop("Twin"), shop("twin")]).await.unwrap();
        let mut tx = desk.reading().await;
        for text in ["c1", "CUIR et cie", "cuir & cie", &cuir.id.to_string()] {
            let found = meant(&mut tx, &scope, &SHOPS, text).await;
            if text.contains("et") {
                assert!(matches!(found, Err(RecordError::Absent { .. })));
            } else {
                assert_eq!(found.unwrap(), cuir, "{text}");
            }
        }
        let two = meant(&mut tx, &scope, &SHOPS, "Twin").await.unwrap_err();
        assert!(matches!(two, RecordError::Ambiguous { .. }), "{two}");
    })
    .await;
}

#[tokio::test]
async fn reading_people_is_journalled_and_reading_things_is_not() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let ann = Values::blank(&PEOPLE).with(&people::NAME, "Ann").with(&people::EMAIL, "a@b.fr");
        let ann = desk.one(ann).await;
        let owner = desk.one(shop("Élan")).await;
        let needle = desk.one(tool("Aiguille", owner.id)).await;
        let mut tx = desk.begin().await;
        for (noun, record) in [(&PEOPLE, &ann), (&GOODS, &needle)] {
            let read = [record.clone()];
            records::note_read(&mut tx, &scope, noun, &read, "look").await.unwrap();
        }
        let history = |noun, record: &Record| (noun, record.id);
        for ((noun, id), n_acts) in [(history(&PEOPLE, &ann), 2), (history(&GOODS, &needle), 1)] {
            let events = records::history::of_record(&mut tx, &scope, noun, id).await.unwrap();
            assert_eq!(events.len(), n_acts, "{noun:?}");
        }
    })
    .await;
}
