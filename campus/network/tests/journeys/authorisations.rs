//! The published table of rights is the one of the program.

use kernel::Lang;

/// The file that whoever answers for the data reads.
pub(crate) const PUBLISHED: &str = include_str!("../../../../docs/authorisations.csv");

#[test]
fn the_published_table_is_the_one_of_the_program() {
    let made = network::authorisations_csv(Lang::En);
    assert!(made == PUBLISHED, "docs/authorisations.csv should be:\n{made}");
}

#[test]
fn the_table_is_told_in_french_too() {
    let french = network::authorisations_csv(Lang::Fr);
    assert!(french.contains("contacts des établissements"), "{french}");
    assert_eq!(french.lines().count(), PUBLISHED.lines().count());
}

#[test]
fn nobody_but_schools_sees_the_contacts_of_schools() {
    let mut lines = csv::Reader::from_reader(PUBLISHED.as_bytes());
    let header = lines.headers().unwrap().clone();
    let contacts = lines.records().map(Result::unwrap).find(|line| &line[1] == "network_contacts");
    let contacts = contacts.unwrap();
    for (role, cell) in header.iter().zip(&contacts).skip(4) {
        let is_in_school = ["school administrator", "school staff", "referent teacher"];
        assert_eq!(!cell.is_empty(), is_in_school.contains(&role), "{role}");
        assert!(!cell.contains("all"), "{role}");
    }
}
