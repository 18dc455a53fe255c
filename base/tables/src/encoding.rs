use csv::{ByteRecord, StringRecord};
use encoding_rs::WINDOWS_1252;

/// How the text of a file is written. The first accented character decides; whatever then
/// contradicts it is reported, so that no text is ever garbled in silence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// Nothing but ASCII so far.
    Undecided,
    Utf8,
    Windows1252,
}

impl Encoding {
    /// The record as text, or as it was with the index of a field that is not.
    pub(crate) fn decode(
        &mut self,
        record: ByteRecord,
    ) -> Result<StringRecord, (ByteRecord, usize)> {
        if *self != Self::Utf8 && !record.as_slice().is_ascii() {
            return self.decide(record);
        }
        StringRecord::from_byte_record(record).map_err(|error| {
            let field = error.utf8_error().field();
            (error.into_byte_record(), field)
        })
    }

    fn decide(&mut self, record: ByteRecord) -> Result<StringRecord, (ByteRecord, usize)> {
        let strange = |field: &[u8]| !field.is_ascii() && std::str::from_utf8(field).is_ok();
        match StringRecord::from_byte_record(record) {
            Ok(text) if *self == Self::Undecided => {
                *self = Self::Utf8;
                Ok(text)
            }
            Ok(text) => {
                let record = text.into_byte_record();
                let field = record.iter().position(strange).unwrap_or(0);
                Err((record, field))
            }
            Err(error) => {
                let record = error.into_byte_record();
                if let Some(field) = record.iter().position(strange) {
                    return Err((record, field));
                }
                *self = Self::Windows1252;
                Ok(windows_1252(&record))
            }
        }
    }
}

/// The record as text whatever its bytes, to be shown in a message.
pub(crate) fn windows_1252(record: &ByteRecord) -> StringRecord {
    record.iter().map(|field| WINDOWS_1252.decode_without_bom_handling(field).0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decode(encoding: &mut Encoding, fields: &[&[u8]]) -> Result<Vec<String>, usize> {
        let record = ByteRecord::from_iter(fields);
        let decoded = encoding.decode(record).map_err(|(_, field)| field)?;
        Ok(decoded.iter().map(str::to_owned).collect())
    }

    #[test]
    fn the_first_accent_decides_between_utf_8_and_windows_1252() {
        let mut encoding = Encoding::Undecided;
        assert_eq!(decode(&mut encoding, &[b"id", b"nom"]).unwrap(), ["id", "nom"]);
        assert_eq!(encoding, Encoding::Undecided);
        assert_eq!(decode(&mut encoding, &[b"L1", b"Zo\xe9 \x80"]).unwrap(), ["L1", "Zoé €"]);
        assert_eq!(encoding, Encoding::Windows1252);

        let mut encoding = Encoding::Undecided;
        assert_eq!(decode(&mut encoding, &["Zoé".as_bytes()]).unwrap(), ["Zoé"]);
        assert_eq!(encoding, Encoding::Utf8);
    }

    #[test]
    fn a_file_that_mixes_both_is_refused_at_the_field_that_does() {
        let mut utf8 = Encoding::Utf8;
        assert_eq!(decode(&mut utf8, &[b"L1", b"Zo\xe9"]), Err(1));
        let mut windows = Encoding::Windows1252;
        assert_eq!(decode(&mut windows, &["Zoé".as_bytes(), b"L1"]), Err(0));
        let mut undecided = Encoding::Undecided;
        assert_eq!(decode(&mut undecided, &[b"Zo\xe9", "Léa".as_bytes()]), Err(1));
    }
}
