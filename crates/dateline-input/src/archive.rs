//! Members of zip and tar archives, one at a time.

use crate::source::{Opener, Step};
use crate::{Refused, format};
use std::io::{Cursor, Read, Seek};
use std::sync::mpsc::{Receiver, sync_channel};
use zip::ZipArchive;

/// True for members that are no reports: folders, hidden files, and what
/// desktop systems leave in archives.
fn is_noise(name: &str) -> bool {
    name.ends_with('/')
        || name
            .split('/')
            .any(|part| part.starts_with('.') || part == "__MACOSX")
}

fn too_large(label: String, limit: u64) -> Step {
    Step::Out(Err(Refused::new(
        label,
        format!("more than {limit} bytes when unpacked"),
        "unpack it yourself, or raise --max-bytes",
    )))
}

/// Reads a member up to the limit; `None` where it is larger.
fn bounded(reader: impl Read, limit: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

pub(crate) struct Zip<R> {
    archive: ZipArchive<R>,
    at: usize,
    opener: Opener,
}

impl<R: Read + Seek + Send + 'static> Zip<R> {
    /// Opens the archive.
    ///
    /// # Errors
    /// Where its directory cannot be read.
    pub fn new(reader: R, opener: Opener) -> Result<Self, String> {
        let archive = ZipArchive::new(reader).map_err(|e| e.to_string())?;
        Ok(Self {
            archive,
            at: 0,
            opener,
        })
    }
}

impl<R: Read + Seek + Send + 'static> Iterator for Zip<R> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        while self.at < self.archive.len() {
            let at = self.at;
            self.at += 1;
            let name = match self.archive.name_for_index(at) {
                Some(Ok(name)) => name.into_owned(),
                _ => format!("member {at}"),
            };
            if is_noise(&name) {
                continue;
            }
            let label = self.opener.member(&name);
            let limit = self.opener.options.max_bytes;
            let read = match self.archive.by_index(at) {
                Ok(member) => bounded(member, limit).map_err(|e| e.to_string()),
                Err(error) => Err(error.to_string()),
            };
            return Some(match read {
                Ok(Some(bytes)) => self
                    .opener
                    .deeper(label, &name)
                    .open(Box::new(Cursor::new(bytes))),
                Ok(None) => too_large(label, limit),
                Err(error) => Step::Out(Err(Refused::new(
                    label,
                    format!("cannot be unpacked: {error}"),
                    "pack it again without a password, by deflate",
                ))),
            });
        }
        None
    }
}

/// A member as the unpacking thread hands it over.
type Member = (String, std::io::Result<Option<Vec<u8>>>);

/// Members of a tar archive. They borrow from the archive, so a thread of its
/// own walks it and hands over one at a time.
pub(crate) struct Tar {
    members: Receiver<Member>,
    opener: Opener,
}

impl Tar {
    pub fn new(reader: Box<dyn Read + Send>, opener: Opener) -> Self {
        let (sender, members) = sync_channel(1);
        let limit = opener.options.max_bytes;
        std::thread::spawn(move || {
            let mut archive = tar::Archive::new(reader);
            let entries = match archive.entries() {
                Ok(entries) => entries,
                Err(error) => {
                    // The other end may be gone already: nothing is lost.
                    let _ = sender.send((String::new(), Err(error)));
                    return;
                }
            };
            for entry in entries {
                let member = match entry {
                    Ok(entry) if !entry.header().entry_type().is_file() => continue,
                    Ok(entry) => {
                        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
                        if is_noise(name.trim_start_matches("./")) {
                            continue;
                        }
                        (name, bounded(entry, limit))
                    }
                    Err(error) => (String::new(), Err(error)),
                };
                let broken = member.1.is_err();
                if sender.send(member).is_err() || broken {
                    return;
                }
            }
        });
        Self { members, opener }
    }
}

impl Iterator for Tar {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let (name, bytes) = self.members.recv().ok()?;
        let label = if name.is_empty() {
            self.opener.label.clone()
        } else {
            self.opener.member(&name)
        };
        Some(match bytes {
            Ok(Some(bytes)) => self
                .opener
                .deeper(label, &format::member_name(&name))
                .open(Box::new(Cursor::new(bytes))),
            Ok(None) => too_large(label, self.opener.options.max_bytes),
            Err(error) => Step::Out(Err(Refused::io(&label, &error))),
        })
    }
}
