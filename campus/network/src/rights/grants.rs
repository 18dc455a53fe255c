//! From the table to what one person may see and change today.

use records::{Among, Clause, Grant, Hides, Scope, Sees};
use uuid::Uuid;

use super::{
    Owners, Resource, TABLE,
    cell::{Cell, Set, Whose},
    verb::VERBS,
};
use crate::role::{Held, Role, Sphere};

/// What is known of the partners at which a person has roles, each with its partner.
#[derive(Default)]
pub(crate) struct Known {
    /// The conventions to which it is a party.
    pub(crate) conventions: Vec<(Uuid, Uuid)>,
    /// Its people who have a role elsewhere too, or one of the campus.
    pub(crate) elsewhere: Vec<(Uuid, Uuid)>,
}

/// Grants a person all that her roles allow.
pub(crate) fn grants(scope: Scope, person: Uuid, roles: &[Held], known: &Known) -> Scope {
    let granting = Granting { person, roles, known };
    let scope = TABLE
        .iter()
        .fold(scope, |scope, resource| scope.with_table(resource.table, granting.grant(resource)));
    VERBS.iter().fold(scope, |scope, line| {
        let may = roles.iter().any(|held| !line.cells[held.role as usize].writes.is_empty());
        let writes = if may { Sees::All } else { Sees::Nothing };
        scope.with_table(line.verb.key(), Grant { writes, ..Grant::default() })
    })
}

struct Granting<'a> {
    person: Uuid,
    roles: &'a [Held],
    known: &'a Known,
}

impl Granting<'_> {
    fn grant(&self, resource: &Resource) -> Grant {
        let union = |of: fn(&Cell) -> Set, sees: Sees| {
            self.roles.iter().fold(sees, |sees, held| {
                let set = of(&resource.cells[held.role as usize]);
                set.each().fold(sees, |sees, whose| self.or(sees, &resource.owners, held, whose))
            })
        };
        let in_full = union(|cell| cell.reads, Sees::Nothing);
        Grant {
            reads: union(|cell| cell.reads_partly, in_full.clone()),
            writes: union(|cell| cell.writes, Sees::Nothing),
            hides: Hides { columns: resource.private, but_of: in_full },
        }
    }

    /// Some records, and those that are somebody's.
    fn or(&self, sees: Sees, owners: &Owners, held: &Held, whose: Whose) -> Sees {
        let partner = held.partner.as_slice();
        let clauses = match whose {
            Whose::Anybodys => return Sees::All,
            Whose::OwnSchool => in_sphere(owners, Sphere::School, of(owners.school, partner)),
            Whose::OwnCompany => in_sphere(owners, Sphere::Company, of(owners.company, partner)),
            Whose::OwnLearner => of_learner(owners, held),
            Whose::OwnPerson => of(owners.person, &[self.person]),
            Whose::OwnConventions => of(owners.convention, &at(held, &self.known.conventions)),
            Whose::OwnAlone => {
                let elsewhere = at(held, &self.known.elsewhere);
                let own = of(owners.school, partner);
                own.into_iter().map(|clause| clause.but(&elsewhere)).collect()
            }
            Whose::Shared => {
                let shared = |column| Clause::of(column, [Among::YesNo(true)]);
                owners.shared.and_then(shared).into_iter().collect()
            }
        };
        clauses.into_iter().fold(sees, Sees::or)
    }
}

/// The records with one of these in one of the columns.
fn of(columns: &[&'static str], ids: &[Uuid]) -> Vec<Clause> {
    let clause = |column: &&'static str| Clause::of(column, ids.iter().copied().map(Among::Record));
    columns.iter().filter_map(clause).collect()
}

/// Of what is known, what belongs to the partner of a role.
fn at(held: &Held, known: &[(Uuid, Uuid)]) -> Vec<Uuid> {
    let own = known.iter().filter(|(partner, _)| Some(*partner) == held.partner);
    own.map(|(_, id)| *id).collect()
}

/// Of records that are roles, those of the same sphere.
fn in_sphere(owners: &Owners, sphere: Sphere, clauses: Vec<Clause>) -> Vec<Clause> {
    let Some(column) = owners.role else { return clauses };
    let roles = || Role::ALL.into_iter().filter(|role| role.sphere() == sphere);
    let within =
        |clause: Clause| clause.and(column, roles().map(|role| Among::Choice(role.code())));
    clauses.into_iter().filter_map(within).collect()
}

/// A learner's records, where the school that gave the role keeps them: a school gives no
/// rights on the learners of another.
fn of_learner(owners: &Owners, held: &Held) -> Vec<Clause> {
    let (Some(learner), Some(school)) = (held.learner, held.partner) else { return vec![] };
    let Some(column) = owners.school.first() else { return vec![] };
    let own = of(owners.learner, &[learner]).into_iter();
    own.filter_map(|clause| clause.and(column, [Among::Record(school)])).collect()
}
