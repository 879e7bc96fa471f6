//! Files of underlays, kept by the hash of their content: beside the project in `NAME.underlays/`, and for projects without
//! a file in a folder of the program. Drawings of the samples are in the program itself.

use super::files::{usual_permissions, write_whole};
use crate::document::{ContentHash, StoreError};
use crate::domain::{Project, Underlay};
use std::fs;
use std::path::{Path, PathBuf};

/// Drawings that samples lie on.
const OF_SAMPLES: &[&[u8]] = &[include_bytes!("../../../sample_projects/architect.dxf")];

/// Longest ending of a file name that is kept.
const LONGEST_ENDING: usize = 5;

/// Returns the folder of a project's underlays.
pub fn underlay_folder(project: &Path) -> PathBuf {
    project.with_extension("underlays")
}

/// Keeps a file under its hash; one that is there already is not written again.
///
/// # Errors
/// Says why it cannot be written.
pub fn keep_underlay(folder: &Path, bytes: &[u8], file_name: &str) -> Result<ContentHash, StoreError> {
    let hash = ContentHash::of(bytes);
    let path = path_of(folder, &hash.to_string(), file_name);
    if fs::read(&path).is_ok_and(|present| present == bytes) {
        return Ok(hash);
    }
    fs::create_dir_all(folder)
        .map_err(|error| StoreError::io("make the folder of underlays", folder, &error))?;
    write_whole(&path, bytes, usual_permissions())
        .map_err(|error| StoreError::io("keep the underlay", &path, &error))?;
    Ok(hash)
}

/// Returns the file of an underlay from the first folder that has it. A file whose content is another one is none.
pub fn find_underlay(folders: &[PathBuf], underlay: &Underlay) -> Option<Vec<u8>> {
    let wanted = ContentHash::parse(&underlay.content_hash)?;
    let fits = |bytes: &[u8]| ContentHash::of(bytes) == wanted;
    let on_disk = folders.iter().find_map(|folder| {
        let path = path_of(folder, &underlay.content_hash, &underlay.file_name);
        fs::read(path).ok().filter(|bytes| fits(bytes))
    });
    on_disk.or_else(|| OF_SAMPLES.iter().find(|bytes| fits(bytes)).map(|bytes| bytes.to_vec()))
}

/// Copies the underlays of a project to its folder from wherever they are; those that are nowhere stay missing. Files that
/// no underlay names any more are left alone: undo may want them back.
///
/// # Errors
/// Says which file could not be written, and why.
pub fn carry_underlays(project: &Project, from: &[PathBuf], to: &Path) -> Result<(), StoreError> {
    for underlay in project.sheets().flat_map(|sheet| &sheet.underlays) {
        let target = path_of(to, &underlay.content_hash, &underlay.file_name);
        if target.is_file() {
            continue;
        }
        let is_own = |bytes: &Vec<u8>| !OF_SAMPLES.contains(&bytes.as_slice());
        if let Some(bytes) = find_underlay(from, underlay).filter(is_own) {
            keep_underlay(to, &bytes, &underlay.file_name)?;
        }
    }
    Ok(())
}

/// The name is the hash with the ending of the file it came from, so that other programs open it.
fn path_of(folder: &Path, hash: &str, file_name: &str) -> PathBuf {
    let safe: String = hash.chars().filter(char::is_ascii_alphanumeric).collect();
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_plain = |ending: &String| {
        !ending.is_empty()
            && ending.len() <= LONGEST_ENDING
            && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    match ending.filter(is_plain) {
        Some(ending) => folder.join(format!("{safe}.{ending}")),
        None => folder.join(safe),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, Sheet, SheetId, apply_all};

    fn project_on(underlay: &Underlay) -> Project {
        let mut sheet = Sheet::new(SheetId(1), "Level 1");
        sheet.underlays.push(underlay.clone());
        let empty = Project::named("p");
        apply_all(&empty, &[Edit::PutSheet(Box::new(sheet))]).expect("a sheet").0
    }

    #[test]
    fn a_file_is_found_by_its_content_and_follows_the_project() {
        let place = tempfile::tempdir().expect("a folder");
        let (first, second) =
            (place.path().join("a.underlays"), underlay_folder(&place.path().join("b.ron")));
        assert_eq!(second, place.path().join("b.underlays"));
        let hash = keep_underlay(&first, b"0\nSECTION\n", "Level 1.DXF").expect("kept");
        let underlay = Underlay::new("Level 1.DXF", hash.to_string(), 1.0);
        assert!(first.join(format!("{hash}.dxf")).is_file());
        assert_eq!(
            find_underlay(std::slice::from_ref(&first), &underlay).as_deref(),
            Some(&b"0\nSECTION\n"[..])
        );
        let project = project_on(&underlay);
        carry_underlays(&project, std::slice::from_ref(&first), &second).expect("carried");
        fs::write(first.join(format!("{hash}.dxf")), "something else").expect("written");
        assert_eq!(find_underlay(std::slice::from_ref(&first), &underlay), None);
        assert!(find_underlay(&[first, second], &underlay).is_some());
    }

    #[test]
    fn the_drawings_of_samples_need_no_folder_and_names_cannot_leave_theirs() {
        let drawing = OF_SAMPLES.first().expect("a drawing");
        let hash = ContentHash::of(drawing).to_string();
        assert!(find_underlay(&[], &Underlay::new("architect.dxf", hash, 1.0)).is_some());
        assert_eq!(find_underlay(&[], &Underlay::new("x.dxf", "../../etc/passwd", 1.0)), None);
        assert_eq!(path_of(Path::new("u"), "../x", "a.b/c"), Path::new("u").join("x"));
    }
}
