//! What is known of a party.

/// What a party is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartyKind {
    /// A state or territory with an ISO code.
    #[default]
    State,
    /// An organisation of states, an NGO, a party of politicians.
    Organisation,
    /// States that act together without an organisation (P5+1).
    Group,
    /// An armed group.
    Armed,
    /// A territory that acts as a state without being one.
    Territory,
    /// A code that stands for a class of actors (IGO, NGO, IMG).
    Class,
}

impl PartyKind {
    pub(crate) const ALL: [(PartyKind, &'static str); 6] = [
        (PartyKind::State, "state"),
        (PartyKind::Organisation, "organisation"),
        (PartyKind::Group, "group"),
        (PartyKind::Armed, "armed"),
        (PartyKind::Territory, "territory"),
        (PartyKind::Class, "class"),
    ];

    /// The name in data and output.
    pub fn as_str(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(k, _)| *k == self)
            .map_or("state", |(_, s)| s)
    }

    /// The kind of a name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, s)| *s == text).map(|(k, _)| *k)
    }
}

/// A party with its names and codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartyInfo {
    /// ISO 3166-1 alpha-3 for a state (`XKX` for Kosovo), else the stable id.
    pub id: String,
    /// What it is.
    pub kind: PartyKind,
    /// The name to show ('South Korea').
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Adjectives; the first is used to write of it ('South Korean').
    pub adjectives: Vec<String>,
    /// Its capital, for a state.
    pub capital: String,
    /// ISO 3166-1 alpha-2, for a state.
    pub iso2: String,
    /// Number in the Correlates of War list; 0 where it has none.
    pub cow: u16,
    /// Country code in PLOVER and CAMEO: ISO for states, `UNO`, `EUR`,
    /// `IGO`, `NGO`; the home state of an armed group; empty where none.
    pub plover: String,
    /// PLOVER sector of an actor that is no state; empty for states.
    pub sector: String,
    /// Ids of the members of a group or organisation.
    pub members: Vec<String>,
}

impl PartyInfo {
    /// The code of CAMEO actors: country and sector ('COLREB', 'IGOUNO').
    pub fn cameo(&self) -> String {
        match self.plover.as_str() {
            "UNO" => "IGOUNO".into(),
            "EUR" => "IGOEUREEC".into(),
            "XKX" | "KOS" => "KSV".into(),
            code if self.kind == PartyKind::Armed => format!("{code}{}", self.sector),
            code => code.to_owned(),
        }
    }

    /// True where the party is made of several states that may be named in
    /// its place.
    pub fn is_group(&self) -> bool {
        !self.members.is_empty()
    }

    pub(crate) fn write(&self, out: &mut String) {
        let clean = |s: &str| s.replace(['\t', '\n', '|'], " ");
        let list = |l: &[String]| l.iter().map(|s| clean(s)).collect::<Vec<_>>().join("|");
        let fields = [
            clean(&self.id),
            self.kind.as_str().to_owned(),
            clean(&self.name),
            list(&self.aliases),
            list(&self.adjectives),
            clean(&self.capital),
            clean(&self.iso2),
            self.cow.to_string(),
            clean(&self.plover),
            clean(&self.sector),
            list(&self.members),
        ];
        out.push_str(&fields.join("\t"));
        out.push('\n');
    }

    pub(crate) fn read(line: &str) -> Option<Self> {
        let f: Vec<&str> = line.split('\t').collect();
        let [
            id,
            kind,
            name,
            aliases,
            adjectives,
            capital,
            iso2,
            cow,
            plover,
            sector,
            members,
        ] = f[..]
        else {
            return None;
        };
        let list = |s: &str| -> Vec<String> {
            s.split('|')
                .filter(|s| !s.is_empty())
                .map(str::to_owned)
                .collect()
        };
        Some(Self {
            id: id.to_owned(),
            kind: PartyKind::parse(kind)?,
            name: name.to_owned(),
            aliases: list(aliases),
            adjectives: list(adjectives),
            capital: capital.to_owned(),
            iso2: iso2.to_owned(),
            cow: cow.parse().ok()?,
            plover: plover.to_owned(),
            sector: sector.to_owned(),
            members: list(members),
        })
    }
}
