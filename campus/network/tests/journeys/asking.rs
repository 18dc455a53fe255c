//! A company is asked once for each trade and period, whichever school asks.

use jiff::civil::{Date, date};
use kernel::{InWords, Lang, Period};
use network::{
    Asking, ask,
    request::{ANSWERED_ON, ASKED_BY, ASKED_ON, NOTE, REQUESTS, STATE},
    role::Role,
};
use records::{Asked, Done, RecordError, Scope};
use storage::Tx;

use crate::ground::{Ground, TODAY, ground};

const JUNE: (Date, Date) = (date(2026, 6, 8), date(2026, 7, 3));

async fn asks(ground: &Ground, scope: &Scope, trade: &str) -> Result<Done, RecordError> {
    asks_for(ground, scope, trade, JUNE).await
}

async fn asks_for(
    ground: &Ground,
    scope: &Scope,
    trade: &str,
    (first, last): (Date, Date),
) -> Result<Done, RecordError> {
    let asking = Asking {
        company: ground.company_x,
        trade,
        period: Period::new(first, last).unwrap(),
        asked_by: None,
        message: Some("Auriez-vous deux places\u{a0}?"),
    };
    let asked = ground
        .database
        .write(ground.now, async |tx: &mut Tx| ask(tx, scope, asking, &ground.around).await);
    asked.await
}

#[tokio::test]
async fn the_second_school_is_told_who_asked_and_when_and_never_more() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        ground.engage("a@exemple.fr", Role::SchoolStaff, Some(ground.school_a)).await;
        ground.engage("b@exemple.fr", Role::SchoolStaff, Some(ground.school_b)).await;
        let (a, b) = (ground.acting("a@exemple.fr").await, ground.acting("b@exemple.fr").await);
        asks(&ground, &a, "B1803 Couture").await.unwrap();
        for same in ["B1803 Couture", "b1803", "B1803 COUTURE"] {
            let why = asks(&ground, &b, same).await.unwrap_err();
            let (fr, en) = (why.in_words(Lang::Fr), why.in_words(Lang::En));
            assert!(fr.contains("par Lycée Tisserand, le 03/06/2026"), "{fr}");
            assert!(en.contains("by Lycée Tisserand, on 2026-06-03"), "{en}");
            assert!(!fr.contains("places") && !fr.contains("a@exemple.fr"), "{fr}");
        }
        let why = asks(&ground, &a, "B1803 Couture").await.unwrap_err();
        assert!(why.in_words(Lang::En).contains("asked already"), "the same school neither");
        asks(&ground, &b, "B1802 Maroquinerie").await.unwrap();
        asks_for(&ground, &b, "B1803 Couture", (date(2026, 9, 7), JUNE.1.max(date(2026, 9, 30))))
            .await
            .unwrap();
        let mut tx = ground.reading().await;
        let seen = records::page(&mut tx, &b, &REQUESTS, &Asked::default()).await.unwrap().records;
        assert_eq!(seen.len(), 2, "a school sees its own requests");
        assert!(seen.iter().all(|request| request.link(&ASKED_BY) == Some(ground.school_b)));
    })
    .await;
}

#[tokio::test]
async fn the_company_sees_who_asks_and_answers() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        ground.engage("a@exemple.fr", Role::SchoolStaff, Some(ground.school_a)).await;
        ground.engage("x@exemple.fr", Role::CompanyAdministrator, Some(ground.company_x)).await;
        ground.engage("y@exemple.fr", Role::CompanyAdministrator, Some(ground.company_y)).await;
        asks(&ground, &ground.acting("a@exemple.fr").await, "Couture").await.unwrap();
        let x = ground.acting("x@exemple.fr").await;
        let mut tx = ground.reading().await;
        let seen = records::page(&mut tx, &x, &REQUESTS, &Asked::default()).await.unwrap().records;
        tx.roll_back().await.unwrap();
        let request = &seen[0];
        assert_eq!(request.day(&ASKED_ON), Some(TODAY));
        assert_eq!(request.text(&STATE), Some("asked"));
        assert_eq!(request.text(&NOTE), Some("Auriez-vous deux places\u{a0}?"));
        let id = request.id;
        let answer = |values: records::Values| values.with(&STATE, "answered");
        ground.edit(&x, (&REQUESTS, id), answer).await.unwrap();
        let a = ground.acting("a@exemple.fr").await;
        let answered = ground.find(&a, &REQUESTS, id).await.unwrap();
        assert_eq!(answered.text(&STATE), Some("answered"));
        assert_eq!(answered.day(&ANSWERED_ON), Some(TODAY));
        let y = ground.acting("y@exemple.fr").await;
        assert!(ground.find(&y, &REQUESTS, id).await.is_none());
        assert!(matches!(
            ground.edit(&y, (&REQUESTS, id), |values| values.with(&STATE, "declined")).await,
            Err(RecordError::NotAllowed { .. })
        ));
    })
    .await;
}

#[tokio::test]
async fn nobody_asks_in_the_name_of_another_school() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        ground.engage("a@exemple.fr", Role::SchoolStaff, Some(ground.school_a)).await;
        let a = ground.acting("a@exemple.fr").await;
        let asking = Asking {
            company: ground.company_x,
            trade: "Couture",
            period: Period::new(JUNE.0, JUNE.1).unwrap(),
            asked_by: Some(ground.school_b),
            message: None,
        };
        let asked = ground
            .database
            .write(ground.now, async |tx: &mut Tx| ask(tx, &a, asking, &ground.around).await);
        assert!(matches!(asked.await, Err(RecordError::NotAllowed { .. })));
    })
    .await;
}
