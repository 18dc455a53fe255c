//! Official files of invented codes are imported, in the shapes in which the State publishes.

use catalogue::{
    CodeFile, Extent, ImportError, Imported, Standing, code::Nomenclature, import_codes,
};
use jiff::civil::date;
use kernel::{InWords, Lang};
use storage::Tx;

use crate::ground::{Ground, TODAY, ground};

/// An invented file in the shape of the table of trades.
const ROME: &str = "code_rome,code_fiche_metier,code_ogr,libelle_rome,transition_eco,emploi_cadre\n\
                    Z1001,1,11,Tisseur / Tisseuse d'essai,,N\n\
                    Z1002,2,12,Plieur / Plieuse d'essai,,N\n";

/// One in the shape of the register of certifications: quoted, a TAB before each SIRET.
const RNCP: &str = "\"Id_Fiche\";\"Numero_Fiche\";\"Intitule\";\"Nomenclature_Europe_Niveau\";\
                    \"Date_Decision\";\"Date_Fin_Enregistrement\";\"Date_Effet\";\"Actif\";\"Siret\"\n\
                    \"1\";\"RNCP90001\";\"CAP   Essai\";\"NIV3\";\"01/02/2020\";\"31/08/2026\";\"\";\
                    \"ACTIVE\";\"\t73282932000074\"\n\
                    \"2\";\"RNCP90002\";\"Bac pro Essai\";\"NIV4\";\"\";\"\";\"01/09/2024\";\"INACTIVE\";\
                    \"\t73282932000074\"\n\
                    \"3\";\"RS9001\";\"Habilitation d'essai\";\"\";\"\";\"\";\"\";\"ACTIVE\";\"\"\n";

/// One in the shape of the base of nomenclatures of the Ministry.
const MEF: &str = "MEF;MEF_STAT_11;DISPOSITIF_FORMATION;LIBELLE_LONG;DATE_OUVERTURE;DATE_FERMETURE\n\
                   2419990121;23210099901;241;1CAP2  ESSAI;01/09/2020;\n\
                   2419990122;23220099901;241;2CAP2  ESSAI;01/09/2020;31/08/2025\n";

/// One in the shape of the list of diplomas, with both codes and some without either.
const CERTIFICATIONS: &str = "level,type,title,cfd,rncp,kit_end,kit_status,kit_replaced_by,rome,first_session,last_session\n\
     3,CAP,CAP essai option A,50099901,RNCP90001,31/08/2026,ACTIVE,RNCP90003|RNCP90004,Z1001,2013,\n\
     3,CAP,CAP essai option B,50099902,RNCP90001,31/08/2026,ACTIVE,RNCP90003,Z1001,2013,2025\n\
     6,Titre,Titre d'école,,RNCP90005,,,,Z1002,,\n";

pub(crate) async fn import(
    ground: &Ground,
    (nomenclature, extent): (Nomenclature, Extent),
    text: &str,
) -> Result<Imported, ImportError> {
    let done = ground.database.write(ground.now, async |tx: &mut Tx| {
        let bytes = text.as_bytes().to_vec();
        let file = CodeFile { nomenclature, name: "essai.csv", bytes, source: "essai 1", extent };
        import_codes(tx, &ground.scope, file, &ground.around).await
    });
    done.await
}

async fn standing(ground: &Ground, nomenclature: Nomenclature, code: &str) -> Option<Standing> {
    let mut tx = ground.reading().await;
    let found = catalogue::code(&mut tx, &ground.scope, nomenclature, code, TODAY).await.unwrap();
    found.map(|official| official.standing)
}

