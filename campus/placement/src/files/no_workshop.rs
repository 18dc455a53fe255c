//! What can be wrong with a workshop beyond the shape of the cells, and what to do about it.

use kernel::{InWords, Lang, quoted};

/// What is wrong with a row of the file of workshops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NoWorkshop {
    /// It opens for more learners than it has places.
    SmallestAbovePlaces { places: u32 },
    /// A need without a name.
    EmptyNeed,
    /// An offer has the same id.
    IdOfOffer { given: String },
}

impl InWords for NoWorkshop {
    fn in_words(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::SmallestAbovePlaces { places }, Lang::Fr) => format!(
                "l’effectif minimal dépasse les places ({places})\u{a0}: l’atelier n’ouvrirait \
                 jamais\u{a0}; baissez l’un ou augmentez les autres"
            ),
            (Self::SmallestAbovePlaces { places }, Lang::En) => format!(
                "the smallest group is above the places ({places}): the workshop would never \
                 open; lower one or raise the other"
            ),
            (Self::EmptyNeed, Lang::Fr) => {
                "un besoin sans nom\u{a0}: séparez les besoins par un seul |, ou nommez-le"
                    .to_owned()
            }
            (Self::EmptyNeed, Lang::En) => {
                "a need that nobody names: separate needs by one |, or name it".to_owned()
            }
            (Self::IdOfOffer { given }, Lang::Fr) => format!(
                "{} est déjà l’identifiant d’une offre\u{a0}: donnez-en un autre à l’atelier",
                quoted(given, lang)
            ),
            (Self::IdOfOffer { given }, Lang::En) => format!(
                "{} is the id of an offer already: give the workshop another",
                quoted(given, lang)
            ),
        }
    }
}
