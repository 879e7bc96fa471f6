//! Ctrl-C as the flag that searches look at.

use crate::proposals::Cancel;

/// Takes over Ctrl-C for this process. The first one asks to stop, a second ends the process at once.
#[expect(clippy::disallowed_methods, reason = "the second Ctrl-C asks for exactly that")]
pub(in crate::cli) fn on_ctrl_c() -> Cancel {
    let cancel = Cancel::default();
    let flag = cancel.clone();
    let installed = ctrlc::set_handler(move || {
        if flag.is_cancelled() {
            std::process::exit(130);
        }
        flag.cancel();
    });
    if let Err(error) = installed {
        log::warn!("Ctrl-C ends the program without cleaning up: {error}");
    }
    cancel
}
