//! Checkpoints of PyTorch, read without executing anything.
//!
//! ```text
//! FILE (a zip archive, nothing compressed)
//!   NAME/data.pkl      a program for a stack machine that builds the names and shapes: pickle.rs runs the few words of it
//!                      that such a file needs, and refuses every other by name
//!   NAME/data/0 …      the numbers: archive.rs takes them out
//! ```

mod archive;
mod pickle;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;

pub use archive::read_checkpoint;
