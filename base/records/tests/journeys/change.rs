//! Records are changed: only from their last version, only by those who may, and soundly.

use kernel::{InWords, Lang};
use records::{
    Among, Asked, Clause, Flaw, Grant, Hides, RecordError, Scope, Sees, Unit, Value, Values,
};
use uuid::Uuid;

use crate::shop::{Desk, GOODS, PEOPLE, SHOPS, goods, people, shop, shops, tool};

/// Somebody of one shop, who sees every shop and what is shared, and changes the goods of
/// her own.
pub(crate) fn of_shop(desk: &Desk, shop: Uuid) -> Scope {
    let own = || Clause::of("shop", [Among::Record(shop)]).unwrap();
    let shared = Clause::of("shared", [Among::YesNo(true)]).unwrap();
    let all = Grant { reads: Sees::All, ..Grant::default() };
    let goods = Grant {
        reads: Sees::Those(vec![own(), shared]),
        writes: Sees::Those(vec![own()]),
        ..Grant::default()
    };
    Scope::new(desk.tenant, "Bea", Some(shop)).with(&SHOPS, all).with(&GOODS, goods)
}

fn person(name: &str, email: &str) -> Values {
    Values::blank(&PEOPLE).with(&people::NAME, name).with(&people::EMAIL, email)
}

#[tokio::test]
async fn an_edit_is_kept_with_the_next_version() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let before = desk.one(shop("Élan").with(&shops::STAFF, 3)).await;
        let after =
            before.values.clone().with(&shops::NAME, "Élan neuf").with(&shops::STAFF, None::<i64>);
        let done = desk.edit(&desk.all(), &before, after.clone()).await.unwrap();
        assert_eq!(done.n_records, 1);
        let now = desk.find(&desk.all(), &SHOPS, before.id).await.unwrap();
        assert_eq!((now.version, &now.values), (2, &after));
        let nothing = desk.edit(&desk.all(), &now, after).await.unwrap();
        assert_eq!((nothing.act, nothing.n_records), (None, 0));
    })
    .await;
}

#[tokio::test]
async fn a_stale_edit_keeps_nothing_and_shows_both_versions() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let before = desk.one(shop("Élan").with(&shops::STAFF, 3)).await;
        let theirs = before.values.clone().with(&shops::STAFF, 4);
        desk.edit(&desk.all(), &before, theirs.clone()).await.unwrap();
        let yours = before.values.clone().with(&shops::STAFF, 5);
        let refused = desk.edit(&desk.all(), &before, yours).await.unwrap_err();
        let RecordError::Stale(stale) = &refused else { panic!("{refused}") };
        assert_eq!(stale.both(Lang::En), [("headcount", "4".to_owned(), "5".to_owned())]);
        let told = refused.in_words(Lang::En);
        assert!(told.contains("Ann") && told.contains("now “4”, yours “5”"), "{told}");
        assert_eq!(desk.find(&desk.all(), &SHOPS, before.id).await.unwrap().values, theirs);
    })
    .await;
}

#[tokio::test]
async fn whoever_read_a_record_is_not_said_to_have_changed_it() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let before = desk.one(person("Ann", "ann@b.fr")).await;
        let phone = |text: &str| before.values.clone().with(&people::PHONE, text);
        desk.edit(&desk.all(), &before, phone("1")).await.unwrap();
        let mut tx = desk.begin().await;
        let mut bob = desk.all();
        "Bob".clone_into(&mut bob.actor);
        let read = [before.clone()];
        records::note_read(&mut tx, &bob, &PEOPLE, &read, "look").await.unwrap();
        tx.commit().await.unwrap();
        let refused = desk.edit(&desk.all(), &before, phone("2")).await.unwrap_err();
        let RecordError::Stale(stale) = refused else { panic!("{refused}") };
        assert!(stale.last.unwrap().starts_with("Ann, 2026-06-03"));
    })
    .await;
}

