//! A class comes from a school's own export, with errors, then without.

use kernel::{InWords, Lang};
use learners::{ENROLMENTS, LEARNERS, learner};
use records::{
    Done, Record, RecordError, Scope,
    import::{self, Options, Preview},
};
use storage::Tx;

use crate::ground::{Ground, ground};

const HEADER: &str = "N° INE;NOM;Prénom;Né(e) le;Matricule;Division;Statut;Commune;Code postal;Courriel;\
                      Tél.;Responsable légal;Courriel du responsable;Tél. responsable;Autorité parentale";

/// An export with an error in each row but the first.
fn planted() -> String {
    let rows = [
        "0123456789A;BOUTET;Inès;08/06/2009;E1;1COU;élève;Cholet;49300;ines@exemple.fr;06 12 34 56 78;Paul Boutet;paul@exemple.fr;06 12 34 56 79;oui",
        ";GROLLEAU;Maëlys;13/03/2036;E2;1COU;élève;Cholet;49300;;;Ana Grolleau;;;oui",
        ";MARTIN;Noé;02/02/2010;E3;1COU;élève;Cholet;49300;;;;;;",
        ";PETIT;Léo;02/02/2010;E4;1COU;élève;Cholet;49300;famille@exemple.fr;;Eva Petit;Famille@Exemple.fr;;oui",
        ";ROUX;Eva;02/02/2006;E5;9ZZZ;élève;Cholet;49300;;;;;;",
        ";NOIR;Tom;02/02/2006;E6;1COU;apprenti;Chollet-sur-Rien;;;;;;;",
        ";BLANC;Zoé;02/02/2006;E1;1COU;élève;Cholet;49300;;;;;;",
        ";VERT;Ali;02/02/2010;E8;1COU;élève;Cholet;49300;;;Sam Vert;;;",
    ];
    std::iter::once(HEADER).chain(rows).collect::<Vec<_>>().join("\n")
}

/// The same, corrected.
fn corrected() -> String {
    planted()
        .replace("2036", "2009")
        .replace(
            ";E3;1COU;élève;Cholet;49300;;;;;;",
            ";E3;1COU;élève;Cholet;49300;;;Lou Martin;;;oui",
        )
        .replace("Famille@Exemple.fr", "eva.petit@exemple.fr")
        .replace("9ZZZ", "1cou")
        .replace("Chollet-sur-Rien", "Saumur")
        .replace("BLANC;Zoé;02/02/2006;E1", "BLANC;Zoé;02/02/2006;E7")
        .replace("Sam Vert;;;", "Sam Vert;;;oui")
}

async fn preview(ground: &Ground, scope: &Scope, text: &str, options: &Options) -> Preview {
    let mut tx = ground.reading().await;
    let file = ("classe.csv", text.as_bytes().to_vec());
    import::preview(&mut tx, scope, (&LEARNERS, file), options, &ground.around).await.unwrap()
}

async fn import(ground: &Ground, text: &str, options: &Options) -> Result<Done, RecordError> {
    let done = ground.database.write(ground.now, async |tx: &mut Tx| {
        let file = ("classe.csv", text.as_bytes().to_vec());
        let (scope, around) = (&ground.staff, &ground.around);
        let shown = import::preview(tx, scope, (&LEARNERS, file), options, around).await?;
        assert!(shown.faults.is_empty(), "{}", shown.faults);
        import::apply(tx, scope, shown, around).await
    });
    done.await
}

#[tokio::test]
async fn each_planted_error_is_told_by_row_and_column_with_a_remedy() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let shown = preview(&ground, &ground.staff, &planted(), &Options::default()).await;
        assert_eq!(shown.counts(), [1, 0, 0, 7]);
        let told = shown.faults.in_words(Lang::Fr).replace('\u{a0}', " ");
        let lines: Vec<&str> = told.lines().collect();
        let expected = [
            "ligne 3, colonne « Né(e) le » : cette date de naissance est dans le futur : vérifiez l’année",
            "ligne 4, colonne « Responsable légal » : l’élève est mineur : donnez le nom d’un responsable",
            "ligne 5, colonne « Courriel du responsable » : « famille@exemple.fr » est aussi celui de l’élève",
            "ligne 6, colonne « Division » : classe : « 9ZZZ » introuvable parmi ce que vous pouvez voir",
            "ligne 7, colonne « Commune » : commune inconnue « Chollet-sur-Rien »",
            "ligne 8, colonne « Matricule » : « E1 » est déjà à la ligne 2",
            "ligne 9, colonne « Autorité parentale » : l’élève est mineur : dites si « Sam Vert » a",
        ];
        assert_eq!(lines.len(), expected.len(), "{told}");
        for (line, expected) in lines.iter().zip(expected) {
            assert!(line.starts_with(&format!("classe.csv, {expected}")), "{line}\n{expected}");
        }
        let english = shown.faults.in_words(Lang::En);
        assert!(english.contains("say whether “Sam Vert” has parental authority"), "{english}");
        assert!(english.contains("each receives codes of their own"), "{english}");
    })
    .await;
}

