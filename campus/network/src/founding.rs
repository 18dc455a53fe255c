//! The first act of a campus: itself, its first coordinator, and her role.

use records::{Field, RecordError, Scope, Surroundings, Unit, Value, Values};
use storage::Tx;
use uuid::Uuid;

use crate::{
    acting::founder,
    campus, codes, person,
    role::{self, Role},
};

/// A campus that is to be, and whoever will run it first.
#[derive(Clone, Copy, Debug)]
pub struct Founding<'a> {
    /// The name of the campus.
    pub name: &'a str,
    /// The code of its sector, or what the sector is called.
    pub sector: &'a str,
    /// Where it is.
    pub territory: Option<&'a str>,
    /// Whether it has the mention of excellence.
    pub excellence: Option<bool>,
    /// The name of the coordinator.
    pub coordinator: &'a str,
    /// Her address.
    pub email: &'a str,
}

/// Founds a campus: itself, its coordinator and her role, in one act. Says what she may do.
pub async fn found(
    tx: &mut Tx,
    founding: Founding<'_>,
    surroundings: &Surroundings,
) -> Result<Scope, RecordError> {
    let email = codes::email(founding.email).map_err(RecordError::Refused)?;
    let (campus, coordinator) = (tx.new_id()?, tx.new_id()?);
    let scope = founder(campus, &email, coordinator);
    let mut unit = Unit::new(&scope, "found");
    unit.put_back(campus, 1, campus_values(&founding)?);
    let person = Values::blank(&person::PEOPLE)
        .with(&person::NAME, read(&person::NAME, founding.coordinator)?)
        .with(&person::EMAIL, email.as_str());
    unit.put_back(coordinator, 1, person);
    let role = Values::blank(&role::ROLES)
        .with(&role::PERSON, coordinator)
        .with(&role::ROLE, Role::CampusCoordinator.code());
    unit.create(tx, role)?;
    unit.save(tx, surroundings).await?;
    Ok(scope)
}

fn campus_values(founding: &Founding<'_>) -> Result<Values, RecordError> {
    let territory = founding.territory.unwrap_or_default();
    Ok(Values::blank(&campus::CAMPUSES)
        .with(&campus::NAME, read(&campus::NAME, founding.name)?)
        .with(&campus::SECTOR, read(&campus::SECTOR, founding.sector)?)
        .with(&campus::TERRITORY, read(&campus::TERRITORY, territory)?)
        .with(&campus::EXCELLENCE, founding.excellence))
}

fn read(field: &Field, typed: &str) -> Result<Value, RecordError> {
    Value::read(field, typed).map_err(RecordError::Refused)
}

/// The campuses of this database, by name; each identifier is the tenant of its records.
pub async fn campuses(tx: &mut Tx) -> Result<Vec<(Uuid, String)>, RecordError> {
    Ok(crate::store::campuses(tx).await?)
}
