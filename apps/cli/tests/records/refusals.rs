//! What wrong people, late people and bad input are told.

use crate::campus::{BOBIN, CHOLET, COORDINATOR, Campus, SAUMUR, each};

#[test]
fn the_wrong_people_are_refused_and_nothing_changes() {
    each(async |campus: Campus| {
        campus.file(
            "eleve.csv",
            "reference,last_name,first_name,birth_date,school,class\n\
             CHO-COU-97,Gil,Ana,2001-01-01,Lycée Jeanne-Tisserand (Cholet),CHO-COU\n",
        );
        for (actor, typed) in [
            (SAUMUR, "learners import eleve.csv"),
            (COORDINATOR, "learners import eleve.csv"),
            (BOBIN, "learners list"),
            (BOBIN, "learners export eleves.csv"),
            (BOBIN, "offers edit CHO-02 places=9"),
            (SAUMUR, "contacts show contact.bobin@example.org"),
            (COORDINATOR, "contacts list"),
            (CHOLET, "reference import --kind rome --source x eleve.csv"),
            (BOBIN, "backup copie.gz"),
            ("tuteur.bobin@example.org", "history"),
            ("personne@example.org", "partners list"),
            ("observation.region@example.org", "partners add name=X kind=company"),
        ] {
            campus.refused(actor, &typed.split(' ').collect::<Vec<_>>());
        }
        assert_eq!(campus.count(CHOLET, "learners"), 46);
        assert!(!campus.path("eleves.csv").exists() && !campus.path("copie.gz").exists());
    });
}

#[test]
fn nobody_undoes_what_she_may_not_change() {
    each(async |campus: Campus| {
        let told = campus.json(BOBIN, &["offers", "edit", "CHO-01", "places=4"]);
        campus.refused("laniere@example.org", &["undo", &Campus::act(&told)]);
        let offer = campus.json(BOBIN, &["offers", "show", "CHO-01"]);
        assert_eq!(offer["fields"]["places"], 4);
    });
}

#[test]
fn a_stale_edit_shows_both_versions_and_changes_nothing() {
    each(async |campus: Campus| {
        campus.said(BOBIN, &["offers", "edit", "CHO-01", "places=3", "--version", "1"]);
        let late = ["offers", "edit", "CHO-01", "places=7", "--version", "1"];
        let complaint = campus.refused(COORDINATOR, &late);
        for told in ["actuellement «\u{a0}3\u{a0}»", "chez vous «\u{a0}7\u{a0}»", BOBIN] {
            assert!(complaint.contains(told), "{told}: {complaint}");
        }
        let offer = campus.json(BOBIN, &["offers", "show", "CHO-01"]);
        assert_eq!((&offer["fields"]["places"], &offer["version"]), (&3.into(), &2.into()));
        campus.refused(BOBIN, &["offers", "remove", "CHO-01", "--version", "1"]);
    });
}

#[test]
fn bad_input_is_told_with_what_to_do() {
    each(async |campus: Campus| {
        for (typed, told) in [
            ("partners add kind=company name=X siret=00010104800015", "déjà"),
            ("partners add kind=school name=X uai=0000911A", "UAI"),
            ("partners add kind=school", "nom"),
            ("rounds add name=X starts=2026-07-03 ends=2026-06-08", "fin"),
            (
                "classes add name=X programme=CHO-CAP-FLOU starts=2026-09-01 ends=2027-07-01",
                "établi",
            ),
            ("roles add person=bobin@example.org role=reine", "choisissez parmi"),
            ("partners list --where couleur=rouge", "champ inconnu"),
            ("partners list --near Cholet", "--km"),
            ("partners list --near Choletville --km 5", "Choletville"),
            ("people list --near Cholet --km 5", "lieu"),
            ("partners list --after ailleurs", "--after"),
            ("partners show ENT-99", "introuvable"),
            ("partners export partenaires.pdf", ".csv ou .xlsx"),
            ("partners remove ENT-01", "sert encore"),
            ("undo hier", "metier history"),
            ("partners edit ENT-01 effectif", "champ=valeur"),
        ] {
            let complaint = campus.refused(COORDINATOR, &typed.split(' ').collect::<Vec<_>>());
            assert!(complaint.contains(told), "{typed}: {complaint}");
        }
        let complaint =
            campus.refused(COORDINATOR, &["partners", "add", "siret=1", "headcount=-2", "kind=x"]);
        assert_eq!(complaint.lines().count(), 3, "{complaint}");
    });
}

#[test]
fn a_school_says_nothing_of_a_class_that_is_not_there() {
    each(async |campus: Campus| {
        let add = ["classes", "add", "name=X", "starts=2026-09-01", "ends=2027-07-01"];
        let complaint = campus.refused(CHOLET, &[&add[..], &["programme=CAP-RIEN"]].concat());
        assert!(complaint.contains("CAP-RIEN"), "{complaint}");
    });
}
