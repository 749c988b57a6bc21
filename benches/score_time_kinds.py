#!/usr/bin/env python3
"""Weekdays and month-day expressions of a TIMEX3 corpus, right and wrong, by where they lie.

    score_time_kinds.py GOLD.jsonl SYSTEM.jsonl [--halves] [--errors]

GOLD: JSON Lines with `doc_id`, `dct`, `text`, `timex` (`value2`, a published correction, counts as right too).
SYSTEM: `doc_id` and `timex`, as `dateline annotate time` prints them. A kind is told by the expression's words.
  weekday      a weekday, perhaps with 'early', 'late' or a part of the day: after, on and before the report's day
  month day    a month's name and a day without a year, perhaps with a weekday
    retold     those whose year is not the one nearest to the report, or whose value lies more than 120 days from it
               and in the year of a time told before it in the text: there an earlier date is the anchor
    direct     all others: the report's day is the anchor
--halves counts documents by the first hex digit of sha256(doc_id): even, then odd. Standard library only.
"""
import argparse, datetime, hashlib, json, re

PART = r'(?:\s+(?:morning|afternoon|evening|night))?'
WEEKDAY = r'(?:mon|tues|wednes|thurs|fri|satur|sun)day'
MONTH = r'(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?'
DAY = r'\d{1,2}(?:st|nd|rd|th)?'
IS_WEEKDAY = re.compile(rf'(?:(?:early|late)\s+)?{WEEKDAY}{PART}$', re.I)
IS_MONTH_DAY = re.compile(rf'(?:{WEEKDAY},?\s+)?(?:{MONTH}\s+{DAY}|{DAY}\s+{MONTH})$', re.I)


def day_of(value):
    m = re.match(r'(\d{4})-(\d\d)-(\d\d)', value or '')
    try:
        return datetime.date(*map(int, m.groups())) if m else None
    except ValueError:
        return None


def nearest(day, report):
    """The year nearest to the report for a month and day."""
    years = []
    for year in (report.year - 1, report.year, report.year + 1):
        try:
            years.append((abs((day.replace(year=year) - report).days), year))
        except ValueError:
            pass  # 29 February
    return min(years)[1] if years else None


def kind(t, before, report):
    """The kind of a gold expression; `before` holds the years told before it."""
    words = ' '.join(t['text'].split())
    day = day_of(t.get('value2') or t['value'])
    if day is None:
        return None
    if IS_WEEKDAY.match(words):
        side = 'after' if day > report else 'on' if day == report else 'before'
        return f'weekday {side} the day'
    if IS_MONTH_DAY.match(words):
        far = abs((day - report).days) > 120 and day.year in before
        return 'month day, retold' if day.year != nearest(day, report) or far else 'month day, direct'
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('gold')
    parser.add_argument('system')
    parser.add_argument('--halves', action='store_true')
    parser.add_argument('--errors', action='store_true', help='print the wrong ones')
    a = parser.parse_args()
    with open(a.system, encoding='utf-8') as f:
        system = {d['doc_id']: d['timex'] for d in map(json.loads, f)}
    counts = {}
    for line in open(a.gold, encoding='utf-8'):
        d = json.loads(line)
        half = int(hashlib.sha256(d['doc_id'].encode()).hexdigest()[0], 16) % 2
        report = day_of(d['dct'])
        before = set()
        for t in sorted(d['timex'], key=lambda t: t['start']):
            which = kind(t, before, report)
            if day := re.match(r'\d{4}', t.get('value2') or t['value'] or ''):
                before.add(int(day.group()))
            if not which:
                continue
            right = any(s['start'] < t['end'] and t['start'] < s['end']
                        and s['value'] in (t['value'], t.get('value2')) for s in system.get(d['doc_id'], []))
            for h in ([half] if a.halves else ['all']):
                row = counts.setdefault(which, {}).setdefault(h, [0, 0])
                row[0] += right
                row[1] += 1
            if a.errors and not right:
                got = [s['value'] for s in system.get(d['doc_id'], [])
                       if s['start'] < t['end'] and t['start'] < s['end']]
                print(d['doc_id'], d['dct'], t['text'], t['value'], t.get('value2'), got, sep='\t')
    for which in sorted(counts):
        row = '  '.join(f'{["even", "odd"][h] if a.halves else h}: {r} of {n}' for h, (r, n) in sorted(counts[which].items()))
        print(f'{which:24} {row}')


main()
