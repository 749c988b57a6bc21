"""Types of well-known names, to correct the teacher's soft name targets over raw text.

Sources (folder `gazetteer/`): countries and capitals (PDDL, public domain), cities of 100,000 and more (GeoNames, CC BY 4.0),
office holders (Wikidata, CC0), bodies (Factbook, public domain; Open Event Data Alliance's dictionary, MIT).
Only the type changes, and only where the teacher itself sees a name: a list says nothing of whether a word is a name here.
"""
import csv
import gzip
import re

import numpy as np

from .data import NER, TITLES, tokenize

def _key(text):
    return ' '.join(w.upper() for w in tokenize(text) if any(c.isalnum() for c in w))


def load(folder):
    """-> {key of upper-case words: type}; names listed under two types are left out."""
    kinds = {}

    def add(name, kind):
        k = _key(name)
        if len(k) >= 2:
            kinds.setdefault(k, set()).add(kind)

    with open(f'{folder}/countries_codes.tsv', encoding='utf8') as f:
        for r in csv.DictReader(f, delimiter='\t'):
            for c in ('CLDR display name', 'UNTERM English Short', 'Capital', 'Region Name', 'Sub-region Name'):
                add(r[c] or '', 'LOC')
    with open(f'{folder}/countries_factbook.tsv', encoding='utf8') as f:
        for r in csv.DictReader(f, delimiter='\t'):
            add(r['name'], 'LOC')
            add(r['long_name'], 'LOC')
            for o in (r['igo_membership'] or '').split(','):
                o = re.sub(r'\(.*', '', o).strip()
                if re.fullmatch(r'[A-Z][A-Za-z]{2,}', o):
                    add(o, 'ORG')
    with gzip.open(f'{folder}/places_geonames_cities500.tsv.gz', 'rt', encoding='utf8') as f:
        for r in csv.DictReader(f, delimiter='\t'):
            if int(r['population'] or 0) >= 100000:
                add(r['name'], 'LOC')
    for file, col in (('office_holders_wikidata.csv', 'person'), ('foreign_ministers_2023-01_wikidata.csv', 'person'),
                      ('world_leaders_2022-10_wikidata.csv', 'officeholderLabel')):
        with open(f'{folder}/{file}', encoding='utf8') as f:
            for r in csv.DictReader(f):
                if ' ' in r[col]:
                    add(r[col], 'PER')
    with gzip.open(f'{folder}/phoenix_mit_international_actors.txt.gz', 'rt', encoding='utf8') as f:
        head, names = '', []
        for line in f:
            m = re.match(r'^\+?([A-Z0-9][A-Z0-9_.&\'-]+?)_?\s*(?:\[|;|$)', line)
            if m and not line.startswith('#'):
                if not line.startswith('+'):
                    names = []
                names.append(m.group(1))
            code = re.search(r'\[([A-Z]{3})', line)
            if code and code.group(1) in ('IGO', 'NGO', 'NGM', 'MNC', 'IMG'):
                for n in names:
                    add(n.replace('_', ' '), 'ORG')
    # Bodies that the news names daily; a body and no place, whoever writes it.
    for n in ('Hamas', 'Hezbollah', 'Fatah', 'Taliban', 'al-Qaeda', 'United Nations', 'UN', 'U.N.', 'EU', 'European Union', 'NATO',
              'African Union', 'ASEAN', 'OPEC', 'IAEA', 'World Bank', 'IMF', 'Xinhua', 'Reuters', 'BBC', 'CNN', 'AP', 'AFP'):
        kinds[_key(n)] = {'ORG'}
    for n in ('US', 'U.S.', 'USA', 'UK', 'U.K.', 'Britain', 'North Korea', 'South Korea', 'Russia', 'Syria', 'Iran', 'Taiwan',
              'Gaza', 'West Bank', 'Gaza Strip', 'Kosovo', 'Palestine', 'Jordan', 'Georgia', 'Chad', 'Turkey'):
        kinds[_key(n)] = {'LOC'}
    return {k: next(iter(v)) for k, v in kinds.items() if len(v) == 1}


def correct(forms, xpos, p, names, weight=0.75, bare=True):
    """p [n, 9] name probabilities -> corrected copy. xpos: the teacher's tags. 1 and 2 only with `bare`.

    1. titles leave the front of a person's name; 2. a people's name alone ('Iraqis') is no person;
    3. a known name that the teacher sees as a name gets its known type."""
    p = p.astype(np.float32).copy()
    n = len(forms)
    per_b, per_i = NER.index('B-PER'), NER.index('I-PER')
    for i in range(n - 1 if bare else 0):
        if forms[i].lower().rstrip('.') in TITLES and p[i, per_b] + p[i, per_i] > 0.3 and p[i + 1, per_i] > 0.3:
            p[i, 0] += p[i, per_b] + p[i, per_i]
            p[i, per_b] = p[i, per_i] = 0
            p[i + 1, per_b] += p[i + 1, per_i]
            p[i + 1, per_i] = 0
    for i in range(n if bare else 0):
        if xpos[i] == 'NNPS' and p[i, per_b] > 0.3 and (i + 1 == n or p[i + 1, per_i] < 0.3):
            p[i, 0] += p[i, per_b] + p[i, per_i]
            p[i, per_b] = p[i, per_i] = 0
    up = [f.upper() for f in forms]
    i = 0
    while i < n:
        if not forms[i][:1].isupper() and forms[i] != 'al':
            i += 1
            continue
        for j in range(min(n, i + 8), i, -1):
            kind = names.get(' '.join(w for w in up[i:j] if any(c.isalnum() for c in w)))
            if kind and any(c.isalnum() for c in forms[j - 1]):
                ent = 1 - p[i:j, 0]
                inner = p[i + 1:j, 2::2].sum(1)
                if kind == 'LOC' and j == i + 1 and p[i, per_b] > 0.6:
                    ent[:] = 0  # a town that is a person's name as well
                alone = p[i, 2::2].sum() < 0.5 and (j == n or p[j, 2::2].sum() < 0.5)
                if ent.min() > 0.4 and alone and (j == i + 1 or inner.min() > 0.3):
                    b, e = NER.index('B-' + kind), NER.index('I-' + kind)
                    for t in range(i, j):
                        p[t] *= 1 - weight
                        p[t, b if t == i else e] += weight
                i = j
                break
        else:
            i += 1
    return p
