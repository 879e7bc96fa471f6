//! The one binary: no argument or a project file opens the window, a subcommand runs without one.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {}
