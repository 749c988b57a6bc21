"""Fine-tunes MiniLM into the best model, which also teaches the fast one.

`python -m dltrain.train_best --data DIR --out FILE.pt`
"""
import argparse
import json
import os
import random
import time

import numpy as np
import torch

from . import batches, data, decode
from .best import Best, Pieces
from .train_fast import losses


def autocast():
    return torch.autocast('cpu', dtype=torch.bfloat16)


def predictor(model, pieces, bf16=True):
    @torch.no_grad()
    def predict(sents):
        was = model.training
        model.eval()
        forms = [s['forms'] for s in sents]
        lens = torch.tensor([len(f) for f in forms])
        mask = torch.arange(int(lens.max()))[None] < lens[:, None]
        with torch.autocast('cpu', dtype=torch.bfloat16, enabled=bf16):
            o = model(pieces.batch(forms, mask.shape[1]), mask)
        res = []
        for b, s in enumerate(sents):
            n = len(s['forms'])

            def rel(heads, b=b, n=n):
                h = torch.zeros(1, o['rd'].shape[1], dtype=torch.long)
                h[0, :n] = torch.tensor(np.asarray(heads))
                one = {'rd': o['rd'][b:b + 1].float(), 'rh': o['rh'][b:b + 1].float()}
                return model.heads.rels(one, h)[0, :n].argmax(-1).tolist()
            res.append({'upos': o['upos'][b, :n].argmax(-1).tolist(), 'xpos': o['xpos'][b, :n].argmax(-1).tolist(),
                        'ner': o['ner'][b, :n].numpy(), 'arcs': o['arcs'][b, :n, :n + 1].numpy(), 'rel': rel})
        model.train(was)
        return res
    return predict


def main():
    a = argparse.ArgumentParser()
    a.add_argument('--data', required=True)
    a.add_argument('--out', required=True)
    a.add_argument('--epochs', type=float, default=3)
    a.add_argument('--lr', type=float, default=1.5e-4)
    a.add_argument('--head-lr', type=float, default=1.5e-3)
    a.add_argument('--budget', type=int, default=900)
    a.add_argument('--threads', type=int, default=1)
    a.add_argument('--seed', type=int, default=1)
    a.add_argument('--steps', type=int, default=0, help='stop early (for a timing)')
    a = a.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    rng = random.Random(a.seed)
    labelled, dev = data.load_labelled(a.data), data.load_dev(a.data)
    labels = batches.label_sets(labelled)
    train = [s for k in ('ewt', 'gum', 'wikigold', 'crossner') for s in labelled[k] if len(s['forms']) <= 150]
    batches.encode_targets(train, labels)
    for s in dev.values():
        batches.encode_targets(s, labels)
    words = sum(len(s['forms']) for s in train)
    model, pieces = Best(tuple(len(labels[k]) for k in ('upos', 'xpos', 'ner', 'rels'))), Pieces()
    enc = [p for n, p in model.named_parameters() if not n.startswith(('heads.', 'case.'))]
    new = [p for n, p in model.named_parameters() if n.startswith(('heads.', 'case.'))]
    opt = torch.optim.AdamW([{'params': enc, 'k': a.lr}, {'params': new, 'k': a.head_lr}], lr=a.lr, betas=(0.9, 0.98),
                            weight_decay=0.01, eps=1e-7)
    total, done, step, t0, report, run = int(a.epochs * words), 0, 0, time.time(), 0.0, []
    warm = 0.05 * total

    def stream():
        while True:
            yield from batches.plan(train, a.budget, rng)

    it = stream()
    while done < total:
        ids = next(it)
        _, forms, mask, y, _ = batches.make(train, ids, None, rng, True, soft=False)
        k = min(1, done / warm + 0.01) * max(0.01, 1 - done / total)
        for g in opt.param_groups:
            g['lr'] = g['k'] * k
        with autocast():
            out = model(pieces.batch(forms, mask.shape[1]), mask)
            loss = losses(model, out, y, None)
        opt.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        opt.step()
        done += int(mask.sum())
        step += 1
        run.append(loss.item())
        if step % 50 == 0:
            print(f'step {step} {done / words:.3f} loss {np.mean(run[-50:]):.3f} {time.time() - t0:.0f} s', flush=True)
        if done / words - report >= 0.5 or done >= total or step == a.steps:
            report = done / words
            row = {'epoch': round(report, 2), 'seconds': round(time.time() - t0), 'loss': round(float(np.mean(run)), 3)}
            pred = predictor(model, pieces)
            row |= {k: decode.evaluate(pred, s if done >= total else s[::4], labels) for k, s in dev.items()}
            print(json.dumps(row), flush=True)
            run = []
            torch.save({'model': model.state_dict(), 'labels': labels, 'row': row}, a.out + '.part')
            os.replace(a.out + '.part', a.out)
        if step == a.steps:
            break


if __name__ == '__main__':
    main()
