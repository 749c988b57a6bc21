"""The teacher's distributions over raw news and over the training sets, as targets for the fast model.

`python -m dltrain.soft --data DIR --teacher best.pt --out soft.npz`
Row by row in the order of data.load_labelled and data.load_raw; arcs keep their 6 best heads.
"""
import argparse
import time

import numpy as np
import torch

from . import data, known_names
from .best import Best, Pieces
from .train_best import autocast

KEYS = ('upos', 'xpos', 'ner', 'rels', 'arc_idx', 'arc_p')


def items(folder):
    labelled = data.load_labelled(folder)
    return [s for k in ('ewt', 'gum', 'wikigold', 'crossner') for s in labelled[k]], data.load_raw(folder)


def load_soft(paths, train, raw, names, xpos):
    """Adds `soft` to the sentences of `train` and `raw`; -> raw. `names`: types of known names (known_names.load)."""
    sents = train + raw
    starts = np.cumsum([0] + [len(s['forms']) for s in sents])
    assert len(paths) == 1
    with np.load(paths[0]) as z:
        arrays = {k: z[k] for k in KEYS}
    assert len(arrays['upos']) == starts[-1], 'soft targets of other sentences'
    for i, s in enumerate(sents):
        s['soft'] = {k: arrays[k][starts[i]:starts[i + 1]] for k in KEYS}
        tags = [xpos[k] for k in s['soft']['xpos'].argmax(1)]
        s['soft']['ner'] = known_names.correct(s['forms'], tags, s['soft']['ner'], names)
    return raw


def open_teacher(path):
    """-> model, pieces, labels, from a checkpoint or from the model file of the best model."""
    if str(path).endswith('.safetensors'):
        from . import export_best
        model, labels = export_best.load(path)
        return model, export_best.KeptPieces(), labels
    ck = torch.load(path, weights_only=False)
    labels = ck['labels']
    model = Best(tuple(len(labels[k]) for k in ('upos', 'xpos', 'ner', 'rels')), pretrained=False)
    model.load_state_dict(ck['model'])
    return model.eval(), Pieces(), labels


@torch.no_grad()
def main():
    a = argparse.ArgumentParser()
    a.add_argument('--data', required=True)
    a.add_argument('--teacher', required=True)
    a.add_argument('--out', required=True)
    a.add_argument('--threads', type=int, default=1)
    a.add_argument('--budget', type=int, default=1500)
    a = a.parse_args()
    torch.set_num_threads(a.threads)
    model, pieces, labels = open_teacher(a.teacher)
    sizes = tuple(len(labels[k]) for k in ('upos', 'xpos', 'ner', 'rels'))
    train, raw = items(a.data)
    sents = train + raw
    starts = np.cumsum([0] + [len(s['forms']) for s in sents])
    n = int(starts[-1])
    out = {k: np.zeros((n, w), np.float16) for k, w in zip(('upos', 'xpos', 'ner', 'rels'), sizes)}
    out['arc_idx'], out['arc_p'] = np.zeros((n, 6), np.int16), np.zeros((n, 6), np.float16)
    order = sorted(range(len(sents)), key=lambda i: len(sents[i]['forms']))
    t0, p, words, shown = time.time(), 0, 0, 0
    while p < len(order):
        b = max(1, a.budget // len(sents[order[p]]['forms']))
        ids = order[p:p + b]
        p += b
        forms = [sents[i]['forms'] for i in ids]
        lens = [len(f) for f in forms]
        mask = torch.arange(max(lens))[None] < torch.tensor(lens)[:, None]
        with autocast():
            o = model(pieces.batch(forms, mask.shape[1]), mask)
        probs = {k: o[k].softmax(-1).numpy() for k in ('upos', 'xpos', 'ner')}
        arcs = o['arcs'].softmax(-1)
        if arcs.shape[-1] < 6:
            arcs = torch.nn.functional.pad(arcs, (0, 6 - arcs.shape[-1]))
        top, idx = arcs.topk(6, -1)
        heads = idx[..., 0].clamp(max=mask.shape[1])
        with autocast():
            rels = model.heads.rels(o, heads).float().softmax(-1).numpy()
        top = (top / top.sum(-1, keepdim=True)).numpy()
        idx = idx.numpy()
        for r, i in enumerate(ids):
            s, e, m = starts[i], starts[i + 1], lens[r]
            for k in ('upos', 'xpos', 'ner'):
                out[k][s:e] = probs[k][r, :m]
            out['rels'][s:e] = rels[r, :m]
            good = idx[r, :m] <= m
            out['arc_idx'][s:e] = np.where(good, idx[r, :m], 0)
            out['arc_p'][s:e] = np.where(good, top[r, :m], 0)
        words += sum(lens)
        if words - shown > 200000:
            shown = words
            print(words, 'of', n, f'{time.time() - t0:.0f} s', flush=True)
    np.savez(a.out, **out)


if __name__ == '__main__':
    main()
