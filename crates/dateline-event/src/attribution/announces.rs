//! Who leads a party has a part in what it decides: 'Peru will close its border with
//! Chile, President X announced'.

use dateline_record::{EventMention, Kind, PersonArgument, Role, Status};

/// Gives what a party decides the leader who announces it, where nobody else is
/// named.
pub(super) fn by_leader(event: &mut EventMention) {
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
    let below = words().any(|w| matches!(w, "vice" | "deputy" | "spokesman" | "spokeswoman"));
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
