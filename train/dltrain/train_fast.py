"""Trains the fast model. `python -m dltrain.train_fast --data DIR --out FILE [--soft FILE ...]`."""
import argparse
import copy
import json
import os
import random
import time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F

from . import batches, data, decode, export
from . import features as ft
from .model import Fast


def losses(model, out, y, st, hard=1.0, soft=1.0):
    """Sum of the mean cross-entropies of the heads, against gold labels, soft targets or both."""
    total = 0.0
    for key in ('upos', 'xpos', 'ner'):
        if hard and (y[key] >= 0).any():
            w = 0.5 if key == 'upos' else 1.0
            total = total + hard * w * F.cross_entropy(out[key].flatten(0, 1), y[key].flatten(), ignore_index=-100)
        if st is not None:
            total = total + soft * _soft(out[key], st[key])
    has = y['heads'] >= 0
    if hard and has.any():
        total = total + hard * F.cross_entropy(out['arcs'].flatten(0, 1), y['heads'].flatten(), ignore_index=-100)
        rel = model.heads.rels(out, y['heads'].clamp(min=0))
        total = total + hard * F.cross_entropy(rel.flatten(0, 1), y['rels'].flatten(), ignore_index=-100)
    if st is not None:
        total = total + soft * _soft(out['arcs'].clamp(min=-1e4), st['arcs'])
        total = total + soft * _soft(model.heads.rels(out, st['heads']), st['rels'])
    return total


def _soft(logits, p):
    w = p.sum(-1)
    ce = -(p * F.log_softmax(logits, -1)).sum(-1)
    return (ce * (w > 0)).sum() / (w > 0).sum().clamp(min=1)


def predictor(model, fz):
    @torch.no_grad()
    def predict(sents):
        was = model.training
        model.eval()
        feats, _, mask, _, _ = batches.make([{'forms': s['forms'], 'y': s['y']} for s in sents], range(len(sents)), fz,
                                            random.Random(0), False)
        o = model(feats, mask)
        res = []
        for b, s in enumerate(sents):
            n = len(s['forms'])

            def rel(heads, b=b, n=n):
                h = torch.zeros(1, o['rd'].shape[1], dtype=torch.long)
                h[0, :n] = torch.tensor(np.asarray(heads))
                one = {'rd': o['rd'][b:b + 1], 'rh': o['rh'][b:b + 1]}
                return model.heads.rels(one, h)[0, :n].argmax(-1).tolist()
            res.append({'upos': o['upos'][b, :n].argmax(-1).tolist(), 'xpos': o['xpos'][b, :n].argmax(-1).tolist(),
                        'ner': o['ner'][b, :n].numpy(), 'arcs': o['arcs'][b, :n, :n + 1].numpy(), 'rel': rel})
        model.train(was)
        return res
    return predict


