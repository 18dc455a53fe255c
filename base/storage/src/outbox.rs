//! Messages to the outside, kept with the work that causes them and sent after it: at least
//! once each, and once only for whoever looks at the key.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{StoreError, Tx, job};

/// A message to somebody outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// How it goes out.
    pub channel: Channel,
    /// The address.
    pub to: String,
    /// The subject of a mail, the event of a webhook.
    pub subject: String,
    /// The text of a mail, the JSON of a webhook.
    pub body: String,
    /// The key by which the receiver knows a double.
    pub key: String,
}

/// How a message goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channel {
    /// By e-mail.
    Mail,
    /// To an address of another program.
    Webhook,
}

impl Channel {
    /// The kind of job that sends it.
    #[must_use]
    pub const fn kind(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Webhook => "webhook",
        }
    }
}

/// Puts a message in the outbox. A second one with the same channel and key is the same.
pub async fn post(
    tx: &mut Tx,
    tenant: Uuid,
    asked_by: &str,
    message: &Message,
) -> Result<Uuid, StoreError> {
    let payload = serde_json::to_string(message)
        .map_err(|why| StoreError::corrupt("storage_jobs", &message.key, why))?;
    let order = job::Order {
        tenant,
        kind: message.channel.kind(),
        once: &message.key,
        payload: &payload,
        asked_by,
    };
    job::order(tx, &order).await
}

/// The message of a job that [`job::take`] returned.
pub fn message(job: &job::Job) -> Result<Message, StoreError> {
    serde_json::from_str(&job.payload)
        .map_err(|why| StoreError::corrupt("storage_jobs", job.id, why))
}
