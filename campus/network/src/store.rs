//! What is read before anybody's scope is known: who somebody is, and what is asked already.

use jiff::civil::Date;
use storage::{Row, Sql, StoreError, Tx, sql};
use uuid::Uuid;

use crate::{
    rights::Conventions,
    role::{Held, Role},
};

/// A person and the roles that she has on a day.
pub(crate) struct Holder {
    pub(crate) id: Uuid,
    pub(crate) roles: Vec<Held>,
}

/// The campuses of this database, in the order of their names.
pub(crate) async fn campuses(tx: &mut Tx) -> Result<Vec<(Uuid, String)>, StoreError> {
    let asked = sql("select id, name from network_campuses order by sort_key, id");
    tx.all(asked).await?.iter().map(|row| Ok((row.id(0)?, row.text(1)?))).collect()
}

/// The person of this address, and the roles that she has today.
pub(crate) async fn holder(
    tx: &mut Tx,
    tenant: Uuid,
    email: &str,
    today: Date,
) -> Result<Option<Holder>, StoreError> {
    let asked = sql("select p.id, r.id, r.role, r.partner, r.learner, r.starts, r.ends \
                     from network_people p left join network_roles r on r.person = p.id \
                     where p.tenant = ? and p.email = ? order by r.id");
    let rows = tx.all(asked.bind(tenant).bind(email)).await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let id = first.id(0)?;
    let roles = rows.iter().map(|row| held(row, today)).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(Holder { id, roles: roles.into_iter().flatten().collect() }))
}

fn held(row: &Row, today: Date) -> Result<Option<Held>, StoreError> {
    let Some(id) = row.opt_id(1)? else { return Ok(None) };
    let code = row.text(2)?;
    let role = Role::of_code(&code)
        .ok_or_else(|| StoreError::corrupt("network_roles", id, format!("role {code}")))?;
    let of = (role, row.opt_id(3)?, row.opt_id(4)?);
    Ok(Held::on(of, (row.opt_date(5)?, row.opt_date(6)?), today))
}

/// The conventions to which each of these partners is a party.
pub(crate) async fn conventions(
    tx: &mut Tx,
    tenant: Uuid,
    partners: &[Uuid],
) -> Result<Conventions, StoreError> {
    if partners.is_empty() {
        return Ok(vec![]);
    }
    let text = format!(
        "select partner, convention from network_convention_parties \
         where tenant = ? and partner in ({}) order by partner, convention",
        vec!["?"; partners.len()].join(", ")
    );
    let asked = Sql::of_names(text).bind(tenant).bind_all(partners.iter().copied());
    tx.all(asked).await?.iter().map(|row| Ok((row.id(0)?, row.id(1)?))).collect()
}
