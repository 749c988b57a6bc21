"""Makes and reads the lemma table: longest-suffix rules learned from the treebanks.

`python -m dltrain.lemmas --data DIR --out lemmas.tsv` ; the file's own first lines say how to read it.
"""
import argparse
from collections import Counter, defaultdict

from . import data
from .features import plain

HEADER = """\
# Lemmas by the longest known ending. Made by train/ (python -m dltrain.lemmas) from UD_English-EWT train (CC BY-SA 4.0)
# and UD_English-GUM train, free genres (CC BY 4.0); not edited by hand.
# key TAB ending TAB op TAB strip TAB append. key: PTB tag, '/' and the case class: 't' for a word that begins with a
# capital, is not the first of its sentence, has a small letter and no tag of a verb, plural, pronoun or adverb (VB...,
# NNS, PRP..., RB...); 'l' for any other. ending: of '^' + the word in lower
# case (so '^' + word is the whole word; the empty ending is the default). The longest ending listed under the key wins;
# then op on the word: L lower case, K keep, C lower case but the first letter upper case; cut `strip` code points off the
# end, add `append`. First write ’ and the like as ' (train/FORMAT.md, plain); a word without letter or digit is its own
# lemma. A key that is not listed: lower case (NNP, NNPS, ADD, FW, GW: keep).
"""


PLAIN = ('VB', 'VBD', 'VBG', 'VBN', 'VBP', 'VBZ', 'NNS', 'PRP', 'PRP$', 'RB', 'RBR', 'RBS')


def case_class(form, first, tag):
    title = not first and form[:1].isupper() and any(c.islower() for c in form)
    return 't' if title and tag not in PLAIN else 'l'


def regular(word, tag):
    """The regular form of a verb or noun, or None where its last letter may double or the spelling is not sure."""
    vowels = 'aeiou'
    if len(word) < 3 or not word.isascii() or not word.isalpha():
        return None
    doubles = word[-1] not in vowels + 'ywx' and word[-2] in vowels and word[-3] not in vowels
    consonant_y = word[-1] == 'y' and word[-2] not in vowels
    if tag in ('VBZ', 'NNS'):
        if word[-1] in 'of' or word[-2:] == 'fe' or tag == 'NNS' and consonant_y:
            return None
        return word[:-1] + 'ies' if consonant_y else word + ('es' if word.endswith(('s', 'x', 'z', 'ch', 'sh')) else 's')
    if doubles:
        return None
    if tag == 'VBG':
        if word.endswith('ie'):
            return word[:-2] + 'ying'
        return (word[:-1] if word[-1] == 'e' and word[-2] not in 'eoy' else word) + 'ing'
    return word + 'd' if word[-1] == 'e' else word[:-1] + 'ied' if consonant_y else word + 'ed'


def inflected(types):
    """Regular forms that the treebanks lack, of the verbs and nouns that they have: (tag, form, lemma)."""
    seen, past = set(), defaultdict(set)
    for tag, form, lemma in types:
        seen.add((tag, form.lower()))
        if tag in ('VBD', 'VBN'):
            past[lemma].add(form.lower())
    for pos, tags in (('VB', ('VBD', 'VBN', 'VBG', 'VBZ')), ('NN', ('NNS',))):
        words = {l for t, _, l in types if t.startswith(pos) and not t.startswith('NNP') and l == l.lower()}
        for lemma in sorted(words):
            for tag in tags:
                form = regular(lemma, tag)
                irregular = tag in ('VBD', 'VBN') and any(f != form for f in past[lemma])
                if form and not irregular and (tag, form) not in seen:
                    yield tag, form, lemma


def ops(form):
    low = form.lower()
    return {'L': low, 'K': form, 'C': low[:1].upper() + low[1:]}


def edit(form, lemma, prefer='LCK'):
    """The cheapest (op, strip, append) that makes lemma of form; ties in the order of `prefer`."""
    best = None
    for op in prefer:
        w = ops(form)[op]
        k = 0
        while k < min(len(w), len(lemma)) and w[k] == lemma[k]:
            k += 1
        cost = (len(w) - k) + len(lemma) - k
        if best is None or cost < best[0]:
            best = (cost, (op, len(w) - k, lemma[k:]))
    return best[1]


