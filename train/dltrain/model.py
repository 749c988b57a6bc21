"""The networks: word encoder of the fast model, MiniLM encoder of the best one, and the heads they share."""
import torch
import torch.nn.functional as F
from torch import nn

from .features import TABLES

N_DIST = 19  # 1, 2, 3, 4, 5-6, 7-9, 10-14, 15-22, 23+ on either side, and the root


def dist_buckets(n, device=None):
    """[n, n + 1]: bucket of (dependent i, head j), words counted from 0, head column 0 is the root."""
    edges = torch.tensor([1, 2, 3, 4, 5, 7, 10, 15, 23], device=device)
    i = torch.arange(n, device=device)[:, None]
    j = torch.arange(n, device=device)[None]
    d = j - i
    b = (torch.bucketize(d.abs().clamp(min=1), edges, right=True) - 1).clamp(0, 8)
    b = torch.where(d > 0, b + 9, b)
    return torch.cat([torch.full((n, 1), 18, device=device), b], 1)


class Heads(nn.Module):
    """Tags, names, arcs and labels over [B, 1 + T, D] (position 0 is the root)."""

    def __init__(self, width, n_upos, n_xpos, n_ner, n_rel, arc=160, rel=128, drop=0.2):
        super().__init__()
        self.tags = nn.Linear(width, n_upos + n_xpos + n_ner)
        self.sizes = (n_upos, n_xpos, n_ner)
        self.arc_dep = nn.Linear(width, arc)
        self.arc_head = nn.Linear(width, arc)
        self.arc_u = nn.Linear(arc, arc)  # its bias scores the head alone
        self.arc_dist = nn.Linear(width, N_DIST)
        self.rel_dep = nn.Linear(width, rel)
        self.rel_head = nn.Linear(width, rel, bias=False)
        self.rel_out = nn.Linear(rel, n_rel)
        self.drop = nn.Dropout(drop)
        nn.init.zeros_(self.arc_dist.weight)

    def forward(self, x, mask):
        """x [B, 1+T, D], mask [B, T] -> dict; arcs [B, T, 1+T]."""
        x = self.drop(x)
        w = x[:, 1:]
        tags = self.tags(w).float()
        dep = self.drop(F.leaky_relu(self.arc_dep(w), 0.1))
        head = self.drop(F.leaky_relu(self.arc_head(x), 0.1))
        arcs = (self.arc_u(dep) @ head.transpose(1, 2)).float() / dep.shape[-1] ** 0.5
        n = w.shape[1]
        b = dist_buckets(n, x.device)
        dist = self.arc_dist(w).float()
        arcs = arcs + torch.gather(dist, 2, b[None].expand(x.shape[0], -1, -1))
        full = torch.cat([torch.ones_like(mask[:, :1]), mask], 1)
        arcs = arcs.masked_fill(~full[:, None], -1e9)
        arcs = arcs.masked_fill(F.pad(torch.eye(n, dtype=torch.bool, device=x.device), (1, 0))[None], -1e9)
        u, xp, ner = tags.split(self.sizes, -1)
        return {'upos': u, 'xpos': xp, 'ner': ner, 'arcs': arcs, 'rd': self.rel_dep(w), 'rh': self.rel_head(x)}

    def rels(self, out, heads):
        """Label scores [B, T, L] for the heads [B, T] (0 = root)."""
        idx = heads[..., None].expand(-1, -1, out['rh'].shape[-1])
        h = F.relu(out['rd'] + torch.gather(out['rh'], 1, idx))
        return self.rel_out(self.drop(h)).float()


class Conv(nn.Module):
    """x <- LN(x + silu(W [x(i-d), x(i), x(i+d)] + b)), zeros outside the sentence."""
    kind = 'conv'

    def __init__(self, width, dilation, drop):
        super().__init__()
        self.lin = nn.Linear(3 * width, width)
        self.norm = nn.LayerNorm(width)
        self.d = dilation
        self.drop = nn.Dropout(drop)

    def forward(self, x, full):
        p = F.pad(x, (0, 0, self.d, self.d))
        n = x.shape[1]
        w = torch.cat([p[:, :n], x, p[:, 2 * self.d:2 * self.d + n]], -1)
        return self.norm(x + self.drop(F.silu(self.lin(w)))) * full[..., None]


