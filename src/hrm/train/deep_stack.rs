//! A thread for what recurses deeply: going back through a graph takes a stack frame a node, and so does dropping it.

use crate::hrm::HrmError;

/// Room for graphs of a million nodes.
const STACK_BYTES: usize = 256 << 20;

/// Does work on a thread with a deep stack and waits for it. A panic in there goes on out here.
pub(super) fn on_deep_stack<T: Send>(
    work: impl FnOnce() -> Result<T, HrmError> + Send,
) -> Result<T, HrmError> {
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().name("training".to_owned()).stack_size(STACK_BYTES);
        let fault = |error: std::io::Error| HrmError::Settings(format!("no thread to train on: {error}"));
        match builder.spawn_scoped(scope, work).map_err(fault)?.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        }
    })
}

/// Does several pieces of work side by side and returns their results in order. One alone is done right here.
pub(in crate::hrm) fn on_deep_stacks<T: Send, W: FnOnce() -> Result<T, HrmError> + Send>(
    mut works: Vec<W>,
) -> Result<Vec<T>, HrmError> {
    if works.len() == 1 {
        return works.pop().map(|work| work().map(|result| vec![result])).unwrap_or_else(|| Ok(Vec::new()));
    }
    std::thread::scope(|scope| {
        let workers = works.into_iter().map(|work| scope.spawn(move || on_deep_stack(work)));
        let workers: Vec<_> = workers.collect();
        let results = workers.into_iter().map(|worker| match worker.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        results.collect()
    })
}