#[tokio::test]
async fn an_edit_of_what_was_removed_says_that_it_is_gone() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let before = desk.one(shop("Élan")).await;
        desk.remove(&desk.all(), &before).await.unwrap();
        let after = before.values.clone().with(&shops::STAFF, 5);
        let refused = desk.edit(&desk.all(), &before, after).await.unwrap_err();
        assert!(matches!(refused, RecordError::Absent { .. }), "{refused}");
        assert_eq!(desk.dump(&SHOPS).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_record_must_be_ones_own_before_and_after() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let (mine, other) = (desk.one(shop("Mine")).await.id, desk.one(shop("Other")).await.id);
        let bea = of_shop(&desk, mine);
        let blank = Values::blank(&GOODS).with(&goods::NAME, "Dé").with(&goods::KIND, "tool");
        let (_, ids) = desk.create(&bea, vec![blank]).await.unwrap();
        let own = desk.find(&bea, &GOODS, ids[0]).await.unwrap();
        assert_eq!(own.link(&goods::SHOP), Some(mine), "what she makes is her shop's");
        let given_away = own.values.clone().with(&goods::SHOP, other);
        let shared = desk.one(tool("Press", other).with(&goods::SHARED, true)).await;
        let seen = desk.find(&bea, &GOODS, shared.id).await.unwrap();
        let taken = seen.values.clone().with(&goods::SHOP, mine);
        for refused in [
            desk.edit(&bea, &own, given_away).await,
            desk.edit(&bea, &seen, taken).await,
            desk.remove(&bea, &seen).await,
            desk.create(&bea, vec![tool("Dé", other)]).await.map(|_| unreachable!()),
        ] {
            let refused = refused.unwrap_err();
            assert!(matches!(refused, RecordError::NotAllowed { .. }), "{refused}");
        }
        let hidden = desk.one(tool("Secret", other)).await;
        assert_eq!(desk.find(&bea, &GOODS, hidden.id).await, None);
    })
    .await;
}

#[tokio::test]
async fn nobody_changes_a_record_of_which_something_is_hidden() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let record = desk.one(person("Ann", "ann@b.fr").with(&people::PHONE, "01")).await;
        let hides = Hides { columns: &["phone"], but_of: Sees::Nothing };
        let partly = Grant { reads: Sees::All, writes: Sees::All, hides };
        let bea = desk.all().with(&PEOPLE, partly);
        let seen = desk.find(&bea, &PEOPLE, record.id).await.unwrap();
        assert_eq!(seen.text(&people::PHONE), None);
        let renamed = seen.values.clone().with(&people::NAME, "Anna");
        let refused = desk.edit(&bea, &seen, renamed).await.unwrap_err();
        assert!(matches!(refused, RecordError::NotAllowed { .. }), "{refused}");
        let kept = desk.find(&desk.all(), &PEOPLE, record.id).await.unwrap();
        assert_eq!(kept, record);
        let mut tx = desk.reading().await;
        let asked = Asked::only(&people::PHONE, "01");
        let found = records::page(&mut tx, &bea, &PEOPLE, &asked).await.unwrap().records;
        assert_eq!(found, [], "nobody guesses what she may not see");
    })
    .await;
}

#[tokio::test]
async fn nobody_links_to_what_may_not_be_seen() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let (mine, other) = (desk.one(shop("Mine")).await.id, desk.one(shop("Other")).await.id);
        let only_mine = Sees::Those(vec![Clause::of("id", [Among::Record(mine)]).unwrap()]);
        let shops_seen = Grant { reads: only_mine, ..Grant::default() };
        let goods_seen = Grant { reads: Sees::All, writes: Sees::All, ..Grant::default() };
        let bea = desk.all().with(&SHOPS, shops_seen).with(&GOODS, goods_seen);
        desk.create(&bea, vec![tool("Dé", mine)]).await.unwrap();
        for shop in [other, Uuid::from_u128(77)] {
            let refused = desk.create(&bea, vec![tool("Dé", shop)]).await.unwrap_err();
            assert!(matches!(refused, RecordError::Absent { .. }), "{refused}");
        }
        let kept = desk.one(tool("Press", other)).await;
        let renamed = kept.values.clone().with(&goods::NAME, "Big press");
        desk.edit(&bea, &kept, renamed).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn records_of_one_act_may_link_to_each_other() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let mut tx = desk.begin().await;
        let mut unit = Unit::new(&scope, "create");
        let first = unit.create(&tx, shop("First")).unwrap();
        let second = shop("Second").with(&shops::FOUND_BY, first);
        let second = unit.create(&tx, second).unwrap();
        unit.amend(first, &shops::FOUND_BY, second);
        unit.create(&tx, tool("Dé", first)).unwrap();
        unit.save(&mut tx, &desk.surroundings).await.unwrap();
        tx.commit().await.unwrap();
        let first = desk.find(&scope, &SHOPS, first).await.unwrap();
        assert_eq!(first.link(&shops::FOUND_BY), Some(second));
    })
    .await;
}

