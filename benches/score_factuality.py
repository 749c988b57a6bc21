#!/usr/bin/env python3
"""Scores factuality: usage: score_factuality.py GOLD.jsonl SYSTEM.jsonl [--half dev|test] [--errors N]

Records have `id`, `dataset`, `tokens`, `targets` ({token, factuality}). For each data set: mean absolute error and
Pearson's r over the event words, beside the baselines that give every word the same number (3, and the data set's
own mean and median: the best constants there are for squared and absolute error). A constant has no r.
The halves are by the first hex digit of sha256(id): even is dev (the scale is calibrated on it), odd is test.
Standard library only.
"""
import argparse, hashlib, json, math, statistics

def pearson(x, y):
    mx, my = statistics.fmean(x), statistics.fmean(y)
    sxy = sum((a - mx) * (b - my) for a, b in zip(x, y))
    sxx, syy = sum((a - mx) ** 2 for a in x), sum((b - my) ** 2 for b in y)
    return sxy / math.sqrt(sxx * syy) if sxx and syy else float('nan')

def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('gold'); p.add_argument('system')
    p.add_argument('--half', choices=['dev', 'test'])
    p.add_argument('--errors', type=int, default=0)
    a = p.parse_args()
    system = {}
    for line in open(a.system, encoding='utf-8'):
        r = json.loads(line); system[r['id']] = {t['token']: t for t in r['targets']}
    rows = {}
    for line in open(a.gold, encoding='utf-8'):
        r = json.loads(line)
        half = 'dev' if int(hashlib.sha256(r['id'].encode()).hexdigest()[0], 16) % 2 == 0 else 'test'
        if a.half and a.half != half:
            continue
        for t in r['targets']:
            s = system.get(r['id'], {}).get(t['token'], {})
            rows.setdefault(r['dataset'], []).append((t['factuality'], s.get('factuality', 3.0), r, t, s))
    for name in sorted(rows):
        g = [x[0] for x in rows[name]]; s = [x[1] for x in rows[name]]
        mae = lambda y: statistics.fmean(abs(a - b) for a, b in zip(g, y))
        mean, median = statistics.fmean(g), statistics.median(g)
        print('%s: %d words, MAE %.3f r %.3f | constants: 3: MAE %.3f, mean %.2f: MAE %.3f, median %.2f: MAE %.3f' % (
            name, len(g), mae(s), pearson(s, g), mae([3.0] * len(g)), mean, mae([mean] * len(g)), median, mae([median] * len(g))))
        worst = sorted(rows[name], key=lambda x: -abs(x[0] - x[1]))[:a.errors]
        for gold, mine, r, t, s in worst:
            tokens = list(r['tokens']); tokens[t['token']] = '[' + tokens[t['token']] + ']'
            print('  gold %.1f system %.1f %s by %s: %s' % (gold, mine, s.get('circumstance'), s.get('by'), ' '.join(tokens)))

if __name__ == '__main__':
    main()
