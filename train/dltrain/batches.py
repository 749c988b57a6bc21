"""Sentences -> padded batches: targets, case and punctuation augmentation, word dropout."""
import random

import numpy as np
import torch

from .features import TABLES, rows

UNK = [r for _, seed, n, _ in TABLES[:1] for r in rows(seed, '\0unk', n)]


def label_sets(labelled):
    def values(key):
        return sorted({x for k in ('ewt', 'gum') for s in labelled[k] for x in s[key]})
    from .data import NER
    return {'upos': values('upos'), 'xpos': values('xpos'), 'ner': NER, 'rels': values('rels')}


def encode_targets(sents, labels):
    """Adds `y`: arrays of label numbers, -100 where the sentence has none."""
    idx = {k: {v: i for i, v in enumerate(vs)} for k, vs in labels.items()}
    for s in sents:
        n = len(s['forms'])
        y = {}
        for key in ('upos', 'xpos', 'rels', 'ner'):
            y[key] = (np.array([idx[key].get(v, -100) for v in s[key]], np.int64) if key in s
                      else np.full(n, -100, np.int64))
        y['heads'] = np.array(s['heads'], np.int64) if 'heads' in s else np.full(n, -100, np.int64)
        s['y'] = y
    return sents


def augment(s, rng):
    """Forms and number of words kept: headline cases, and a missing final stop."""
    forms, n = s['forms'], len(s['forms'])
    r = rng.random()
    if r < 0.025:
        forms = [w.lower() for w in forms]
    elif r < 0.06:
        forms = [w.upper() for w in forms]
    elif r < 0.09:
        forms = [w[:1].upper() + w[1:] for w in forms]
    if n > 3 and forms[-1] in '.!?' and rng.random() < 0.1:
        h = s.get('heads')
        if h is None or n not in h:
            n -= 1
    return forms[:n], n


def plan(sents, budget, rng):
    """Index lists of about `budget` padded words each, sentences of like length together, in random order."""
    order = list(range(len(sents)))
    rng.shuffle(order)
    out, pool = [], max(1, 40 * budget // 20)
    for p in range(0, len(order), pool):
        part = sorted(order[p:p + pool], key=lambda i: len(sents[i]['forms']))
        cur, longest = [], 0
        for i in part:
            n = len(sents[i]['forms'])
            if cur and max(longest, n) * (len(cur) + 1) > budget:
                out.append(cur)
                cur, longest = [], 0
            cur.append(i)
            longest = max(longest, n)
        if cur:
            out.append(cur)
    rng.shuffle(out)
    return out


def pad(seqs, fill, dtype=np.int64):
    n = max(len(s) for s in seqs)
    out = np.full((len(seqs), n) + np.asarray(seqs[0]).shape[1:], fill, dtype)
    for i, s in enumerate(seqs):
        out[i, :len(s)] = s
    return torch.from_numpy(out)


def soft_targets(soft, lens):
    """The teacher's distributions for a batch, padded; weights 1 where a word has them."""
    n = max(lens)
    out = {}
    for key in ('upos', 'xpos', 'ner', 'rels'):
        a = np.zeros((len(soft), n, soft[0][key].shape[1]), np.float32)
        for i, s in enumerate(soft):
            a[i, :lens[i]] = s[key][:lens[i]]
        out[key] = torch.from_numpy(a)
    arcs = np.zeros((len(soft), n, n + 1), np.float32)
    heads = np.zeros((len(soft), n), np.int64)
    for i, s in enumerate(soft):
        m = lens[i]
        idx, p = s['arc_idx'][:m].astype(np.int64), s['arc_p'][:m].astype(np.float32)
        ok = idx <= m  # a head that was cut off with the final stop is dropped
        idx = np.where(ok, idx, 0)
        np.put_along_axis(arcs[i, :m], idx, 0, 1)
        for k in range(idx.shape[1]):
            np.add.at(arcs[i], (np.arange(m), idx[:, k]), np.where(ok[:, k], p[:, k], 0))
        heads[i, :m] = np.where(ok[:, 0], s['arc_idx'][:m, 0], 0)
    arcs /= np.maximum(arcs.sum(-1, keepdims=True), 1e-6)
    out['arcs'] = torch.from_numpy(arcs)
    out['heads'] = torch.from_numpy(heads)
    return out


def make(sents, ids, fz, rng, train, counts=None, drop_word=0.25, drop_vector=0.03, soft=True):
    """-> feats [B, T, F] (or None without a featurizer), forms, mask, targets, soft targets or None."""
    forms, lens = [], []
    for i in ids:
        f, n = augment(sents[i], rng) if train else (sents[i]['forms'], len(sents[i]['forms']))
        forms.append(f)
        lens.append(n)
    y = {k: pad([sents[i]['y'][k][:n] for i, n in zip(ids, lens)], -100) for k in ('upos', 'xpos', 'rels', 'ner', 'heads')}
    mask = torch.arange(max(lens))[None] < torch.tensor(lens)[:, None]
    feats = None
    if fz is not None:
        feats = pad([np.array([fz(w) for w in f]) for f in forms], 0)
        if train:
            none = len(fz.vectors.words)
            for b, f in enumerate(forms):
                for t, w in enumerate(f):
                    r = rng.random()
                    if r < drop_word / (drop_word + counts.get(w.lower(), 0)) or r < 0.02:
                        feats[b, t, 0], feats[b, t, 1] = UNK
                    if rng.random() < drop_vector:
                        feats[b, t, -1] = none
    st = None
    if soft and 'soft' in sents[ids[0]]:
        st = soft_targets([sents[i]['soft'] for i in ids], lens)
        for key in ('upos', 'xpos', 'ner', 'arcs', 'rels'):  # the teacher is asked only where there is no gold label
            gold = y['heads' if key == 'arcs' else key] >= 0
            st[key] = st[key].masked_fill(gold[..., None], 0.0)
    return feats, forms, mask, y, st
