//! The addresses in an OPML list of feeds.

use anyhow::bail;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;

/// The address of each feed, in the order of the list, folders gone into.
///
/// # Errors
/// The text is no OPML, or names no feed.
pub fn feeds(text: &str) -> anyhow::Result<Vec<String>> {
    let mut reader = Reader::from_str(text);
    let mut is_opml = false;
    let mut list = Vec::new();
    loop {
        let event = reader.read_event()?;
        let (Event::Start(tag) | Event::Empty(tag)) = event else {
            if matches!(event, Event::Eof) {
                break;
            }
            continue;
        };
        match tag.local_name().as_ref() {
            "opml" => is_opml = true,
            "outline" => {
                for attribute in tag.attributes() {
                    let attribute = attribute?;
                    // Some programs write the name in small letters.
                    if attribute.key.as_ref().eq_ignore_ascii_case("xmlUrl") {
                        let value = unescape(&attribute.value)?.trim().to_owned();
                        if !super::is_address(&value) {
                            bail!(
                                "feed '{value}' is no address that begins with http:// or https://"
                            );
                        }
                        list.push(value);
                    }
                }
            }
            _ => {}
        }
    }
    if !is_opml {
        bail!("it has no opml element");
    }
    if list.is_empty() {
        bail!("it names no feed: no outline has an xmlUrl");
    }
    Ok(list)
}

#[cfg(test)]
mod tests {
    use super::feeds;

    #[test]
    fn ok_feeds_in_folders_of_a_list() {
        let list = feeds(
            "<opml version='2.0'><body><outline text='Press'>\
             <outline type='rss' xmlUrl='http://a.example/x?a=1&amp;b=2'/></outline>\
             <outline text='b' xmlurl='https://b.example/feed'/></body></opml>",
        );
        let want = ["http://a.example/x?a=1&b=2", "https://b.example/feed"];
        assert_eq!(list.expect("a list"), want);
    }

    #[test]
    fn err_what_is_no_list_says_so() {
        for (text, want) in [
            ("<rss/>", "no opml element"),
            ("<opml><body/></opml>", "names no feed"),
            ("<opml><outline xmlUrl='file:///x'/></opml>", "'file:///x'"),
        ] {
            let error = feeds(text).expect_err("no list").to_string();
            assert!(error.contains(want), "{error}");
        }
    }
}
