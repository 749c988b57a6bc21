//! The label sets: universal tags, Penn Treebank tags, dependency relations,
//! types of names.

use dateline_record::closed_list;

closed_list! {
    /// Universal part-of-speech tags (Universal Dependencies v2).
    #[allow(missing_docs)]
    Upos {
        Adj = "ADJ", Adp = "ADP", Adv = "ADV", Aux = "AUX", Cconj = "CCONJ", Det = "DET",
        Intj = "INTJ", Noun = "NOUN", Num = "NUM", Part = "PART", Pron = "PRON",
        Propn = "PROPN", Punct = "PUNCT", Sconj = "SCONJ", Sym = "SYM", Verb = "VERB", X = "X",
    }
}

closed_list! {
    /// Penn Treebank tags, as in the English treebanks of Universal
    /// Dependencies. Tense and form of a verb are read off these.
    #[allow(missing_docs)]
    Xpos {
        Add = "ADD", Afx = "AFX", Cc = "CC", Cd = "CD", Dt = "DT", Ex = "EX", Fw = "FW",
        Gw = "GW", Hyph = "HYPH", In = "IN", Jj = "JJ", Jjr = "JJR", Jjs = "JJS", Ls = "LS",
        Md = "MD", Nfp = "NFP", Nn = "NN", Nnp = "NNP", Nnps = "NNPS", Nns = "NNS", Pdt = "PDT",
        Pos = "POS", Prp = "PRP", PrpS = "PRP$", Rb = "RB", Rbr = "RBR", Rbs = "RBS", Rp = "RP",
        Sym = "SYM", To = "TO", Uh = "UH", Vb = "VB", Vbd = "VBD", Vbg = "VBG", Vbn = "VBN",
        Vbp = "VBP", Vbz = "VBZ", Wdt = "WDT", Wp = "WP", WpS = "WP$", Wrb = "WRB", Xx = "XX",
        Comma = ",", Colon = ":", Stop = ".", OpenQuote = "``", CloseQuote = "''",
        Lrb = "-LRB-", Rrb = "-RRB-", Dollar = "$",
    }
}

closed_list! {
    /// Relations of Universal Dependencies v2 with the subtypes that the
    /// English treebanks use.
    #[allow(missing_docs)]
    Deprel {
        Acl = "acl", AclRelcl = "acl:relcl", Advcl = "advcl", AdvclRelcl = "advcl:relcl",
        Advmod = "advmod", Amod = "amod", Appos = "appos", Aux = "aux", AuxPass = "aux:pass",
        Case = "case", Cc = "cc", CcPreconj = "cc:preconj", Ccomp = "ccomp",
        Compound = "compound", CompoundPrt = "compound:prt", Conj = "conj", Cop = "cop",
        Csubj = "csubj", CsubjOuter = "csubj:outer", CsubjPass = "csubj:pass", Dep = "dep",
        Det = "det", DetPredet = "det:predet", Discourse = "discourse",
        Dislocated = "dislocated", Expl = "expl", Fixed = "fixed", Flat = "flat",
        Goeswith = "goeswith", Iobj = "iobj", List = "list", Mark = "mark", Nmod = "nmod",
        NmodDesc = "nmod:desc", NmodPoss = "nmod:poss", NmodUnmarked = "nmod:unmarked",
        Nsubj = "nsubj", NsubjOuter = "nsubj:outer", NsubjPass = "nsubj:pass",
        Nummod = "nummod", Obj = "obj", Obl = "obl", OblAgent = "obl:agent",
        OblUnmarked = "obl:unmarked", Orphan = "orphan", Parataxis = "parataxis",
        Punct = "punct", Reparandum = "reparandum", Root = "root", Vocative = "vocative",
        Xcomp = "xcomp",
    }
}

impl Xpos {
    /// True where the two tags can stand for one word: the pairs that the
    /// English treebanks use more than a few times.
    pub fn fits(self, upos: Upos) -> bool {
        use Upos as U;
        match self {
            Self::Nn => matches!(upos, U::Noun | U::Pron | U::Sym | U::X),
            Self::Nns => upos == U::Noun,
            Self::Nnp => matches!(upos, U::Propn | U::Adj | U::Verb | U::Num | U::Adv),
            Self::Nnps => upos == U::Propn,
            Self::In => matches!(upos, U::Adp | U::Sconj | U::Adv),
            Self::Dt => matches!(upos, U::Det | U::Pron),
            Self::Jj | Self::Jjr | Self::Jjs => upos == U::Adj,
            Self::Rb => matches!(upos, U::Adv | U::Part | U::X),
            Self::Rbr | Self::Rbs | Self::Wrb => upos == U::Adv,
            Self::Vb | Self::Vbd | Self::Vbg | Self::Vbn | Self::Vbp | Self::Vbz => {
                matches!(upos, U::Verb | U::Aux)
            }
            Self::Md => upos == U::Aux,
            Self::Prp | Self::PrpS | Self::Wp | Self::WpS | Self::Ex => upos == U::Pron,
            Self::Wdt => matches!(upos, U::Pron | U::Det),
            Self::Pdt => upos == U::Det,
            Self::Cc => upos == U::Cconj,
            Self::Cd => upos == U::Num,
            Self::To | Self::Pos => upos == U::Part,
            Self::Rp => upos == U::Adp,
            Self::Uh => upos == U::Intj,
            Self::Dollar => upos == U::Sym,
            Self::Stop
            | Self::Colon
            | Self::Lrb
            | Self::Rrb
            | Self::OpenQuote
            | Self::CloseQuote => upos == U::Punct,
            Self::Comma | Self::Hyph | Self::Sym | Self::Nfp => {
                matches!(upos, U::Punct | U::Sym)
            }
            // Foreign words, affixes, list numbers and other odds and ends.
            Self::Fw | Self::Gw | Self::Add | Self::Afx | Self::Ls | Self::Xx => true,
        }
    }
}

impl Deprel {
    /// The relation without its subtype: `nsubj:pass` is `nsubj`.
    pub fn base(self) -> &'static str {
        let text = self.as_str();
        text.split_once(':').map_or(text, |(base, _)| base)
    }
}

closed_list! {
    /// Types of names.
    #[allow(missing_docs)]
    NameType { Per = "PER", Org = "ORG", Loc = "LOC", Misc = "MISC", }
}
