//! Questions to a tree that the constructions of attribution share: the
//! subject behind a verb, the words of a phrase, runs of words.

use dateline_record::Span;
use dateline_syntax::{Deprel, Sentence, Upos, Xpos};

/// How many verbs a missing subject is looked for through.
const SUBJECT_STEPS: usize = 5;

const SUBJECTS: &[Deprel] = &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::NsubjOuter];

/// One sentence with its text.
#[derive(Clone, Copy)]
pub(crate) struct Tree<'a> {
    pub(crate) s: &'a Sentence,
    pub(crate) text: &'a str,
}

impl<'a> Tree<'a> {
    pub(crate) fn len(&self) -> u32 {
        self.s.tokens.len() as u32
    }

    pub(crate) fn deprel(&self, t: u32) -> Deprel {
        self.s
            .tokens
            .get(t as usize)
            .map_or(Deprel::Dep, |t| t.deprel)
    }

    pub(crate) fn upos(&self, t: u32) -> Upos {
        self.s.tokens.get(t as usize).map_or(Upos::X, |t| t.upos)
    }

    pub(crate) fn xpos(&self, t: u32) -> Xpos {
        self.s.tokens.get(t as usize).map_or(Xpos::Xx, |t| t.xpos)
    }

    pub(crate) fn lemma(&self, t: u32) -> &'a str {
        self.s
            .tokens
            .get(t as usize)
            .map_or("", |t| t.lemma.as_str())
    }

    pub(crate) fn span(&self, t: u32) -> Span {
        self.s
            .tokens
            .get(t as usize)
            .map_or(Span::new(0, 0), |t| t.span)
    }

    pub(crate) fn word(&self, t: u32) -> &'a str {
        self.span(t).of(self.text)
    }

    /// True where the word is the given lower-case one, whatever its case.
    pub(crate) fn is(&self, t: u32, word: &str) -> bool {
        self.word(t).eq_ignore_ascii_case(word)
    }

    pub(crate) fn children(&self, t: u32) -> &'a [u32] {
        self.s.children(t)
    }

    pub(crate) fn child(&self, t: u32, relations: &[Deprel]) -> Option<u32> {
        self.children(t)
            .iter()
            .copied()
            .find(|&c| relations.contains(&self.deprel(c)))
    }

    /// A child by relation and word.
    pub(crate) fn child_word(&self, t: u32, relations: &[Deprel], word: &str) -> Option<u32> {
        self.children(t)
            .iter()
            .copied()
            .find(|&c| relations.contains(&self.deprel(c)) && self.is(c, word))
    }

    /// True for a verb in the passive, or a bare participle after its noun.
    pub(crate) fn is_passive(&self, v: u32) -> bool {
        // 'X, who is in charge, disclosed that': no passive without its auxiliary.
        let active = || self.child(v, &[Deprel::Ccomp]).is_some_and(|c| c > v);
        self.child(v, &[Deprel::AuxPass]).is_some()
            || self.child(v, &[Deprel::NsubjPass]).is_some() && !active()
            || (self.xpos(v) == Xpos::Vbn
                && matches!(self.deprel(v), Deprel::Acl | Deprel::Advcl)
                && self
                    .child(v, &[Deprel::Aux, Deprel::Obj, Deprel::Nsubj])
                    .is_none())
    }

    /// The one by whom something is done, in a passive.
    pub(crate) fn agent(&self, v: u32) -> Option<u32> {
        self.child(v, &[Deprel::OblAgent]).or_else(|| {
            self.children(v).iter().copied().find(|&c| {
                self.deprel(c) == Deprel::Obl
                    && self.child_word(c, &[Deprel::Case], "by").is_some()
                    && !matches!(self.xpos(c), Xpos::Cd | Xpos::Vbg)
            })
        })
    }

    /// The subject as the verb's own child; expletives left out.
    pub(crate) fn own_subject(&self, v: u32) -> Option<u32> {
        self.child(v, SUBJECTS)
    }

    /// Who does what the verb says, also where the subject stands with a
    /// verb further up: coordination, control, participles, relative clauses.
    /// For a passive it is the agent.
    pub(crate) fn subject(&self, v: u32) -> Option<u32> {
        if self.is_passive(v) {
            return self.agent(v);
        }
        if let Some(beside) = self.beside_with(v) {
            return Some(beside);
        }
        let mut at = v;
        for _ in 0..SUBJECT_STEPS {
            if let Some(subject) = self.own_subject(at) {
                if matches!(self.xpos(subject), Xpos::Wp | Xpos::Wdt)
                    || (self.is(subject, "that") && self.upos(subject) == Upos::Pron)
                {
                    return self.antecedent(at).or(Some(subject));
                }
                if self.child(at, &[Deprel::Expl]) == Some(subject) {
                    return None;
                }
                return Some(subject);
            }
            let head = self.s.head(at)?;
            match self.deprel(at) {
                Deprel::Conj => at = self.sister(at).unwrap_or(head),
                // 'had set conditions, demanding that': who set them demands.
                Deprel::Acl if self.follows_object(at, head) => {
                    at = self.outermost(self.s.head(head)?);
                }
                Deprel::Advcl if self.adds(at, head) => at = self.outermost(head),
                Deprel::Acl | Deprel::AclRelcl => {
                    return (self.upos(head) != Upos::Verb).then_some(head);
                }
                Deprel::Xcomp => {
                    // 'asked him to say': the one asked is the speaker.
                    let object = self.child(head, &[Deprel::Obj, Deprel::Iobj]);
                    if let Some(object) = object.filter(|&o| !self.is_passive(head) && o != at) {
                        return Some(object);
                    }
                    at = head;
                }
                Deprel::Advcl | Deprel::Ccomp | Deprel::AdvclRelcl | Deprel::Parataxis => {
                    if self.deprel(at) != Deprel::Advcl && self.is_finite(at) {
                        return None;
                    }
                    at = head;
                }
                Deprel::Obl => at = head,
                _ => return None,
            }
        }
        None
    }

    /// 'With an envoy saying that': the noun right before a participle, behind
    /// 'with'.
    fn beside_with(&self, v: u32) -> Option<u32> {
        let noun = v.checked_sub(1).filter(|_| self.xpos(v) == Xpos::Vbg)?;
        let mut noun = noun;
        while matches!(self.deprel(noun), Deprel::Flat | Deprel::Compound) {
            noun = self.s.head(noun).filter(|&h| h < v)?;
        }
        let nominal = matches!(self.upos(noun), Upos::Noun | Upos::Propn | Upos::Pron);
        let own = self.child_word(noun, &[Deprel::Case, Deprel::Mark], "with");
        let with = own.or_else(|| self.child_word(v, &[Deprel::Mark], "with"));
        with.filter(|_| nominal).map(|_| noun)
    }

    /// 'Confirmed that he had seen the letter, saying that': the verb that
    /// reports a clause.
    fn outermost(&self, mut v: u32) -> u32 {
        while self.deprel(v) == Deprel::Ccomp {
            let Some(h) = self.s.head(v).filter(|&h| h < v) else {
                break;
            };
            v = h;
        }
        v
    }

    /// True for ', saying' and ', adding', which go on with what was reported.
    fn adds(&self, v: u32, head: u32) -> bool {
        let say = matches!(
            self.lemma(v),
            "say" | "add" | "note" | "stress" | "insist" | "warn" | "argue" | "explain"
        );
        say && self.xpos(v) == Xpos::Vbg && head < v && self.is(v - 1, ",")
    }

    /// True for a participle behind a comma that the tree has hung on the object
    /// or adjunct of the verb before.
    fn follows_object(&self, v: u32, noun: u32) -> bool {
        let comma = noun < v && v > 0 && self.is(v - 1, ",");
        // 'issued a statement dismissing'
        let paper = noun < v && super::speaker::is_paper(self.lemma(noun));
        (comma || paper)
            && self.xpos(v) == Xpos::Vbg
            && matches!(
                self.deprel(noun),
                Deprel::Obj | Deprel::Obl | Deprel::OblUnmarked
            )
            && (self.s.head(noun)).is_some_and(|g| self.upos(g) == Upos::Verb && g < noun)
    }

    /// The verb that a second verb really stands beside, where the tree has
    /// put it beside the clause of that verb: in 'said it would come and
    /// denied the report' the tense of 'denied' is that of 'said', and a verb
    /// after 'would' cannot bear it.
    pub(crate) fn sister(&self, d: u32) -> Option<u32> {
        if self.deprel(d) != Deprel::Conj
            || !matches!(self.xpos(d), Xpos::Vbd | Xpos::Vbz)
            || self
                .child(
                    d,
                    &[Deprel::Nsubj, Deprel::NsubjPass, Deprel::Aux, Deprel::Mark],
                )
                .is_some()
        {
            return None;
        }
        let first = self.s.head(d)?;
        let modal = self
            .children(first)
            .iter()
            .any(|&c| self.deprel(c) == Deprel::Aux && self.xpos(c) == Xpos::Md);
        let outer = self.s.head(first)?;
        // 'Said ships had crossed, and called it a threat'
        let comma = d >= 2 && self.is(d - 2, ",") && self.upos(d - 1) == Upos::Cconj;
        let tells = matches!(
            self.lemma(d),
            "call"
                | "describe"
                | "accuse"
                | "urge"
                | "warn"
                | "add"
                | "dismiss"
                | "condemn"
                | "demand"
                | "denounce"
                | "welcome"
                | "reject"
                | "deny"
                | "praise"
                | "insist"
                | "blame"
        );
        let modal = modal || comma && tells;
        (modal && self.deprel(first) == Deprel::Ccomp && self.xpos(outer) == self.xpos(d))
            .then_some(outer)
    }

    /// True for a verb whose object is the one spoken to.
    pub(crate) fn takes_person(&self, v: u32) -> bool {
        matches!(
            self.lemma(v),
            "tell" | "inform" | "assure" | "remind" | "notify" | "warn" | "advise" | "brief"
        )
    }

    /// The noun that a relative clause belongs to, from a verb of the clause.
    pub(crate) fn antecedent(&self, v: u32) -> Option<u32> {
        let mut at = v;
        for _ in 0..SUBJECT_STEPS {
            let head = self.s.head(at)?;
            match self.deprel(at) {
                Deprel::AclRelcl | Deprel::Acl => return Some(head),
                Deprel::Conj | Deprel::Xcomp | Deprel::Ccomp => at = head,
                _ => return None,
            }
        }
        None
    }

    /// True for a verb with tense of its own or an auxiliary.
    pub(crate) fn is_finite(&self, v: u32) -> bool {
        matches!(self.xpos(v), Xpos::Vbd | Xpos::Vbz | Xpos::Vbp | Xpos::Md)
            || self
                .child(v, &[Deprel::Aux, Deprel::Cop, Deprel::AuxPass])
                .is_some()
                && self.infinitive_mark(v).is_none()
    }

    /// The 'to' of an infinitive.
    pub(crate) fn infinitive_mark(&self, v: u32) -> Option<u32> {
        self.children(v).iter().copied().find(|&c| {
            self.xpos(c) == Xpos::To && matches!(self.deprel(c), Deprel::Mark | Deprel::Aux)
        })
    }

    /// The tokens of a phrase without its clauses, asides and outer marks,
    /// as far as they stand together around its head.
    pub(crate) fn phrase(&self, head: u32) -> Span {
        let mut keep = vec![head];
        let mut i = 0;
        while i < keep.len() {
            let at = keep[i];
            for &c in self.children(at) {
                let aside = matches!(
                    self.deprel(c),
                    Deprel::AclRelcl
                        | Deprel::Advcl
                        | Deprel::Parataxis
                        | Deprel::Ccomp
                        | Deprel::Cop
                        | Deprel::Cc
                        | Deprel::Conj
                        | Deprel::Mark
                ) && !(matches!(self.deprel(c), Deprel::Conj)
                    && self.deprel(at) != Deprel::Root
                    && self.upos(c) != Upos::Verb);
                let case = self.deprel(c) == Deprel::Case && at == head && c < head;
                let cc = self.deprel(c) == Deprel::Cc && self.upos(at) != Upos::Verb;
                if (!aside || cc) && !case {
                    keep.push(c);
                }
            }
            i += 1;
        }
        keep.sort_unstable();
        let middle = keep.binary_search(&head).unwrap_or(0);
        let (mut a, mut b) = (middle, middle);
        while a > 0 && keep[a - 1] + 1 == keep[a] {
            a -= 1;
        }
        while b + 1 < keep.len() && keep[b] + 1 == keep[b + 1] {
            b += 1;
        }
        while a < middle && self.upos(keep[a]) == Upos::Punct {
            a += 1;
        }
        while b > middle && self.upos(keep[b]) == Upos::Punct {
            b -= 1;
        }
        self.span(keep[a]).cover(self.span(keep[b]))
    }

    /// Byte spans of the runs of neighbouring tokens of a sorted list, each
    /// freed of punctuation and blanks at its ends.
    pub(crate) fn runs(&self, tokens: &[u32]) -> Vec<Span> {
        let mut out = Vec::new();
        let mut i = 0;
        while i < tokens.len() {
            let mut j = i;
            while j + 1 < tokens.len() && tokens[j] + 1 == tokens[j + 1] {
                j += 1;
            }
            let (mut a, mut b) = (i, j);
            while a < b && self.upos(tokens[a]) == Upos::Punct {
                a += 1;
            }
            while b > a && self.upos(tokens[b]) == Upos::Punct {
                b -= 1;
            }
            let single = a == b && matches!(self.upos(tokens[a]), Upos::Punct | Upos::Cconj);
            if !single {
                out.push(self.span(tokens[a]).cover(self.span(tokens[b])));
            }
            i = j + 1;
        }
        out
    }

    /// The words of a subtree without those of another subtree.
    pub(crate) fn without(&self, of: u32, minus: u32) -> Vec<u32> {
        let minus = self.s.subtree(minus);
        let mut all = self.s.subtree(of);
        all.retain(|t| minus.binary_search(t).is_err());
        all
    }
}
