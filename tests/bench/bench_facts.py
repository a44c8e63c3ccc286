"""What finding the facts of an article of 700 words costs, kind by kind, in milliseconds of CPU.

    uv run python -m tests.bench.bench_facts

The project's target for all facts: 60 ms. No database, no server; ten seconds.
"""

import time
from datetime import date

from newsroom.linking.facts import (
    citations,
    courts,
    dates,
    dockets,
    find_facts,
    money,
    names,
    statements,
    terms,
)
from newsroom.linking.facts.reading import read

ROUNDS = 20
PARAGRAPH = (
    "According to the Roeville Times, the SEC said on Tuesday that Doe Holdings, Inc. had agreed to pay"
    " about $4.2"
    " billion. “We are glad that it is over,” said Jane Roe, a spokeswoman for the company, adding that the"
    " joint"
    " filing in federal court in Washington, D.C., No. 1:23-cv-00457, ends a case begun two years ago. In"
    " February"
    " 2025 the agency dropped a similar suit against Smith & Roe under 15 U.S.C. § 77e(a); it was dismissed"
    " with"
    " prejudice. Roe pleaded guilty in November 2023 and served four months in prison for bank fraud.\n"
)
ARTICLE = PARAGRAPH * 9


def milliseconds(find):
    best = []
    for _ in range(ROUNDS):
        read.cache_clear()
        start = time.process_time()
        find(ARTICLE)
        best.append(1000 * (time.process_time() - start))
    best.sort()
    return best[0], best[-2]


def main():
    courts.find("A court’s names are learnt once.")
    kinds = {module.KIND: module.find for module in (dates, money, dockets, courts, citations, terms, names)}
    kinds["statement"] = lambda text: statements.find(text, found_dates=[])
    kinds["all of them"] = lambda text: find_facts(text, published=date(2025, 5, 30))
    print(f"{len(ARTICLE.split())} words, {len(find_facts(ARTICLE))} facts; best and 95th percentile")  # noqa: T201
    for kind, find in kinds.items():
        best, slow = milliseconds(find)
        print(f"{kind:14} {best:6.1f} {slow:6.1f} ms")  # noqa: T201


if __name__ == "__main__":
    main()
