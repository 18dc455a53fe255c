//! The true reason of one learner, and the change that would do.

use kernel::InWords;
use maud::{Markup, html};

use super::{
    phrase::{capital, counted, cut, say},
    view::{View, Waiting, id},
};
use crate::{
    reason::{Forbidding, OwnOffer, Reason},
    rules::Obstacle,
};

/// What stands in the way of each place.
pub(super) fn why(view: &View, reason: &Reason) -> Markup {
    let lang = view.lang();
    match reason {
        Reason::NoPlace(why) => html! {
            @if !why.nearest.is_empty() {
                ul.offers { @for offer in &why.nearest { li { (forbidding(view, offer)) } } }
            }
        },
        Reason::Workshops(why) => html! {
            ul.offers { @for closed in &why.workshops { li { (capital(&closed.in_words(lang))) } } }
        },
        Reason::Competition(why) => {
            let told = why.own_offers.len();
            let more = usize::try_from(why.n_own_offers).unwrap_or(usize::MAX).saturating_sub(told);
            html! {
                ul.offers {
                    @for own in &why.own_offers { li { (taken(view, own)) } }
                    @if 0 < more {
                        li { (counted(more, lang, ["autre offre", "autres offres"], ["other offer", "other offers"])) }
                    }
                }
            }
        }
    }
}

/// The cheapest change that would place a learner. One school does not read of the learners
/// of others.
pub(super) fn repair(view: &View, waiting: &Waiting) -> Markup {
    let lang = view.lang();
    let Some(repair) = waiting.unplaced.repairs.first() else { return html! {} };
    let shown = repair.learners().all(|learner| view.shows(learner));
    let said = if shown {
        capital(&repair.in_words(lang))
    } else {
        say(
            lang,
            "Un changement qui concerne aussi d’autres établissements\u{a0}: voir le campus",
            "A change that also concerns other schools: ask the campus",
        )
        .to_owned()
    };
    html! { (said) }
}

fn forbidding(view: &View, offer: &Forbidding) -> Markup {
    let lang = view.lang();
    let place = [offer.company.as_deref(), offer.commune.as_deref()];
    let place: Vec<String> = place.into_iter().flatten().map(cut).collect();
    html! {
        strong { @if place.is_empty() { (cut(&offer.offer)) } @else { (place.join(", ")) } }
        @if !place.is_empty() { " " (id(&offer.offer)) }
        ul.obstacles {
            @if offer.no_places { li { (say(lang, "aucune place", "no places")) } }
            @for obstacle in &offer.obstacles { li { (told(view, obstacle)) } }
        }
    }
}

/// A school does not read for whom a place is kept: it may be another's learner.
fn told(view: &View, obstacle: &Obstacle) -> String {
    let lang = view.lang();
    match obstacle {
        Obstacle::Reserved(_) if view.school().is_some() => {
            say(lang, "réservée à d’autres", "reserved for others").to_owned()
        }
        obstacle => obstacle.in_words(lang),
    }
}

fn taken(view: &View, own: &OwnOffer) -> Markup {
    let lang = view.lang();
    let holders: Vec<Markup> = own.held_by.iter().filter_map(|id| view.who_is(id)).collect();
    html! {
        strong { (cut(own.company.as_deref().unwrap_or(&own.offer))) }
        @if own.company.is_some() { " " (id(&own.offer)) }
        @if !holders.is_empty() {
            small {
                (say(lang, "place de ", "held by "))
                @for (i, holder) in holders.iter().enumerate() { @if 0 < i { ", " } (holder) }
            }
        }
    }
}
