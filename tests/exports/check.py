"""Opens every export with a reader of its format that others wrote.

usage: check.py FOLDER   (as `cargo run -p dateline-view --example exports` fills it)
"""
import csv
import json
import pathlib
import sys

import icalendar
import networkx
import openpyxl
import pyarrow.parquet

folder = pathlib.Path(sys.argv[1])
n = 0


def check(truth, what):
    global n
    n += 1
    if not truth:
        sys.exit(f"exports: {what}")


def text(name):
    return (folder / name).read_text(encoding="utf-8")


story = json.loads(text("ledger"))
check(story["format"] == "dateline-story/1" and len(story["events"]) == 2, "story shape")
rows = list(csv.DictReader(text("csv").splitlines()))
check(len(rows) == 2 and rows[0]["topic"] == 'fish, and "quotas"', "csv")
check([json.loads(line)["id"] for line in text("jsonl").splitlines()] == [r["id"] for r in rows], "jsonl")
check(len(json.loads(text("json"))["events"]) == 2, "json")

book = openpyxl.load_workbook((folder / "xlsx").open("rb"))
check(book.sheetnames == ["events", "statements", "reports"], "xlsx sheets")
head = [c.value for c in book["events"][1]]
first = dict(zip(head, [c.value for c in book["events"][2]]))
check(first["id"] == rows[0]["id"] and first["date_first"].date().isoformat() == "2021-05-11", "xlsx row")
check(first["lat"] == 49.22 and first["place"] == "Žilina", "xlsx cells")

calendar = icalendar.Calendar.from_ical((folder / "ics").read_bytes())
events = list(calendar.walk("VEVENT"))
check(len(events) == 2, "ics events")
by_uid = {str(e["UID"]): e for e in events}
talks = by_uid["e0000000000000001@dateline"]
check(talks.decoded("DTSTART").isoformat() == "2021-05-11", "ics day")
check(talks.decoded("DTEND").isoformat() == "2021-05-12", "ics end")
check(str(talks["STATUS"]) == "CONFIRMED" and int(talks["SEQUENCE"]) == 1, "ics status")
check(str(by_uid["e0000000000000002@dateline"]["STATUS"]) == "TENTATIVE", "ics tentative")
check("11 May" in str(talks["DESCRIPTION"]) and "DTSTAMP" in talks, "ics description")

geo = json.loads(text("geojson"))
check(geo["features"][0]["geometry"]["coordinates"] == [18.74, 49.22], "geojson")
slides = json.loads(text("timelinejs"))
check(slides["events"][0]["start_date"] == {"year": 2021, "month": 5, "day": 11}, "timelinejs")

graph = networkx.read_graphml(folder / "graphml")
check(graph.has_edge("KEN", "NOR") and graph.nodes["KEN"]["label"] == "Kenya", "graphml")
gexf = networkx.read_gexf(folder / "gexf")
check(gexf.has_edge("KEN", "NOR"), "gexf")

plover = [json.loads(line) for line in text("plover").splitlines()]
check(all(p["id"] and p["date"] and p["actor"] and p["event"] for p in plover) and plover, "plover")
polecat = list(csv.DictReader(text("polecat").splitlines(), delimiter="\t"))
check(len(polecat) == 1 and polecat[0]["Actor COW"] == "501;385", "polecat")
gdelt = list(csv.reader(text("gdelt").splitlines(), delimiter="\t"))
check(len(gdelt) == 2 and all(len(r) == 61 for r in gdelt), "gdelt")
check(list(csv.DictReader(text("cameo").splitlines(), delimiter="\t"))[0]["cameo"] == "040", "cameo")

table = pyarrow.parquet.read_table(folder / "parquet")
check(table.num_rows == 2 and table.column_names == head, "parquet columns")
row = table.to_pylist()[0]
check(row["date_first"].isoformat() == "2021-05-11" and row["lat"] == 49.22, "parquet types")
check(row["due"] is None, "parquet nulls")

html = text("html")
check("<script" not in html and "http-equiv" in html, "html")
check(text("markdown").startswith("# "), "markdown")
print(f"{n} passed, 0 failed")
