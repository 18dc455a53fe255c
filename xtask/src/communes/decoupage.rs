//! The official list of communes.

use std::{collections::BTreeMap, fmt::Write as _, fs::File, io::BufReader, path::Path};

use anyhow::Result;
use kernel::CommuneCode;
use serde::{Deserialize, de::DeserializeOwned};

/// The official list.
pub(super) struct Decoupage {
    /// Communes of today, arrondissements and former communes.
    pub(super) communes: Vec<Listed>,
    /// The intercommunality of each commune that has one.
    pub(super) epcis: BTreeMap<CommuneCode, String>,
    departements: Vec<Departement>,
}

/// One line of the official list.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Listed {
    pub(super) code: CommuneCode,
    pub(super) nom: String,
    #[serde(rename = "type")]
    pub(super) kind: Kind,
    /// The commune that a former one is part of.
    pub(super) chef_lieu: Option<CommuneCode>,
    /// The commune that an arrondissement is part of.
    pub(super) commune: Option<CommuneCode>,
    pub(super) population: Option<u32>,
    #[serde(default)]
    pub(super) codes_postaux: Vec<String>,
    #[serde(default)]
    anciens_codes: Vec<String>,
}

/// What the list calls the type of a commune.
#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    CommuneActuelle,
    CommuneDeleguee,
    CommuneAssociee,
    ArrondissementMunicipal,
}

#[derive(Deserialize)]
struct Departement {
    code: String,
    nom: String,
}

#[derive(Deserialize)]
struct Epci {
    code: String,
    membres: Vec<Member>,
}

#[derive(Deserialize)]
struct Member {
    code: CommuneCode,
}

/// Reads the package.
pub(super) fn read(package: &Path) -> Result<Decoupage> {
    let data = package.join("data");
    let epcis: Vec<Epci> = json(&data.join("epci.json"))?;
    let mut departements: Vec<Departement> = json(&data.join("departements.json"))?;
    departements.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(Decoupage {
        communes: json(&data.join("communes.json"))?,
        epcis: epcis
            .iter()
            .flat_map(|epci| epci.membres.iter().map(|member| (member.code, epci.code.clone())))
            .collect(),
        departements,
    })
}

/// Reads a file of JSON.
pub(super) fn json<T: DeserializeOwned>(path: &Path) -> Result<T> {
    Ok(serde_json::from_reader(BufReader::new(File::open(path)?))?)
}

impl Listed {
    /// The codes that it had before, but for those of Corsica before 1976, which began with 20.
    pub(super) fn old_codes(&self) -> impl Iterator<Item = CommuneCode> {
        self.anciens_codes.iter().filter_map(|code| code.parse().ok())
    }
}

impl Decoupage {
    /// The communes of today.
    pub(super) fn today(&self) -> impl Iterator<Item = &Listed> {
        self.communes.iter().filter(|listed| listed.kind == Kind::CommuneActuelle)
    }

    /// The code and the name of each département, one a line.
    pub(super) fn departements(&self) -> String {
        self.departements.iter().fold(String::new(), |mut lines, departement| {
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "{}\t{}", departement.code, departement.nom);
            lines
        })
    }
}
