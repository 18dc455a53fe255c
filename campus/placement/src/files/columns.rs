//! The columns of each file, by their English names and the words that schools use.
//! What a column is for stands with the noun that it fills.

use tables::Column;

/// The columns of the learners' file, by index.
pub(super) mod learner {
    pub(crate) const ID: usize = 0;
    pub(crate) const NAME: usize = 1;
    pub(crate) const SCHOOL: usize = 2;
    pub(crate) const PROGRAMME: usize = 3;
    pub(crate) const TRADE: usize = 4;
    pub(crate) const LEVEL: usize = 5;
    pub(crate) const LAT: usize = 6;
    pub(crate) const LON: usize = 7;
    pub(crate) const COMMUNE: usize = 8;
    pub(crate) const REACH_MIN: usize = 9;
    pub(crate) const REACH_KM: usize = 10;
    pub(crate) const MODE: usize = 11;
    pub(crate) const BIRTH_DATE: usize = 12;
    pub(crate) const PRIORITY: usize = 13;
    pub(crate) const WISHES: usize = 14;
    pub(crate) const REFUSES: usize = 15;
    pub(crate) const FIXED: usize = 16;
    pub(crate) const ACCEPTS_BOARDING: usize = 17;
    pub(crate) const NEEDS: usize = 18;
    pub(crate) const SKILLS: usize = 19;
}

/// The columns of the offers' file, by index.
pub(super) mod offer {
    pub(crate) const ID: usize = 0;
    pub(crate) const COMPANY: usize = 1;
    pub(crate) const SIRET: usize = 2;
    pub(crate) const TRADE: usize = 3;
    pub(crate) const LEVELS: usize = 4;
    pub(crate) const LAT: usize = 5;
    pub(crate) const LON: usize = 6;
    pub(crate) const COMMUNE: usize = 7;
    pub(crate) const PLACES: usize = 8;
    pub(crate) const COMPANY_MAX: usize = 9;
    pub(crate) const MINORS: usize = 10;
    pub(crate) const MIN_AGE: usize = 11;
    pub(crate) const REGULATED: usize = 12;
    pub(crate) const ACCESS: usize = 13;
    pub(crate) const BEDS: usize = 14;
    pub(crate) const SKILLS: usize = 15;
    pub(crate) const STARTS: usize = 16;
    pub(crate) const ENDS: usize = 17;
    pub(crate) const RESERVED_FOR: usize = 18;
    pub(crate) const OPEN_FROM: usize = 19;
    pub(crate) const CONFIRMED_UNTIL: usize = 20;
}

/// The columns of the file of workshops, by index.
pub(super) mod workshop {
    pub(crate) const ID: usize = 0;
    pub(crate) const SCHOOL: usize = 1;
    pub(crate) const TRADES: usize = 2;
    pub(crate) const LEVELS: usize = 3;
    pub(crate) const LAT: usize = 4;
    pub(crate) const LON: usize = 5;
    pub(crate) const COMMUNE: usize = 6;
    pub(crate) const PLACES: usize = 7;
    pub(crate) const MIN_LEARNERS: usize = 8;
    pub(crate) const COST_EUR: usize = 9;
    pub(crate) const NEEDS: usize = 10;
    pub(crate) const STARTS: usize = 11;
    pub(crate) const ENDS: usize = 12;
    pub(crate) const ACCESS: usize = 13;
}

/// The columns of the learners' file.
pub(super) const LEARNERS: &[Column] = &[
    Column::required("id", &["identifiant", "numéro", "n°", "learner", "learner_id", "élève"]),
    Column::optional("name", &["nom", "nom et prénom", "nom complet", "nom de l'élève"]),
    Column::optional("school", &["établissement", "lycée", "école", "cfa"]),
    Column::optional("programme", &["formation", "diplôme", "classe", "program", "section"]),
    Column::required("trade", &["métier", "rome", "code rome", "spécialité"]),
    Column::required("level", &["niveau"]),
    Column::optional("lat", &["latitude"]),
    Column::optional("lon", &["longitude", "lng", "long"]),
    Column::optional("commune", &["ville", "town", "city", "code commune", "commune du domicile"]),
    Column::optional(
        "reach_min",
        &["trajet max", "trajet maximal", "trajet max (min)", "minutes max", "trajet_max_min"],
    ),
    Column::optional(
        "reach_km",
        &["distance max", "distance maximale", "km max", "distance max (km)"],
    ),
    Column::optional("mode", &["transport", "mode de transport", "moyen de transport"]),
    Column::optional(
        "birth_date",
        &["date de naissance", "naissance", "né le", "née le", "né(e) le", "birthdate"],
    ),
    Column::optional("priority", &["priorité", "class", "classe de priorité"]),
    Column::optional("wishes", &["vœux", "voeux", "souhaits", "choix"]),
    Column::optional("refuses", &["refus", "refusés", "refusals"]),
    Column::optional(
        "fixed",
        &["fixé", "fixée", "imposé", "place trouvée", "offre imposée", "lock"],
    ),
    Column::optional(
        "accepts_boarding",
        &["hébergement accepté", "accepte l'hébergement", "internat", "accepte l'internat"],
    ),
    Column::optional("needs", &["besoins", "besoins d'accessibilité", "aménagements"]),
    Column::optional("skills", &["compétences"]),
];