def apply(form, rule):
    op, strip, add = rule
    w = ops(form)[op]
    if strip > len(w):
        return w
    return w[:len(w) - strip] + add


def train(sents, key='xpos', max_suffix=7):
    count = defaultdict(Counter)  # (key, ending) -> rules
    types = defaultdict(Counter)
    known = set()
    for s in sents:
        for i, (form, lemma, tag) in enumerate(zip(s['forms'], s['lemmas'], s[key])):
            form = plain(form)
            if lemma == '_' or s['rels'][i] == 'goeswith' or not any(c.isalnum() for c in form):
                continue
            cls = case_class(form, i == 0, tag)
            known.add((tag, form, lemma))
            proper = tag in ('NNP', 'NNPS', 'ADD', 'FW', 'GW')
            types[(f'{tag}/{cls}', form, edit(form, lemma, 'KLC' if proper else 'LCK'))][0] += 1
    for tag, form, lemma in inflected(sorted(known)):
        types[(f'{tag}/l', form, edit(form, lemma, 'LCK'))][0] += 1
    for (k, form, rule), c in types.items():
        n = sum(c.values())
        w = '^' + form.lower()
        for m in range(0, min(len(w), max_suffix) + 1):
            count[(k, w[len(w) - m:])][rule] += 1 + min(n, 5) * 0.1
        count[(k, '=' + w)][rule] += n
    rules = {}
    for k, e in sorted(count, key=lambda x: (x[0], len(x[1]), x[1])):
        c = count[(k, e)]
        whole = e.startswith('=')
        if not e:
            c = {r: n for r, n in c.items() if r[1] < 3 and not r[2]} or {('L', 0, ''): 1}  # a mild default
        rule = max(sorted(c), key=lambda r: c[r])
        word = e[1:] if whole else e
        # an ending is kept only where it says something else than the next shorter one
        parent = None
        for m in range(len(word) if whole else len(word) - 1, -1, -1):
            parent = rules.get((k, word[len(word) - m:]))
            if parent is not None:
                break
        if whole:
            if parent is None or _differs(word[1:], parent, rule):
                rules[(k, word)] = rule
        elif parent != rule and (sum(c.values()) >= 2.2 or not word):
            rules[(k, word)] = rule
    return rules


def _differs(low, a, b):
    return apply(low, a) != apply(low, b) or a[0] != b[0]


def lemma(rules, form, tag, first):
    if not any(c.isalnum() for c in form):
        return form
    form = plain(form)
    w, k = '^' + form.lower(), f'{tag}/{case_class(form, first, tag)}'
    for m in range(len(w), -1, -1):
        r = rules.get((k, w[len(w) - m:]))
        if r is not None:
            return apply(form, r)
    return form if tag in ('NNP', 'NNPS', 'ADD', 'FW', 'GW') else form.lower()


def accuracy(rules, sents, key='xpos'):
    ok = n = 0
    wrong = Counter()
    for s in sents:
        for i, (f, l, t) in enumerate(zip(s['forms'], s['lemmas'], s[key])):
            g = lemma(rules, f, t, i == 0)
            n += 1
            ok += g == l
            if g != l:
                wrong[(f, t, l, g)] += 1
    return 100 * ok / n, wrong


def main():
    a = argparse.ArgumentParser()
    a.add_argument('--data', required=True)
    a.add_argument('--out', required=True)
    a = a.parse_args()
    lab = data.load_labelled(a.data)
    rules = train(lab['ewt'] + lab['gum'])
    with open(a.out, 'w', encoding='utf8') as f:
        f.write(HEADER)
        for (k, e), (op, strip, add) in sorted(rules.items()):
            f.write(f'{k}\t{e}\t{op}\t{strip}\t{add}\n')
    for name, sents in data.load_dev(a.data).items():
        acc, wrong = accuracy(rules, sents)
        print(name, round(acc, 2), 'rules', len(rules), wrong.most_common(25))


if __name__ == '__main__':
    main()
