//! The commands that every kind of records has, and their options.

use super::Texts;

/// What a command does.
pub(super) fn about(name: &str) -> Option<Texts> {
    Some(match name {
        "list" => ("Montre les fiches, page par page.", "Shows records, page by page."),
        "show" => ("Montre une fiche.", "Shows a record."),
        "add" => ("Ajoute une fiche.", "Adds a record."),
        "edit" => ("Modifie une fiche.", "Changes a record."),
        "remove" => ("Retire une fiche.", "Removes a record."),
        "history" => ("Dit ce qui est arrivé à une fiche.", "Tells what happened to a record."),
        "import" => (
            "Montre ce qu'un tableau changerait, puis l'importe en entier ou pas du tout.",
            "Shows what a spreadsheet would change, then imports all of it or nothing.",
        ),
        "export" => (
            "Écrit les fiches dans un tableau qui peut être importé à nouveau.",
            "Writes records to a spreadsheet that can be imported again.",
        ),
        _ => return None,
    })
}

/// What an option means.
pub(super) fn option(id: &str) -> Option<Texts> {
    which(id).or_else(|| how(id))
}

fn which(id: &str) -> Option<Texts> {
    Some(match id {
        "search" => (
            "Des mots, ou leurs débuts, sans souci des accents",
            "Words, or their beginnings, whatever the accents",
        ),
        "wheres" => (
            "Un champ et sa valeur ; aussi champ>=valeur, champ<=valeur ; rien après = : vide",
            "A field and its value; also field>=value, field<=value; nothing after =: blank",
        ),
        "near" => (
            "Autour d'une commune ou de latitude,longitude",
            "Around a commune, or latitude,longitude",
        ),
        "km" => ("À tant de kilomètres au plus", "At most so many kilometres away"),
        "after" => {
            ("La suite d'une liste, telle qu'affichée", "The rest of a list, as it was shown")
        }
        "most" => ("Le plus de fiches montrées", "The most records shown"),
        "columns" => ("Les champs montrés", "The fields shown"),
        "reference" => (
            "La fiche : sa référence, un autre de ses codes, son nom entier ou son identifiant",
            "The record: its reference, another of its codes, its whole name or its identifier",
        ),
        _ => return None,
    })
}

fn how(id: &str) -> Option<Texts> {
    Some(match id {
        "says" => (
            "Un champ et sa valeur, rien pour l'effacer",
            "A field and its value, nothing to erase it",
        ),
        "seen_version" => (
            "La version que vous avez lue : refusé si la fiche a changé depuis",
            "The version that you read: refused if the record changed since",
        ),
        "table" => ("Le tableau, CSV ou XLSX", "The spreadsheet, CSV or XLSX"),
        "key" => (
            "Le champ par lequel une ligne retrouve sa fiche",
            "The field by which a row finds its record",
        ),
        "erase_blanks" => (
            "Une cellule vide efface ce que dit la fiche",
            "A blank cell erases what the record says",
        ),
        "renames" => (
            "Un en-tête du tableau et le champ qu'il désigne",
            "A header of the spreadsheet and the field that it stands for",
        ),
        "preview" => ("Montre seulement ce qui changerait", "Only shows what would change"),
        "yes" => ("Importe sans demander", "Imports without asking"),
        "corrected" => (
            "Écrit le tableau avec ce qu'il faut corriger à côté de chaque ligne",
            "Writes the spreadsheet with what to correct beside each row",
        ),
        "written" => ("Le fichier à écrire, .csv ou .xlsx", "The file to write, .csv or .xlsx"),
        "json" => ("Affiche un objet JSON pour un programme", "Prints a JSON object for a program"),
        _ => return None,
    })
}
