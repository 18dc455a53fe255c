//! Asking a company: once for each trade and period, whichever school asks.

use jiff::civil::Date;
use kernel::{Lang, Period, Rome, fold};
use records::{Done, Flaw, Following, RecordError, Scope, Surroundings, Unit, Value, Values};
use storage::Tx;
use uuid::Uuid;

use crate::{
    request::{ASKED_BY, COMPANY, ENDS, NOTE, REQUESTS, STARTS, TRADE},
    store,
};

/// A request that a school would make.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// Of whom.
    pub company: Uuid,
    /// For which trade.
    pub trade: &'a str,
    /// For which days.
    pub period: Period,
    /// By which school; the asker's own if she has one.
    pub asked_by: Option<Uuid>,
    /// What else it says.
    pub message: Option<&'a str>,
}

/// Asks a company for places. If somebody asked it the same already, nothing is asked: the
/// refusal tells who did, and when.
pub async fn ask(
    tx: &mut Tx,
    scope: &Scope,
    asking: Asking<'_>,
    surroundings: &Surroundings,
) -> Result<Done, RecordError> {
    let trade = Value::read(&TRADE, asking.trade).map_err(RecordError::Refused)?;
    let message = Value::read(&NOTE, asking.message.unwrap_or_default());
    let request = Values::blank(&REQUESTS)
        .with(&COMPANY, asking.company)
        .with(&TRADE, trade)
        .with(&STARTS, asking.period.first())
        .with(&ENDS, asking.period.last())
        .with(&ASKED_BY, asking.asked_by)
        .with(&NOTE, message.map_err(RecordError::Refused)?);
    let mut unit = Unit::new(scope, "ask");
    unit.create(tx, request)?;
    unit.save(tx, surroundings).await
}

/// A request that was made, whoever made it.
pub(crate) struct Asked {
    pub(crate) id: Uuid,
    pub(crate) company: Uuid,
    pub(crate) trade: String,
    pub(crate) starts: Date,
    pub(crate) ends: Date,
    pub(crate) by: String,
    pub(crate) on: Date,
}

/// Refuses what was asked already. It looks at the requests of all schools: that is their point.
pub(crate) fn follow<'a>(
    tx: &'a mut Tx,
    unit: &'a mut Unit<'_>,
    _: &'a Surroundings,
) -> Following<'a> {
    Box::pin(async move {
        let mut companies: Vec<Uuid> =
            unit.touched(&REQUESTS).filter_map(|touched| touched.after?.link(&COMPANY)).collect();
        companies.sort_unstable();
        companies.dedup();
        let made = store::requests(tx, unit.scope().tenant, &companies).await?;
        let mut flaws = vec![];
        let mut seen: Vec<(Uuid, &Values)> = vec![];
        for touched in unit.touched(&REQUESTS) {
            let Some(values) = touched.after else { continue };
            let earlier = made.iter().find(|asked| asked.id != touched.id && asked.is_for(values));
            if let Some(asked) = earlier {
                flaws.push((touched.id, asked.already()));
            } else if seen.iter().any(|(_, other)| is_same(values, other)) {
                flaws.push((touched.id, twice()));
            }
            seen.push((touched.id, values));
        }
        Ok(flaws)
    })
}

impl Asked {
    fn is_for(&self, values: &Values) -> bool {
        values.link(&COMPANY) == Some(self.company)
            && values.day(&STARTS) == Some(self.starts)
            && values.day(&ENDS) == Some(self.ends)
            && values.text(&TRADE).is_some_and(|trade| is_same_trade(trade, &self.trade))
    }

    fn already(&self) -> Flaw {
        let Self { by, on, .. } = self;
        Flaw::on(
            &COMPANY,
            format!(
                "cette entreprise est déjà sollicitée pour ce métier et cette période, par {by}, \
                 le {}\u{a0}: voyez cela avec cet établissement plutôt que de la solliciter encore",
                on.strftime("%d/%m/%Y")
            ),
            format!(
                "this company is asked already for this trade and these days, by {by}, on {on}: \
                 see it with that school rather than ask again"
            ),
        )
    }
}

fn is_same(one: &Values, other: &Values) -> bool {
    [&COMPANY, &STARTS, &ENDS].into_iter().all(|field| one.get(field) == other.get(field))
        && one
            .text(&TRADE)
            .zip(other.text(&TRADE))
            .is_some_and(|(trade, other)| is_same_trade(trade, other))
}

/// Whether two texts name one trade: by the same code, or in the same words.
pub(crate) fn is_same_trade(one: &str, other: &str) -> bool {
    let code = |text: &str| text.split_whitespace().next().and_then(|w| w.parse::<Rome>().ok());
    match (code(one), code(other)) {
        (Some(one), Some(other)) => one == other,
        _ => fold(one) == fold(other),
    }
}

fn twice() -> Flaw {
    let told = |lang| match lang {
        Lang::Fr => {
            "la même demande figure deux fois (entreprise, métier et période)\u{a0}: gardez-en une"
        }
        Lang::En => "the same request is there twice (company, trade and days): keep one",
    };
    Flaw::on(&COMPANY, told(Lang::Fr), told(Lang::En))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trade_is_the_same_by_its_code_or_by_its_words() {
        assert!(is_same_trade("B1803 Couture", "b1803"));
        assert!(is_same_trade("Bijouterie-joaillerie", "BIJOUTERIE JOAILLERIE"));
        assert!(!is_same_trade("B1803 Couture", "B1802 Couture"));
        assert!(!is_same_trade("Couture", "Broderie"));
    }
}
