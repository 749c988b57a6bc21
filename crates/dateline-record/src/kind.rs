//! The closed lists: kinds, families, statuses and PLOVER types.

use crate::closed_list;

closed_list! {
    /// Kinds that are often coded either way, and that may be the same event.
    Family {
        /// People of several parties come together.
        Meeting = "meeting",
        /// Something is undertaken.
        Accord = "accord",
        /// An act of authority.
        Decision = "decision",
        /// Speaking that is itself a step.
        Word = "word",
        /// Arms are used, shown or tried.
        Force = "force",
        /// Pressure without arms.
        Pressure = "pressure",
        /// A burden is lifted or help given.
        Relief = "relief",
        /// None of these.
        Other = "other",
    }
}

closed_list! {
    /// What sort of event it is.
    Kind {
        /// A working meeting or round of talks.
        Talks = "talks",
        /// Heads of state or government, or leaders of the two sides, meet.
        Summit = "summit",
        /// A journey to the other side, where the journey is the news.
        Visit = "visit",
        /// A telephone or video call.
        Call = "call",
        /// A session of a body with rules: council, parliament, conference.
        Sitting = "sitting",
        /// A ceremony.
        Ceremony = "ceremony",
        /// An instrument, signed or declared.
        Agreement = "agreement",
        /// One undertaking.
        Commitment = "commitment",
        /// An office or mission to be set up.
        Institution = "institution",
        /// A joint undertaking.
        Project = "project",
        /// An act of authority of one party or of a body.
        Decision = "decision",
        /// Election, referendum, resolution, ratification.
        Vote = "vote",
        /// Speaking that is itself a step: a letter, an appeal, an offer.
        Statement = "statement",
        /// A military exercise.
        Exercise = "exercise",
        /// A test of a weapon.
        Test = "test",
        /// An attack.
        Attack = "attack",
        /// An incident between the parties, short of an attack.
        Incident = "incident",
        /// Forces are moved or stationed.
        Deployment = "deployment",
        /// A war or a longer fight.
        Conflict = "conflict",
        /// Sanctions, tariffs, closures, blockades.
        Sanction = "sanction",
        /// Prisoners, hostages, goods are let go.
        Release = "release",
        /// Exchange of prisoners or remains, reunions of families.
        Exchange = "exchange",
        /// Aid.
        Aid = "aid",
        /// Forces, arms or sites are withdrawn or dismantled.
        Withdrawal = "withdrawal",
        /// Sanctions or other burdens are eased.
        Easing = "easing",
        /// None of these.
        Other = "other",
    }
}

impl Kind {
    /// The family of the kind.
    pub const fn family(self) -> Family {
        match self {
            Kind::Talks
            | Kind::Summit
            | Kind::Visit
            | Kind::Call
            | Kind::Sitting
            | Kind::Ceremony => Family::Meeting,
            Kind::Agreement | Kind::Commitment | Kind::Institution | Kind::Project => {
                Family::Accord
            }
            Kind::Decision | Kind::Vote => Family::Decision,
            Kind::Statement => Family::Word,
            Kind::Exercise
            | Kind::Test
            | Kind::Attack
            | Kind::Incident
            | Kind::Deployment
            | Kind::Conflict => Family::Force,
            Kind::Sanction => Family::Pressure,
            Kind::Release | Kind::Exchange | Kind::Aid | Kind::Withdrawal | Kind::Easing => {
                Family::Relief
            }
            Kind::Other => Family::Other,
        }
    }
}

closed_list! {
    /// Where a planned event stands in its life.
    Status {
        /// It may take place: hoped for, considered, conditional, threatened.
        Possible = "possible",
        /// Offered, asked or invited; no answer yet.
        Proposed = "proposed",
        /// Accepted or undertaken, but no day.
        Agreed = "agreed",
        /// Set for a day, a span of days or a named week.
        Scheduled = "scheduled",
        /// Put off, or a deadline missed or moved, with no new day.
        Postponed = "postponed",
        /// Called off, withdrawn, broken off, voted down, brought to an end.
        Cancelled = "cancelled",
        /// Took place, took effect, was signed, is under way.
        Held = "held",
        /// A party says it will not take place or did not.
        Denied = "denied",
    }
}

impl Status {
    /// True for what is still to come: possible, proposed, agreed, scheduled.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Status::Possible | Status::Proposed | Status::Agreed | Status::Scheduled
        )
    }
}

closed_list! {
    /// Event types of the PLOVER ontology (manual 2.0) in its own spelling.
    /// FIGHT, DEMAND, DISAPPROVE of older versions are ASSAULT, REQUEST, ACCUSE.
    #[allow(missing_docs)]
    PloverType {
        Agree = "AGREE",
        Consult = "CONSULT",
        Support = "SUPPORT",
        Concede = "CONCEDE",
        Cooperate = "COOPERATE",
        Aid = "AID",
        Retreat = "RETREAT",
        Investigate = "INVESTIGATE",
        Request = "REQUEST",
        Accuse = "ACCUSE",
        Reject = "REJECT",
        Threaten = "THREATEN",
        Protest = "PROTEST",
        Crime = "CRIME",
        Sanction = "SANCTION",
        Mobilize = "MOBILIZE",
        Coerce = "COERCE",
        Assault = "ASSAULT",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_every_name_parses_back_to_itself() {
        for &kind in Kind::ALL {
            assert_eq!(Kind::parse(kind.as_str()), Some(kind));
        }
        for &status in Status::ALL {
            assert_eq!(Status::parse(status.as_str()), Some(status));
        }
        for &plover in PloverType::ALL {
            assert_eq!(PloverType::parse(plover.as_str()), Some(plover));
        }
        assert_eq!(Kind::parse("Talks"), None);
    }
}
