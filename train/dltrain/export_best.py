"""Writes the best model's file (int8 matrices, a scale a row) and its reference outputs.

`python -m dltrain.export_best --teacher best.pt --out model.safetensors [--reference reference.json] [--data DIR]`
"""
import argparse
import json
import random
import unicodedata

import numpy as np
import torch
from safetensors import safe_open
from safetensors.numpy import save_file

from . import data, decode, batches
from .best import CASES, Best, Pieces, case_class, package
from .export import FORMAT, REFERENCE, _i8, heads_tensors


def kept_pieces():
    """Word pieces of Latin script, digits and marks; the others become [UNK]. -> list of (old number, piece)."""
    out = []
    for i, p in enumerate(open(package() + '/vocab.txt', encoding='utf8').read().split('\n')):
        if not p:
            continue
        body = p.removeprefix('##')
        if p in ('[UNK]', '[CLS]', '[SEP]'):
            out.append((i, p))
        elif p.startswith('[') and p.endswith(']') and len(p) > 2:
            continue
        elif all(ord(c) < 128 or 'LATIN' in unicodedata.name(c, '') or unicodedata.category(c)[0] in 'PSN' for c in body):
            out.append((i, p))
    return out


def export(ck, path):
    labels = ck['labels']
    model = Best(tuple(len(labels[k]) for k in ('upos', 'xpos', 'ner', 'rels')), pretrained=False)
    model.load_state_dict(ck['model'])
    kept = kept_pieces()
    t = {'pieces': np.frombuffer('\n'.join(p for _, p in kept).encode('utf8'), np.uint8)}
    n = lambda p: p.detach().numpy()
    t['words.q'], t['words.scale'] = _i8(n(model.words.weight)[[i for i, _ in kept]])
    t['places'] = (n(model.places.weight) + n(model.kind)).astype(np.float16)
    t['case'] = n(model.case.weight).astype(np.float16)
    t['norm.weight'], t['norm.bias'] = n(model.norm.weight).astype(np.float16), n(model.norm.bias).astype(np.float16)
    for k, b in enumerate(model.blocks):
        for name in ('qkv', 'out', 'up', 'down'):
            lin = getattr(b, name)
            t[f'blocks.{k}.{name}.q'], t[f'blocks.{k}.{name}.scale'] = _i8(n(lin.weight))
            t[f'blocks.{k}.{name}.bias'] = n(lin.bias).astype(np.float16)
        for name in ('norm1', 'norm2'):
            t[f'blocks.{k}.{name}.weight'] = n(getattr(b, name).weight).astype(np.float16)
            t[f'blocks.{k}.{name}.bias'] = n(getattr(b, name).bias).astype(np.float16)
    t.update(heads_tensors(model.heads))
    meta = {'format': FORMAT, 'model': 'best', 'width': 384, 'blocks': len(model.blocks), 'attention_heads': 12,
            'inner': 1536, 'layer_norm_eps': 1e-12, 'leaky_relu': 0.1, 'max_pieces': 512, 'max_pieces_per_word': 8,
            'cases': CASES, 'dist_edges': [1, 2, 3, 4, 5, 7, 10, 15, 23], **labels}
    save_file({k: np.ascontiguousarray(v) for k, v in sorted(t.items())}, path,
              metadata={'dateline': json.dumps(meta, ensure_ascii=False)})


class KeptPieces(Pieces):
    """Numbers of the exported file."""

    def __init__(self):
        super().__init__()
        self.map = {old: new for new, (old, _) in enumerate(kept_pieces())}
        self.names = [p for _, p in kept_pieces()]
        self.special = tuple(self.names.index(p) for p in ('[CLS]', '[SEP]', '[UNK]'))

    def __call__(self, form):
        if form not in self.cache:
            ids, c = super().__call__(form)
            self.cache[form] = ([self.map.get(i, self.special[2]) for i in ids], c)
        return self.cache[form]

    def batch(self, forms, width, device=None):
        ids, case, mask, first, last = super().batch(forms, width)
        ids[:, 0] = self.special[0]
        ends = mask.sum(1) - 1
        ids[torch.arange(len(ids)), ends] = self.special[1]
        return ids, case, mask, first, last


def load(path):
    with safe_open(path, 'numpy') as f:
        meta = json.loads(f.metadata()['dateline'])
        t = {k: f.get_tensor(k).astype(np.float32) if k != 'pieces' else f.get_tensor(k) for k in f.keys()}
    labels = {k: meta[k] for k in ('upos', 'xpos', 'ner', 'rels')}
    model = Best(tuple(len(v) for v in labels.values()), pretrained=False)
    v = t['words.scale'].shape[0]
    model.words = torch.nn.Embedding(v, 384)
    state = {}
    for name in model.state_dict():
        base = name.removesuffix('.weight')
        if base + '.q' in t:
            w = t[base + '.q'] * t[base + '.scale'][:, None]
        elif name == 'places.weight':
            w = t['places']
        elif name == 'case.weight':
            w = t['case']
        elif name == 'kind':
            w = np.zeros(384, np.float32)
        else:
            w = t[name]
        state[name] = torch.tensor(w * (model.heads.arc_u.weight.shape[0] ** 0.5 if name.startswith('heads.arc_u') else 1))
    model.load_state_dict(state)
    return model.eval(), labels


@torch.no_grad()
def reference(path, out):
    model, labels = load(path)
    pieces = KeptPieces()
    r = {'file': 'model.safetensors', 'pieces': [], 'sentences': []}
    for w in ['Seoul', "U.N.'s", '‘Peace’', 'North-South', '2018', 'MINISTERS', 'co-operation', '’s', 'Zürich', '平和', 'Panmunjom', '…', '--']:
        ids, c = pieces(w)
        r['pieces'].append({'form': w, 'pieces': [pieces.names[i] for i in ids], 'ids': ids, 'case': c})
    f4 = lambda a: np.round(a.numpy().astype(float), 4).tolist()
    for forms in REFERENCE:
        mask = torch.ones(1, len(forms), dtype=torch.bool)
        x = model.encode(*pieces.batch([forms], len(forms)))
        o = model.heads(x, mask)
        best = o['arcs'][0].argmax(-1)
        r['sentences'].append({
            'tokens': forms, 'encoded': f4(x[0, :, :8]), 'upos': [labels['upos'][i] for i in o['upos'][0].argmax(-1)],
            'xpos': [labels['xpos'][i] for i in o['xpos'][0].argmax(-1)],
            'upos_logits': f4(o['upos'][0]), 'ner_logits': f4(o['ner'][0]),
            'arc_scores': [[None if v < -1e8 else round(v, 4) for v in row] for row in o['arcs'][0].tolist()],
            'argmax_heads': best.tolist(), 'label_logits_at_argmax_heads': f4(model.heads.rels(o, best[None])[0])})
    with open(out, 'w', encoding='utf8') as f:
        json.dump(r, f, ensure_ascii=False)
        f.write('\n')


def main():
    a = argparse.ArgumentParser()
    a.add_argument('--teacher', required=True)
    a.add_argument('--out', required=True)
    a.add_argument('--reference')
    a.add_argument('--data')
    a = a.parse_args()
    torch.set_num_threads(1)
    ck = torch.load(a.teacher, weights_only=False)
    export(ck, a.out)
    if a.reference:
        reference(a.out, a.reference)
    if a.data:
        from .train_best import predictor
        model, labels = load(a.out)
        for name, s in data.load_dev(a.data).items():
            batches.encode_targets(s, labels)
            print(name, decode.evaluate(predictor(model, KeptPieces(), bf16=False), s, labels))


if __name__ == '__main__':
    main()
