//! A school brings its learners: with mistakes, corrected, undone, done again.

use crate::campus::{BOBIN, CHOLET, COORDINATOR, Campus, SAUMUR, each};

/// Six learners with one mistake each but the last.
const WITH_MISTAKES: &str = "\
Référence;Nom;Prénom;Né(e) le;Classe;Ville;Trajet max;Responsable légal;Autorité parentale
CHO-COU-91;Alba;Nine;31/02/2009;CHO-COU;Cholet;45;Marc Alba;oui
CHO-COU-92;Brun;Lou;12/05/2009;CHO-COX;Cholet;45;Ana Brun;oui
CHO-COU-93;Caro;Zoé;12/05/2009;CHO-COU;Cholet;45;;
CHO-COU-94;Dors;Ugo;12/05/2009;CHO-COU;Cholette;45;Paul Dors;oui
CHO-COU-95;Elie;Rim;12/05/2009;CHO-COU;Cholet;loin;Jo Elie;oui
CHO-COU-96;Faye;Sira;12/05/2009;CHO-COU;Cholet;45;Awa Faye;oui
";

/// What the school writes instead.
const CORRECTIONS: [(&str, &str); 5] = [
    ("31/02/2009", "28/02/2009"),
    ("CHO-COX", "CHO-COU"),
    ("Cholet;45;;", "Cholet;45;Line Caro;oui"),
    ("Cholette", "Cholet"),
    ("loin", "60"),
];

#[test]
fn a_school_imports_its_learners_with_mistakes_corrects_undoes_and_does_it_again() {
    each(async |campus: Campus| {
        let n_before = campus.count(CHOLET, "learners");
        let file = campus.file("eleves.csv", WITH_MISTAKES);
        let import = ["learners", "import", &file, "--corrected", "corrige.csv"];

        let complaint = campus.refused(CHOLET, &import);
        for row in ["ligne 2", "ligne 3", "ligne 4", "ligne 5", "ligne 6"] {
            assert!(complaint.contains(row), "{row}: {complaint}");
        }
        assert!(!complaint.contains("ligne 7"), "{complaint}");
        assert_eq!(campus.count(CHOLET, "learners"), n_before);

        let corrected = campus.text("corrige.csv");
        assert!(corrected.contains("à corriger") && corrected.contains("mineur"), "{corrected}");
        let corrected =
            CORRECTIONS.iter().fold(corrected, |text, (wrong, right)| text.replace(wrong, right));
        let file = campus.file("corrige.csv", &corrected);
        let told = campus.json(CHOLET, &["learners", "import", &file]);
        assert_eq!((&told["new"], &told["faulty"]), (&6.into(), &0.into()));
        assert_eq!(campus.count(CHOLET, "learners"), n_before + 6);

        let undone = campus.json(CHOLET, &["undo", &Campus::act(&told)]);
        assert_eq!(campus.count(CHOLET, "learners"), n_before);
        let redone = campus.json(CHOLET, &["undo", &Campus::act(&undone)]);
        assert_eq!(campus.count(CHOLET, "learners"), n_before + 6);
        assert_ne!(Campus::act(&redone), Campus::act(&told));

        let again = campus.json(CHOLET, &["learners", "import", &file]);
        assert_eq!((&again["unchanged"], &again["act"]), (&6.into(), &serde_json::Value::Null));
    });
}

#[test]
fn an_import_that_somebody_touched_since_is_not_undone_and_says_which() {
    each(async |campus: Campus| {
        let file = campus.file(
            "offres.csv",
            "reference,trade,levels,places\nBOB-1,B1803 Couture,3,2\nBOB-2,B1803 Couture,3,1\n",
        );
        let told = campus.json(BOBIN, &["offers", "import", &file]);
        campus.said(BOBIN, &["offers", "edit", "BOB-2", "places=3"]);
        let complaint = campus.refused(BOBIN, &["undo", &Campus::act(&told)]);
        assert!(complaint.contains("BOB-2") && !complaint.contains("BOB-1"), "{complaint}");
    });
}

#[test]
fn a_preview_shows_each_cell_and_changes_nothing() {
    each(async |campus: Campus| {
        let file = campus.file("places.csv", "id;places;inconnue\nCHO-01;5;x\nCHO-09;1;y\n");
        let preview = campus.said(BOBIN, &["offers", "import", &file, "--preview"]);
        assert!(preview.contains("modifiées\u{a0}: 1, inchangées\u{a0}: 1"), "{preview}");
        assert!(preview.contains("places 2 → 5") && preview.contains("inconnue"), "{preview}");
        let offer = campus.json(BOBIN, &["offers", "show", "CHO-01"]);
        assert_eq!(offer["fields"]["places"], 2);
    });
}

#[test]
fn blanks_erase_only_when_asked_and_headers_may_be_renamed() {
    each(async |campus: Campus| {
        let file = campus.file("compagnie.csv", "Nos codes,effectif\nENT-01,\n");
        let import = ["partners", "import", &file, "--column", "Nos codes=reference"];
        let told = campus.json(COORDINATOR, &import);
        assert_eq!(told["unchanged"], 1);
        campus.said(COORDINATOR, &[&import[..], &["--erase-blanks"]].concat());
        let company = campus.json(COORDINATOR, &["partners", "show", "ENT-01"]);
        assert_eq!(company["fields"]["headcount"], serde_json::Value::Null);
    });
}

#[test]
fn the_history_of_a_record_tells_who_changed_what() {
    each(async |campus: Campus| {
        campus.said(BOBIN, &["offers", "edit", "CHO-01", "places=4"]);
        let history = campus.said(COORDINATOR, &["offers", "history", "CHO-01"]);
        assert!(history.contains(BOBIN) && history.contains("places 2 → 4"), "{history}");
        let found = campus.json(COORDINATOR, &["history", "CHO-01"]);
        assert_eq!(found["events"].as_array().unwrap().len(), 2);
        let acts = campus.json(BOBIN, &["history"]);
        assert_eq!(acts["acts"][0]["verb"], "edit");
        let hidden = campus.refused(SAUMUR, &["learners", "history", "CHO-COU-01"]);
        assert!(hidden.contains("introuvable"), "{hidden}");
    });
}
