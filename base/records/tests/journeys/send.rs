//! A server moves its work from thread to thread.

use records::{Asked, Scope, Surroundings, Unit, import, page};
use storage::Tx;

use crate::shop::{GOODS, NOUNS};

fn moves<T: Send>(_: T) {}

#[expect(dead_code, reason = "it is enough that this compiles")]
fn all_work_moves(tx: &mut Tx, scope: &Scope, surroundings: &Surroundings) {
    moves(page(tx, scope, &GOODS, &Asked::default()));
    moves(Unit::new(scope, "edit").save(tx, surroundings));
    moves(records::undo(tx, scope, scope.tenant, &NOUNS, surroundings));
    let file = (&GOODS, ("goods.csv", vec![]));
    moves(import::preview(tx, scope, file, &import::Options::default(), surroundings));
}
