//! Closed classes of English words that the resolver asks for.

use std::sync::OnceLock;

pub(super) fn among(list: &[&str], word: &str) -> bool {
    list.contains(&word)
}

/// Prepositions after which a name is a place.
pub(super) fn locative(word: &str) -> bool {
    among(
        &[
            "in",
            "at",
            "near",
            "inside",
            "outside",
            "around",
            "across",
            "throughout",
            "within",
            "via",
            "off",
            "above",
            "beneath",
            "along",
            "into",
            "through",
            "beside",
            "opposite",
        ],
        word,
    )
}

/// Verbs and nouns of going and coming.
pub(super) fn is_motion(lemma: &str) -> bool {
    among(
        &[
            "travel",
            "fly",
            "go",
            "come",
            "arrive",
            "return",
            "trip",
            "visit",
            "journey",
            "head",
            "move",
            "drive",
            "sail",
            "walk",
            "march",
            "flight",
            "depart",
            "departure",
            "arrival",
            "leave",
            "route",
            "way",
            "bring",
            "take",
            "rush",
            "bus",
            "train",
            "road",
            "tour",
            "fly",
            "back",
            "home",
            "cross",
            "escape",
            "flee",
            "evacuate",
            "transfer",
            "ship",
            "deport",
            "extradite",
            "relocate",
            "advance",
            "hike",
            "invite",
            "invitation",
            "sail",
        ],
        lemma,
    )
}

/// Verbs whose object is where one goes.
pub(super) fn is_visit(lemma: &str) -> bool {
    among(
        &[
            "visit", "leave", "reach", "enter", "tour", "depart", "quit", "capture", "seize",
            "retake", "besiege", "evacuate",
        ],
        lemma,
    )
}

/// Nouns whose 'of' names where they are.
pub(super) fn is_locality(lemma: &str) -> bool {
    among(
        &[
            "city",
            "town",
            "village",
            "capital",
            "port",
            "resort",
            "suburb",
            "outskirt",
            "outskirts",
            "street",
            "streets",
            "centre",
            "center",
            "north",
            "south",
            "east",
            "west",
            "district",
            "region",
            "province",
            "area",
            "side",
            "part",
            "border",
            "coast",
            "island",
            "airport",
            "square",
            "neighbourhood",
            "neighborhood",
            "mayor",
            "edge",
            "heart",
        ],
        lemma,
    )
}

/// Houses that many states have by the same name.
pub(super) fn is_chamber(name: &str) -> bool {
    among(&CHAMBERS, name)
}

/// How often a text names one of them.
pub(super) fn chambers_named(text: &str) -> usize {
    CHAMBERS.iter().map(|c| text.matches(c).count()).sum()
}

const CHAMBERS: [&str; 4] = [
    "Congress",
    "House of Representatives",
    "Senate",
    "Supreme Court",
];

/// Those who travel together: 'a delegation to Seoul' goes there, and to whom.
pub(super) fn is_team(lemma: &str) -> bool {
    among(&["convoy", "delegation", "mission", "team"], lemma)
}

/// Nouns of meetings and accords that take their name from a place.
pub(super) fn is_meeting_noun(lemma: &str) -> bool {
    among(
        &[
            "talk",
            "talks",
            "summit",
            "meeting",
            "encounter",
            "round",
            "conference",
            "agreement",
            "accord",
            "declaration",
            "negotiation",
            "session",
            "protocol",
            "process",
            "forum",
            "gathering",
            "dialogue",
            "document",
            "deal",
            "peace",
            "hotel",
            "airport",
            "palace",
            "venue",
        ],
        lemma,
    )
}

/// Given names that women bear, for pronouns: in small letters, in order.
const WOMEN: &str = include_str!("../../../../data/names/women.txt");
const MEN: &str = include_str!("../../../../data/names/men.txt");

/// True for a given name that women bear (`data/names`).
pub(super) fn is_female(given: &str) -> bool {
    static NAMES: OnceLock<Vec<&'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| WOMEN.lines().collect());
    names.binary_search(&given).is_ok()
}

/// True for a given name that men bear (`data/names`).
pub(super) fn is_male(given: &str) -> bool {
    static NAMES: OnceLock<Vec<&'static str>> = OnceLock::new();
    let names = NAMES.get_or_init(|| MEN.lines().collect());
    names.binary_search(&given).is_ok()
}

