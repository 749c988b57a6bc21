"""Reads treebanks (CoNLL-U), names (IOB2) and raw text into one sentence type.

A sentence is a dict: `forms` always; `upos`, `xpos`, `heads` (0 = root, words count from 1), `rels`,
`lemmas`, `ner` only where the source has them. Nothing here draws random numbers.
"""
import gzip
import json
import re

NER = ['O', 'B-PER', 'I-PER', 'B-ORG', 'I-ORG', 'B-LOC', 'I-LOC', 'B-MISC', 'I-MISC']
NER_MAP = {
    'person': 'PER', 'politician': 'PER', 'organisation': 'ORG', 'organization': 'ORG', 'politicalparty': 'ORG',
    'country': 'LOC', 'location': 'LOC', 'election': 'MISC', 'event': 'MISC', 'misc': 'MISC',
    'per': 'PER', 'org': 'ORG', 'loc': 'LOC',
}
# GUM's MISC holds time mentions as well: a name made of these words alone is a date and no entity for us.
DATE_WORDS = set(
    'january february march april may june july august september october november december jan feb mar apr jun jul '
    'aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun '
    'ad bc ce bce am pm gmt utc est'.split())


def _open(path):
    return gzip.open(path, 'rt', encoding='utf8') if str(path).endswith('.gz') else open(path, encoding='utf8')


def read_conllu(path):
    out, rows = [], []
    with _open(path) as f:
        for line in f:
            line = line.rstrip('\n')
            if not line:
                if rows:
                    out.append(_sentence(rows))
                rows = []
            elif line[0] != '#':
                c = line.split('\t')
                if c[0].isdigit():
                    rows.append(c)
    if rows:
        out.append(_sentence(rows))
    return out


def _sentence(rows):
    return {
        'forms': [r[1] for r in rows], 'lemmas': [r[2] for r in rows], 'upos': [r[3] for r in rows],
        'xpos': [r[4] for r in rows], 'heads': [int(r[6]) for r in rows], 'rels': [r[7] for r in rows],
    }


def read_iob2(path):
    out, rows = [], []

    def flush():
        if rows:
            out.append({'forms': [r[1] for r in rows], 'ner': _names([r[1] for r in rows], [r[2] for r in rows])})
            rows.clear()

    with _open(path) as f:
        for line in f:
            line = line.rstrip('\n')
            if not line:
                flush()
            elif line[0] != '#' or line.count('\t') == 2 and line.split('\t')[0].isdigit():
                rows.append(line.split('\t'))
    flush()
    return out


def _names(forms, tags):
    """Maps the source's tags to ours; other kinds and GUM's dates become O."""
    out, i = ['O'] * len(tags), 0
    while i < len(tags):
        if not tags[i].startswith('B-'):
            i += 1
            continue
        kind = tags[i][2:]
        j = i + 1
        while j < len(tags) and tags[j] == 'I-' + kind:
            j += 1
        mapped = kind if kind == 'MISC' else NER_MAP.get(kind.lower())
        words = [w.lower().rstrip('.') for w in forms[i:j]]
        if mapped == 'MISC' and all(w in DATE_WORDS or not any(ch.isalpha() for ch in w) for w in words):
            mapped = None
        if mapped:
            out[i] = 'B-' + mapped
            for k in range(i + 1, j):
                out[k] = 'I-' + mapped
        i = j
    return out


TITLES = set(
    'president minister secretary senator representative governor king queen prince princess emperor pope general colonel '
    'major captain lieutenant sergeant admiral commander judge justice professor doctor chancellor premier ambassador mayor '
    'sheikh sheik ayatollah reverend bishop archbishop cardinal lord lady sir dame mr mrs ms miss dr prof gen col lt sgt capt '
    'sen rep gov sec prime vice deputy chairman chairwoman director chief'.split())


def bare_names(forms, xpos, tags):
    """Persons without the title in front, as Wikigold and Universal NER have them; a title alone or the name of a people
    ('Iraqis') is no person."""
    tags, n, i = list(tags), len(tags), 0
    while i < n:
        if tags[i] != 'B-PER':
            i += 1
            continue
        j = i + 1
        while j < n and tags[j] == 'I-PER':
            j += 1
        while i < j and forms[i].lower().rstrip('.') in TITLES:
            tags[i] = 'O'
            i += 1
        if i + 1 == j and xpos[i] == 'NNPS':
            tags[i] = 'O'
        elif i < j:
            tags[i] = 'B-PER'
        i = j
    return tags


