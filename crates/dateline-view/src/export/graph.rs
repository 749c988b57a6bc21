//! Who met whom, as GraphML 1.0 and GEXF 1.2.
//!
//! Nodes are parties and persons. An edge joins two parties, or two persons,
//! that took part in the same meeting; only meetings that were held count.
//! GEXF 1.2 is written rather than 1.3, since more programs read it; each
//! meeting is a spell of its edge.

use super::{Exported, days, xml};
use crate::words;
use dateline_ledger::{Event, Ledger};
use dateline_record::{Family, Status};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

#[derive(Default)]
struct Graph {
    /// Label and sort (`party`, `person`) by id.
    nodes: BTreeMap<String, (String, &'static str)>,
    /// Days of the meetings by pair of ids.
    edges: BTreeMap<(String, String), Edge>,
}

#[derive(Default)]
struct Edge {
    n_meetings: usize,
    spells: BTreeSet<(String, String)>,
}

impl Graph {
    fn meet(&mut self, ids: &BTreeSet<String>, event: &Event) {
        let spell = days(event).map(|(a, b)| (a.to_string(), b.to_string()));
        let ids: Vec<&String> = ids.iter().collect();
        for (n, a) in ids.iter().enumerate() {
            for b in &ids[n + 1..] {
                let edge = self.edges.entry(((*a).clone(), (*b).clone())).or_default();
                edge.n_meetings += 1;
                edge.spells.extend(spell.clone());
            }
        }
    }
}

fn graph(ledger: &Ledger, exported: &mut Exported) -> Graph {
    let mut graph = Graph::default();
    for event in &ledger.events {
        if event.kind.family() != Family::Meeting {
            exported.leave_out("no meeting");
            continue;
        }
        if event.last_status().is_none_or(|s| s.status != Status::Held) {
            exported.leave_out("not told of as held");
            continue;
        }
        let mut parties = BTreeSet::new();
        for party in &event.parties {
            let id = party.id.0.clone();
            let label = words::party_name(&id).to_owned();
            graph.nodes.insert(id.clone(), (label, "party"));
            parties.insert(id);
        }
        let mut persons = BTreeSet::new();
        for person in &event.persons {
            let id = format!("person:{}", person.name);
            graph
                .nodes
                .insert(id.clone(), (person.name.clone(), "person"));
            persons.insert(id);
        }
        graph.meet(&parties, event);
        graph.meet(&persons, event);
    }
    exported.n_written = graph.edges.len();
    graph
}

pub(super) fn write_graphml(ledger: &Ledger, out: &mut dyn Write) -> io::Result<Exported> {
    let mut exported = Exported::default();
    let graph = graph(ledger, &mut exported);
    out.write_all(
        br#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="sort" for="node" attr.name="sort" attr.type="string"/>
<key id="weight" for="edge" attr.name="weight" attr.type="int"/>
<key id="first" for="edge" attr.name="first" attr.type="string"/>
<key id="last" for="edge" attr.name="last" attr.type="string"/>
<graph edgedefault="undirected">
"#,
    )?;
    for (id, (label, sort)) in &graph.nodes {
        writeln!(
            out,
            "<node id=\"{}\"><data key=\"label\">{}</data><data key=\"sort\">{sort}</data></node>",
            xml(id),
            xml(label)
        )?;
    }
    for ((a, b), edge) in &graph.edges {
        write!(
            out,
            "<edge source=\"{}\" target=\"{}\"><data key=\"weight\">{}</data>",
            xml(a),
            xml(b),
            edge.n_meetings
        )?;
        if let (Some((first, _)), Some(last)) = (
            edge.spells.first(),
            edge.spells.iter().map(|(_, l)| l).max(),
        ) {
            write!(
                out,
                "<data key=\"first\">{first}</data><data key=\"last\">{last}</data>"
            )?;
        }
        out.write_all(b"</edge>\n")?;
    }
    out.write_all(b"</graph>\n</graphml>\n")?;
    Ok(exported)
}

pub(super) fn write_gexf(ledger: &Ledger, out: &mut dyn Write) -> io::Result<Exported> {
    let mut exported = Exported::default();
    let graph = graph(ledger, &mut exported);
    out.write_all(
        br#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">
<graph defaultedgetype="undirected" mode="dynamic" timeformat="date">
<attributes class="node" mode="static"><attribute id="sort" title="sort" type="string"/></attributes>
<nodes>
"#,
    )?;
    for (id, (label, sort)) in &graph.nodes {
        writeln!(
            out,
            "<node id=\"{}\" label=\"{}\"><attvalues><attvalue for=\"sort\" value=\"{sort}\"/></attvalues></node>",
            xml(id),
            xml(label)
        )?;
    }
    out.write_all(b"</nodes>\n<edges>\n")?;
    for (n, ((a, b), edge)) in graph.edges.iter().enumerate() {
        write!(
            out,
            "<edge id=\"{n}\" source=\"{}\" target=\"{}\" weight=\"{}\">",
            xml(a),
            xml(b),
            edge.n_meetings
        )?;
        if !edge.spells.is_empty() {
            out.write_all(b"<spells>")?;
            for (first, last) in &edge.spells {
                write!(out, "<spell start=\"{first}\" end=\"{last}\"/>")?;
            }
            out.write_all(b"</spells>")?;
        }
        out.write_all(b"</edge>\n")?;
    }
    out.write_all(b"</edges>\n</graph>\n</gexf>\n")?;
    Ok(exported)
}
