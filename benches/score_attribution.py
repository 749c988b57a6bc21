#!/usr/bin/env python3
"""Scores attributions: usage: score_attribution.py GOLD.jsonl SYSTEM.jsonl [--half dev|test] [--errors N]

Records have `id`, `text`, `attributions`; an attribution has `source`, `cue`, `content`, each a list of
{start, end} in code points. Gold and system attributions of a text are paired one to one, best total first.
A pair counts
  overlap   where the sources share a word (or both are empty) and the contents share a word,
  half      where the word F1 of the sources and of the contents is at least 0.5 each,
  content   where the contents' word F1 is at least 0.5, whatever the source;
and `words` is the F1 of the words of all sources and contents, each word with its source (micro).
The halves are by the first hex digit of sha256(id): even is dev (read and developed on), odd is test.
Standard library only.
"""
import argparse, hashlib, json, re

def words(text, spans):
    out = set()
    for s in spans:
        for m in re.finditer(r'\w+', text[s['start']:s['end']]):
            out.add(s['start'] + m.start())
    return out

def f1(a, b):
    if not a and not b:
        return 1.0
    return 2 * len(a & b) / (len(a) + len(b))

def parts(record, text):
    return [(words(text, a['source']), words(text, a['content']), a) for a in record['attributions']]

def pairs(gold, system):
    """Greedy, best first; ties by position, so that the answer is always the same."""
    cells = []
    for i, (gs, gc, _) in enumerate(gold):
        for j, (ss, sc, _) in enumerate(system):
            c = f1(gc, sc)
            if c > 0:
                cells.append((-(c + f1(gs, ss)), i, j))
    cells.sort()
    left, right, out = set(), set(), []
    for _, i, j in cells:
        if i not in left and j not in right:
            left.add(i); right.add(j); out.append((i, j))
    return out

def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('gold'); p.add_argument('system')
    p.add_argument('--half', choices=['dev', 'test'])
    p.add_argument('--errors', type=int, default=0)
    a = p.parse_args()
    system = {}
    for line in open(a.system, encoding='utf-8'):
        r = json.loads(line); system[r['id']] = r
    n_gold = n_system = 0
    hit = {'overlap': 0, 'half': 0, 'content': 0}
    tp = fp = fn = shown = documents = 0
    for line in open(a.gold, encoding='utf-8'):
        record = json.loads(line)
        half = 'dev' if int(hashlib.sha256(record['id'].encode()).hexdigest()[0], 16) % 2 == 0 else 'test'
        if a.half and a.half != half:
            continue
        documents += 1
        text = record['text']
        gold = parts(record, text)
        mine = parts(system.get(record['id'], {'attributions': []}), text)
        n_gold += len(gold); n_system += len(mine)
        found = pairs(gold, mine)
        paired_g, paired_s = {i for i, _ in found}, {j for _, j in found}
        for i, j in found:
            (gs, gc, g), (ss, sc, s) = gold[i], mine[j]
            source = bool(gs & ss) or (not gs and not ss)
            hit['overlap'] += source and bool(gc & sc)
            hit['half'] += f1(gs, ss) >= 0.5 and f1(gc, sc) >= 0.5
            hit['content'] += f1(gc, sc) >= 0.5
            if not source and shown < a.errors:
                shown += 1
                print('SOURCE', [x['text'] for x in g['source']], 'system', [x.get('text') for x in s['source']],
                      '|', [x['text'] for x in g['cue']], '|', [x['text'][:60] for x in g['content']])
        key = lambda gs, gc: {(w, min(gs, default=-1)) for w in gc} | {(w, 's') for w in gs}
        G = set().union(*[key(gs, gc) for gs, gc, _ in gold]) if gold else set()
        S = set().union(*[key(ss, sc) for ss, sc, _ in mine]) if mine else set()
        tp += len(G & S); fp += len(S - G); fn += len(G - S)
        for i, (_, _, g) in enumerate(gold):
            if i not in paired_g and shown < a.errors:
                shown += 1
                print('MISSED', [x['text'] for x in g['source']], '|', [x['text'] for x in g['cue']], '|', [x['text'][:90] for x in g['content']])
        for j, (_, _, s) in enumerate(mine):
            if j not in paired_s and shown < a.errors:
                shown += 1
                print('SPURIOUS', [x.get('text') for x in s['source']], '|', [x.get('text') for x in s['cue']], '|', [str(x.get('text'))[:90] for x in s['content']])
    def line(name, h):
        pr, rc = h / max(n_system, 1), h / max(n_gold, 1)
        print('%-8s P %.3f R %.3f F1 %.3f' % (name, pr, rc, 2 * pr * rc / (pr + rc) if pr + rc else 0))
    print('%d documents, %d gold, %d system attributions' % (documents, n_gold, n_system))
    for k, v in hit.items():
        line(k, v)
    print('%-8s P %.3f R %.3f F1 %.3f' % ('words', tp / max(tp + fp, 1), tp / max(tp + fn, 1), 2 * tp / max(2 * tp + fp + fn, 1)))

if __name__ == '__main__':
    main()