#[tokio::test]
async fn each_official_shape_is_read() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        for (nomenclature, text, n_new, n_others) in [
            (Nomenclature::Rome, ROME, 2, 0),
            (Nomenclature::Rncp, RNCP, 2, 1),
            (Nomenclature::Mef, MEF, 2, 0),
            (Nomenclature::Cfd, CERTIFICATIONS, 2, 1),
        ] {
            let imported = import(&ground, (nomenclature, Extent::Whole), text).await.unwrap();
            assert_eq!((imported.n_new, imported.n_others), (n_new, n_others), "{nomenclature:?}");
        }
        let in_force = |until| Some(Standing::InForce { until });
        let ended = |on| Some(Standing::Ended { on });
        for (nomenclature, code, expected) in [
            (Nomenclature::Rome, "z1001", in_force(None)),
            (Nomenclature::Rncp, "RNCP90001", in_force(Some(date(2026, 8, 31)))),
            // Out of use without a day: it was so on the day of the import at the latest.
            (Nomenclature::Rncp, "RNCP90002", in_force(Some(TODAY))),
            (Nomenclature::Rncp, "RS9001", None),
            (Nomenclature::Mef, "2419990121", in_force(None)),
            (Nomenclature::Mef, "2419990122", ended(date(2025, 8, 31))),
            (Nomenclature::Cfd, "50099901", in_force(None)),
            (Nomenclature::Cfd, "50099902", ended(date(2025, 12, 31))),
        ] {
            assert_eq!(standing(&ground, nomenclature, code).await, expected, "{code}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_certification_keeps_its_level_and_what_replaces_it() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        import(&ground, (Nomenclature::Rncp, Extent::Whole), RNCP).await.unwrap();
        let imported = import(&ground, (Nomenclature::Rncp, Extent::Extract), CERTIFICATIONS);
        let imported = imported.await.unwrap();
        assert_eq!((imported.n_new, imported.n_changed, imported.n_closed), (1, 1, 0));
        let mut tx = ground.reading().await;
        let scope = &ground.scope;
        let found = catalogue::code(&mut tx, scope, Nomenclature::Rncp, "rncp 90001", TODAY).await;
        let found = found.unwrap().unwrap();
        assert_eq!(found.label, "CAP essai option A");
        assert_eq!(found.level, Some(3));
        assert_eq!(found.replaced_by, ["RNCP90003", "RNCP90004"]);
    })
    .await;
}

#[tokio::test]
async fn the_table_of_old_and_new_certifications_only_says_what_replaces_what() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let whole = (Nomenclature::Rncp, Extent::Whole);
        import(&ground, whole, RNCP).await.unwrap();
        let table = "\"Id_Fiche\";\"Numero_Fiche\";\"Ancienne_Certification\";\
                     \"Nouvelle_Certification\"\n\
                     \"1\";\"RNCP90001\";\"RNCP80001\";\"\"\n\
                     \"1\";\"RNCP90001\";\"\";\"RNCP90003\"\n\
                     \"1\";\"RNCP90001\";\"\";\"RNCP90004\"\n\
                     \"9\";\"RNCP90009\";\"\";\"RNCP90010\"\n";
        let imported = import(&ground, whole, table).await.unwrap();
        let counts = [imported.n_new, imported.n_changed, imported.n_closed, imported.n_others];
        assert_eq!(counts, [0, 1, 0, 1]);
        let mut tx = ground.reading().await;
        let found =
            catalogue::code(&mut tx, &ground.scope, Nomenclature::Rncp, "RNCP90001", TODAY).await;
        let found = found.unwrap().unwrap();
        assert_eq!(found.replaced_by, ["RNCP90003", "RNCP90004"]);
        assert_eq!(found.standing, Standing::InForce { until: Some(date(2026, 8, 31)) });
    })
    .await;
}

#[tokio::test]
async fn everything_wrong_with_a_file_is_told_by_row_and_cell_and_nothing_is_kept() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        let wrong = "MEF;LIBELLE_LONG;DATE_OUVERTURE;DATE_FERMETURE\n\
                     2419990121;1CAP2 ESSAI;01/09/2020;\n\
                     24199901;2CAP2 ESSAI;01/09/2020;\n\
                     2419990121;ENCORE;01/09/2020;31/02/2025\n\
                     ;SANS CODE;;\n";
        let refusal = import(&ground, (Nomenclature::Mef, Extent::Whole), wrong).await.unwrap_err();
        let told = refusal.in_words(Lang::En);
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines.len(), 4, "{told}");
        assert!(lines[0].starts_with("essai.csv, row 3, column “MEF”: “24199901”"), "{told}");
        assert!(lines[1].contains("row 4, column “DATE_FERMETURE”: “31/02/2025”"), "{told}");
        assert!(
            lines[2].contains("row 4, column “MEF”") && lines[2].contains("on row 2"),
            "{told}"
        );
        assert!(lines[3].contains("row 5, column “MEF”"), "{told}");
        assert_eq!(standing(&ground, Nomenclature::Mef, "2419990121").await, None);

        let headers = "numero,titre\n1,essai\n";
        let refusal = import(&ground, (Nomenclature::Rome, Extent::Whole), headers).await;
        let told = refusal.unwrap_err().in_words(Lang::En);
        assert!(told.contains("code_rome") && told.contains("libelle_rome"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn only_whoever_may_bring_in_the_reference_codes_imports_a_file() {
    databases::each(async |place: String| {
        let mut ground = ground(&place).await;
        ground.scope = records::Scope::new(ground.scope.tenant, "Léa Morin", None);
        let refusal = import(&ground, (Nomenclature::Rome, Extent::Whole), ROME).await.unwrap_err();
        let told = refusal.in_words(Lang::En);
        assert_eq!(told, "your role does not allow you to import reference codes");
    })
    .await;
}
