//! Where the worker for a graphics processor is, if one is installed.

use directories::ProjectDirs;
use std::path::PathBuf;

/// The names it may have.
const NAMES: [&str; 2] = ["phasewright-cuda", "phasewright-metal"];

/// Returns the program: the one that `PHASEWRIGHT_WORKER` names, or one beside this program, or one in the folder `worker` of
/// the user's data directory.
pub fn installed_worker() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("PHASEWRIGHT_WORKER") {
        return Some(PathBuf::from(named)).filter(|path| !path.as_os_str().is_empty());
    }
    let beside = std::env::current_exe().ok().and_then(|path| Some(path.parent()?.to_owned()));
    let data = ProjectDirs::from("", "", "phasewright").map(|dirs| dirs.data_local_dir().join("worker"));
    let named =
        |folder: PathBuf| NAMES.map(|name| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)));
    beside.into_iter().chain(data).flat_map(named).find(|path| path.is_file())
}
