//! The life of a round over the records: open it, collect places, plan, publish, take the
//! answers, plan again with the fewest changes, close it and remember whom it served badly.
//!
//! A round is planned from [`Files`] made of the records, by the code that `metier place`
//! runs; the plan is kept with those files and its proof.

mod answer;
mod close;
mod error;
mod files;
mod gather;
mod hosting_quota;
mod ids;
mod job;
mod keep;
mod make;
mod pinned;
mod progress;
mod publish;
mod state;
mod store;

pub(crate) use answer::only_by_verbs;
pub use answer::{Answered, answer, expire, withdraw_offer};
pub use close::close;
pub use error::RoundError;
pub use files::Files;
pub use gather::{Gathered, gather};
pub use hosting_quota::hosting_quota;
pub use ids::Ids;
pub use job::{KIND, Ordered, order, work};
pub use keep::{Kept, keep, kept, published};
pub use make::{Made, make};
pub use progress::{Collected, Progress, progress};
pub use publish::{Published, publish};
pub use state::{Answer, Motive, REASONS, Settled, Side, State};
