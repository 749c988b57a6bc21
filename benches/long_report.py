#!/usr/bin/env python3
"""Time for a sentence in short and in very long reports: it should not grow with the report.

    python3 benches/long_report.py [--dateline PATH] [--sentences 1250 5000 20000] [--rounds 1]

Makes one report of each length, of two sorts (`parties`: states and towns; `persons`: many names, quotations, pronouns),
seeded, reads each into a store of its own and prints the seconds of CPU, without those of an empty report, in milliseconds
a sentence, and by how much the longest is slower than the shortest. The best round of each counts.
"""
import argparse
import os
import random
import subprocess
import tempfile

STATES = [('Iran', 'Iranian'), ('France', 'French'), ('Kenya', 'Kenyan'), ('Brazil', 'Brazilian'), ('Turkey', 'Turkish'),
          ('Greece', 'Greek'), ('Sudan', 'Sudanese'), ('Egypt', 'Egyptian'), ('Russia', 'Russian'), ('Vietnam', 'Vietnamese')]
TOWNS = ['Geneva', 'Vienna', 'Nairobi', 'Cairo', 'Doha', 'Oslo', 'Istanbul', 'Tokyo']
DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
GIVEN = ['Adam', 'Boris', 'Clara', 'Dmitri', 'Elena', 'Farid', 'Grace', 'Hassan', 'Irina', 'Jonas', 'Karim', 'Lena', 'Murat']
SYLLABLES = ['ba', 'ko', 'ri', 'ten', 'mar', 'sul', 'dov', 'kin', 'ra', 'hel', 'os', 'tun', 'vel', 'gar', 'mi', 'lan']
SORTS = {
    'parties': [
        'The foreign ministers of {a} and {b} met in {t} on {d} for talks on the border.',
        '{a} said it would send a delegation to {t} next week.',
        'The talks between {a} and {b} were postponed until March {n}.',
        '"We will not accept these terms," the {x} president said on {d}.',
        '{a} and {b} signed a trade agreement in {t} on May {n}, and the deal will come into force next year.',
        'The two sides agreed to a ceasefire, but the fighting went on in the east.',
        '{a} condemned the attack and called on {b} to withdraw its troops.',
        'The meeting, which had been planned for {d}, was called off after {a} expelled two {y} diplomats.',
        'They will meet again in {t} in July.',
        'The summit was attended by the leaders of {a} and {b}, who discussed sanctions.',
    ],
    'persons': [
        '{x} Foreign Minister {g} {f} met his {y} counterpart, {g2} {f2}, in {t} on {d}.',
        '"We want a ceasefire," {f} said. "Nobody should doubt it."',
        'He said he would meet {f2} there next week.',
        'She told reporters that the talks with {b} had been put off until {d}.',
        'The two ministers agreed to hold another round within 10 days of the signing.',
        'They discussed the release of prisoners, a spokesman for the {x} foreign ministry said.',
        'Parliament rejected the accord on {d}. {a} welcomed the vote.',
        '{a} reopened the crossing that {b} had closed.',
        'The rebels denied that they had shelled the town, and accused {a} of breaking the truce.',
        'According to {g} {f}, the meeting will continue until {d}.',
        '{a} pledged to send monitors, and {b} promised to withdraw its troops within two months.',
        'Both men said that the next round of talks would be held in {t}.',
        'In a statement, the ministry said its delegation would not attend the summit.',
        'The capital was shelled on {d}, and the North and the South blamed each other.',
    ],
}


def report(sort, n):
    """A report of `n` sentences, five in a paragraph."""
    rng = random.Random(7)
    names = [(rng.choice(GIVEN), ''.join(rng.choice(SYLLABLES) for _ in range(3)).capitalize()) for _ in range(max(20, n // 12))]
    sentences = []
    for _ in range(n):
        (a, x), (b, y) = rng.sample(STATES, 2)
        (g, f), (g2, f2) = rng.choice(names), rng.choice(names)
        sentences.append(rng.choice(SORTS[sort]).format(
            a=a, b=b, x=x, y=y, g=g, f=f, g2=g2, f2=f2, t=rng.choice(TOWNS), d=rng.choice(DAYS), n=rng.randint(1, 28)))
    paragraphs = [' '.join(sentences[i:i + 5]) for i in range(0, n, 5)]
    return '\n\n'.join(['date 2025-03-14', *paragraphs]) + '\n'


def cpu(dateline, text, folder):
    """Seconds of CPU that reading a report takes."""
    path, store = os.path.join(folder, 'report.txt'), os.path.join(folder, 'store.db')
    for old in (store, store + '-wal', store + '-shm'):
        if os.path.exists(old):
            os.remove(old)
    with open(path, 'w', encoding='utf-8') as out:
        out.write(text)
    before = os.times()
    subprocess.run([dateline, 'read', '--quiet', '--store', store, path], check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument('--dateline', default='target/release/dateline')
    args.add_argument('--sentences', type=int, nargs='+', default=[1250, 5000, 20000])
    args.add_argument('--rounds', type=int, default=1)
    args = args.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        best = lambda text: min(cpu(args.dateline, text, folder) for _ in range(args.rounds))
        start = best(report('parties', 1))
        for sort in SORTS:
            each = []
            for n in args.sentences:
                seconds = best(report(sort, n)) - start
                each.append(1000 * seconds / n)
                print(f'{sort:8} {n:6} sentences {seconds:8.2f} s {each[-1]:7.3f} ms a sentence', flush=True)
            print(f'{sort:8} longest : shortest {each[-1] / each[0]:.2f}')


if __name__ == '__main__':
    main()
