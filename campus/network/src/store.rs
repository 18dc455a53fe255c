//! What is read before anybody's scope is known: who somebody is, and what is asked already.

use jiff::civil::Date;
use storage::{Row, Sql, StoreError, Tx, sql};
use uuid::Uuid;

use crate::{
    asking::Asked,
    rights::Known,
    role::{Held, Role, Sphere},
};

/// How many identifiers go into one statement.
const BATCH: usize = 5_000;

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
    let of = (role(id, &row.text(2)?)?, row.opt_id(3)?, row.opt_id(4)?);
    Ok(Held::on(of, (row.opt_date(5)?, row.opt_date(6)?), today))
}

/// What is known of these partners.
pub(crate) async fn known(
    tx: &mut Tx,
    tenant: Uuid,
    partners: &[Uuid],
) -> Result<Known, StoreError> {
    if partners.is_empty() {
        return Ok(Known::default());
    }
    let holes = vec!["?"; partners.len()].join(", ");
    let conventions = format!(
        "select partner, convention from network_convention_parties \
         where tenant = ? and partner in ({holes}) order by partner, convention"
    );
    let campus = Role::ALL.into_iter().filter(|role| role.sphere() == Sphere::Campus);
    let campus: Vec<&str> = campus.map(Role::code).collect();
    let elsewhere = format!(
        "select distinct p.partner, p.id from network_people p \
         join network_roles r on r.person = p.id \
         where p.tenant = ? and p.partner in ({holes}) \
         and (r.partner is null or r.partner <> p.partner or r.role in ({})) \
         order by p.partner, p.id",
        vec!["?"; campus.len()].join(", ")
    );
    let of = |text| Sql::of_names(text).bind(tenant).bind_all(partners.iter().copied());
    let conventions = tx.all(of(conventions)).await?;
    let elsewhere = tx.all(of(elsewhere).bind_all(campus)).await?;
    Ok(Known { conventions: pairs(&conventions)?, elsewhere: pairs(&elsewhere)? })
}

/// The roles of these people that are about a learner: the role, which, whose, about whom.
pub(crate) async fn of_learners(
    tx: &mut Tx,
    tenant: Uuid,
    people: &[Uuid],
) -> Result<Vec<(Uuid, Role, Uuid, String)>, StoreError> {
    let mut held = vec![];
    for batch in people.chunks(BATCH) {
        let text = format!(
            "select id, role, person, learner from network_roles \
             where tenant = ? and learner is not null and person in ({})",
            vec!["?"; batch.len()].join(", ")
        );
        let asked = Sql::of_names(text).bind(tenant).bind_all(batch.iter().copied());
        for row in tx.all(asked).await? {
            let id = row.id(0)?;
            held.push((id, role(id, &row.text(1)?)?, row.id(2)?, row.text(3)?));
        }
    }
    Ok(held)
}

/// The coordinators' roles that are not over.
pub(crate) async fn coordinators(
    tx: &mut Tx,
    tenant: Uuid,
    today: Date,
) -> Result<Vec<Uuid>, StoreError> {
    let asked = sql("select id from network_roles \
                     where tenant = ? and role = ? and (ends is null or ends >= ?)");
    let asked = asked.bind(tenant).bind(Role::CampusCoordinator.code()).bind(today);
    tx.all(asked).await?.iter().map(|row| row.id(0)).collect()
}

/// What these companies are asked, by all schools.
pub(crate) async fn requests(
    tx: &mut Tx,
    tenant: Uuid,
    companies: &[Uuid],
) -> Result<Vec<Asked>, StoreError> {
    let mut requests = vec![];
    for batch in companies.chunks(BATCH) {
        let text = format!(
            "select r.id, r.company, r.trade, r.starts, r.ends, p.name, r.asked_on \
             from network_requests r join network_partners p on p.id = r.asked_by \
             where r.tenant = ? and r.company in ({}) order by r.id",
            vec!["?"; batch.len()].join(", ")
        );
        let asked = Sql::of_names(text).bind(tenant).bind_all(batch.iter().copied());
        for row in tx.all(asked).await? {
            requests.push(request(&row)?);
        }
    }
    Ok(requests)
}

fn request(row: &Row) -> Result<Asked, StoreError> {
    let id = row.id(0)?;
    let day = |day: Option<Date>| {
        day.ok_or_else(|| StoreError::corrupt("network_requests", id, "a day is missing"))
    };
    Ok(Asked {
        id,
        company: row.id(1)?,
        trade: row.text(2)?,
        starts: day(row.opt_date(3)?)?,
        ends: day(row.opt_date(4)?)?,
        by: row.text(5)?,
        on: day(row.opt_date(6)?)?,
    })
}

fn role(id: Uuid, code: &str) -> Result<Role, StoreError> {
    let unknown = || StoreError::corrupt("network_roles", id, format!("role {code}"));
    Role::of_code(code).ok_or_else(unknown)
}

fn pairs(rows: &[Row]) -> Result<Vec<(Uuid, Uuid)>, StoreError> {
    rows.iter().map(|row| Ok((row.id(0)?, row.id(1)?))).collect()
}
