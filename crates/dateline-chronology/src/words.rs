//! Words as the comparison needs them: stems, derivations, weights by rarity.

use std::collections::BTreeMap;

/// A word of some text, as a number.
pub(crate) type Term = u32;

/// The words of all documents with their weights: a word that few documents
/// hold weighs more.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    numbers: BTreeMap<String, Term>,
    in_documents: Vec<u32>,
    n_documents: u32,
}

impl Terms {
    /// Counts the words of one document; `words` may hold a word twice.
    pub(crate) fn document(&mut self, words: impl Iterator<Item = String>) {
        let mut all: Vec<Term> = words.map(|w| self.number(&w)).collect();
        all.sort_unstable();
        all.dedup();
        for t in all {
            self.in_documents[t as usize] += 1;
        }
        self.n_documents += 1;
    }

    /// The number of a word, a new one where it was not met before.
    pub(crate) fn number(&mut self, word: &str) -> Term {
        if let Some(&t) = self.numbers.get(word) {
            return t;
        }
        let t = self.in_documents.len() as Term;
        self.in_documents.push(0);
        self.numbers.insert(word.to_owned(), t);
        t
    }

    /// Weight of a word by rarity: the logarithm of the number of documents
    /// over the number that hold it, at least a little.
    pub(crate) fn weight(&self, term: Term) -> f32 {
        let n = self.n_documents as f32 + 1.0;
        let held = self.in_documents[term as usize] as f32 + 0.5;
        (n / held).ln().max(0.3)
    }

    /// Weight of the shared words over the weight of the smaller list, and
    /// the weight of the shared words itself. Both lists are sorted.
    pub(crate) fn overlap(&self, a: &[Term], b: &[Term]) -> (f32, f32) {
        let sum = |list: &[Term]| list.iter().map(|&t| self.weight(t)).sum::<f32>();
        let shared: f32 = shared(a, b).map(|t| self.weight(t)).sum();
        let small = sum(a).min(sum(b));
        if small > 0.0 {
            (shared / small, shared)
        } else {
            (0.0, 0.0)
        }
    }
}

/// What two sorted lists share, in order.
pub(crate) fn shared<'a>(a: &'a [Term], b: &'a [Term]) -> impl Iterator<Item = Term> + 'a {
    let mut j = 0;
    a.iter().copied().filter(move |t| {
        while j < b.len() && b[j] < *t {
            j += 1;
        }
        b.get(j) == Some(t)
    })
}

/// Cosine of two sparse vectors sorted by term.
pub(crate) fn cosine(a: &[(Term, f32)], b: &[(Term, f32)]) -> f32 {
    let norm = |v: &[(Term, f32)]| v.iter().map(|(_, w)| w * w).sum::<f32>().sqrt();
    let (mut j, mut dot) = (0, 0.0);
    for &(t, w) in a {
        while j < b.len() && b[j].0 < t {
            j += 1;
        }
        if let Some(&(u, v)) = b.get(j)
            && u == t
        {
            dot += w * v;
        }
    }
    let size = norm(a) * norm(b);
    if size > 0.0 { dot / size } else { 0.0 }
}

/// The form that inflections of a word share: 'killed', 'killing' and
/// 'kills' give `kill`. Rough, and only compared with itself.
pub(crate) fn stem(word: &str) -> String {
    let mut w = word.to_lowercase();
    if let Some(s) = w.strip_suffix("'s").or_else(|| w.strip_suffix("’s")) {
        w = s.to_owned();
    }
    cut(&mut w, &["ies", "ied"], "y", 5);
    cut(&mut w, &["sses"], "ss", 4);
    if w.ends_with('s') && !w.ends_with("ss") && !w.ends_with("us") && w.len() > 3 {
        w.pop();
    }
    for end in ["ing", "ed"] {
        if let Some(s) = w.strip_suffix(end)
            && s.len() >= 3
            && s.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        {
            w = s.to_owned();
            let b = w.as_bytes();
            let n = b.len();
            if n > 3 && b[n - 1] == b[n - 2] && !matches!(b[n - 1], b'l' | b's' | b'z') {
                w.pop();
            }
            break;
        }
    }
    if w.ends_with('e') && w.len() > 3 {
        w.pop();
    }
    if w.ends_with('y') && w.len() > 3 {
        w.pop();
        w.push('i');
    }
    w
}

fn cut(w: &mut String, ends: &[&str], put: &str, least: usize) {
    for end in ends {
        if w.len() >= least
            && let Some(s) = w.strip_suffix(end)
        {
            *w = format!("{s}{put}");
            return;
        }
    }
}

/// What verbs and the nouns made of them share: 'resign' and 'resignation',
/// 'announce' and 'announcement'. Of a stem.
pub(crate) fn root(stem: &str) -> String {
    const ENDS: &[&str] = &[
        "ization",
        "isation",
        "ification",
        "ation",
        "ition",
        "ution",
        "ction",
        "ption",
        "ssion",
        "sion",
        "tion",
        "ment",
        "ance",
        "anc",
        "ence",
        "enc",
        "ure",
        "ur",
        "ant",
        "ent",
        "or",
        "er",
        "al",
        "iv",
        "is",
        "iz",
        "at",
        "if",
        "i",
    ];
    let mut w = stem.to_owned();
    for end in ENDS {
        if let Some(s) = w.strip_suffix(end)
            && s.len() >= 4
        {
            // The consonant before '-tion' belongs to the verb.
            w = match *end {
                "ction" => format!("{s}ct"),
                "ption" => format!("{s}p"),
                "ssion" => format!("{s}s"),
                "sion" => format!("{s}d"),
                _ => s.to_owned(),
            };
            break;
        }
    }
    // 'Announcement' leaves the e that the stem of 'announce' has lost.
    if w.len() > 4 && w.ends_with('e') {
        w.pop();
    }
    w
}

/// Letters that two words share from the beginning.
pub(crate) fn common_start(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(x, y)| x == y).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ok_inflections_share_a_stem() {
        for (a, b) in [
            ("killed", "killing"),
            ("resigns", "resigned"),
            ("stopped", "stop"),
            ("announcing", "announce"),
            ("studies", "study"),
            ("talks", "talk"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_ne!(stem("meeting"), stem("melting"));
    }

    #[test]
    fn ok_a_noun_shares_the_root_of_its_verb() {
        for (a, b) in [
            ("resignation", "resigned"),
            ("announcement", "announced"),
            ("negotiations", "negotiated"),
            ("invader", "invaded"),
            ("suspension", "suspend"),
        ] {
            assert_eq!(root(&stem(a)), root(&stem(b)), "{a} {b}");
        }
    }

    #[test]
    fn ok_rare_words_weigh_more() {
        let mut terms = Terms::default();
        for n in 0..9 {
            let rare = if n == 0 { "ferry" } else { "port" };
            terms.document(["minister", rare].iter().map(|w| (*w).to_owned()));
        }
        let (ferry, minister) = (terms.number("ferry"), terms.number("minister"));
        assert!(terms.weight(ferry) > 3.0 * terms.weight(minister));
        let (share, weight) = terms.overlap(&[ferry], &[ferry]);
        assert!((share - 1.0).abs() < 1e-6 && weight > 1.0);
    }
}