/// Courtesy titles: part of the phrase, no role.
pub(super) fn is_courtesy(word: &str) -> bool {
    among(
        &[
            "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sir", "lord", "dame", "lady",
        ],
        word,
    )
}

/// Words of style that open a phrase for a person and are no part of the name.
pub(super) fn is_honorific(word: &str) -> bool {
    among(
        &[
            "royal",
            "highness",
            "majesty",
            "excellency",
            "holiness",
            "eminence",
            "honourable",
            "honorable",
            "crown",
            "council",
            "chamber",
            "senate",
        ],
        word,
    )
}

/// Military ranks as they stand before a name.
pub(super) fn is_rank(word: &str) -> bool {
    among(
        &[
            "General",
            "Gen",
            "Gen.",
            "Colonel",
            "Col",
            "Col.",
            "Brigadier",
            "Lieutenant",
            "Lt",
            "Lt.",
            "Admiral",
            "Sergeant",
        ],
        word,
    )
}

/// Adjectives of a title that make it a past one.
pub(super) fn is_former(word: &str) -> bool {
    among(
        &[
            "former",
            "ex",
            "onetime",
            "erstwhile",
            "late",
            "ousted",
            "deposed",
            "retired",
            "ex-",
        ],
        word,
    )
}

/// Nouns of armed groups that stand for the one the report speaks of.
pub(super) fn is_armed_noun(lemma: &str) -> bool {
    among(
        &[
            "rebel",
            "guerrilla",
            "guerilla",
            "insurgent",
            "militant",
            "separatist",
            "fighter",
            "insurgency",
            "militia",
            "rebellion",
            "rebels",
            "guerrillas",
            "insurgents",
        ],
        lemma,
    )
}

/// Nouns for organisations of states, told of together: 'the two organisations'.
pub(super) fn is_body_noun(lemma: &str) -> bool {
    among(
        &["organisation", "organization", "bloc", "grouping", "body"],
        lemma,
    )
}

/// Nouns for two or more parties as such.
pub(super) fn is_side_noun(lemma: &str) -> bool {
    among(
        &[
            "side",
            "country",
            "nation",
            "state",
            "neighbour",
            "neighbor",
            "government",
            "party",
            "capital",
            "delegation",
            "team",
            "rival",
            "foe",
            "power",
            "ally",
            "enemy",
            "army",
            "negotiator",
            "leader",
            "president",
            "premier",
            "chancellor",
            "minister",
            "military",
            "people",
            "camp",
            "pair",
            "official",
            "envoy",
            "official",
            "parliament",
            "economy",
            "belligerent",
            "neighbours",
            "duo",
            "deputy",
            "commander",
            "ambassador",
            "delegate",
            "panel",
        ],
        lemma,
    )
}

/// Peoples whose name is the same for one and for many, which nobody bears as his own.
pub(super) fn is_people(word: &str) -> bool {
    among(
        &[
            "rohingya", "tuareg", "uighur", "uyghur", "uighurs", "uyghurs", "yazidis", "yezidis",
            "hazara", "hazaras", "baloch", "oromo", "amhara", "fulani", "hausa", "hutu", "tutsi",
            "masalit", "dinka", "nuer", "druze", "alawites",
        ],
        word,
    )
}

/// Of those, the ones that only states are.
pub(super) fn is_state_noun(lemma: &str) -> bool {
    among(
        &[
            "country",
            "nation",
            "state",
            "neighbour",
            "neighbor",
            "capital",
            "economy",
        ],
        lemma,
    )
}

/// Of those, the ones that are persons.
pub(super) fn is_leader_noun(lemma: &str) -> bool {
    among(
        &["leader", "president", "minister", "man", "premier"],
        lemma,
    )
}

/// The number that a word gives.
pub(super) fn number(word: &str) -> Option<usize> {
    Some(match word {
        "both" | "two" | "2" => 2,
        "three" | "3" | "trilateral" => 3,
        "four" | "4" => 4,
        "five" | "5" => 5,
        "six" | "6" => 6,
        "seven" | "7" => 7,
        _ => return None,
    })
}

/// Words before a noun that leave it definite.
pub(super) fn is_definite(word: &str) -> bool {
    among(
        &[
            "the", "this", "that", "these", "those", "its", "his", "her", "their",
        ],
        word,
    )
}