/// The columns of the offers' file.
pub(super) const OFFERS: &[Column] = &[
    Column::required("id", &["identifiant", "numéro", "n°", "offer", "offer_id", "offre"]),
    Column::optional(
        "company",
        &["entreprise", "société", "raison sociale", "nom de l'entreprise"],
    ),
    Column::optional("siret", &["n° siret", "numéro siret", "code siret"]),
    Column::required("trade", &["métier", "rome", "code rome", "spécialité"]),
    Column::required("levels", &["niveaux", "niveau", "level"]),
    Column::optional("lat", &["latitude"]),
    Column::optional("lon", &["longitude", "lng", "long"]),
    Column::optional("commune", &["ville", "town", "city", "code commune"]),
    Column::required("places", &["nombre de places", "nb de places", "nb places", "seats"]),
    Column::optional(
        "company_max",
        &["maximum de l'entreprise", "max entreprise", "plafond entreprise", "quota entreprise"],
    ),
    Column::optional("minors", &["mineurs", "mineurs acceptés", "accepte les mineurs"]),
    Column::optional("min_age", &["âge minimum", "âge minimal", "âge min"]),
    Column::optional("regulated", &["travaux réglementés", "réglementé", "réglementés"]),
    Column::optional("access", &["accessibilité", "accessible", "accessibility"]),
    Column::optional("beds", &["lits", "hébergement", "couchages"]),
    Column::optional("skills", &["compétences", "compétences souhaitées"]),
    Column::optional("starts", &["début", "date de début", "start"]),
    Column::optional("ends", &["fin", "date de fin", "end"]),
    Column::optional("reserved_for", &["réservée à", "réservé à", "réservée pour", "réservé pour"]),
    Column::optional("open_from", &["ouverte le", "ouvert le", "ouverture", "ouverte à tous le"]),
    Column::optional("confirmed_until", &["confirmée jusqu'au", "confirmé jusqu'au"]),
];

/// The columns of the file of workshops.
pub(super) const WORKSHOPS: &[Column] = &[
    Column::required("id", &["identifiant", "numéro", "n°", "workshop", "atelier"]),
    Column::optional(
        "school",
        &["établissement", "lycée", "école", "cfa", "partner", "partenaire"],
    ),
    Column::required("trades", &["métiers", "métier", "trade", "rome", "codes rome"]),
    Column::required("levels", &["niveaux", "niveau", "level"]),
    Column::optional("lat", &["latitude"]),
    Column::optional("lon", &["longitude", "lng", "long"]),
    Column::optional("commune", &["ville", "town", "city", "code commune"]),
    Column::required("places", &["nombre de places", "nb de places", "nb places", "seats"]),
    Column::optional(
        "min_learners",
        &["effectif minimal", "effectif minimum", "effectif min", "smallest group"],
    ),
    Column::optional("cost_eur", &["coût", "coût (€)", "coût en euros", "cost"]),
    Column::optional("needs", &["besoins", "moyens", "encadrement", "matériel"]),
    Column::optional("starts", &["début", "date de début", "start"]),
    Column::optional("ends", &["fin", "date de fin", "end"]),
    Column::optional("access", &["accessibilité", "accessible", "accessibility"]),
];

/// The columns of the table of travel: learner, offer, minutes.
pub(super) const TRAVEL: &[Column] = &[
    Column::required("learner", &["élève", "learner_id", "identifiant élève"]),
    Column::required("offer", &["offre", "offer_id", "identifiant offre"]),
    Column::required("minutes", &["durée", "temps", "durée (min)", "temps de trajet"]),
];

