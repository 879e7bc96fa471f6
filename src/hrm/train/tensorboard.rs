//! Event files as TensorBoard reads them: records with masked CRC-32C around protocol buffers, written by hand because only five
//! of their fields are needed.
//!
//! ```text
//! record   length u64 · crc(length) · Event · crc(Event)                     all little-endian
//! Event    1 wall_time f64 · 2 step varint · 3 file_version · 5 Summary · 7 SessionLog
//! Summary  1 Value { 1 tag · 2 simple_value f32 } …
//! ```
//!
//! A file is only added to. A resumed run begins another one with the mark that tells TensorBoard to forget what came after the
//! checkpoint.

use crate::hrm::train::events::{Event, EventKind};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

const VERSION: &str = "brain.Event:2";
/// "The session starts" in a SessionLog.
const START: u64 = 1;

/// The file being written.
pub(super) struct EventFile(File);

impl EventFile {
    /// Begins a file in a folder; `resumed_after` is the step of the checkpoint.
    pub fn create(folder: &Path, resumed_after: u64) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let now = seconds() as u64;
        let path = (0..)
            .map(|n| folder.join(format!("events.out.tfevents.{now}.{n}.phasewright")))
            .find(|path| !path.exists())
            .ok_or_else(|| io::Error::other("no name is free"))?;
        let mut file = Self(File::create(path)?);
        let mut head = header(0);
        text_field(&mut head, 3, VERSION.as_bytes());
        file.record(&head)?;
        if resumed_after > 0 {
            let mut start = Vec::new();
            varint_field(&mut start, 1, START);
            let mut mark = header(resumed_after + 1);
            text_field(&mut mark, 7, &start);
            file.record(&mark)?;
        }
        Ok(file)
    }

    /// Adds an event of the run: `train/loss`, `validation/accuracy`.
    pub fn add(&mut self, event: &Event) -> io::Result<()> {
        let split = match event.kind {
            EventKind::Learn => "train",
            EventKind::Judge => "validation",
        };
        let mut summary = Vec::new();
        let rate = event.rate.iter().map(|rate| ("learning_rate", rate));
        for (name, number) in event.numbers.iter().map(|(name, number)| (name.as_str(), number)).chain(rate) {
            let mut value = Vec::new();
            text_field(&mut value, 1, format!("{split}/{name}").as_bytes());
            key(&mut value, 2, 5);
            value.extend((*number as f32).to_le_bytes());
            text_field(&mut summary, 1, &value);
        }
        let mut bytes = header(event.step);
        text_field(&mut bytes, 5, &summary);
        self.record(&bytes)
    }

    fn record(&mut self, data: &[u8]) -> io::Result<()> {
        let length = (data.len() as u64).to_le_bytes();
        let mut bytes = Vec::with_capacity(data.len() + 16);
        bytes.extend(length);
        bytes.extend(masked_crc(&length).to_le_bytes());
        bytes.extend(data);
        bytes.extend(masked_crc(data).to_le_bytes());
        self.0.write_all(&bytes)
    }
}

fn seconds() -> f64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0.0, |passed| passed.as_secs_f64())
}

/// Returns the begin of an event: its time and its step.
fn header(step: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    key(&mut bytes, 1, 1);
    bytes.extend(seconds().to_le_bytes());
    varint_field(&mut bytes, 2, step);
    bytes
}

fn key(bytes: &mut Vec<u8>, field: u64, kind: u64) {
    varint(bytes, field << 3 | kind);
}

fn varint_field(bytes: &mut Vec<u8>, field: u64, value: u64) {
    key(bytes, field, 0);
    varint(bytes, value);
}

fn text_field(bytes: &mut Vec<u8>, field: u64, text: &[u8]) {
    key(bytes, field, 2);
    varint(bytes, text.len() as u64);
    bytes.extend(text);
}

