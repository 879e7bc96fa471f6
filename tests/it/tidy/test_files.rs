//! No test file is forgotten: a file nobody declares as a module is never compiled and never fails.

use super::source::files_under;
use std::path::Path;

#[test]
fn every_file_is_declared() {
    let files: Vec<_> = files_under("src").into_iter().chain(files_under("tests")).collect();
    for file in &files {
        let path = Path::new(&file.path);
        if ["src/lib.rs", "src/main.rs", "tests/it/main.rs"].contains(&file.path.as_str()) {
            continue;
        }
        let is_folder_root = path.ends_with("mod.rs");
        let module = if is_folder_root {
            path.parent().expect("a folder").to_owned()
        } else {
            path.with_extension("")
        };
        let name = module.file_name().expect("a name").to_string_lossy().into_owned();
        let folder = module.parent().expect("a folder").to_string_lossy().replace('\\', "/");
        let parents = [
            format!("{folder}/mod.rs"),
            format!("{folder}.rs"),
            format!("{folder}/lib.rs"),
            format!("{folder}/main.rs"),
        ];
        let declared = files.iter().filter(|parent| parents.contains(&parent.path)).any(|parent| {
            parent.code().any(|(_, code)| {
                let code = code.trim();
                code.ends_with(&format!("mod {name};")) || code.ends_with(&format!("mod {name} {{"))
            })
        });
        assert!(declared, "{} is declared nowhere, so it is never compiled", file.path);
    }
}
