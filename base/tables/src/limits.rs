/// How much a file may ask of the machine before it is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a CSV file.
    pub csv_bytes: u64,
    /// Bytes of an XLSX file as it lies on the disk.
    pub xlsx_bytes: u64,
    /// Bytes of an XLSX file once unpacked.
    pub unpacked_bytes: u64,
    /// How many times bigger than itself an XLSX file may become, beyond its first 16 MiB.
    pub unpacked_ratio: u64,
    /// Parts of an XLSX file.
    pub parts: usize,
    /// Columns.
    pub columns: usize,
    /// Bytes of one cell.
    pub cell_bytes: usize,
    /// Bytes of one row of a CSV file: more than that is a quotation mark never closed.
    pub row_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            csv_bytes: 1 << 30,
            xlsx_bytes: 1 << 28,
            unpacked_bytes: 1 << 30,
            unpacked_ratio: 200,
            parts: 10_000,
            columns: 16_384,
            cell_bytes: 32 << 10,
            row_bytes: 16 << 20,
        }
    }
}
