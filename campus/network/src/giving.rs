//! What must hold between roles: a school role is held in no company, nobody is the guardian of
//! herself, and a campus keeps a coordinator.

use std::collections::BTreeSet;

use jiff::civil::Date;
use records::{Flaw, Following, RecordError, Surroundings, Unit, Values, by_ids};
use storage::Tx;
use uuid::Uuid;

use crate::{
    partner::{self, PARTNERS},
    role::{ENDS, LEARNER, PARTNER, PERSON, ROLE, ROLES, Role, Sphere},
    store,
};

/// What is wrong with which role.
type Flaws = Vec<(Uuid, Flaw)>;

pub(crate) fn follow<'a>(
    tx: &'a mut Tx,
    unit: &'a mut Unit<'_>,
    surroundings: &'a Surroundings,
) -> Following<'a> {
    Box::pin(async move {
        let mut flaws = in_companies(tx, unit).await?;
        flaws.extend(own_guardians(tx, unit).await?);
        flaws.extend(without_coordinator(tx, unit, surroundings.today).await?);
        Ok(flaws)
    })
}

/// School roles that would be held in a company.
async fn in_companies(tx: &mut Tx, unit: &Unit<'_>) -> Result<Flaws, RecordError> {
    let in_schools: Vec<(Uuid, Uuid)> = given(unit)
        .filter(|(_, role, _)| role.sphere() == Sphere::School)
        .filter_map(|(id, _, values)| Some((id, values.link(&PARTNER)?)))
        .collect();
    let ids: BTreeSet<Uuid> = in_schools.iter().map(|(_, partner)| *partner).collect();
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let partners = by_ids(tx, unit.scope(), &PARTNERS, &ids).await?;
    let companies: BTreeSet<Uuid> = partners
        .iter()
        .filter(|partner| partner.text(&partner::KIND) == Some(partner::COMPANY))
        .map(|partner| partner.id)
        .collect();
    let flaw = || {
        Flaw::on(
            &PARTNER,
            "ce rôle s’exerce dans un établissement, et ce partenaire est une entreprise\u{a0}: \
             choisissez l’établissement, ou un rôle d’entreprise",
            "this role is held in a school, and this partner is a company: choose the school, or a \
             role in a company",
        )
    };
    let wrong = in_schools.into_iter().filter(|(_, partner)| companies.contains(partner));
    Ok(wrong.map(|(id, _)| (id, flaw())).collect())
}

/// Roles by which somebody would be a learner and her own guardian, with one address for both.
async fn own_guardians(tx: &mut Tx, unit: &Unit<'_>) -> Result<Flaws, RecordError> {
    let of_learners: Vec<(Uuid, Role, Uuid, String)> = given(unit)
        .filter(|(_, role, _)| role.is_of_a_learner())
        .filter_map(|(id, role, values)| {
            Some((id, role, values.link(&PERSON)?, values.text(&LEARNER)?.to_owned()))
        })
        .collect();
    let people: BTreeSet<Uuid> = of_learners.iter().map(|(_, _, person, _)| *person).collect();
    let people: Vec<Uuid> = people.into_iter().collect();
    let mut held = store::of_learners(tx, unit.scope().tenant, &people).await?;
    let touched: BTreeSet<Uuid> = unit.touched(&ROLES).map(|touched| touched.id).collect();
    held.retain(|(id, ..)| !touched.contains(id));
    held.extend(of_learners.iter().cloned());
    let is_both = |(_, role, person, learner): &(Uuid, Role, Uuid, String)| {
        let same = |other: &&(Uuid, Role, Uuid, String)| other.2 == *person && other.3 == *learner;
        held.iter().filter(same).any(|other| other.1 != *role)
    };
    let flaw = || {
        Flaw::on(
            &PERSON,
            "cette personne serait l’apprenant et son propre responsable\u{a0}: il faut deux \
             personnes, chacune avec son adresse électronique",
            "this person would be the learner and her own guardian: it takes two people, each with \
             an e-mail address of her own",
        )
    };
    Ok(of_learners.iter().filter(|one| is_both(one)).map(|one| (one.0, flaw())).collect())
}

/// The coordinator's role whose end would leave the campus without any.
async fn without_coordinator(
    tx: &mut Tx,
    unit: &Unit<'_>,
    today: Date,
) -> Result<Flaws, RecordError> {
    let coordinates = |values: &Values| {
        values.text(&ROLE) == Some(Role::CampusCoordinator.code())
            && values.day(&ENDS).is_none_or(|last| today <= last)
    };
    let stays = unit.touched(&ROLES).any(|touched| touched.after.is_some_and(coordinates));
    let ends: Vec<Uuid> = unit
        .touched(&ROLES)
        .filter(|touched| touched.before.is_some_and(|before| coordinates(before)))
        .map(|touched| touched.id)
        .collect();
    let (false, Some(last)) = (stays, ends.first()) else { return Ok(vec![]) };
    let others = store::coordinators(tx, unit.scope().tenant, today).await?;
    if others.iter().any(|id| !ends.contains(id)) {
        return Ok(vec![]);
    }
    let flaw = Flaw::on(
        &ROLE,
        "le campus n’aurait plus personne pour le coordonner\u{a0}: donnez d’abord ce rôle à \
         quelqu’un d’autre",
        "the campus would have nobody to run it: first give this role to somebody else",
    );
    Ok(vec![(*last, flaw)])
}

/// The roles that an act gives or changes.
fn given<'u>(unit: &'u Unit<'_>) -> impl Iterator<Item = (Uuid, Role, &'u Values)> {
    unit.touched(&ROLES).filter_map(|touched| {
        let values = touched.after?;
        Some((touched.id, Role::of_code(values.text(&ROLE)?)?, values))
    })
}