class Scan(nn.Module):
    """Two-way gated linear recurrence.

    [z, f, o] = W x + b (f, o through the sigmoid); h(t) = f h(t-1) + (1 - f) z, forwards in the first half of
    the units and backwards in the second; x <- LN(x + V (o * h) + c).
    """
    kind = 'scan'

    def __init__(self, width, hidden, drop):
        super().__init__()
        self.inp = nn.Linear(width, 3 * hidden)
        self.out = nn.Linear(hidden, width)
        self.norm = nn.LayerNorm(width)
        self.hidden = hidden
        self.drop = nn.Dropout(drop)
        with torch.no_grad():
            self.inp.bias[hidden:2 * hidden].uniform_(-1.0, 3.0)

    def forward(self, x, full):
        z, f, o = self.inp(x).chunk(3, -1)
        f, o = torch.sigmoid(f), torch.sigmoid(o)
        z = z * (1 - f) * full[..., None]  # nothing comes in from the padding
        half = self.hidden // 2
        a = torch.cat([f[..., :half], f[..., half:].flip(1)], -1)
        u = torch.cat([z[..., :half], z[..., half:].flip(1)], -1)
        hs, h = [], torch.zeros_like(u[:, 0])
        for at, ut in zip(a.unbind(1), u.unbind(1)):
            h = torch.addcmul(ut, at, h)
            hs.append(h)
        h = torch.stack(hs, 1)
        h = torch.cat([h[..., :half], h[..., half:].flip(1)], -1)
        return self.norm(x + self.drop(self.out(o * h))) * full[..., None]


class NameHead(nn.Module):
    """Names from [first layer of the word, last layer of the word before, the word, the word after]."""

    def __init__(self, inputs, hidden, n_ner, drop=0.25):
        super().__init__()
        self.inp = nn.Linear(inputs, hidden)
        self.out = nn.Linear(hidden, n_ner)
        self.drop = nn.Dropout(drop)

    def forward(self, x):
        return self.out(self.drop(F.relu(self.inp(self.drop(x)))))


class Fast(nn.Module):
    def __init__(self, vectors, sizes, width=192, layers='c1 c2 c4 s c1 c2 c4 s', hidden=192, drop=0.15, arc=160, rel=128):
        super().__init__()
        self.vectors = nn.Parameter(torch.tensor(vectors), requires_grad=False)
        self.tables = nn.ParameterList([nn.Parameter(torch.randn(n, w) * 0.1) for _, _, n, w in TABLES])
        self.inp = nn.Linear(sum(w for *_, w in TABLES) + vectors.shape[1], width)
        self.norm = nn.LayerNorm(width)
        self.root = nn.Parameter(torch.randn(width) * 0.5)
        self.spec = layers.split()
        self.layers = nn.ModuleList([
            Conv(width, int(s[1:]), drop) if s[0] == 'c' else Scan(width, hidden, drop) for s in self.spec])
        self.heads = Heads(width, *sizes, arc=arc, rel=rel)
        self.names = None  # a NameHead, added by dltrain.names
        self.drop = nn.Dropout(drop)

    def first(self, feats):
        """feats [B, T, 2 * tables + 1] -> [B, T, width]."""
        parts = [t[feats[..., 2 * k]] + t[feats[..., 2 * k + 1]] for k, t in enumerate(self.tables)]
        parts.append(self.vectors[feats[..., -1]])
        return self.norm(self.inp(self.drop(torch.cat(parts, -1))))

    def encode(self, feats, mask, first=None):
        x = self.first(feats) if first is None else first
        x = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        full = torch.cat([torch.ones_like(mask[:, :1]), mask], 1).to(x.dtype)
        x = x * full[..., None]
        for layer in self.layers:
            x = layer(x, full)
        return x

    @staticmethod
    def name_input(first, x, mask):
        """first [B, T, D], x [B, 1 + T, D] -> [B, T, 4 D]; zeros after the last word."""
        after = F.pad(x[:, 2:], (0, 0, 0, 1))
        after = after * F.pad(mask[:, 1:], (0, 1))[..., None]
        return torch.cat([first, x[:, :-1], x[:, 1:], after], -1)

    def head_input(self, feats, mask):
        first = self.first(feats)
        return self.name_input(first, self.encode(feats, mask, first), mask)

    def forward(self, feats, mask):
        first = self.first(feats)
        x = self.encode(feats, mask, first)
        out = self.heads(x, mask)
        if self.names is not None:
            out['ner'] = self.names(self.name_input(first, x, mask)).float()
        return out
