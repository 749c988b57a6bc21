//! Tells formats apart by content, then by name.

/// A form in which reports come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// The text form: `date YYYY-MM-DD` first, then the text.
    Text,
    /// Markdown with front matter.
    Markdown,
    /// One JSON object per line, one object, or an array of them.
    Json,
    /// Values parted by commas, semicolons or tabs, with a header.
    Table,
    /// A web page.
    Html,
    /// RSS, Atom or JSON Feed.
    Feed,
    /// NITF.
    Nitf,
    /// NewsML-G2.
    NewsMl,
    /// WARC or WET.
    Warc,
    /// One mail.
    Eml,
    /// A zip archive.
    Zip,
    /// A tar archive.
    Tar,
    /// Gzip of any of these.
    Gzip,
}

impl Format {
    /// The formats by name, for `--from-format`.
    pub const NAMES: [(&'static str, Format); 13] = [
        ("text", Format::Text),
        ("markdown", Format::Markdown),
        ("json", Format::Json),
        ("table", Format::Table),
        ("html", Format::Html),
        ("feed", Format::Feed),
        ("nitf", Format::Nitf),
        ("newsml", Format::NewsMl),
        ("warc", Format::Warc),
        ("eml", Format::Eml),
        ("zip", Format::Zip),
        ("tar", Format::Tar),
        ("gzip", Format::Gzip),
    ];

    /// Reads a name of [`Self::NAMES`].
    pub fn parse(name: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(n, _)| *n == name)
            .map(|(_, f)| *f)
    }

    /// The format of a file by its first bytes (some 4,000 are enough) and its
    /// name.
    pub fn detect(name: &str, head: &[u8]) -> Self {
        if head.starts_with(&[0x1f, 0x8b]) {
            return Format::Gzip;
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Format::Zip;
        }
        if head.get(257..262) == Some(b"ustar") {
            return Format::Tar;
        }
        if head.starts_with(b"WARC/") {
            return Format::Warc;
        }
        let ending = ending(name);
        let lead = String::from_utf8_lossy(head);
        let lead = lead
            .trim_start_matches('\u{feff}')
            .trim_start()
            .to_ascii_lowercase();
        if lead.starts_with('<')
            && let Some(format) = markup(&lead)
        {
            return format;
        }
        if lead.starts_with("date ") {
            return Format::Text;
        }
        match ending.as_str() {
            "html" | "htm" | "xhtml" => return Format::Html,
            "csv" | "tsv" | "tab" => return Format::Table,
            "jsonl" | "ndjson" | "json" => return json(&lead),
            "eml" => return Format::Eml,
            "md" | "markdown" => return Format::Markdown,
            "rss" | "atom" => return Format::Feed,
            _ => {}
        }
        if lead.starts_with("---\n") || lead.starts_with("---\r\n") || lead.starts_with("+++\n") {
            return Format::Markdown;
        }
        if lead.starts_with('{') || lead.starts_with("[{") || lead.starts_with("[\n") {
            return json(&lead);
        }
        let mail = [
            "return-path:",
            "received:",
            "delivered-to:",
            "mime-version:",
            "message-id:",
        ];
        if mail.iter().any(|m| lead.starts_with(m)) {
            return Format::Eml;
        }
        Format::Text
    }
}

fn json(lead: &str) -> Format {
    let feed = lead
        .get(..lead.len().min(300))
        .is_some_and(|l| l.contains("https://jsonfeed.org/version/"));
    if feed { Format::Feed } else { Format::Json }
}

fn markup(lead: &str) -> Option<Format> {
    // The root element is the first one that is no declaration or comment.
    let mut rest = lead;
    loop {
        let at = rest.find('<')?;
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.find("-->").map_or("", |n| &comment[n + 3..]);
        } else if rest.starts_with("!doctype html") {
            return Some(Format::Html);
        } else if !rest.starts_with(['?', '!']) {
            break;
        }
    }
    let name: String = rest
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == ':')
        .collect();
    match name.rsplit(':').next().unwrap_or("") {
        "rss" | "feed" | "rdf" => Some(Format::Feed),
        "nitf" => Some(Format::Nitf),
        "newsitem" | "newsmessage" | "packageitem" => Some(Format::NewsMl),
        "html" | "head" | "body" | "article" | "div" | "p" | "meta" | "title" => Some(Format::Html),
        _ => None,
    }
}

/// The ending of a file name in lower case, without the stop.
pub(crate) fn ending(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    match file.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => ending.to_ascii_lowercase(),
        _ => String::new(),
    }
}

/// A file name without folders and ending.
pub(crate) fn stem(name: &str) -> String {
    let file = name.trim_end_matches(['/', '\\']);
    let file = file.rsplit(['/', '\\']).next().unwrap_or(file);
    match file.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem.to_owned(),
        _ => file.to_owned(),
    }
}

/// The file name of an archive's member.
pub(crate) fn member_name(name: &str) -> String {
    name.rsplit(['/', '\\']).next().unwrap_or(name).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_content_wins_over_the_name() {
        assert_eq!(
            Format::detect("a.txt", b"<?xml version='1.0'?><!-- x --><rss>"),
            Format::Feed
        );
        assert_eq!(Format::detect("a.csv", b"\x1f\x8b\x08"), Format::Gzip);
        assert_eq!(Format::detect("a.html", b"date 2020-01-01\n"), Format::Text);
        assert_eq!(Format::detect("a", b"<!DOCTYPE html><p>"), Format::Html);
        assert_eq!(Format::detect("a", b"WARC/1.0\r\n"), Format::Warc);
        assert_eq!(Format::detect("a.json", b"[{\"text\": 1}]"), Format::Json);
        assert_eq!(Format::detect("notes.v2.md", b"# Note"), Format::Markdown);
    }

    #[test]
    fn ok_stems_and_endings_of_odd_names() {
        assert_eq!(stem("a/b/2018-06-01.txt"), "2018-06-01");
        assert_eq!(stem(".hidden"), ".hidden");
        assert_eq!(ending(".hidden"), "");
        assert_eq!(ending("x/y.TXT"), "txt");
    }
}
