//! Programmes come from a school's file, and tell what ended of their certification.

use catalogue::{
    Extent, PROGRAMMES,
    code::Nomenclature,
    programme::{self, RNCP},
    warnings,
};
use jiff::civil::date;
use kernel::{InWords, Lang};
use records::{
    Asked, Clause, Grant, Sees, Value, Values,
    import::{self, Options, Preview},
    page,
};

use crate::{
    codes::import as import_codes,
    ground::{Ground, ground},
};

async fn preview(ground: &Ground, text: &str) -> Preview {
    let mut tx = ground.reading().await;
    let file = ("formations.csv", text.as_bytes().to_vec());
    let options = Options::default();
    import::preview(&mut tx, &ground.scope, (&PROGRAMMES, file), &options, &ground.around)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_file_of_programmes_with_errors_is_refused_by_row_and_corrected_is_imported() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let wrong = "Référence;Formation;Établissement;RNCP;Code diplôme;Niveau;Mode;Métiers;Places;Ouverture;Fermeture\n\
                     CAP;CAP Couture;Lycée Tisserand;90001;50024240;3;scolaire;B1803;15;;\n\
                     BTS;BTS Mode;S0;RNCP90002;5002424;9;scolaire;B180 Mode;x;;\n\
                     LP;Licence;Lycée Inconnu;;;6;mixte;;;2026-09-01;2025-09-01\n";
        let faults = preview(&ground, wrong).await.faults;
        let told = faults.in_words(Lang::En);
        for expected in [
            "row 2, column “RNCP”: “90001” is not an RNCP code",
            "row 3, column “Niveau”: “9”",
            "row 3, column “Places”: “x” is not a whole number",
            "row 4, column “Établissement”: partner: “Lycée Inconnu” not found",
        ] {
            assert!(told.contains(expected), "{expected}\n{told}");
        }
        let half = wrong.replace("90001", "RNCP90001").replace(";9;", ";5;").replace(";x;", ";8;");
        let told = preview(&ground, &half.replace("Inconnu", "Bastide")).await.faults;
        let told = told.in_words(Lang::En);
        assert!(told.contains("row 3, column “Métiers”: “B180” is not a ROME code"), "{told}");
        assert!(told.contains("row 4, column “Fermeture”: it ends"), "{told}");

        let right = half.replace("Inconnu", "Bastide").replace("B180 ", "").replace("2025-", "2030-");
        let mut tx = ground.database.begin(ground.now).await.unwrap();
        let file = ("formations.csv", right.into_bytes());
        let options = Options::default();
        let shown =
            import::preview(&mut tx, &ground.scope, (&PROGRAMMES, file), &options, &ground.around)
                .await
                .unwrap();
        assert_eq!(shown.counts(), [3, 0, 0, 0], "{:?}", shown.faults);
        let done = import::apply(&mut tx, &ground.scope, shown, &ground.around).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(done.n_records, 3);

        ground.undo(&done).await;
        let mut tx = ground.reading().await;
        let left = page(&mut tx, &ground.scope, &PROGRAMMES, &Asked::default()).await.unwrap();
        assert_eq!(left.records, []);
    })
    .await;
}

#[tokio::test]
async fn a_programme_whose_certification_ended_is_kept_with_a_warning_that_says_what_replaces_it() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let codes = "Numero_Fiche;Intitule;Date_Fin_Enregistrement;Actif;Nouvelle_Certification\n\
                     RNCP90001;CAP Essai;31/08/2026;ACTIVE;RNCP90002\n\
                     RNCP90002;CAP Essai rénové;31/08/2031;ACTIVE;\n\
                     RNCP90003;Titre fermé;01/01/2025;INACTIVE;\n";
        let whole = (Nomenclature::Rncp, Extent::Whole);
        import_codes(&ground, whole, codes).await.unwrap();
        let [school, _] = ground.schools;
        let mut ids = vec![];
        for rncp in ["RNCP90001", "RNCP90002", "RNCP90003", "RNCP99999"] {
            let programme = Values::blank(&PROGRAMMES)
                .with(&programme::TITLE, format!("Formation {rncp}").as_str())
                .with(&programme::SCHOOL, school)
                .with(&programme::LEVEL, 3)
                .with(&programme::MODE, "school")
                .with(&RNCP, rncp);
            ids.push(ground.keep(programme).await.unwrap());
        }
        let mut tx = ground.reading().await;
        let all = page(&mut tx, &ground.scope, &PROGRAMMES, &Asked::default()).await.unwrap();
        let before = tx.n_statements();
        let told = warnings(&mut tx, &ground.scope, &all.records, date(2026, 9, 1)).await.unwrap();
        assert_eq!(tx.n_statements() - before, 2);
        let words = |lang| {
            let lines = told.iter().map(|warning| warning.in_words(lang).replace('\u{a0}', " "));
            lines.collect::<Vec<_>>()
        };
        assert_eq!(
            words(Lang::Fr),
            [
                "RNCP90001 (CAP Essai) a pris fin le 31/08/2026 : remplacé par RNCP90002 (CAP Essai \
                 rénové)",
                "RNCP90003 (Titre fermé) a pris fin le 01/01/2025 : cherchez ce qui le remplace et \
                 notez-le dans la formation",
            ]
        );
        assert!(words(Lang::En)[0].ends_with("replaced by RNCP90002 (CAP Essai rénové)"));

        // The day before its end it is in force, and already known to give way.
        let told = warnings(&mut tx, &ground.scope, &all.records, date(2026, 8, 31)).await.unwrap();
        assert_eq!(told.len(), 2);
        let fr = told[0].in_words(Lang::Fr);
        assert!(fr.contains("prend fin le 31/08/2026\u{a0}: remplacé par"), "{fr}");
    })
    .await;
}

#[tokio::test]
async fn a_school_sees_its_own_programmes_and_cannot_write_another_s() {
    databases::each(async |place: String| {
        let mut ground = ground(&place).await;
        let [own, other] = ground.schools;
        let programme = |school: uuid::Uuid| {
            Values::blank(&PROGRAMMES)
                .with(&programme::TITLE, "CAP Couture")
                .with(&programme::SCHOOL, school)
                .with(&programme::LEVEL, 3)
                .with(&programme::MODE, "school")
        };
        ground.keep(programme(other)).await.unwrap();
        let clause = || Clause::of("school", [records::Among::Record(own)]).unwrap();
        let its_own = Grant {
            reads: Sees::Nothing.or(clause()),
            writes: Sees::Nothing.or(clause()),
            ..Grant::default()
        };
        ground.scope = ground.scope.with(&PROGRAMMES, its_own);
        ground.scope.home = Some(own);
        assert!(ground.keep(programme(other)).await.is_err());
        let without_school = programme(own).with(&programme::SCHOOL, Value::Absent);
        ground.keep(without_school).await.unwrap();
        let mut tx = ground.reading().await;
        let seen = page(&mut tx, &ground.scope, &PROGRAMMES, &Asked::default()).await.unwrap();
        assert_eq!(seen.records.len(), 1);
        assert_eq!(seen.records[0].link(&programme::SCHOOL), Some(own));
    })
    .await;
}
