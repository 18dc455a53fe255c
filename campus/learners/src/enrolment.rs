//! An enrolment: a learner in a class, as a pupil, an apprentice…, from a day to another.

use catalogue::CLASSES;
use network::{dates::in_order, partner::PARTNERS};
use records::{Field, Flaw, Noun, Surroundings, Values, Words};

use crate::{LEARNERS, learner::STATUSES};

/// The learner.
pub static LEARNER: Field = Field::link("learner", "élève", "learner", &LEARNERS).required();
/// The school of that time.
pub static SCHOOL: Field = Field::link("school", "établissement", "school", &PARTNERS).required();
/// The class of that time.
pub static CLASS: Field = Field::link("class", "classe", "class", &CLASSES).required();
/// As what.
pub static STATUS: Field = Field::one_of("status", "statut", "status", &STATUSES);
/// The first day.
pub static STARTS: Field = Field::day("starts", "début", "starts").required();
/// The last day.
pub static ENDS: Field = Field::day("ends", "fin", "ends");

/// Who was in which class, and when.
pub static ENROLMENTS: Noun = Noun {
    table: "learners_enrolments",
    one: Words::new("inscription", "enrolment"),
    many: Words::new("inscriptions", "enrolments"),
    fields: &[&LEARNER, &SCHOOL, &CLASS, &STATUS, &STARTS, &ENDS],
    keys: &[],
    title: &[&STARTS, &ENDS],
    searched: &[],
    owner: Some(&SCHOOL),
    brought_by: None,
    is_personal: true,
    check,
    follow: None,
};

fn check(values: &mut Values, _: &Surroundings) -> Vec<Flaw> {
    in_order(values, &STARTS, &ENDS).into_iter().collect()
}
