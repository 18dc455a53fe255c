use kernel::{InWords, Lang, Level};
use serde::{Deserialize, Serialize};

use super::{Given, Pairing, Rule};

/// The offer does not take this level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelNotTaken {
    /// The level of the learner.
    pub level: Level,
    /// The levels that the offer takes.
    pub taken: Vec<u8>,
}

impl Rule for LevelNotTaken {
    fn subject(lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => "le niveau",
            Lang::En => "the level",
        }
    }

    fn is_informed(given: &Given) -> bool {
        given.both("level", "levels")
    }

    fn broken_by(pairing: &Pairing) -> Option<Self> {
        let level = pairing.learner.level?;
        let taken = pairing.offer.levels;
        (!taken.is_empty() && !taken.has(level)).then(|| Self { level, taken: taken.numbers() })
    }
}

impl InWords for LevelNotTaken {
    fn in_words(&self, lang: Lang) -> String {
        let taken: Vec<String> = self.taken.iter().map(u8::to_string).collect();
        let (level, taken) = (self.level, taken.join(", "));
        match lang {
            Lang::Fr => format!("niveau {level}, et l’offre prend\u{a0}: {taken}"),
            Lang::En => format!("level {level}, and the offer takes: {taken}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Levels, rules::sample};

    #[test]
    fn a_level_of_the_offer_is_taken_and_another_is_not() {
        let mut sample = sample::pair();
        sample.offer.levels = Levels::default().with(Level::new(4).unwrap());
        sample.learner.level = Level::new(4);
        assert_eq!(LevelNotTaken::broken_by(&sample.pairing()), None);
        sample.learner.level = Level::new(3);
        let obstacle = LevelNotTaken::broken_by(&sample.pairing()).unwrap();
        assert_eq!(obstacle.in_words(Lang::En), "level 3, and the offer takes: 4");
    }
}