/// The columns of the table of pairs: learner, offer, burden.
pub(super) const PAIRS: &[Column] = &[
    Column::required("learner", &["élève", "learner_id", "identifiant élève"]),
    Column::required("offer", &["offre", "offer_id", "identifiant offre"]),
    Column::required("burden", &["fardeau", "coût", "cost", "charge"]),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn each_index_names_its_column() {
        for (columns, index, name) in [
            (LEARNERS, learner::ID, "id"),
            (LEARNERS, learner::NAME, "name"),
            (LEARNERS, learner::SCHOOL, "school"),
            (LEARNERS, learner::PROGRAMME, "programme"),
            (LEARNERS, learner::TRADE, "trade"),
            (LEARNERS, learner::LEVEL, "level"),
            (LEARNERS, learner::LAT, "lat"),
            (LEARNERS, learner::LON, "lon"),
            (LEARNERS, learner::COMMUNE, "commune"),
            (LEARNERS, learner::REACH_MIN, "reach_min"),
            (LEARNERS, learner::REACH_KM, "reach_km"),
            (LEARNERS, learner::MODE, "mode"),
            (LEARNERS, learner::BIRTH_DATE, "birth_date"),
            (LEARNERS, learner::PRIORITY, "priority"),
            (LEARNERS, learner::WISHES, "wishes"),
            (LEARNERS, learner::REFUSES, "refuses"),
            (LEARNERS, learner::FIXED, "fixed"),
            (LEARNERS, learner::ACCEPTS_BOARDING, "accepts_boarding"),
            (LEARNERS, learner::NEEDS, "needs"),
            (LEARNERS, learner::SKILLS, "skills"),
            (WORKSHOPS, workshop::ID, "id"),
            (WORKSHOPS, workshop::SCHOOL, "school"),
            (WORKSHOPS, workshop::TRADES, "trades"),
            (WORKSHOPS, workshop::LEVELS, "levels"),
            (WORKSHOPS, workshop::LAT, "lat"),
            (WORKSHOPS, workshop::LON, "lon"),
            (WORKSHOPS, workshop::COMMUNE, "commune"),
            (WORKSHOPS, workshop::PLACES, "places"),
            (WORKSHOPS, workshop::MIN_LEARNERS, "min_learners"),
            (WORKSHOPS, workshop::COST_EUR, "cost_eur"),
            (WORKSHOPS, workshop::NEEDS, "needs"),
            (WORKSHOPS, workshop::STARTS, "starts"),
            (WORKSHOPS, workshop::ENDS, "ends"),
            (WORKSHOPS, workshop::ACCESS, "access"),
            (OFFERS, offer::ID, "id"),
            (OFFERS, offer::COMPANY, "company"),
            (OFFERS, offer::SIRET, "siret"),
            (OFFERS, offer::TRADE, "trade"),
            (OFFERS, offer::LEVELS, "levels"),
            (OFFERS, offer::LAT, "lat"),
            (OFFERS, offer::LON, "lon"),
            (OFFERS, offer::COMMUNE, "commune"),
            (OFFERS, offer::PLACES, "places"),
            (OFFERS, offer::COMPANY_MAX, "company_max"),
            (OFFERS, offer::MINORS, "minors"),
            (OFFERS, offer::MIN_AGE, "min_age"),
            (OFFERS, offer::REGULATED, "regulated"),
            (OFFERS, offer::ACCESS, "access"),
            (OFFERS, offer::BEDS, "beds"),
            (OFFERS, offer::SKILLS, "skills"),
            (OFFERS, offer::STARTS, "starts"),
            (OFFERS, offer::ENDS, "ends"),
            (OFFERS, offer::RESERVED_FOR, "reserved_for"),
            (OFFERS, offer::OPEN_FROM, "open_from"),
            (OFFERS, offer::CONFIRMED_UNTIL, "confirmed_until"),
        ] {
            assert_eq!(columns[index].name, name);
        }
    }

    #[test]
    fn no_word_names_two_columns_of_a_file() {
        for columns in [LEARNERS, OFFERS, WORKSHOPS, TRAVEL, PAIRS] {
            let mut named = BTreeMap::new();
            for column in columns {
                for name in column.synonyms.iter().chain([&column.name]) {
                    let other = named.insert(kernel::fold(name), column.name);
                    assert!(other.is_none_or(|other| other == column.name), "{name}");
                }
            }
        }
    }
}
