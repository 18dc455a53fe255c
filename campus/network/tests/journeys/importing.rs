//! Partners come from the files that schools keep.

use kernel::{InWords, Lang};
use network::{
    partner::{BROUGHT_BY, PARTNERS, SIRET},
    role::Role,
};
use records::{
    Asked, Scope,
    import::{self, Options, Preview},
};
use storage::Tx;

use crate::ground::{Ground, ground};

const FILE: &str = "\
Raison sociale;Type;N° SIRET;RNE;Effectifs;Ville
Maison Un;Entreprise;732 829 320 00074;;12;Cholet
Maison sans numéro;entreprise;;;3;Cholet
Lycée Trois;établissement scolaire;;951099D;;Angers
";

async fn preview(tx: &mut Tx, ground: &Ground, scope: &Scope, file: &str) -> Preview {
    let file = (&PARTNERS, ("partenaires.csv", file.as_bytes().to_vec()));
    import::preview(tx, scope, file, &Options::default(), &ground.around).await.unwrap()
}

async fn import(ground: &Ground, scope: &Scope, file: &str) -> [usize; 4] {
    let mut tx = ground.database.begin(ground.now).await.unwrap();
    let preview = preview(&mut tx, ground, scope, file).await;
    assert!(preview.faults.is_empty(), "{}", preview.faults.in_words(Lang::En));
    let counts = preview.counts();
    import::apply(&mut tx, scope, preview, &ground.around).await.unwrap();
    tx.commit().await.unwrap();
    counts
}

#[tokio::test]
async fn a_school_brings_its_partners_and_brings_them_again() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        ground.engage("a@exemple.fr", Role::SchoolStaff, Some(ground.school_a)).await;
        let a = ground.acting("a@exemple.fr").await;
        assert_eq!(import(&ground, &a, FILE).await, [3, 0, 0, 0]);
        assert_eq!(import(&ground, &a, FILE).await, [0, 0, 3, 0]);
        let mut tx = ground.reading().await;
        let brought = Asked::only(&BROUGHT_BY, ground.school_a);
        let brought = records::page(&mut tx, &a, &PARTNERS, &brought).await.unwrap().records;
        assert_eq!(brought.len(), 4, "those of the file, and the one from before");
        let one = brought.iter().find(|partner| partner.title() == "Maison Un").unwrap();
        assert_eq!(one.text(&SIRET), Some("73282932000074"));
        tx.roll_back().await.unwrap();
        let grown = FILE.replace(";12;", ";15;");
        assert_eq!(import(&ground, &a, &grown).await, [0, 1, 2, 0]);
    })
    .await;
}

#[tokio::test]
async fn a_school_does_not_change_by_a_file_what_another_brought() {
    databases::each(async |place: String| {
        let ground = ground(&place).await;
        for (email, school) in
            [("a@exemple.fr", ground.school_a), ("b@exemple.fr", ground.school_b)]
        {
            ground.engage(email, Role::SchoolStaff, Some(school)).await;
        }
        let (a, b) = (ground.acting("a@exemple.fr").await, ground.acting("b@exemple.fr").await);
        import(&ground, &a, FILE).await;
        let mut tx = ground.reading().await;
        let same = preview(&mut tx, &ground, &b, FILE).await;
        assert_eq!(same.counts(), [0, 0, 3, 0], "what says the same is no change");
        let grown = FILE.replace(";12;", ";15;");
        let grown = preview(&mut tx, &ground, &b, &grown).await;
        assert_eq!(grown.counts(), [0, 0, 2, 1]);
        let told = grown.faults.in_words(Lang::Fr);
        assert!(told.contains("votre rôle ne permet pas cela"), "{told}");
    })
    .await;
}
