//! A search that finds nothing, for tests: who answers all the same does without it. Not compiled into the program.

use std::cell::Cell;

thread_local! {
    static STUBBED: Cell<bool> = const { Cell::new(false) };
}

/// Does some work while no search on this thread finds anything.
pub(crate) fn without_search<T>(work: impl FnOnce() -> T) -> T {
    STUBBED.set(true);
    let result = work();
    STUBBED.set(false);
    result
}

/// Returns whether searches are to find nothing.
pub(crate) fn is_stubbed() -> bool {
    STUBBED.get()
}
