//! House rules that a compiler does not check, each with its reason where it is checked.

mod forbidden;
mod layers;
mod shape;
mod source;
mod test_files;
