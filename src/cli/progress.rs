//! Standard error: notes, and a progress bar for what takes over a second. No bar when it is no terminal.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::sync::mpsc::{RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

/// Writes a line for the person, beside the answer.
pub(in crate::cli) fn say(line: &str) {
    // Nobody can be told that standard error is gone.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// A spinner for work of unknown length. It shows itself after a second and vanishes when it is dropped.
pub(in crate::cli) struct Working {
    bar: ProgressBar,
    /// Dropping it ends the thread.
    stop: Option<SyncSender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// Starts a spinner for the time that the returned value lives.
pub(in crate::cli) fn working(what: &'static str) -> Working {
    let bar = ProgressBar::hidden().with_message(what);
    bar.set_style(ProgressStyle::default_spinner());
    if !std::io::stderr().is_terminal() {
        return Working { bar, stop: None, thread: None };
    }
    let (stop, stopped) = sync_channel::<()>(0);
    let shown = bar.clone();
    let thread = std::thread::spawn(move || {
        if stopped.recv_timeout(Duration::from_secs(1)) == Err(RecvTimeoutError::Timeout) {
            shown.set_draw_target(ProgressDrawTarget::stderr());
            shown.enable_steady_tick(Duration::from_millis(120));
            // Returns when the other end is dropped.
            let _ = stopped.recv();
        }
    });
    Working { bar, stop: Some(stop), thread: Some(thread) }
}

/// Starts a bar with the time still needed, for work of a known number of steps.
pub(in crate::cli) fn counted(what: &'static str, steps: u64) -> Working {
    let working = working(what);
    working.bar.set_length(steps);
    // a style that is written down here cannot be wrong
    if let Ok(style) = ProgressStyle::with_template("{msg} [{bar:30}] {pos}/{len}, {eta} left") {
        working.bar.set_style(style.progress_chars("━╸─"));
    }
    working
}

impl Working {
    /// Says that one more step is done.
    pub(in crate::cli) fn step(&self) {
        self.bar.inc(1);
    }

    /// Says how much was done before, which tells nothing of the time still needed.
    #[cfg(feature = "ml")]
    pub(in crate::cli) fn begin_at(&self, done: u64) {
        self.bar.set_position(done);
        self.bar.reset_eta();
    }

    /// Says of how many steps the work is, where that is known only now.
    #[cfg(feature = "ml")]
    pub(in crate::cli) fn set_steps(&self, steps: u64) {
        self.bar.set_length(steps);
    }

    /// Says how far the work has come.
    pub(in crate::cli) fn say(&self, how_far: &str) {
        self.bar.set_message(how_far.to_owned());
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            // A spinner that failed is no reason to fail the work.
            let _ = thread.join();
        }
        self.bar.finish_and_clear();
    }
}
