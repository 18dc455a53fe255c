#![doc = include_str!("../README.md")]

mod land;
mod pairing;
mod people;

/// How large a region is, and which one of that size.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// What it is called in tables.
    pub name: &'static str,
    /// How many agents.
    pub n_agents: usize,
    /// How many towns.
    pub n_towns: usize,
    /// Places for a hundred agents, on average over the region.
    pub places_per_100: usize,
    /// Which region of that shape.
    pub seed: u64,
}

impl std::fmt::Display for Shape {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(self.name)
    }
}

/// A small town.
pub const S: Shape = Shape { name: "S", n_agents: 500, n_towns: 4, places_per_100: 112, seed: 11 };
/// A region.
pub const M: Shape =
    Shape { name: "M", n_agents: 5_000, n_towns: 60, places_per_100: 112, seed: 18 };
/// The largest regions together.
pub const L: Shape =
    Shape { name: "L", n_agents: 100_000, n_towns: 300, places_per_100: 100, seed: 13 };

/// Agents, slots and the pairs between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// The class of each agent: 1 is served first.
    pub classes: Vec<u32>,
    /// How many agents each slot takes.
    pub capacities: Vec<u32>,
    /// The group of each slot.
    pub group_of: Vec<u32>,
    /// How many agents the slots of each group take together.
    pub group_capacities: Vec<u32>,
    /// The slots that each agent may have, each with its burden.
    pub pairs: Vec<Vec<(u32, u32)>>,
}

impl Region {
    /// Makes the region of a shape.
    #[must_use]
    pub fn new(shape: Shape) -> Self {
        let chance = &mut land::chance(shape.seed);
        let land = land::Land::new(shape.n_towns, chance);
        let agents = people::agents(&land, shape.n_agents, chance);
        let slots = people::slots(&land, shape.n_agents, shape.places_per_100, chance);
        let (group_of, group_capacities) = people::groups(&slots, chance);
        Self {
            classes: agents.iter().map(|agent| agent.class).collect(),
            capacities: slots.iter().map(|slot| slot.capacity).collect(),
            group_of,
            group_capacities,
            pairs: pairing::pairs(&agents, &slots, chance),
        }
    }

    /// How many pairs there are in all.
    #[must_use]
    pub fn n_pairs(&self) -> usize {
        self.pairs.iter().map(Vec::len).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_region_and_another_seed_another() {
        assert_eq!(Region::new(S), Region::new(S));
        assert_ne!(Region::new(S), Region::new(Shape { seed: S.seed + 1, ..S }));
    }

    #[test]
    fn a_region_is_about_as_dense_as_the_ones_that_peers_were_measured_on() {
        let region = Region::new(M);
        let places: u32 = region.capacities.iter().sum();
        assert_eq!(region.pairs.len(), 5_000);
        assert!((5_300..5_900).contains(&places), "{places} places");
        assert!((55_000..72_000).contains(&region.n_pairs()), "{} pairs", region.n_pairs());
    }
}
