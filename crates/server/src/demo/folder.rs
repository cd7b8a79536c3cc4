//! The folder of a demonstration. A file marks it, so that no other folder is ever taken for one.

use crate::failure::Failure;
use std::{
    fs, io,
    path::{Path, PathBuf},
};

const MARK: &str = "copia-demonstration.txt";
const MARKED: &str = "This folder is a demonstration of Copia. It may be deleted, and `copia demo --reset` does.\n";
/// What a demonstration keeps beside its database.
const PARTS: [&str; 3] = ["files", "mail", "search"];

/// Where a demonstration lies if nothing else is said: with what may be deleted at any time.
pub(crate) fn usual() -> PathBuf {
    let home = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache = home("XDG_CACHE_HOME").or_else(|| home("HOME").map(|home| home.join(".cache")));
    cache.unwrap_or_else(std::env::temp_dir).join("copia").join("demonstration")
}

/// Takes the folder for the demonstration: an empty one is marked, a marked one is used, any other refused.
pub(crate) fn claim(folder: &Path) -> Result<(), Failure> {
    let fail = |error| Failure::Folder(folder.to_path_buf(), error);
    fs::create_dir_all(folder).map_err(fail)?;
    let mark = folder.join(MARK);
    if mark.is_file() {
        return Ok(());
    }
    if fs::read_dir(folder).map_err(fail)?.next().is_some() {
        return Err(Failure::NotADemonstration(folder.to_path_buf()));
    }
    fs::write(mark, MARKED).map_err(fail)
}

/// Removes what lies beside the database.
pub(crate) fn clear(folder: &Path) -> Result<(), Failure> {
    for part in PARTS {
        let path = folder.join(part);
        match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(Failure::Folder(path, error)),
            _ => {}
        }
    }
    Ok(())
}
