"""False alarms of the wording guard on real news: `uv run python -m tests.bench.bench_wording [--show]`.

The names of the gold links are watched. First none of them is in the record, then each is party to an open
case: the hardest record there is, since it bears no word out.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from newsroom.prose.blocks import Block
from newsroom.wording.guard import Mention, Record, Standing, find
from newsroom.wording.rules import FIRST_RULES

LINKING = Path(__file__).resolve().parents[3] / "shared" / "real" / "linking"
WATCHED = {"person", "company", "organisation", "other", None}


def main():
    registry = {row["id"]: row for row in read("registry.ndjson")}
    numbers = {key: number for number, key in enumerate(registry, start=1)}
    names = {numbers[key]: row["name"] for key, row in registry.items() if row.get("kind") in WATCHED}
    gold = defaultdict(list)
    for link in read("gold.ndjson"):
        if link["entity"] in numbers:
            gold[link["document"]].append(link)
    open_cases = [
        Standing(number, name, number, f"SEC v. {name}", "open", frozenset())
        for number, name in names.items()
    ]
    documents = list(read("documents.ndjson"))
    words = sum(len(document["text"].split()) for document in documents)
    for label, record in (
        ("No case in the record", Record(names)),
        ("An open case of each", Record(names, tuple(open_cases))),
    ):
        found = [finding for document in documents for finding in findings(document, gold, numbers, record)]
        tell(label, found, words)


def tell(label, found, words):
    for severity, count in Counter(finding.severity.value for finding in found).items():
        sys.stdout.write(
            f"{label}: {count} {severity}, {count * 1000 / words:.2f} per 1,000 of {words} words\n"
        )
    if "--show" in sys.argv:
        for finding in found:
            sys.stdout.write(f"  {finding.severity.value:8}{finding.rule:16}{finding.sentence}\n")


def findings(document, gold, numbers, record):
    text = document["text"]
    mentions = [
        Mention("b", link["start"], link["end"], numbers[link["entity"]]) for link in gold[document["id"]]
    ]
    return find([Block("b", "p", "", text)], mentions, record, FIRST_RULES)


def read(name):
    return map(json.loads, (LINKING / name).read_text().splitlines())


if __name__ == "__main__":
    main()