def load_labelled(data, bare=True):
    """Training sets by name. GUM's names are joined to its trees (the tokens are the same); `bare`: without titles."""
    ud, ner = f'{data}/ud', f'{data}/ner'
    gum = read_conllu(f'{ud}/gum-train.conllu.gz')
    for s, n in zip(gum, read_iob2(f'{ner}/gum-names-train.iob2.gz'), strict=True):
        assert s['forms'] == n['forms']
        s['ner'] = bare_names(s['forms'], s['xpos'], n['ner']) if bare else n['ner']
    return {
        'ewt': read_conllu(f'{ud}/ewt-train.conllu.gz'),
        'gum': gum,
        'wikigold': read_iob2(f'{ner}/wikigold.iob2.gz'),
        'crossner': read_iob2(f'{ner}/crossner-politics-train.iob2.gz'),
    }


def load_dev(data):
    ud, ner = f'{data}/ud', f'{data}/ner'
    out = {}
    for name, tree, names in (('ewt', 'ewt-dev', 'uner-ewt-dev'), ('gum', 'gum-dev', 'gum-names-dev')):
        sents = read_conllu(f'{ud}/{tree}.conllu.gz')
        tagged = {}  # Universal NER keeps another order of the sentences
        for n in read_iob2(f'{ner}/{names}.iob2.gz'):
            tagged.setdefault(' '.join(n['forms']), n['ner'])
        for s in sents:
            tags = tagged.get(' '.join(s['forms']))
            if tags:
                s['ner'] = tags
        out[name] = sents
    return out


# A plain UD-like tokeniser for raw news: good enough to make soft targets, not the one that ships.
_TOKEN = re.compile(r"""
    https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+
  | (?:[A-Za-z]\.){2,}                                # U.S., a.m.
  | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|km|bn|am|pm)?(?!\w)   # 1,000 3.5 10:30 21st
  | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Sen|Rep|Gov|St|No|Jr|Sr|vs|Inc|Ltd|Corp|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.
  | [^\W\d_]\.(?=\s+[A-Z])(?<=[A-Z]\.)
  | [\w&]+(?:[.][\w]+)*
  | \.{2,}|--+|''|``
  | \S
""", re.X)
_CLITIC = re.compile(r"^(.+?)(n['’]t|['’](?:s|S|re|ve|ll|d|m|RE|VE|LL|D|M))$")


def tokenize(text):
    text = re.sub(r"(\w)(['’])(s|re|ve|ll|d|m|t)\b", r"\1\2\3", text)
    raw = []
    for chunk in text.split():
        # keep clitics whole for the split below
        m = re.match(r"^(\W*)([\w.\-&]*[\w.])(['’](?:s|re|ve|ll|d|m|t|S|RE|VE|LL|D|M|T))(\W*)$", chunk)
        if m:
            pre, word, cl, post = m.groups()
            raw += _TOKEN.findall(pre)
            toks = _TOKEN.findall(word)
            if cl[1:].lower() == 't' and toks and toks[-1].lower().endswith('n') and len(toks[-1]) > 1:
                last = toks[-1]
                toks[-1:] = [last[:-1], last[-1] + cl]
            else:
                toks.append(cl)
            raw += toks
            raw += _TOKEN.findall(post)
        else:
            raw += _TOKEN.findall(chunk)
    out = []
    for t in raw:
        low = t.lower()
        if low == 'cannot':
            out += [t[:3], t[3:]]
        elif low in ('gonna', 'wanna', 'gotta'):
            out += [t[:3], t[3:]]
        else:
            out.append(t)
    return out


_ABBR = set('mr mrs ms dr prof gen col lt sgt capt sen rep gov st no jr sr vs inc ltd corp co jan feb mar apr jun jul aug '
            'sep sept oct nov dec u.s u.k u.n e.g i.e'.split())


def split_sentences(text):
    out = []
    for para in re.split(r'\n+', text):
        start = 0
        for m in re.finditer(r'[.!?]["”’\')\]]*\s+(?=["“‘\'(\[]?[A-Z0-9])', para):
            before = para[start:m.start()].split()
            last = before[-1].lower().lstrip('("“') if before else ''
            if para[m.start()] == '.' and (last in _ABBR or len(last) == 1 and last.isalpha() and last != 'i'):
                continue
            out.append(para[start:m.end()].strip())
            start = m.end()
        out.append(para[start:].strip())
    return [s for s in out if s]


def load_raw(data, max_words=None):
    """Tokenised sentences of the raw news, in the order of the files; 3 to 80 tokens each, no doubles."""
    seen, out, words = set(), [], 0
    for name in ('wikinews-2019', 'current-events-2002-2012'):
        with _open(f'{data}/corpus/{name}.jsonl.gz') as f:
            for line in f:
                d = json.loads(line)
                texts = ([d['title']] if name.startswith('wikinews') and d.get('title') else []) + split_sentences(d['text'])
                for s in texts:
                    t = tokenize(s)
                    key = ' '.join(t)
                    if 3 <= len(t) <= 80 and key not in seen:
                        seen.add(key)
                        out.append({'forms': t})
                        words += len(t)
                        if max_words and words >= max_words:
                            return out
    return out
