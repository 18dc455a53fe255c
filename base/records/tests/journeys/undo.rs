//! Acts are undone exactly, or not at all.

use jiff::civil::date;
use kernel::{InWords, Lang};
use records::{Noun, Record, RecordError, Scope, Unit, Value, Values, history};
use uuid::Uuid;

use crate::shop::{Desk, GOODS, NOUNS, PEOPLE, SHOPS, goods, shop, shops, tool};

async fn all(desk: &Desk) -> Vec<Vec<String>> {
    let mut tables = vec![];
    for noun in NOUNS {
        tables.push(desk.dump(noun).await);
    }
    tables
}

async fn again(desk: &Desk, record: &Record) -> Record {
    desk.find(&desk.all(), record.noun(), record.id).await.unwrap()
}

fn renamed(record: &Record, name: &str) -> Values {
    record.values.clone().with(&shops::NAME, name)
}

async fn refused(desk: &Desk, act: Uuid) -> RecordError {
    desk.undo(&desk.all(), act).await.unwrap_err()
}

#[tokio::test]
async fn making_changing_and_removing_are_undone_and_done_again() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let owner = desk.one(shop("Élan").with(&shops::LAT, 0.1).with(&shops::LON, 0.3)).await;
        let full = tool("Dé", owner.id)
            .with(&goods::PRICE, 0.1 + 0.2)
            .with(&goods::MADE_ON, date(2025, 1, 31))
            .with(&goods::SHARED, true)
            .with(&goods::COLOURS, "or|bleu");
        let mut record = desk.one(full).await;
        let mut states = vec![all(&desk).await];
        let changed = record.values.clone().with(&goods::PRICE, Value::Absent);
        let mut acts = vec![desk.edit(&scope, &record, changed).await.unwrap().act.unwrap()];
        states.push(all(&desk).await);
        record = again(&desk, &record).await;
        acts.push(desk.remove(&scope, &record).await.unwrap().act.unwrap());
        states.push(all(&desk).await);
        acts.push(desk.create(&scope, vec![tool("Fil", owner.id)]).await.unwrap().0);
        states.push(all(&desk).await);
        for (number, act) in acts.into_iter().enumerate().rev() {
            let undone = desk.undo(&scope, act).await.unwrap().act.unwrap();
            assert_eq!(all(&desk).await, states[number]);
            let redone = desk.undo(&scope, undone).await.unwrap().act.unwrap();
            assert_eq!(all(&desk).await, states[number + 1]);
            desk.undo(&scope, redone).await.unwrap();
            assert_eq!(all(&desk).await, states[number]);
        }
    })
    .await;
}

#[tokio::test]
async fn an_act_on_several_nouns_is_undone_as_a_whole() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let before = all(&desk).await;
        let mut tx = desk.begin().await;
        let mut unit = Unit::new(&scope, "create");
        let owner = unit.create(&tx, shop("Élan")).unwrap();
        unit.create(&tx, tool("Dé", owner)).unwrap();
        unit.create(&tx, shop("Found").with(&shops::FOUND_BY, owner)).unwrap();
        let act = unit.save(&mut tx, &desk.surroundings).await.unwrap().act.unwrap();
        tx.commit().await.unwrap();
        let after = all(&desk).await;
        let undone = desk.undo(&scope, act).await.unwrap();
        assert_eq!((undone.n_records, all(&desk).await), (3, before));
        desk.undo(&scope, undone.act.unwrap()).await.unwrap();
        assert_eq!(all(&desk).await, after);
    })
    .await;
}

#[tokio::test]
async fn what_was_changed_since_is_named_and_nothing_is_undone() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let (act, ids) = desk.create(&scope, vec![shop("One"), shop("Two")]).await.unwrap();
        let two = desk.find(&scope, &SHOPS, ids[1]).await.unwrap();
        desk.edit(&scope, &two, renamed(&two, "Deux")).await.unwrap();
        let state = all(&desk).await;
        let refused = refused(&desk, act).await;
        let RecordError::ChangedSince { titles } = &refused else { panic!("{refused}") };
        assert_eq!(*titles, ["Deux"]);
        assert!(refused.in_words(Lang::En).starts_with("cannot be undone: changed since: Deux"));
        assert_eq!(all(&desk).await, state);
    })
    .await;
}

#[tokio::test]
async fn a_value_that_came_back_by_another_act_is_a_change_too() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let a = desk.one(shop("A")).await;
        let to_b = desk.edit(&scope, &a, renamed(&a, "B")).await.unwrap().act.unwrap();
        let b = again(&desk, &a).await;
        desk.edit(&scope, &b, renamed(&b, "A")).await.unwrap();
        let back = again(&desk, &a).await;
        desk.edit(&scope, &back, renamed(&back, "B")).await.unwrap();
        let refused = refused(&desk, to_b).await;
        assert!(matches!(refused, RecordError::ChangedSince { .. }), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn what_was_undone_since_is_no_change_and_what_was_done_again_is() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let a = desk.one(shop("A")).await;
        let first = all(&desk).await;
        let to_b = desk.edit(&scope, &a, renamed(&a, "B")).await.unwrap().act.unwrap();
        let b = again(&desk, &a).await;
        let gone = desk.remove(&scope, &b).await.unwrap().act.unwrap();
        let back = desk.undo(&scope, gone).await.unwrap().act.unwrap();
        let gone_again = desk.undo(&scope, back).await.unwrap().act.unwrap();
        let refused = refused(&desk, to_b).await;
        assert!(matches!(refused, RecordError::ChangedSince { .. }), "{refused}");
        desk.undo(&scope, gone_again).await.unwrap();
        desk.undo(&scope, to_b).await.unwrap();
        assert_eq!(all(&desk).await, first);
    })
    .await;
}

