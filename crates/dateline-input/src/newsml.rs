//! NITF and NewsML-G2, the wire agencies' own formats.

use crate::draft::Draft;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// One item in the making.
#[derive(Default)]
struct Item {
    draft: Draft,
    /// Dates by how good they are, best first.
    dates: [Option<String>; 4],
    paragraphs: Vec<String>,
    /// Text of a body without paragraphs.
    plain: String,
    hl1: Option<String>,
}

impl Item {
    fn finish(mut self, label: &str, name: String) -> Draft {
        self.draft.label = label.to_owned();
        self.draft.looked = "no date.issue, versionCreated or the like";
        self.draft.date = self.dates.into_iter().flatten().next();
        if self.hl1.is_some() {
            self.draft.title = self.hl1;
        }
        self.draft.name = name;
        self.paragraphs.retain(|p| !p.is_empty());
        self.draft.text = if self.paragraphs.is_empty() {
            self.plain
        } else {
            self.paragraphs.join("\n\n")
        };
        self.draft
    }
}

fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

fn value(start: &BytesStart<'_>, names: &[&str]) -> Option<String> {
    for attribute in start.attributes().flatten() {
        let key = text_of(attribute.key.as_ref());
        if names.contains(&local(&key).as_str()) {
            let raw = text_of(attribute.value.as_ref());
            return Some(html_escape::decode_html_entities(&raw).into_owned());
        }
    }
    None
}

fn text_of(bytes: impl AsRef<[u8]>) -> String {
    String::from_utf8_lossy(bytes.as_ref()).into_owned()
}

/// The items of a document.
///
/// # Errors
/// Where the markup breaks off or is none.
pub(crate) fn read(text: &str, label: &str, stem: &str) -> Result<Vec<Draft>, String> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let mut drafts: Vec<Draft> = Vec::new();
    let mut item = Item::default();
    let mut open: Vec<String> = Vec::new();
    // The text of the innermost element that is kept.
    let mut words = String::new();
    let mut in_body = 0usize;
    let mut bodies = 0usize;
    loop {
        match reader.read_event() {
            Err(error) => return Err(error.to_string()),
            Ok(Event::Eof) => break,
            Ok(Event::Start(start)) => {
                let name = local(&text_of(start.name().as_ref()));
                enter(&name, &start, &mut item);
                if matches!(name.as_str(), "body.content" | "inlinexml" | "inlinedata") {
                    in_body += 1;
                    bodies += 1;
                    words.clear();
                }
                if keeps(&name) {
                    words.clear();
                }
                open.push(name);
            }
            Ok(Event::Empty(start)) => {
                let name = local(&text_of(start.name().as_ref()));
                enter(&name, &start, &mut item);
                if name == "br" {
                    words.push(' ');
                }
            }
            Ok(Event::Text(bytes)) => words.push_str(&text_of(bytes.as_ref())),
            Ok(Event::CData(bytes)) => words.push_str(&text_of(bytes.as_ref())),
            Ok(Event::GeneralRef(entity)) => {
                let whole = format!("&{};", text_of(entity.as_ref()));
                words.push_str(&html_escape::decode_html_entities(&whole));
            }
            Ok(Event::End(_)) => {
                let Some(name) = open.pop() else { continue };
                let clean = || words.split_whitespace().collect::<Vec<_>>().join(" ");
                match name.as_str() {
                    "p" | "hl2" if in_body > 0 => {
                        item.paragraphs.push(clean());
                        words.clear();
                    }
                    "body.content" | "inlinexml" | "inlinedata" => {
                        in_body = in_body.saturating_sub(1);
                        if in_body == 0 && item.plain.is_empty() {
                            item.plain = words.trim().to_owned();
                        }
                        words.clear();
                    }
                    "hl1" | "headline" if item.hl1.is_none() => item.hl1 = Some(clean()),
                    "title" if in_body == 0 && item.draft.title.is_none() => {
                        item.draft.title = Some(clean());
                    }
                    "versioncreated" => item.dates[0] = Some(clean()),
                    "contentcreated" => item.dates[2] = Some(clean()),
                    "firstcreated" => item.dates[3] = Some(clean()),
                    "name" if open.last().is_some_and(|o| o == "provider") => {
                        item.draft.source = Some(clean());
                    }
                    "newsitem" | "nitf" if open.iter().all(|o| o != "newsitem") => {
                        let done = std::mem::take(&mut item);
                        let n = drafts.len() + 1;
                        let own = done.draft.name.clone();
                        let name = if own.is_empty() {
                            format!("{stem}-{n}")
                        } else {
                            own
                        };
                        drafts.push(done.finish(label, name));
                    }
                    _ => {}
                }
            }
            Ok(_) => {}
        }
    }
    if drafts.is_empty() {
        return Err(if bodies == 0 {
            "no nitf or newsItem element".to_owned()
        } else {
            "the markup breaks off".to_owned()
        });
    }
    Ok(drafts)
}

