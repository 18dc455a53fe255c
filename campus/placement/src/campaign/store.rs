//! The files of plans: `placement_plan_files`.

use std::io::{Read, Write};

use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use storage::{StoreError, Tx, sql};
use uuid::Uuid;

/// Keeps a file of a plan.
pub(super) async fn put(
    tx: &mut Tx,
    plan: Uuid,
    name: &str,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let mut out = GzEncoder::new(vec![], Compression::fast());
    let packed = out.write_all(bytes).and_then(|()| out.finish());
    let packed = packed.map_err(|why| StoreError::corrupt("placement_plan_files", plan, why))?;
    let row = sql("insert into placement_plan_files (plan, name, bytes) values (?, ?, ?)");
    tx.run(row.bind(plan).bind(name).bind(packed)).await?;
    Ok(())
}

/// The files of a plan, by name.
pub(super) async fn files(tx: &mut Tx, plan: Uuid) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
    let asked = sql("select name, bytes from placement_plan_files where plan = ? order by name");
    let rows = tx.all(asked.bind(plan)).await?;
    rows.iter()
        .map(|row| {
            let packed = row.opt_bytes(1)?.unwrap_or_default();
            let mut bytes = vec![];
            let read = GzDecoder::new(&packed[..]).read_to_end(&mut bytes);
            read.map_err(|why| StoreError::corrupt("placement_plan_files", plan, why))?;
            Ok((row.text(0)?, bytes))
        })
        .collect()
}
