//! Who acts: from an address to what that person may see and change today.

use jiff::civil::Date;
use kernel::{Lang, quoted};
use records::{RecordError, Scope, Unfit};
use storage::Tx;
use uuid::Uuid;

use crate::{
    codes,
    rights::{Known, grants},
    role::{Held, Role},
    store,
};

/// What the person of this address may see and change today, by all the roles that she has.
pub async fn scope(
    tx: &mut Tx,
    tenant: Uuid,
    email: &str,
    today: Date,
) -> Result<Scope, RecordError> {
    let email = codes::email(email).map_err(RecordError::Refused)?;
    let Some(holder) = store::holder(tx, tenant, &email, today).await? else {
        return Err(RecordError::Refused(unknown(&email)));
    };
    if holder.roles.is_empty() {
        return Err(RecordError::Refused(without_role(&email, today)));
    }
    let mut partners: Vec<Uuid> = holder.roles.iter().filter_map(|held| held.partner).collect();
    partners.sort_unstable();
    partners.dedup();
    let known = store::known(tx, tenant, &partners).await?;
    let home = match partners[..] {
        [only] => Some(only),
        _ => None,
    };
    Ok(grants(Scope::new(tenant, email, home), holder.id, &holder.roles, &known))
}

/// Whoever founds a campus, before there is anybody in it.
pub(crate) fn founder(tenant: Uuid, email: &str, person: Uuid) -> Scope {
    let role = Held { role: Role::CampusCoordinator, partner: None, learner: None };
    grants(Scope::new(tenant, email, None), person, &[role], &Known::default())
}

fn unknown(email: &str) -> Unfit {
    Unfit::new(
        format!(
            "personne n’est connu sous l’adresse {}\u{a0}: vérifiez-la, ou faites-vous inscrire par \
             la coordination du campus",
            quoted(email, Lang::Fr)
        ),
        format!(
            "nobody is known by the address {}: check it, or have the campus coordinator add you",
            quoted(email, Lang::En)
        ),
    )
}

fn without_role(email: &str, today: Date) -> Unfit {
    Unfit::new(
        format!(
            "{} n’a aucun rôle le {}\u{a0}: demandez-en un à la coordination du campus",
            quoted(email, Lang::Fr),
            today.strftime("%d/%m/%Y")
        ),
        format!(
            "{} has no role on {today}: ask the campus coordinator for one",
            quoted(email, Lang::En)
        ),
    )
}