#[tokio::test]
async fn a_value_that_must_be_unique_is_refused_to_a_second_record() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        desk.one(person("Ann", "ann@b.fr")).await;
        let bob = desk.one(person("Bob", "bob@b.fr")).await;
        let as_ann = bob.values.clone().with(&people::EMAIL, "ann@b.fr");
        let twice = vec![person("C", "c@b.fr"), person("D", "c@b.fr")];
        for refused in [
            desk.create(&scope, vec![person("Anna", "ann@b.fr")]).await.map(|_| ()),
            desk.edit(&scope, &bob, as_ann).await.map(|_| ()),
            desk.create(&scope, twice).await.map(|_| ()),
        ] {
            let refused = refused.unwrap_err();
            let RecordError::Unfit { flaws, .. } = &refused else { panic!("{refused}") };
            assert!(flaws[0].field.unwrap().is(&people::EMAIL));
        }
        assert_eq!(desk.dump(&PEOPLE).await.len(), 4, "two people, a word each");
    })
    .await;
}

#[tokio::test]
async fn unique_values_may_change_hands_in_one_act() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let ann = desk.one(person("Ann", "ann@b.fr")).await;
        let bob = desk.one(person("Bob", "bob@b.fr")).await;
        let leo = desk.one(person("Leo", "leo@b.fr")).await;
        let email = |record: &records::Record, email: &str| {
            record.values.clone().with(&people::EMAIL, email)
        };
        let mut tx = desk.begin().await;
        let mut unit = Unit::new(&scope, "edit");
        unit.edit(ann.clone(), email(&ann, "bob@b.fr"));
        unit.edit(bob.clone(), email(&bob, "ann@b.fr"));
        unit.remove(leo);
        let new = unit.create(&tx, person("New", "leo@b.fr")).unwrap();
        let act = unit.save(&mut tx, &desk.surroundings).await.unwrap().act.unwrap();
        tx.commit().await.unwrap();
        let is = async |id, text: &str| {
            let found = desk.find(&scope, &PEOPLE, id).await.unwrap();
            assert_eq!(found.text(&people::EMAIL), Some(text));
        };
        is(ann.id, "bob@b.fr").await;
        is(bob.id, "ann@b.fr").await;
        is(new, "leo@b.fr").await;
        desk.undo(&scope, act).await.unwrap();
        is(ann.id, "ann@b.fr").await;
    })
    .await;
}

#[tokio::test]
async fn the_same_reference_of_one_owner_is_refused_in_words() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let (one, two) = (desk.one(shop("One")).await.id, desk.one(shop("Two")).await.id);
        let dice = |shop| tool("Dé", shop).with(&goods::REFERENCE, "D1");
        desk.create(&desk.all(), vec![dice(one), dice(two)]).await.unwrap();
        let refused = desk.create(&desk.all(), vec![dice(one)]).await.unwrap_err();
        let told = refused.in_words(Lang::En);
        assert!(told.contains("article: the same record is there already"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn what_others_lead_to_is_not_removed_and_the_refusal_names_it() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let scope = desk.all();
        let free = desk.one(shop("Free")).await;
        let owner = desk.one(shop("Owner")).await;
        desk.one(tool("Dé", owner.id)).await;
        let finder = desk.one(shop("Finder")).await;
        let found = desk.one(shop("Found").with(&shops::FOUND_BY, finder.id)).await;
        for used in [&owner, &finder] {
            let mut tx = desk.begin().await;
            let mut unit = Unit::new(&scope, "remove");
            unit.remove(free.clone());
            unit.remove(used.clone());
            let refused = unit.save(&mut tx, &desk.surroundings).await.unwrap_err();
            let RecordError::InUse { title, .. } = &refused else { panic!("{refused}") };
            assert_eq!(*title, used.title());
        }
        let mut tx = desk.begin().await;
        let mut unit = Unit::new(&scope, "remove");
        unit.remove(finder);
        unit.remove(found);
        unit.save(&mut tx, &desk.surroundings).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(desk.dump(&SHOPS).await.len(), 4, "two shops, a word each");
    })
    .await;
}

#[tokio::test]
async fn everything_wrong_with_a_record_is_told_at_once() {
    databases::each(async |place: String| {
        let desk = Desk::open(&place).await;
        let values = Values::blank(&SHOPS).with(&shops::COMMUNE, "Atlantis");
        let refused = desk.create(&desk.all(), vec![values]).await.unwrap_err();
        let RecordError::Unfit { flaws, .. } = &refused else { panic!("{refused}") };
        let names: Vec<&str> =
            flaws.iter().filter_map(|flaw: &Flaw| flaw.field).map(|f| f.name).collect();
        assert_eq!(names, ["commune", "name"]);
        let owner = desk.one(shop("Élan")).await;
        let heap = tool("Dé", owner.id).with(&goods::STOCK, Value::Whole(99_001));
        let refused = desk.create(&desk.all(), vec![heap]).await.unwrap_err();
        assert_eq!(refused.in_words(Lang::En), "stock: too much in stock");
    })
    .await;
}
