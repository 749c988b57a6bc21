"""Writes and reads the model files (safetensors, see FORMAT.md) and their reference outputs."""
import json

import numpy as np
import torch
from safetensors import safe_open
from safetensors.numpy import save_file

from . import features as ft
from .model import Fast, NameHead

FORMAT = 'dateline-syntax-1'
EXAMPLES = ['Seoul', "U.N.'s", '‘Peace’', 'North-South', '2018', 'U.S.', 'MINISTERS', 'co-operation', '’s', '“', '--', 'Zürich', '1,000', 'a', 'Müller-Ö', '3rd']


def _i8(w):
    w = w.astype(np.float32)
    scale = (np.abs(w).max(1) / 127).astype(np.float16)
    scale[scale == 0] = 1e-4
    q = np.clip(np.rint(w / scale.astype(np.float32)[:, None]), -127, 127).astype(np.int8)
    return q, scale


def meta_fast(model, labels):
    return {
        'format': FORMAT, 'model': 'fast', 'width': model.inp.weight.shape[0], 'layers': model.spec,
        'scan_hidden': next((l.hidden for l in model.layers if l.kind == 'scan'), 0),
        'layer_norm_eps': 1e-5, 'leaky_relu': 0.1,
        'tables': [{'name': n, 'seed': s, 'rows': r, 'width': w} for n, s, r, w in ft.TABLES],
        'dist_edges': [1, 2, 3, 4, 5, 7, 10, 15, 23],
        'upos': labels['upos'], 'xpos': labels['xpos'], 'ner': labels['ner'], 'rels': labels['rels'],
    }


def heads_tensors(h):
    """The heads as numpy f16; the arc scorer's scaling is folded into arc_u."""
    out = {}
    scale = h.arc_u.weight.shape[0] ** -0.5
    for name in ('tags', 'arc_dep', 'arc_head', 'arc_u', 'arc_dist', 'rel_dep', 'rel_head', 'rel_out'):
        lin = getattr(h, name)
        k = scale if name == 'arc_u' else 1.0
        out[f'heads.{name}.weight'] = (lin.weight.detach().numpy() * k).astype(np.float16)
        if lin.bias is not None:
            out[f'heads.{name}.bias'] = (lin.bias.detach().numpy() * k).astype(np.float16)
    return out


def export_fast(model, vectors, labels, path):
    t = {
        'vectors.words': np.frombuffer('\n'.join(vectors.words).encode('utf8'), np.uint8),
        'vectors.q': vectors.q, 'vectors.scale': vectors.scale,
    }
    for (name, _, _, _), p in zip(ft.TABLES, model.tables, strict=True):
        t[f'tables.{name}.q'], t[f'tables.{name}.scale'] = _i8(p.detach().numpy())
    for n, p in model.named_parameters():
        if n.startswith(('inp.', 'norm.', 'layers.', 'names.')) or n == 'root':
            t[n] = p.detach().numpy().astype(np.float16)
    t.update(heads_tensors(model.heads))
    save_file({k: np.ascontiguousarray(v) for k, v in sorted(t.items())}, path,
              metadata={'dateline': json.dumps(meta_fast(model, labels), ensure_ascii=False)})


def load_fast(path):
    """-> model, vectors, labels; the numbers are those of the file."""
    with safe_open(path, 'numpy') as f:
        meta = json.loads(f.metadata()['dateline'])
        t = {k: f.get_tensor(k) for k in f.keys()}
    vectors = ft.Vectors(bytes(t['vectors.words']).decode('utf8').split('\n'), t['vectors.q'], t['vectors.scale'])
    model = Fast(vectors.matrix(), (len(meta['upos']), len(meta['xpos']), len(meta['ner']), len(meta['rels'])),
                 width=meta['width'], layers=' '.join(meta['layers']), hidden=meta['scan_hidden'] or 192,
                 arc=t['heads.arc_u.weight'].shape[0], rel=t['heads.rel_dep.weight'].shape[0])
    if 'names.inp.weight' in t:
        hidden, inputs = t['names.inp.weight'].shape
        model.names = NameHead(inputs, hidden, len(meta['ner']))
    with torch.no_grad():
        for (name, *_), p in zip(ft.TABLES, model.tables, strict=True):
            p.copy_(torch.tensor(t[f'tables.{name}.q'].astype(np.float32)
                                 * t[f'tables.{name}.scale'].astype(np.float32)[:, None]))
        k = model.heads.arc_u.weight.shape[0] ** 0.5
        for n, p in model.named_parameters():
            if n == 'vectors' or n.startswith('tables.'):
                continue
            v = torch.tensor(t[n].astype(np.float32))
            p.copy_(v * k if n.startswith('heads.arc_u.') else v)
    return model.eval(), vectors, {k: meta[k] for k in ('upos', 'xpos', 'ner', 'rels')}


REFERENCE = [
    'The two ministers met in Geneva on Tuesday .'.split(),
    'SEOUL TALKS END WITHOUT DEAL'.split(),
    ['“', 'We', '’ll', 'meet', 'again', '”', ',', 'Ms.', 'Okonkwo', '-', 'Hale', 'told', 'reporters', '.'],
    ['Stop'],
    ('An office that the south had shut in 2016 will be opened again at the border town , the two sides agreed in a '
     'joint statement after nine hours of talks on Friday , and a second round , on the Red Cross programme , is set '
     'for June 22').split(),
]


@torch.no_grad()
def reference_fast(path, out):
    model, vectors, labels = load_fast(path)
    fz = ft.Featurizer(vectors)
    r = {'file': str(path).split('/')[-1], 'features': [], 'sentences': []}
    for form in EXAMPLES:
        s = ft.strings(form)
        r['features'].append({
            'form': form, 'strings': s, 'hashes': [f'{ft.hash64(t[1], v):016x}' for t, v in zip(ft.TABLES, s)],
            'rows': [list(ft.rows(t[1], v, t[2])) for t, v in zip(ft.TABLES, s)],
            'vector': (vectors.words[fz(form)[-1]] if fz(form)[-1] < len(vectors.words) else None)})
    for forms in REFERENCE:
        feats = torch.tensor([[fz(f) for f in forms]])
        mask = torch.ones(1, len(forms), dtype=torch.bool)
        x = model.encode(feats, mask)
        o = model(feats, mask)
        arcs = o['arcs'][0].clone()
        best = arcs.argmax(-1)
        rel = model.heads.rels(o, best[None])[0]
        f4 = lambda a: np.round(a.numpy().astype(float), 4).tolist()
        arcs[arcs < -1e8] = float('-inf')
        r['sentences'].append({
            'tokens': forms, 'input': f4(model.norm(model.inp(torch.cat(
                [t[feats[..., 2 * k]] + t[feats[..., 2 * k + 1]] for k, t in enumerate(model.tables)]
                + [model.vectors[feats[..., -1]]], -1)))[0, :, :8]),
            'encoded': f4(x[0, :, :8]), 'upos': [labels['upos'][i] for i in o['upos'][0].argmax(-1)],
            'xpos': [labels['xpos'][i] for i in o['xpos'][0].argmax(-1)],
            'upos_logits': f4(o['upos'][0]), 'xpos_logits': f4(o['xpos'][0]), 'ner_logits': f4(o['ner'][0]),
            'arc_scores': [[None if v == float('-inf') else round(v, 4) for v in row] for row in arcs.tolist()],
            'argmax_heads': best.tolist(), 'label_logits_at_argmax_heads': f4(rel)})
    with open(out, 'w', encoding='utf8') as f:
        json.dump(r, f, ensure_ascii=False)
        f.write('\n')