#[tokio::test]
async fn a_record_removed_twice_comes_back_as_it_was_last_only() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let one = desk.one(shop("One")).await;
        let first = desk.remove(&scope, &one).await.unwrap().act.unwrap();
        desk.undo(&scope, first).await.unwrap();
        let back = again(&desk, &one).await;
        desk.edit(&scope, &back, renamed(&back, "Two")).await.unwrap();
        let two = again(&desk, &one).await;
        let second = desk.remove(&scope, &two).await.unwrap().act.unwrap();
        let refused = refused(&desk, first).await;
        assert!(matches!(refused, RecordError::NothingToUndo { .. }), "{refused}");
        desk.undo(&scope, second).await.unwrap();
        let last = again(&desk, &one).await;
        assert_eq!((last.title(), last.version), ("Two".to_owned(), 4));
    })
    .await;
}

#[tokio::test]
async fn an_act_undone_already_and_an_act_that_is_not_there_have_nothing_to_undo() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let (act, _) = desk.create(&desk.all(), vec![shop("One")]).await.unwrap();
        desk.undo(&desk.all(), act).await.unwrap();
        for act in [act, Uuid::from_u128(9)] {
            let refused = refused(&desk, act).await;
            assert!(matches!(refused, RecordError::NothingToUndo { .. }), "{refused}");
        }
        let mut elsewhere = desk.all();
        elsewhere.tenant = Uuid::from_u128(2);
        let refused = desk.undo(&elsewhere, act).await.unwrap_err();
        assert!(matches!(refused, RecordError::NothingToUndo { .. }), "{refused}");
    })
    .await;
}

#[tokio::test]
async fn half_of_an_act_is_never_undone() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let mut tx = desk.begin().await;
        let mut unit = Unit::new(&scope, "create");
        let owner = unit.create(&tx, shop("Élan")).unwrap();
        unit.create(&tx, tool("Dé", owner)).unwrap();
        let act = unit.save(&mut tx, &desk.surroundings).await.unwrap().act.unwrap();
        tx.commit().await.unwrap();
        let mut tx = desk.begin().await;
        let only: [&'static Noun; 2] = [&SHOPS, &PEOPLE];
        let refused = records::undo(&mut tx, &scope, act, &only, &desk.surroundings).await;
        let told = refused.unwrap_err().in_words(Lang::En);
        assert!(told.contains("also changed sample_goods"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn nobody_undoes_what_she_may_not_do() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let (act, _) = desk.create(&desk.all(), vec![shop("One")]).await.unwrap();
        let nobody = Scope::new(desk.tenant, "Bea", None);
        let state = all(&desk).await;
        let refused = desk.undo(&nobody, act).await.unwrap_err();
        assert!(matches!(refused, RecordError::NotAllowed { .. }), "{refused}");
        assert_eq!(all(&desk).await, state);
    })
    .await;
}

#[tokio::test]
async fn what_is_led_to_since_is_not_unmade() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let (act, ids) = desk.create(&desk.all(), vec![shop("One")]).await.unwrap();
        desk.one(tool("Dé", ids[0])).await;
        let refused = refused(&desk, act).await;
        let told = refused.in_words(Lang::En);
        assert!(told.contains("“One” is still in use (sample_goods)"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn a_history_tells_each_act_with_its_cells_the_last_first() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let one = desk.one(shop("One")).await;
        let act = desk.edit(&scope, &one, renamed(&one, "Two")).await.unwrap().act.unwrap();
        desk.undo(&scope, act).await.unwrap();
        let back = again(&desk, &one).await;
        desk.remove(&scope, &back).await.unwrap();
        let mut tx = desk.reading().await;
        let events = history::of_record(&mut tx, &scope, &SHOPS, one.id).await.unwrap();
        let verbs: Vec<&str> = events.iter().map(|event| &*event.act.verb).collect();
        assert_eq!(verbs, ["remove", "undo", "edit", "create"]);
        let (field, was, is) = &events[2].cells[0];
        assert!(field.is(&shops::NAME));
        assert_eq!((was, is), (&"One".into(), &"Two".into()));
        assert_eq!(events[1].act.undoes, Some(act));
        let acts = history::acts(&mut tx, &scope, &NOUNS, 2).await.unwrap();
        assert_eq!(acts.len(), 2);
        assert_eq!(acts[0].subject, "boutique\u{a0}: One");
        let nobody = Scope::new(desk.tenant, "Bea", None);
        let hidden = history::of_record(&mut tx, &nobody, &SHOPS, one.id).await.unwrap_err();
        assert!(matches!(hidden, RecordError::Absent { .. }), "{hidden}");
        assert_eq!(history::acts(&mut tx, &nobody, &NOUNS, 9).await.unwrap(), []);
        assert_eq!(desk.dump(&GOODS).await, [""; 0]);
    })
    .await;
}
