//! What a text says of a commune.

use crate::{
    arrondissement,
    departement::{self, departement},
    spelling::spelled,
};

/// What a text says of a commune, besides being only a code or a postcode.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Query {
    /// Its name, spelled out.
    pub(crate) name: String,
    /// Its postcode.
    pub(crate) postcode: Option<u32>,
    /// The code of its département.
    pub(crate) departement: Option<&'static str>,
}

impl Query {
    /// Reads a name with what may stand around it: `49300 Cholet`, `Cholet (49)`,
    /// `Roche-sur-Yon (La)`, `CHOLET CEDEX`, `Cholet, Maine-et-Loire`.
    pub(crate) fn read(text: &str) -> Self {
        let (name, aside) = without_aside(text);
        let mut query = Self { name: spelled(name), postcode: None, departement: None };
        if let Some(aside) = aside {
            query.take_aside(aside, text);
        }
        query.take_postcode();
        query.take_cedex();
        match arrondissement::official(&query.name) {
            Some(official) => query.name = official,
            None => query.take_departement(),
        }
        query
    }

    fn take_aside(&mut self, aside: &str, text: &str) {
        if let Some(postcode) = postcode(aside) {
            self.postcode = Some(postcode);
        } else if let Some(found) = departement(aside) {
            self.departement = Some(found.code);
        } else if matches!(spelled(aside).as_str(), "le" | "la" | "les" | "l") {
            self.name = format!("{} {}", spelled(aside), self.name);
        } else {
            self.name = spelled(text);
        }
    }

    fn take_postcode(&mut self) {
        let (first, last) = (self.name.split_once(' '), self.name.rsplit_once(' '));
        let found = [first, last.map(|(name, end)| (end, name))]
            .into_iter()
            .flatten()
            .find_map(|(word, name)| Some((postcode(word)?, name.to_owned())));
        if let Some((postcode, name)) = found {
            self.postcode = Some(postcode);
            self.name = name;
        }
    }

    /// A CEDEX has a postcode of its own, which only tells the département.
    fn take_cedex(&mut self) {
        if let Some((name, number)) = self.name.split_once(" cedex")
            && number.trim().chars().all(|c| c.is_ascii_digit())
        {
            self.name = name.to_owned();
            let postcode = self.postcode.take().and_then(departement::of_postcode);
            self.departement = self.departement.or(postcode.map(|found| found.code));
        }
    }

    /// The code of a département as the last word: `cholet 49`.
    fn take_departement(&mut self) {
        if let Some((name, end)) = self.name.rsplit_once(' ')
            && end.starts_with(|c: char| c.is_ascii_digit())
            && let Some(found) = departement(end)
        {
            self.departement = Some(found.code);
            self.name = name.to_owned();
        }
    }
}

/// A number that may be a postcode: 5 digits.
pub(crate) fn postcode(text: &str) -> Option<u32> {
    let right = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
    right.then(|| text.parse().ok()).flatten()
}

/// Splits off what stands in brackets, or after a comma, at the end.
fn without_aside(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    let in_brackets = text.strip_suffix(')').and_then(|open| open.rsplit_once('('));
    match in_brackets.or_else(|| text.rsplit_once(',')) {
        Some((name, aside)) if !name.trim().is_empty() => (name, Some(aside.trim())),
        _ => (text, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, postcode: Option<u32>, departement: Option<&'static str>) {
        assert_eq!(
            Query::read(text),
            Query { name: name.to_owned(), postcode, departement },
            "{text}"
        );
    }

    #[test]
    fn a_bare_name_is_only_a_name() {
        check("Saint-Étienne", "saint etienne", None, None);
        check("Le Mans", "le mans", None, None);
    }

    #[test]
    fn what_stands_around_the_name_is_taken_apart() {
        check("49300 Cholet", "cholet", Some(49_300), None);
        check("Cholet 49300", "cholet", Some(49_300), None);
        check("Cholet (49300)", "cholet", Some(49_300), None);
        check("Cholet (49)", "cholet", None, Some("49"));
        check("Cholet, Maine-et-Loire", "cholet", None, Some("49"));
        check("cholet 49", "cholet", None, Some("49"));
        check("Bastia (2b)", "bastia", None, Some("2B"));
    }

    #[test]
    fn an_article_in_brackets_comes_back_before_the_name() {
        check("Roche-sur-Yon (La)", "la roche sur yon", None, None);
        check("Haÿ-les-Roses (L')", "l hay les roses", None, None);
    }

    #[test]
    fn other_brackets_are_part_of_the_name() {
        check("Château-Chinon (Ville)", "chateau chinon ville", None, None);
    }

    #[test]
    fn a_cedex_only_tells_the_departement() {
        check("49321 CHOLET CEDEX", "cholet", None, Some("49"));
        check("44042 Nantes Cedex 1", "nantes", None, Some("44"));
    }

    #[test]
    fn the_number_after_a_great_city_is_an_arrondissement() {
        check("Paris 11", "paris 11e arrondissement", None, None);
        check("Marseille 13", "marseille 13e arrondissement", None, None);
        check("75011 Paris", "paris", Some(75_011), None);
    }
}