fn varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// CRC-32C (Castagnoli), rotated and shifted as records have it.
fn masked_crc(data: &[u8]) -> u32 {
    let mut crc = !0_u32;
    for byte in data {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let low = crc & 1;
            crc = crc >> 1 ^ (0x82F6_3B78 & low.wrapping_neg());
        }
    }
    (!crc).rotate_right(15).wrapping_add(0xA282_EAD8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// CRC-32C by a table, unmasked; beside the published check value of `123456789`.
    fn crc_by_table(data: &[u8]) -> u32 {
        let table: Vec<u32> = (0..256_u32)
            .map(|n| (0..8).fold(n, |c, _| if c & 1 == 1 { c >> 1 ^ 0x82F6_3B78 } else { c >> 1 }))
            .collect();
        !data.iter().fold(u32::MAX, |c, byte| c >> 8 ^ table[((c ^ u32::from(*byte)) & 255) as usize])
    }

    fn unmasked(crc: u32) -> u32 {
        let rotated = crc.wrapping_sub(0xA282_EAD8);
        rotated >> 17 | rotated << 15
    }

    /// Fields of a message: number, and either a number or bytes.
    fn fields(mut bytes: &[u8]) -> Vec<(u64, u64, Vec<u8>)> {
        fn take(bytes: &mut &[u8]) -> u64 {
            let (mut value, mut shift) = (0, 0);
            loop {
                let byte = bytes[0];
                *bytes = &bytes[1..];
                value |= u64::from(byte & 0x7F) << shift;
                shift += 7;
                if byte & 0x80 == 0 {
                    return value;
                }
            }
        }
        let mut found = Vec::new();
        while !bytes.is_empty() {
            let tag = take(&mut bytes);
            let (value, size) = match tag & 7 {
                0 => (take(&mut bytes), 0),
                1 => (0, 8),
                2 => (0, take(&mut bytes) as usize),
                5 => (0, 4),
                other => panic!("wire type {other}"),
            };
            found.push((tag >> 3, value, bytes[..size].to_vec()));
            bytes = &bytes[size..];
        }
        found
    }

    fn records(bytes: &[u8]) -> Vec<Vec<u8>> {
        let (mut at, mut found) = (0, Vec::new());
        let word = |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
        while at < bytes.len() {
            let length = &bytes[at..at + 8];
            assert_eq!(unmasked(word(at + 8)), crc_by_table(length));
            let size = u64::from_le_bytes(length.try_into().expect("eight bytes")) as usize;
            let data = bytes[at + 12..at + 12 + size].to_vec();
            assert_eq!(unmasked(word(at + 12 + size)), crc_by_table(&data));
            found.push(data);
            at += 16 + size;
        }
        found
    }

    #[test]
    fn an_independent_reader_finds_steps_and_values() {
        assert_eq!(crc_by_table(b"123456789"), 0xE306_9283);
        let folder = tempfile::tempdir().expect("made");
        let numbers = BTreeMap::from([("loss".to_owned(), 0.25)]);
        let event = Event { step: 300, kind: EventKind::Learn, rate: Some(0.5), numbers };
        let mut file = EventFile::create(folder.path(), 0).expect("begun");
        file.add(&event).expect("written");
        let judged = Event { kind: EventKind::Judge, rate: None, ..event };
        let mut file = EventFile::create(folder.path(), 299).expect("another beside it");
        file.add(&judged).expect("written");
        let mut paths: Vec<_> = std::fs::read_dir(folder.path()).expect("there").flatten().collect();
        paths.sort_by_key(std::fs::DirEntry::file_name);
        assert_eq!(paths.len(), 2);
        let mut read = paths.iter().map(|path| records(&std::fs::read(path.path()).expect("reads")));
        let (first, second) = (read.next().expect("one"), read.next().expect("two"));
        let head = fields(&first[0]);
        assert_eq!((head[2].0, head[2].2.as_slice()), (3, VERSION.as_bytes()));
        let body = fields(&first[1]);
        assert_eq!((body[1].0, body[1].1), (2, 300));
        let values: Vec<(String, f32)> = fields(&body[2].2)
            .iter()
            .map(|value| {
                let parts = fields(&value.2);
                let number = f32::from_le_bytes(parts[1].2.as_slice().try_into().expect("four bytes"));
                (String::from_utf8(parts[0].2.clone()).expect("text"), number)
            })
            .collect();
        assert_eq!(values, [("train/loss".to_owned(), 0.25), ("train/learning_rate".to_owned(), 0.5)]);
        let mark = fields(&second[1]);
        assert_eq!(
            (mark[1].1, mark[2].0, fields(&mark[2].2)[0].1),
            (300, 7, START),
            "what came after 299 is forgotten"
        );
        assert!(String::from_utf8_lossy(&second[2]).contains("validation/loss"));
    }
}
