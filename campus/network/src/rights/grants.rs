//! From the table to what one person may see and change today.

use records::{Among, Clause, Grant, Hides, Scope, Sees};
use uuid::Uuid;

use super::{
    Owners, Resource, TABLE,
    cell::{Cell, Set, Whose},
    verb::VERBS,
};
use crate::role::Held;

/// The conventions to which a partner is a party.
pub(crate) type Conventions = Vec<(Uuid, Uuid)>;

/// Grants a person all that her roles allow.
pub(crate) fn grants(
    scope: Scope,
    person: Uuid,
    roles: &[Held],
    conventions: &Conventions,
) -> Scope {
    let granting = Granting { person, roles, conventions };
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
    conventions: &'a Conventions,
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
        let of = |columns: &[&'static str], ids: &[Uuid]| {
            let clause =
                |column: &&'static str| Clause::of(column, ids.iter().copied().map(Among::Record));
            columns.iter().filter_map(clause).collect::<Vec<_>>()
        };
        let partner = held.partner.as_slice();
        let clauses = match whose {
            Whose::Anybodys => return Sees::All,
            Whose::OwnSchool => of(owners.school, partner),
            Whose::OwnCompany => of(owners.company, partner),
            Whose::OwnLearner => self.of_learner(owners, held),
            Whose::OwnPerson => of(owners.person, &[self.person]),
            Whose::OwnConventions => {
                let signed = self.conventions.iter().filter(|(by, _)| Some(*by) == held.partner);
                let signed: Vec<Uuid> = signed.map(|(_, convention)| *convention).collect();
                of(owners.convention, &signed)
            }
            Whose::Shared => {
                let shared = owners.shared;
                shared
                    .and_then(|column| Clause::of(column, [Among::YesNo(true)]))
                    .into_iter()
                    .collect()
            }
        };
        clauses.into_iter().fold(sees, Sees::or)
    }

    /// A learner's records, where the school that gave the role keeps them: a school gives no
    /// rights on the learners of another.
    fn of_learner(&self, owners: &Owners, held: &Held) -> Vec<Clause> {
        let (Some(learner), Some(school)) = (held.learner, held.partner) else { return vec![] };
        let Some(at) = owners.school.first() else { return vec![] };
        let clause = |column: &&'static str| {
            let clause = Clause::of(column, [Among::Record(learner)])?;
            Some(clause.and(at, Among::Record(school)))
        };
        owners.learner.iter().filter_map(clause).collect()
    }
}
