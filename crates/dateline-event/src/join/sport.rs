//! Matches are no meetings: 'Kenya meet Uganda in a World Cup qualifier', 'will meet
//! France in the final on Sunday'.

use crate::draft::build::Draft;
use crate::lexicon::Lexicon;
use crate::tree::Tree;
use dateline_record::{Kind, MentionKind};
use dateline_syntax::Upos;

use crate::propose::roles::Names;

/// True where a sentence tells of a match: by its words, or a score.
pub(crate) fn tells(tree: &Tree, lexicon: &Lexicon) -> bool {
    let score = |t: u32| {
        let num = |t: u32| t < tree.len() && tree.upos(t) == Upos::Num;
        let text = tree.lemma(t);
        let dashed = text.split_once(['-', '–']).is_some_and(|(a, b)| {
            let short =
                |x: &str| !x.is_empty() && x.len() <= 3 && x.bytes().all(|c| c.is_ascii_digit());
            short(a) && short(b)
        });
        dashed
            || num(t) && t + 2 < tree.len() && matches!(tree.lemma(t + 1), "-" | "–") && num(t + 2)
    };
    let wins = |t: u32| {
        tree.is_verb(t)
            && matches!(
                tree.lemma(t),
                "beat" | "defeat" | "win" | "lose" | "draw" | "thrash" | "play" | "trail" | "lead"
            )
    };
    (0..tree.len()).any(|t| lexicon.listed("sport", tree.lemma(t)))
        || (0..tree.len()).any(score) && (0..tree.len()).any(wins)
        // 'The World Cup'
        || (1..tree.len()).any(|t| {
            let before = tree.lemma(t - 1);
            let cup = tree.lemma(t) == "cup" && tree.upos(t) == Upos::Propn;
            let round = matches!(tree.lemma(t), "match" | "final" | "stage" | "test")
                && matches!(
                    before,
                    "opening" | "group" | "cup" | "league" | "knockout" | "friendly" | "football" | "rugby" | "cricket" | "test" | "title" | "home" | "away"
                );
            cup || round
        })
}

/// True for what may be a match: bare names of states, or teams, that meet.
pub(crate) fn is_of_teams(d: &Draft, tree: &Tree, names: &Names) -> bool {
    let meets = matches!(d.mention.kind, Kind::Talks | Kind::Summit)
        && !d.is_noun
        && d.mention.persons.is_empty()
        && matches!(
            tree.lemma(d.head),
            "meet" | "face" | "play" | "host" | "welcome" | "receive"
        );
    let bare = tree.subject(d.head).is_some_and(|s| {
        let team = matches!(
            tree.lemma(s),
            "team" | "side" | "squad" | "woman" | "man" | "champion" | "winner"
        );
        let land = tree.upos(s) == Upos::Propn
            && names.at(s).iter().any(|e| e.kind != MentionKind::Person);
        team || land || tree.lemma(s) == "they"
    });
    // 'The Serbian national team arrived in Zagreb for the qualifier'
    let tours = d.mention.kind == Kind::Visit
        && tree.subject(d.head).is_some_and(|s| {
            matches!(
                tree.lemma(s),
                "team" | "side" | "squad" | "coach" | "player" | "champion" | "captain"
            )
        });
    // 'Beat Togo in their semi-final meeting'
    let round = d.is_noun
        && d.mention.kind == Kind::Talks
        && tree.children(d.head).any(|c| {
            matches!(
                tree.lemma(c),
                "semi-final" | "semifinal" | "quarter-final" | "quarterfinal" | "final" | "cup"
            )
        })
        && (0..tree.len()).any(|t| matches!(tree.lemma(t), "beat" | "defeat" | "thrash" | "edge"));
    meets && bare || tours || round
}
