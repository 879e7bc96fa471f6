//! The only integration test binary.
mod import_corpus;