#[tokio::test]
async fn the_corrected_file_is_imported_undone_exactly_and_done_again() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let done = import(&ground, &corrected(), &Options::default()).await.unwrap();
        let learners = ground.all(&LEARNERS).await;
        assert_eq!((learners.len(), ground.all(&ENROLMENTS).await.len()), (8, 8));
        let ines = learners.iter().find(|record| record.text(&learner::REFERENCE) == Some("E1"));
        let ines = ines.unwrap();
        assert_eq!(ines.link(&learner::SCHOOL), Some(ground.schools[0]));
        assert_eq!(ines.text(&learner::PHONE), Some("+33612345678"));
        assert!(ines.decimal(&learner::LAT).is_some());
        let again = preview(&ground, &ground.staff, &corrected(), &Options::default()).await;
        assert_eq!(again.counts(), [0, 0, 8, 0]);
        let undone = ground.undo(&done).await;
        assert_eq!(ground.all(&LEARNERS).await, []);
        assert_eq!(ground.all(&ENROLMENTS).await, []);
        ground.undo(&undone).await;
        let values = |records: &[Record]| {
            records.iter().map(|record| record.values.clone()).collect::<Vec<_>>()
        };
        assert_eq!(values(&ground.all(&LEARNERS).await), values(&learners));
        assert_eq!(ground.all(&ENROLMENTS).await.len(), 8);
    })
    .await;
}

#[tokio::test]
async fn a_school_neither_sees_nor_changes_the_learners_of_another() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        import(&ground, &corrected(), &Options::default()).await.unwrap();
        let elsewhere = ground
            .adult()
            .with(&learner::SCHOOL, ground.schools[1])
            .with(&learner::CLASS, ground.classes[2]);
        let elsewhere = ground.keep(elsewhere).await.unwrap();
        let mut tx = ground.reading().await;
        let asked = records::Asked::default();
        let seen = records::page(&mut tx, &ground.staff, &LEARNERS, &asked).await.unwrap().records;
        assert_eq!(seen.len(), 8);
        let found = records::find(&mut tx, &ground.staff, &LEARNERS, elsewhere).await.unwrap();
        assert_eq!(found, None);
        drop(tx);
        let theirs = "Établissement;Nom;Prénom\nLycée Bastide;Noir;Tom\n";
        let shown = preview(&ground, &ground.staff, theirs, &Options::default()).await;
        let told = shown.faults.in_words(Lang::En);
        assert!(told.contains("row 2") && told.contains("does not allow this"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn many_learners_are_imported_with_as_many_statements_as_few() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let file = |n: usize| {
            let row = |at| format!("E{at};Nom{at};Léo;02/02/2006;1COU;Cholet\n");
            let rows = (0..n).map(row).collect::<String>();
            format!("Référence;Nom;Prénom;Né(e) le;Classe;Commune\n{rows}")
        };
        let mut statements = vec![];
        for n in [20, 400] {
            let mut tx = ground.database.begin(ground.now).await.unwrap();
            let (scope, around) = (&ground.staff, &ground.around);
            let named = (&LEARNERS, ("classe.csv", file(n).into_bytes()));
            let options = Options::default();
            let shown = import::preview(&mut tx, scope, named, &options, around).await.unwrap();
            let done = import::apply(&mut tx, scope, shown, around).await.unwrap();
            assert_eq!(done.n_records, 2 * n);
            statements.push(tx.n_statements());
            tx.roll_back().await.unwrap();
        }
        assert_eq!(statements[0], statements[1]);
    })
    .await;
}

#[tokio::test]
async fn a_file_without_references_does_not_bring_the_same_learners_twice() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let file = "Nom;Prénom;Né(e) le;INE;Classe;Niveau\n\
                    Noir;Tom;02/02/2006;0123456789a;1COU;\n\
                    Roux;Eva;03/03/2006;;1COU;\n";
        import(&ground, file, &Options::default()).await.unwrap();
        let shown = preview(&ground, &ground.staff, file, &Options::default()).await;
        assert_eq!(shown.counts(), [0, 0, 2, 0], "{}", shown.faults);
        let other_level = file.replace("1COU;", "1COU;4");
        let shown = preview(&ground, &ground.staff, &other_level, &Options::default()).await;
        let told = shown.faults.in_words(Lang::En);
        let lines: Vec<&str> = told.lines().collect();
        assert!(
            lines[0].contains("row 2, column “INE”") && lines[0].contains("INE as its key"),
            "{told}"
        );
        assert!(lines[1].contains("row 3, column “Nom”: “Roux Eva”"), "{told}");
        let by_ine = Options { key: Some(&learner::INE), ..Options::default() };
        let changed = "Nom;Prénom;INE;Niveau\nNoir;Tom;0123456789A;4\n";
        let shown = preview(&ground, &ground.staff, changed, &by_ine).await;
        assert_eq!(shown.counts(), [0, 1, 0, 0], "{}", shown.faults);
    })
    .await;
}
