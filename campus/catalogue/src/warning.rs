//! What to know of a programme whose certification or diploma has ended, or gives way to another:
//! never a refusal, since classes finish what they began.

use std::collections::{BTreeSet, HashMap};

use jiff::civil::Date;
use kernel::{InWords, Lang};
use records::{Asked, Filter, Record, Scope, Value, page};
use storage::{StoreError, Tx};
use uuid::Uuid;

use crate::{
    CODES,
    code::{CODE, LABEL, NOMENCLATURE, Nomenclature},
    programme::{CFD, RNCP},
    standing::{Official, Standing},
};

/// Something to know of a programme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The programme.
    pub programme: Uuid,
    /// What is known of its certification or diploma.
    pub official: Official,
    /// The codes that take its place, with what they stand for if that is known.
    pub replaced_by: Vec<(String, Option<String>)>,
}

/// The warnings of some programmes, in their order: certifications and diplomas that have ended,
/// or that another replaces, on this day. Two statements, however many programmes.
pub async fn warnings(
    tx: &mut Tx,
    scope: &Scope,
    programmes: &[Record],
    today: Date,
) -> Result<Vec<Warning>, StoreError> {
    let codes = programmes
        .iter()
        .flat_map(|programme| [&RNCP, &CFD].into_iter().filter_map(|field| programme.text(field)));
    let kept = of_codes(tx, scope, codes.collect()).await?;
    let kept: HashMap<&str, Official> = kept
        .iter()
        .filter_map(|record| Some((record.text(&CODE)?, Official::of(record, today)?)))
        .collect();
    let new = kept.values().flat_map(|official| official.replaced_by.iter().map(String::as_str));
    let new = of_codes(tx, scope, new.collect()).await?;
    let labels: HashMap<&str, &str> =
        new.iter().filter_map(|record| Some((record.text(&CODE)?, record.text(&LABEL)?))).collect();
    let mut warnings = vec![];
    for programme in programmes {
        let codes = [&RNCP, &CFD].into_iter().filter_map(|field| programme.text(field));
        for official in codes.filter_map(|code| kept.get(code)).filter(|kept| kept.warns()) {
            let label = |code: &String| labels.get(code.as_str()).map(|label| (*label).to_owned());
            let replaced_by = official.replaced_by.iter().map(|code| (code.clone(), label(code)));
            warnings.push(Warning {
                programme: programme.id,
                official: official.clone(),
                replaced_by: replaced_by.collect(),
            });
        }
    }
    Ok(warnings)
}

async fn of_codes(
    tx: &mut Tx,
    scope: &Scope,
    codes: BTreeSet<&str>,
) -> Result<Vec<Record>, StoreError> {
    if codes.is_empty() {
        return Ok(vec![]);
    }
    let registers = [Nomenclature::Rncp, Nomenclature::Cfd];
    let registers = registers.map(|nomenclature| Value::from(nomenclature.code()));
    let filters = vec![
        Filter::Among(&NOMENCLATURE, registers.to_vec()),
        Filter::Among(&CODE, codes.into_iter().map(Value::from).collect()),
    ];
    Ok(page(tx, scope, &CODES, &Asked { filters, ..Asked::default() }).await?.records)
}

impl Official {
    /// Whether whoever gives the programme should know.
    fn warns(&self) -> bool {
        match self.standing {
            Standing::Ended { .. } => true,
            Standing::InForce { .. } | Standing::NotYet { .. } => !self.replaced_by.is_empty(),
        }
    }
}

impl InWords for Warning {
    fn in_words(&self, lang: Lang) -> String {
        let Official { code, label, standing, .. } = &self.official;
        let new = self.replaced_by.iter().map(|(code, label)| match label {
            Some(label) => format!("{code} ({label})"),
            None => code.clone(),
        });
        let new = new.collect::<Vec<_>>();
        match (lang, standing, new.is_empty()) {
            (Lang::Fr, Standing::Ended { on }, true) => format!(
                "{code} ({label}) a pris fin le {}\u{a0}: cherchez ce qui le remplace et notez-le \
                 dans la formation",
                on.strftime("%d/%m/%Y")
            ),
            (Lang::En, Standing::Ended { on }, true) => format!(
                "{code} ({label}) ended on {on}: find out what replaces it and note it in the \
                 programme"
            ),
            (Lang::Fr, Standing::Ended { on }, false) => format!(
                "{code} ({label}) a pris fin le {}\u{a0}: remplacé par {}",
                on.strftime("%d/%m/%Y"),
                new.join(" ou ")
            ),
            (Lang::En, Standing::Ended { on }, false) => {
                format!("{code} ({label}) ended on {on}: replaced by {}", new.join(" or "))
            }
            (Lang::Fr, Standing::InForce { until: Some(last) }, _) => format!(
                "{code} ({label}) prend fin le {}\u{a0}: remplacé par {}",
                last.strftime("%d/%m/%Y"),
                new.join(" ou ")
            ),
            (Lang::En, Standing::InForce { until: Some(last) }, _) => {
                format!("{code} ({label}) ends on {last}: replaced by {}", new.join(" or "))
            }
            (Lang::Fr, Standing::InForce { until: None } | Standing::NotYet { .. }, _) => {
                format!("{code} ({label}) est remplacé par {}", new.join(" ou "))
            }
            (Lang::En, Standing::InForce { until: None } | Standing::NotYet { .. }, _) => {
                format!("{code} ({label}) is replaced by {}", new.join(" or "))
            }
        }
    }
}