fn keeps(name: &str) -> bool {
    matches!(
        name,
        "p" | "hl1"
            | "hl2"
            | "headline"
            | "title"
            | "versioncreated"
            | "contentcreated"
            | "firstcreated"
            | "name"
    )
}

fn enter(name: &str, start: &BytesStart<'_>, item: &mut Item) {
    match name {
        "date.issue" => item.dates[0] = value(start, &["norm"]),
        "date.release" => item.dates[1] = value(start, &["norm"]),
        "pubdata" => {
            item.draft.source = value(start, &["name"]).or(item.draft.source.take());
            item.dates[2] = value(start, &["date.publication"]);
            item.draft.url = value(start, &["ex-ref"]);
        }
        "doc-id" => {
            item.draft.name = value(start, &["id-string"]).unwrap_or_default();
            if item.draft.source.is_none() {
                item.draft.source = value(start, &["regsrc"]);
            }
        }
        "newsitem" => {
            item.draft.name = value(start, &["guid"]).unwrap_or_default();
            item.draft.language = value(start, &["lang"])
                .map(|l| l.split('-').next().unwrap_or("").to_ascii_lowercase());
        }
        "provider" => {
            let own = value(start, &["literal", "qcode", "uri"]);
            item.draft.source = own
                .map(|o| o.rsplit(':').next().unwrap_or("").to_owned())
                .or(item.draft.source.take());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;

    #[test]
    fn ok_nitf_gives_head_and_paragraphs() {
        let text = "<?xml version='1.0'?><nitf><head><title>slug</title><docdata><doc-id id-string='w-1' regsrc='WIRE'/>\
            <date.issue norm='20200304T120000Z'/></docdata></head><body><body.head><hedline><hl1>Envoys meet</hl1></hedline>\
            </body.head><body.content><p>The envoys met &amp; talked.</p><p>They <em>parted</em> late.</p></body.content></body></nitf>";
        let drafts = read(text, "w.xml", "w").expect("a document");
        let report = drafts[0]
            .clone()
            .finish(&Options::default())
            .expect("a report");
        assert_eq!(report.dct.date.to_string(), "2020-03-04");
        assert_eq!(report.text, "The envoys met & talked.\n\nThey parted late.");
        assert_eq!(report.title.as_deref(), Some("Envoys meet"));
        assert_eq!(
            (report.source.as_deref(), report.name.as_str()),
            (Some("WIRE"), "w-1")
        );
    }

    #[test]
    fn ok_newsml_gives_each_item() {
        let item = |n: u8| {
            format!(
                "<newsItem guid='urn:x:{n}' xml:lang='en-GB'><itemMeta><provider literal='Example'/><versionCreated>2020-03-0{n}T10:00:00Z</versionCreated></itemMeta>\
             <contentMeta><headline>Envoys {n}</headline></contentMeta><contentSet><inlineXML contenttype='application/xhtml+xml'><html><body><p>They met.</p></body></html></inlineXML></contentSet></newsItem>"
            )
        };
        let text = format!(
            "<newsMessage><itemSet>{}{}</itemSet></newsMessage>",
            item(4),
            item(5)
        );
        let drafts = read(&text, "w.xml", "w").expect("a document");
        assert_eq!(drafts.len(), 2);
        let report = drafts[1]
            .clone()
            .finish(&Options::default())
            .expect("a report");
        assert_eq!(report.dct.date.to_string(), "2020-03-05");
        assert_eq!(report.text, "They met.");
        assert_eq!(report.title.as_deref(), Some("Envoys 5"));
    }
}
