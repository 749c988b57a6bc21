"""Trees from arc scores, names from tags, and the scores on development data."""
import numpy as np
import torch


def tree(scores):
    """scores [n, n + 1] (column 0 the root) -> heads [n] (0 = root): argmax where that is a tree with one root,
    else Chu-Liu-Edmonds for the best root."""
    n = scores.shape[0]
    heads = scores.argmax(1)
    if (heads == 0).sum() == 1 and _is_tree(heads):
        return heads
    roots = np.argsort(-(scores[:, 0] - scores[:, 1:].max(1) if n > 1 else scores[:, 0]))[:3]
    best, best_score = None, -np.inf
    for r in roots:
        s = scores.copy()
        s[:, 0] = -1e9
        s[r, :] = -1e9
        s[r, 0] = scores[r, 0]
        h = _cle(np.vstack([np.full((1, n + 1), -1e9), s]))[1:]
        total = scores[np.arange(n), h].sum()
        if total > best_score:
            best, best_score = h, total
    return best


def _is_tree(heads):
    n = len(heads)
    state = [0] * (n + 1)
    state[0] = 2
    for i in range(1, n + 1):
        path, j = [], i
        while state[j] == 0:
            state[j] = 1
            path.append(j)
            j = heads[j - 1]
        if state[j] == 1:
            return False
        for k in path:
            state[k] = 2
    return True


def _cle(s):
    """s [m, m]: s[d, h]; node 0 is the root. Heads of the best arborescence."""
    m = s.shape[0]
    s = s.copy()
    np.fill_diagonal(s, -np.inf)
    heads = s.argmax(1)
    heads[0] = 0
    seen = np.zeros(m, int)
    cycle = None
    for i in range(1, m):
        path, j = [], i
        while j and not seen[j]:
            seen[j] = i
            path.append(j)
            j = heads[j]
        if j and seen[j] == i:
            cycle = path[path.index(j):]
            break
    if cycle is None:
        return heads
    inside = np.zeros(m, bool)
    inside[cycle] = True
    out = np.flatnonzero(~inside)  # holds 0 first
    c = np.array(cycle)
    k = len(out)
    t = np.full((k + 1, k + 1), -np.inf)
    t[:k, :k] = s[np.ix_(out, out)]
    into = s[np.ix_(c, out)] - s[c, heads[c]][:, None]
    t[k, :k] = into.max(0)
    enter = c[into.argmax(0)]
    frm = s[np.ix_(out, c)]
    t[:k, k] = frm.max(1)
    leave = c[frm.argmax(1)]
    h = _cle(t)
    res = heads.copy()
    for a in range(1, k):
        res[out[a]] = leave[a] if h[a] == k else out[h[a]]
    e = enter[h[k]]
    res[e] = out[h[k]]
    return res


def name_tags(logits, kinds):
    """logits [n, 1 + 2 * kinds] in the order O, B-x, I-x, B-y, I-y ... -> IOB2 tags.

    First the borders: the kinds' probabilities of B and of I are summed, and the best sequence of O, B, I in which no I
    follows O is found (Viterbi). Then each span's kind: the one with the greatest sum of log probabilities, a word's
    probability of a kind being that of its B and I together."""
    p = np.exp(logits - logits.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    n = len(p)
    s = np.log(np.stack([p[:, 0], p[:, 1::2].sum(1), p[:, 2::2].sum(1)], 1) + 1e-9)
    best = np.empty((n, 3))
    back = np.zeros((n, 3), int)
    best[0] = s[0]
    best[0, 2] = -np.inf
    for i in range(1, n):
        for k in range(3):
            prev = best[i - 1].copy()
            if k == 2:
                prev[0] = -np.inf
            back[i, k] = prev.argmax()
            best[i, k] = prev[back[i, k]] + s[i, k]
    k = int(best[-1].argmax())
    bio = [k]
    for i in range(n - 1, 0, -1):
        k = int(back[i, k])
        bio.append(k)
    bio.reverse()
    kind = np.log(p[:, 1::2] + p[:, 2::2] + 1e-6)
    out, i = ['O'] * n, 0
    while i < n:
        if bio[i] == 0:
            i += 1
            continue
        j = i + 1
        while j < n and bio[j] == 2:
            j += 1
        x = kinds[int(kind[i:j].sum(0).argmax())]
        out[i:j] = ['B-' + x] + ['I-' + x] * (j - i - 1)
        i = j
    return out


def spans(tags):
    out, start, kind = set(), None, None
    for i, t in enumerate(list(tags) + ['O']):
        inside = t[0] == 'I' and start is not None and t[2:] == kind
        if start is not None and not inside:
            out.add((start, i, kind))
            start = None
        if t != 'O' and not inside:
            start, kind = i, t[2:]
    return out


@torch.no_grad()
def evaluate(predict, sents, labels):
    """predict(list of sentences) -> per sentence dict of numpy arrays upos, xpos, ner, arcs, rel(heads).
    -> percentages; `las` counts the label without its subtype, `las_sub` with it; punctuation counts."""
    c = dict.fromkeys(('n', 'upos', 'xpos', 'uas', 'las', 'las_sub', 'sp_tp', 'ty_tp', 'sys', 'gold'), 0)
    order = sorted(range(len(sents)), key=lambda i: len(sents[i]['forms']))
    for p in range(0, len(order), 64):
        part = [sents[i] for i in order[p:p + 64]]
        for s, o in zip(part, predict(part), strict=True):
            n = len(s['forms'])
            heads = tree(o['arcs'])
            rel = [labels['rels'][k] for k in o['rel'](heads)]
            c['n'] += n
            c['upos'] += sum(labels['upos'][k] == g for k, g in zip(o['upos'], s['upos']))
            c['xpos'] += sum(labels['xpos'][k] == g for k, g in zip(o['xpos'], s['xpos']))
            for h, r, gh, gr in zip(heads, rel, s['heads'], s['rels']):
                if h == gh:
                    c['uas'] += 1
                    c['las'] += r.split(':')[0] == gr.split(':')[0]
                    c['las_sub'] += r == gr
            if 'ner' in s:
                sys = {x for x in spans(name_tags(o['ner'], [x[2:] for x in labels['ner'][1::2]])) if x[2] != 'MISC'}
                gold = {x for x in spans(s['ner']) if x[2] != 'MISC'}
                c['sys'] += len(sys)
                c['gold'] += len(gold)
                c['ty_tp'] += len(sys & gold)
                c['sp_tp'] += len({x[:2] for x in sys} & {x[:2] for x in gold})
    f = lambda tp: 200 * tp / max(1, c['sys'] + c['gold'])
    r = {k: round(100 * c[k] / c['n'], 2) for k in ('upos', 'xpos', 'uas', 'las', 'las_sub')}
    r['ner_span'], r['ner_typed'] = round(f(c['sp_tp']), 2), round(f(c['ty_tp']), 2)
    return r
