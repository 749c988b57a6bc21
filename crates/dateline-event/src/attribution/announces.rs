//! Who leads a party has a part in what it decides: 'Peru will close its border with
//! Chile, President X announced'.

use dateline_record::{EventMention, Kind, PersonArgument, Role, Status};

/// Words by which a leader is none of the party's that acts.
const OTHERS: [&str; 28] = [
    "vice",
    "deputy",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "adviser",
    "aide",
    "former",
    "ex",
    "elect",
    "designate",
    "then",
    "opposition",
    "party",
    "faction",
    "senate",
    "parliament",
    "parliamentary",
    "assembly",
    "congress",
    "chamber",
    "union",
    "federation",
    "association",
    "company",
    "bank",
    "club",
    "regional",
];

/// Gives what a party decides the leader who announces it, where nobody else is
/// named.
pub(super) fn by_leader(text: &str, event: &mut EventMention) {
    let decides = matches!(
        event.kind,
        Kind::Decision | Kind::Sanction | Kind::Statement
    );
    let off = matches!(event.status.value, Status::Denied | Status::Possible);
    let Some(said) = event.said_by.as_ref().filter(|_| decides && !off) else {
        return;
    };
    let person = &said.speaker;
    let role = person.role.as_deref().unwrap_or("").to_lowercase();
    let words = || role.split([' ', '-']);
    let leads = words().any(|w| {
        matches!(
            w,
            "president" | "prime" | "premier" | "leader" | "chancellor" | "king" | "emir"
        )
    });
    // 'Opposition leader X', 'former president X', 'X, leader of the drivers' union'
    let phrase = said.span.of(text).to_lowercase();
    let mut told = phrase.split(|c: char| !c.is_alphabetic()).chain(words());
    let below = told.any(|w| OTHERS.contains(&w));
    // 'The two have lifted their bans' is not said of the one.
    let mut acting = event.parties.iter().filter(|a| a.role == Role::Participant);
    let one = (acting.next(), acting.next());
    // 'President X announced', with no word of whose: of the one who acts.
    let own = match (&person.party, one) {
        (Some(p), (Some(a), None)) => a.party.id == p.id,
        (None, (Some(_), None)) => true,
        _ => false,
    };
    if leads && !below && own && !person.is_office && event.persons.is_empty() {
        event.persons.push(PersonArgument {
            value: person.clone(),
            span: said.span,
            rule: "en.event.person.announces".into(),
        });
    }
}