/// Words that make of 'American' a part of the world.
pub(super) fn is_half_of_america(word: &str) -> bool {
    among(&["central", "latin", "north", "pan", "south"], word)
}

/// Words behind a name and a hyphen that make of it a quality: who is 'backed'
/// by a state, or lives in what it holds, is not that state.
pub(super) fn is_hyphened(word: &str) -> bool {
    among(
        &[
            "administered",
            "aligned",
            "allied",
            "backed",
            "based",
            "born",
            "built",
            "controlled",
            "dominated",
            "educated",
            "era",
            "funded",
            "held",
            "like",
            "made",
            "majority",
            "member",
            "occupied",
            "speaking",
            "style",
            "trained",
            "type",
        ],
        word,
    )
}

/// Months and days of the week.
pub(super) fn is_month_or_day(word: &str) -> bool {
    dateline_syntax::is_month(word) || dateline_syntax::is_weekday(word)
}

/// Nouns of houses and grounds where people meet.
pub(super) fn is_venue_noun(word: &str) -> bool {
    among(
        &[
            "airfield",
            "airport",
            "castle",
            "cathedral",
            "hall",
            "hotel",
            "house",
            "monastery",
            "palace",
            "stadium",
            "university",
            "villa",
        ],
        word,
    )
}

/// Houses that have people of their own: as a place they are no party.
pub(super) fn is_house(word: &str) -> bool {
    is_venue_noun(word)
        || among(
            &[
                "restaurant",
                "guesthouse",
                "lodge",
                "mansion",
                "chalet",
                "dacha",
                "fortress",
                "factory",
                "store",
                "refinery",
                "residence",
                "chancellery",
                "inn",
            ],
            word,
        )
}

/// Prepositions of place.
pub(super) fn is_locative(word: &str) -> bool {
    among(&["at", "in", "inside", "outside", "near", "into"], word)
}

/// Nouns of texts, races and papers that take a town into their title.
pub(super) fn is_titled_noun(word: &str) -> bool {
    among(
        &[
            "charter",
            "club",
            "compact",
            "convention",
            "conventions",
            "journal",
            "marathon",
            "memorandum",
            "olympics",
            "post",
            "principles",
            "protocol",
            "times",
            "treaty",
        ],
        word,
    )
}

/// Small words that begin a family name.
pub(super) fn is_particle(word: &str) -> bool {
    among(
        &[
            "de", "da", "di", "del", "della", "van", "von", "der", "den", "bin", "ibn", "ben",
            "al", "el", "abu", "ould", "la", "le", "du", "dos", "al-", "el-",
        ],
        word,
    )
}

/// Last words of names of sites and things that bear a person's name.
pub(super) fn is_site_noun(word: &str) -> bool {
    among(
        &[
            "act",
            "airlines",
            "airport",
            "airways",
            "alliance",
            "army",
            "association",
            "avenue",
            "award",
            "bank",
            "base",
            "bay",
            "bridge",
            "building",
            "campaign",
            "canal",
            "castle",
            "cathedral",
            "center",
            "centre",
            "championship",
            "church",
            "club",
            "coalition",
            "college",
            "company",
            "convention",
            "corporation",
            "council",
            "county",
            "cup",
            "dam",
            "day",
            "democrats",
            "doctrine",
            "festival",
            "forces",
            "forum",
            "foundation",
            "front",
            "god",
            "group",
            "hall",
            "hospital",
            "hotel",
            "house",
            "institute",
            "island",
            "islands",
            "lake",
            "law",
            "liberals",
            "library",
            "lodge",
            "marathon",
            "militia",
            "ministry",
            "mosque",
            "mount",
            "movement",
            "museum",
            "news",
            "ocean",
            "orchestra",
            "palace",
            "park",
            "party",
            "petroleum",
            "pipeline",
            "plan",
            "prize",
            "republicans",
            "river",
            "road",
            "school",
            "square",
            "stadium",
            "station",
            "street",
            "systems",
            "theater",
            "theatre",
            "tower",
            "treaty",
            "trophy",
            "union",
            "university",
            "valley",
            "villa",
        ],
        word,
    )
}

/// Words before the name of a storm or ship.
pub(super) fn is_storm(word: &str) -> bool {
    among(
        &[
            "hurricane",
            "typhoon",
            "cyclone",
            "storm",
            "operation",
            "uss",
            "hms",
            "mv",
            "ss",
        ],
        word,
    )
}
