//! Whether a draft makes an event by itself: the condition of its frame, by the
//! parties, times and places that the report tells.

use crate::draft::build::{Draft, is_state};
use crate::frame::Worth;
use crate::join::meeting::sits;
use crate::lexicon::Lexicon;
use dateline_record::{Family, Kind, PartyArgument, PartyId, Role, Status};
use std::collections::BTreeSet;

/// The parties of the meetings, accords and wars of two sides or more.
pub(crate) fn process(drafts: &[Draft]) -> BTreeSet<PartyId> {
    drafts
        .iter()
        .filter(|d| {
            let joined = matches!(d.mention.kind.family(), Family::Meeting | Family::Accord);
            (joined || d.mention.kind == Kind::Conflict) && d.mention.parties.len() >= 2
        })
        .flat_map(|d| d.mention.parties.iter().map(|p| p.party.id.clone()))
        .collect()
}

/// True where the frame's condition for the ledger holds.
///
/// `process` are the parties of the meetings, accords and wars of the report: what
/// befalls one of them belongs to the story even where nobody else is named.
pub(crate) fn is_worth(d: &Draft, lexicon: &Lexicon, process: &BTreeSet<PartyId>) -> bool {
    let n = d.mention.parties.len();
    // 'Invitations have gone out to X, Y and Z'
    let receives = |p: &PartyArgument| p.role == Role::Host;
    let invited = lexicon.frames[d.frame as usize].stands.is_some();
    let hosts = n >= 2 && d.mention.persons.is_empty() && d.mention.parties.iter().all(receives);
    if hosts && d.mention.kind == Kind::Visit && !invited {
        return false;
    }
    // 'No deal is better than a bad one': no event of its own, unless words
    // tell which.
    // Nor is 'he would walk away from a bad deal'.
    let left = !d.told && d.mention.status.value == Status::Cancelled;
    if (d.bare || left)
        && d.is_noun
        && d.mention.same_as.is_none()
        && d.mention.time.is_none()
        && d.mention.place.is_none()
        && d.judged
        && matches!(d.mention.kind.family(), Family::Meeting | Family::Accord)
    {
        return false;
    }
    // 'He had given that promise', 'its obligations': nothing is said of what.
    let said = |t: &dateline_record::Argument<String>| t.span != d.mention.trigger;
    if d.is_noun
        && d.mention.kind == Kind::Commitment
        && n < 2
        && lexicon.frames[d.frame as usize].id == "en.event.accord.commitment"
        && d.mention.same_as.is_none()
        && d.mention.time.is_none()
        && d.mention.due.is_none()
        && !d.mention.topic.as_ref().is_some_and(said)
    {
        return false;
    }
    if d.carries_on {
        return false;
    }
    match lexicon.frames[d.frame as usize].worth {
        Worth::Never | Worth::Later => false,
        Worth::Always => true,
        Worth::Party => n >= 1,
        Worth::Parties if n == 1 => {
            let own = &d.mention.parties[0];
            // An organisation alone meets nobody in particular.
            let body =
                !is_state(&own.party.id) && own.party.sector.as_ref().is_none_or(|s| s.0 != "REB");
            let told = d.mention.time.is_some() || d.mention.place.is_some();
            // 'The ceasefire in Mali is holding', 'Sudan's factions signed a truce'
            let deal = d.factions && d.mention.kind.family() != Family::Force;
            if (d.kept || deal && (told || d.told)) && !d.bare {
                return true;
            }
            if sits(d) {
                // 'The Arab League summit was postponed'
                let off = matches!(
                    d.mention.status.value,
                    Status::Postponed | Status::Cancelled
                );
                return (told || off) && !d.bare;
            }
            // 'It blamed Friday's attack on its fleet': that was one.
            let by_report = |t: &dateline_record::TimeArgument| t.rule == "en.event.time.report";
            let struck = d.is_noun
                && d.mention.kind == Kind::Attack
                && own.role == Role::Target
                && d.mention.time.as_ref().is_some_and(|t| !by_report(t));
            matches!(
                d.mention.kind,
                Kind::Attack
                    | Kind::Incident
                    | Kind::Release
                    | Kind::Deployment
                    | Kind::Talks
                    | Kind::Visit
                    | Kind::Statement
                    | Kind::Summit
                    | Kind::Ceremony
                    | Kind::Sanction
                    | Kind::Aid
            ) && told
                && (!d.bare || struck)
                && process.contains(&own.party.id)
                && !(own.role != Role::Target && d.mention.kind == Kind::Aid)
                // Where somebody goes who is not named.
                && !(own.role == Role::Host && d.mention.kind == Kind::Visit)
                && !(body && matches!(d.mention.kind, Kind::Talks | Kind::Summit))
        }
        Worth::Parties => n >= 2,
        Worth::Pair => {
            d.mention
                .parties
                .iter()
                .filter(|p| p.rule == d.mention.rule)
                .count()
                >= 2
        }
        Worth::Told => n >= 1 && (d.mention.time.is_some() || d.mention.place.is_some() || n >= 2),
    }
}
