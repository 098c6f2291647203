//! The folder that takes the files.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// A file or folder that could not be written.
#[derive(Debug, Error)]
#[error("cannot write {}: {cause}", path.display())]
pub struct WriteError {
    path: PathBuf,
    cause: io::Error,
}

/// A folder whose files appear complete or not at all.
#[derive(Debug)]
pub struct OutDir(PathBuf);

impl OutDir {
    /// Makes the folder, and those above it, where they are not there yet.
    ///
    /// # Errors
    /// [`WriteError`], for example when a file has that name.
    pub fn create(dir: &Path) -> Result<Self, WriteError> {
        fs::create_dir_all(dir).map_err(failed(dir))?;
        Ok(Self(dir.to_owned()))
    }

    /// Writes one file beside its final name and moves it there once it is complete. A file of
    /// that name is replaced.
    ///
    /// # Errors
    /// [`WriteError`]; the file that was there before is still there.
    pub fn write(
        &self,
        name: &str,
        content: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<(), WriteError> {
        let (path, draft) = (self.0.join(name), self.0.join(format!("{name}.part")));
        let written = (|| {
            let mut file = BufWriter::new(File::create(&draft)?);
            content(&mut file)?;
            file.flush()?;
            fs::rename(&draft, &path)
        })();
        written.map_err(|cause| {
            // Best effort: the cause matters more than what is left behind.
            let _ = fs::remove_file(&draft);
            WriteError { path, cause }
        })
    }
}

/// An input file that one of these results would replace.
pub fn overwritten<'a>(
    dir: &Path,
    results: impl Iterator<Item = &'static str> + Clone,
    inputs: impl IntoIterator<Item = &'a PathBuf>,
) -> Option<&'a Path> {
    let dir = dir.canonicalize().ok()?;
    let is_result = |path: &&PathBuf| {
        let path = path.canonicalize();
        path.is_ok_and(|path| results.clone().any(|name| dir.join(name) == path))
    };
    inputs.into_iter().find(is_result).map(PathBuf::as_path)
}

fn failed(path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |cause| WriteError { path, cause }
}
