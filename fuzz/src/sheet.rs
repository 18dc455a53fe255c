//! A workbook around the bytes: what is fuzzed is then the XML, not the archive.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, result::ZipResult, write::SimpleFileOptions};

const WORKBOOK: &str = r#"<workbook xmlns:r="r"><workbookPr/><sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;

const RELATIONS: &str = r#"<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;

const STYLES: &str = r#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="46"/></cellXfs></styleSheet>"#;

const TEXTS: &str = "<sst><si><t>id</t></si><si><t>starts</t></si><si><t>places</t></si></sst>";

/// The bytes up to the first zero are the sheet, and those after it, if any, the texts.
pub(crate) fn workbook(bytes: &[u8]) -> Vec<u8> {
    let mut halves = bytes.splitn(2, |b| *b == 0);
    let sheet = halves.next().unwrap_or_default();
    let texts = halves.next().unwrap_or(TEXTS.as_bytes());
    // Writing into memory does not fail, and if it did there would be nothing to read.
    archive(sheet, texts).unwrap_or_default()
}

fn archive(sheet: &[u8], texts: &[u8]) -> ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in [
        ("xl/workbook.xml", WORKBOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
        ("xl/styles.xml", STYLES.as_bytes()),
        ("xl/sharedStrings.xml", texts),
        ("xl/worksheets/sheet1.xml", sheet),
    ] {
        archive.start_file(name, stored)?;
        archive.write_all(bytes)?;
    }
    archive.finish().map(Cursor::into_inner)
}
