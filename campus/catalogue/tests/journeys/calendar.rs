//! Classes have days, and their periods in companies lie in them.

use catalogue::{CLASSES, PERIODS, PROGRAMMES, class, period, programme};
use jiff::civil::{Date, date};
use kernel::{InWords, Lang};
use records::{RecordError, Values};
use uuid::Uuid;

use crate::ground::{Ground, ground};

async fn class_of(ground: &Ground, school: Uuid) -> Uuid {
    let programme = Values::blank(&PROGRAMMES)
        .with(&programme::TITLE, "CAP Couture")
        .with(&programme::SCHOOL, school)
        .with(&programme::LEVEL, 3)
        .with(&programme::MODE, "school");
    let programme = ground.keep(programme).await.unwrap();
    let class = Values::blank(&CLASSES)
        .with(&class::NAME, "1COU")
        .with(&class::PROGRAMME, programme)
        .with(&class::SCHOOL, school)
        .with(&class::STARTS, date(2025, 9, 1))
        .with(&class::ENDS, date(2026, 7, 3));
    ground.keep(class).await.unwrap()
}

fn period(class: Uuid, school: Uuid, (starts, ends): (Date, Date)) -> Values {
    Values::blank(&PERIODS)
        .with(&period::CLASS, class)
        .with(&period::SCHOOL, school)
        .with(&period::STARTS, starts)
        .with(&period::ENDS, ends)
}

fn told<T>(done: Result<T, RecordError>) -> [String; 2] {
    let refusal = done.err().unwrap();
    [Lang::Fr, Lang::En].map(|lang| refusal.in_words(lang).replace('\u{a0}', " "))
}

#[tokio::test]
async fn a_period_may_reach_the_last_day_of_its_class_and_not_one_day_more() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let [school, _] = ground.schools;
        let class = class_of(&ground, school).await;
        let until = |last| period(class, school, (date(2026, 6, 8), last));
        let late = ground.keep(until(date(2026, 7, 4))).await;
        assert_eq!(
            told(late),
            [
                "fin : la période va du 08/06/2026 au 04/07/2026, hors des dates de la classe « 1COU » \
                 (du 01/09/2025 au 03/07/2026) : corrigez la période ou les dates de la classe",
                "ends: the period goes from 2026-06-08 to 2026-07-04, outside the days of the class \
                 “1COU” (2025-09-01 to 2026-07-03): correct the period, or the days of the class",
            ]
        );
        ground.keep(until(date(2026, 7, 3))).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_period_is_entered_once_and_by_the_school_of_its_class() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let [school, other] = ground.schools;
        let class = class_of(&ground, school).await;
        let june = |school| period(class, school, (date(2026, 6, 8), date(2026, 7, 3)));
        let [_, en] = told(ground.keep(june(other)).await);
        assert!(en.contains("that of another school: give the period the school"), "{en}");
        ground.keep(june(school)).await.unwrap();
        let [_, en] = told(ground.keep(june(school)).await);
        assert!(en.contains("a period of this name and these days already"), "{en}");
    })
    .await;
}

#[tokio::test]
async fn a_class_cannot_lose_the_days_of_its_periods() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let [school, _] = ground.schools;
        let class = class_of(&ground, school).await;
        let june = period(class, school, (date(2026, 6, 8), date(2026, 7, 3)));
        ground.keep(june).await.unwrap();
        let until = async |last: Date| {
            ground.edit(&CLASSES, class, |values| values.with(&class::ENDS, last)).await
        };
        let [fr, _] = told(until(date(2026, 7, 2)).await);
        assert!(fr.contains("elle a une période en entreprise du 08/06/2026"), "{fr}");
        until(date(2026, 7, 10)).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_ends_before_it_starts_and_a_class_without_school_or_programme_are_refused() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let bare = Values::blank(&CLASSES)
            .with(&class::NAME, "1COU")
            .with(&class::STARTS, date(2026, 9, 1))
            .with(&class::ENDS, date(2026, 8, 31));
        let [fr, _] = told(ground.keep(bare).await);
        let lines: Vec<&str> = fr.lines().collect();
        assert_eq!(lines.len(), 3, "{fr}");
        assert!(lines[0].starts_with("fin : "), "{fr}");
        assert_eq!(
            lines[1..],
            ["formation : une valeur est nécessaire", "établissement : une valeur est nécessaire",]
        );
    })
    .await;
}