def main():
    a = argparse.ArgumentParser()
    a.add_argument('--data', required=True, help='folder with ud/, ner/, corpus/')
    a.add_argument('--out', required=True)
    a.add_argument('--epochs', type=float, default=8)
    a.add_argument('--lr', type=float, default=2e-3)
    a.add_argument('--budget', type=int, default=1200, help='padded words in a batch')
    a.add_argument('--layers', default='c1 c2 c4 s c1 c2 c4 s')
    a.add_argument('--width', type=int, default=192)
    a.add_argument('--hidden', type=int, default=192)
    a.add_argument('--drop', type=float, default=0.15)
    a.add_argument('--soft', nargs='*', default=[], help='soft targets of the teacher (npz)')
    a.add_argument('--raw-share', type=float, default=0.0, help='raw words in an epoch, as a multiple of the labelled words')
    a.add_argument('--threads', type=int, default=1)
    a.add_argument('--seed', type=int, default=1)
    a.add_argument('--init', help='start from this model')
    a.add_argument('--save-every', type=float, default=1e9, help='epochs between saved models')
    a = a.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    torch.use_deterministic_algorithms(True)
    rng = random.Random(a.seed)

    labelled, dev, raw = data.load_labelled(a.data), data.load_dev(a.data), data.load_raw(a.data)
    labels = batches.label_sets(labelled)
    count = Counter(ft.plain(w).lower() for s in raw for w in s['forms'])
    train = [s for k in ('ewt', 'gum', 'wikigold', 'crossner') for s in labelled[k]]
    count.update(ft.plain(w).lower() for s in train for w in s['forms'])
    vectors = ft.glove({w for w, n in count.items() if n >= 2})
    fz = ft.Featurizer(vectors)
    batches.encode_targets(train, labels)
    for s in dev.values():
        batches.encode_targets(s, labels)
    words = sum(len(s['forms']) for s in train)
    seen = Counter(w.lower() for s in train for w in s['forms'])
    raw_items = []
    if a.soft:
        from . import known_names
        from .soft import load_soft
        raw_items = load_soft(a.soft, train, raw, known_names.load(f'{a.data}/gazetteer'), labels['xpos'])
        batches.encode_targets(raw_items, labels)
        seen.update(w.lower() for s in raw_items for w in s['forms'])

    model = Fast(vectors.matrix(), tuple(len(labels[k]) for k in ('upos', 'xpos', 'ner', 'rels')), width=a.width,
                 layers=a.layers, hidden=a.hidden, drop=a.drop)
    if a.init:
        first, _, first_labels = export.load_fast(a.init)
        assert first_labels == labels and first.spec == model.spec
        first.names = None
        model.load_state_dict(first.state_dict())
    ema = copy.deepcopy(model)
    params = [p for p in model.parameters() if p.requires_grad]
    epoch_words = words * (1 + (a.raw_share if raw_items else 0))
    total = int(a.epochs * epoch_words)
    opt = torch.optim.AdamW([{'params': [p for p in params if p.dim() > 1], 'weight_decay': 0.01},
                             {'params': [p for p in params if p.dim() == 1], 'weight_decay': 0.0}],
                            lr=a.lr, betas=(0.9, 0.98), eps=1e-8)
    warm = 60 * a.budget
    done, step, t0, report, saved = 0, 0, time.time(), 0.0, 0.0
    log = []

    def stream(items):
        while True:
            yield from ((items, b) for b in batches.plan(items, a.budget, rng))

    lab, unl = stream(train), stream(raw_items) if raw_items else None
    lab_done = raw_done = 0
    run = []
    while done < total:
        use_raw = unl is not None and raw_done < a.raw_share * lab_done
        items, ids = next(unl if use_raw else lab)
        feats, _, mask, y, st = batches.make(items, ids, fz, rng, True, seen)
        n = int(mask.sum())
        lr = a.lr * min(1, done / warm + 0.02) * max(0.02, (1 - done / total))
        for g in opt.param_groups:
            g['lr'] = lr
        loss = losses(model, model(feats, mask), y, st)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(params, 2.0)
        opt.step()
        with torch.no_grad():
            k = min(0.998, (1 + step) / (10 + step))
            torch._foreach_lerp_([p for p in ema.parameters() if p.requires_grad], params, 1 - k)
        done += n
        step += 1
        if use_raw:
            raw_done += n
        else:
            lab_done += n
        run.append(loss.item())
        if done / epoch_words - report >= 1 or done >= total:
            report = done / epoch_words
            pred = predictor(ema, fz)
            row = {'epoch': round(report, 2), 'step': step, 'seconds': round(time.time() - t0), 'loss': round(float(np.mean(run)), 3)}
            big = done >= total
            row |= {k: decode.evaluate(pred, s if big else s[::3], labels) for k, s in dev.items()}
            run = []
            print(json.dumps(row), flush=True)
            log.append(row)
            if report - saved >= a.save_every and done < total:
                saved = report
                export.export_fast(copy.deepcopy(ema).eval(), vectors, labels, a.out + '.part')
                os.replace(a.out + '.part', a.out)
    export.export_fast(ema.eval(), vectors, labels, a.out)
    q, _, _ = export.load_fast(a.out)
    row = {'exported': {k: decode.evaluate(predictor(q, fz), s, labels) for k, s in dev.items()}}
    print(json.dumps(row), flush=True)
    with open(a.out + '.log.json', 'w') as f:
        json.dump({'args': vars(a), 'log': log, **row}, f, indent=1)


if __name__ == '__main__':
    main()
