//! A thread for what recurses deeply: going back through a graph takes a stack frame a node, and so does dropping it.

use crate::hrm::HrmError;
use crate::hrm::device::cores;
use std::sync::{Mutex, PoisonError};

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

/// Does several pieces of work side by side and returns their results in order. As many at once as there are cores for it:
/// `RAYON_NUM_THREADS`, or all; which does not change the results. On one core they are done right here, one after the other.
pub(in crate::hrm) fn on_deep_stacks<T: Send, W: FnOnce() -> Result<T, HrmError> + Send>(
    works: Vec<W>,
) -> Result<Vec<T>, HrmError> {
    let count = works.len();
    let threads = cores().min(count);
    if threads <= 1 {
        return works.into_iter().map(|work| work()).collect();
    }
    let waiting = Mutex::new(works.into_iter().enumerate());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let next = &next;
    let mut done: Vec<(usize, T)> = std::thread::scope(|scope| {
        let worker = || scope.spawn(move || on_deep_stack(|| all_of(next)));
        let workers: Vec<_> = (0..threads).map(|_| worker()).collect();
        let results = workers.into_iter().map(|worker| match worker.join() {
            Ok(result) => result,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        results.collect::<Result<Vec<_>, HrmError>>().map(|parts| parts.into_iter().flatten().collect())
    })?;
    done.sort_by_key(|(place, _)| *place);
    Ok(done.into_iter().map(|(_, result)| result).collect())
}

/// Works until nothing waits any more.
fn all_of<T, W: FnOnce() -> Result<T, HrmError>>(
    next: &(impl Fn() -> Option<(usize, W)> + Sync),
) -> Result<Vec<(usize, T)>, HrmError> {
    let each = std::iter::from_fn(next).map(|(place, work)| work().map(|result| (place, result)));
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_the_first_fault_is_the_answer() {
        let work = |n: usize| move || Ok(n * n);
        let squares = on_deep_stacks((0..20).map(work).collect()).expect("all well");
        assert_eq!(squares, (0..20).map(|n| n * n).collect::<Vec<_>>());
        let odd = |n: usize| move || if n == 7 { Err(HrmError::Cancelled) } else { Ok(n) };
        assert!(on_deep_stacks((0..20).map(odd).collect()).is_err());
    }
}
