"""Gives the fast model a name head of its own, taught by the best model.

`python -m dltrain.names --data DIR --teacher FILE --model fast.safetensors --out FILE`

The encoder stays as it is. The head sees the word's first layer, which knows the word, and three positions of the last
one, which know the sentence. GUM, Wikigold and CrossNER teach it by their gold names, EWT's train split and raw news by
the teacher's distributions, corrected by known names (`known_names.py`): the gold names alone know neither web text nor
the names of the news.
"""
import argparse
import json
import os
import random
import time

import numpy as np
import torch
import torch.nn.functional as F

from . import batches, data, decode, export, known_names
from . import features as ft
from .model import NameHead
from .soft import open_teacher
from .train_fast import predictor


@torch.no_grad()
def teach(sents, teacher, pieces, labels, budget=1500):
    """Adds `p`, the teacher's name probabilities [n, 9], and `tags`, its PTB tags, to each sentence."""
    order = sorted(range(len(sents)), key=lambda i: len(sents[i]['forms']))
    at = 0
    while at < len(order):
        ids = order[at:at + max(1, budget // len(sents[order[at]]['forms']))]
        at += len(ids)
        forms = [sents[i]['forms'] for i in ids]
        lens = torch.tensor([len(f) for f in forms])
        mask = torch.arange(int(lens.max()))[None] < lens[:, None]
        out = teacher(pieces.batch(forms, mask.shape[1]), mask)
        ner, tags = out['ner'].softmax(-1).numpy(), out['xpos'].argmax(-1).numpy()
        for row, i in enumerate(ids):
            n = len(forms[row])
            sents[i]['p'] = ner[row, :n]
            sents[i]['tags'] = [labels['xpos'][t] for t in tags[row, :n]]


@torch.no_grad()
def encode(model, fz, sents, rng):
    """-> [words, 4 * width] f16 inputs of the head, [words, 9] targets, [words] weights."""
    xs, ys, ws = [], [], []
    order = sorted(range(len(sents)), key=lambda i: len(sents[i]['forms']))
    for at in range(0, len(order), 64):
        part = [sents[i] for i in order[at:at + 64]]
        forms = [batches.augment({'forms': s['forms']}, rng)[0] for s in part]
        lens = [len(f) for f in forms]
        feats = batches.pad([np.array([fz(w) for w in f]) for f in forms], 0)
        mask = torch.arange(max(lens))[None] < torch.tensor(lens)[:, None]
        x = model.head_input(feats, mask)
        for row, (s, n) in enumerate(zip(part, lens)):
            xs.append(x[row, :n].half())
            ys.append(torch.tensor(s['p'][:n], dtype=torch.float32))
            ws.append(torch.full((n,), s.get('weight', 1.0)))
    return torch.cat(xs), torch.cat(ys), torch.cat(ws)


def main():
    a = argparse.ArgumentParser()
    a.add_argument('--data', required=True)
    a.add_argument('--teacher', required=True, help='best.pt or the model file of the best model')
    a.add_argument('--model', required=True, help='model file of the fast model')
    a.add_argument('--out', required=True)
    a.add_argument('--raw', type=int, default=120000, help='words of raw news')
    a.add_argument('--epochs', type=int, default=8)
    a.add_argument('--hidden', type=int, default=128)
    a.add_argument('--lr', type=float, default=1.5e-3)
    a.add_argument('--drop', type=float, default=0.25)
    a.add_argument('--titles', type=int, default=1, help="1: GUM's persons as they are, with their titles; 0: bare")
    a.add_argument('--gum-weight', type=float, default=2.5, help="weight of GUM's words, few and of many kinds of text")
    a.add_argument('--cache', help="keep the teacher's answers here (for trials)")
    a.add_argument('--threads', type=int, default=1)
    a.add_argument('--seed', type=int, default=1)
    a = a.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    torch.use_deterministic_algorithms(True)
    rng = random.Random(a.seed)
    start = time.time()
    model, vectors, labels = export.load_fast(a.model)
    fz = ft.Featurizer(vectors)
    labelled, raw = data.load_labelled(a.data, bare=not a.titles), data.load_raw(a.data)
    rng.shuffle(raw)
    count = np.cumsum([len(s['forms']) for s in raw])
    soft = labelled['ewt'] + raw[:int(np.searchsorted(count, a.raw))]
    soft = [s for s in soft if len(s['forms']) <= 200]
    if a.cache and os.path.exists(a.cache):
        for s, (p, tags) in zip(soft, torch.load(a.cache, weights_only=False), strict=True):
            s['p'], s['tags'] = p, tags
    else:
        teacher, pieces, teacher_labels = open_teacher(a.teacher)
        teach(soft, teacher, pieces, teacher_labels)
        if a.cache:
            torch.save([(s['p'], s['tags']) for s in soft], a.cache)
    print(f'taught {sum(len(s["forms"]) for s in soft)} words, {time.time() - start:.0f} s', flush=True)
    names = known_names.load(f'{a.data}/gazetteer')
    for s in soft:
        s['p'] = known_names.correct(s['forms'], s['tags'], s['p'], names, bare=not a.titles)
    gold = labelled['gum'] + labelled['wikigold'] + labelled['crossner']
    one_hot = np.eye(len(data.NER), dtype=np.float32)
    for s in gold:
        s['p'] = one_hot[[data.NER.index(t) for t in s['ner']]]
    for s in labelled['gum']:
        s['weight'] = a.gum_weight
    x, y, w = encode(model, fz, soft + gold, rng)
    assert labels['ner'] == data.NER
    print(f'{len(x)} words encoded, {time.time() - start:.0f} s', flush=True)
    head = NameHead(x.shape[1], a.hidden, len(labels['ner']), a.drop)
    opt = torch.optim.AdamW(head.parameters(), lr=a.lr, weight_decay=0.01)
    batch, total, step = 1024, a.epochs * len(x), 0
    for epoch in range(a.epochs):
        order = torch.randperm(len(x))
        run = []
        for at in range(0, len(x), batch):
            ids = order[at:at + batch]
            for g in opt.param_groups:
                g['lr'] = a.lr * max(0.01, 1 - step * batch / total)
            loss = -((y[ids] * F.log_softmax(head(x[ids].float()), -1)).sum(-1) * w[ids]).sum() / w[ids].sum()
            opt.zero_grad(set_to_none=True)
            loss.backward()
            opt.step()
            step += 1
            run.append(loss.item())
        print(f'epoch {epoch + 1} loss {np.mean(run):.4f} {time.time() - start:.0f} s', flush=True)
    model.names = head.eval()
    export.export_fast(model, vectors, labels, a.out)
    model, _, labels = export.load_fast(a.out)
    dev = data.load_dev(a.data)
    for s in dev.values():
        batches.encode_targets(s, labels)
    print(json.dumps({k: decode.evaluate(predictor(model, fz), s, labels) for k, s in dev.items()}), flush=True)


if __name__ == '__main__':
    main()
