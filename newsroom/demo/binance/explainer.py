"""The explainer: what the dismissal with prejudice means, and what it does not."""

from datetime import UTC, datetime

from newsroom.demo.binance.numbers import with_numbers
from newsroom.demo.desk import add_section, file_under, joined, link
from newsroom.explainers.actions import save_explainer
from newsroom.explainers.kinds import Depth
from newsroom.explainers.models import Explainer, ExplainerSection
from newsroom.publishing.actions import publish, record_revision

Kind = ExplainerSection.Kind
ALL_CASES = ["sec_v_binance", "us_v_binance", "us_v_zhao", "sec_v_coinbase"]

HEADLINE = "What the dismissal with prejudice means"
SLUG = "what-the-dismissal-with-prejudice-means"
DEK = "The SEC’s case against Binance is over and cannot be brought again. What that settles, and what not."
QUESTION = "What does the end of the SEC’s case against Binance mean?"
AUTHORS = ["Ines Carrow", "Tobias Renner"]
PUBLISHED_AT = datetime(2025, 6, 3, 9, 0, tzinfo=UTC)

MEANING = """
<p>The case is over for good. On 29 May 2025 a joint filing dismissed, with prejudice, the lawsuit that
the Securities and Exchange Commission (SEC) had brought against Binance, its founder, Changpeng Zhao,
and two further companies. With prejudice means that the SEC may not bring the same claims against them
again. After a dismissal without prejudice it could have tried, within the time limits of the law.</p>
<p>It does not mean that Binance was cleared. The case ended by agreement, without a finding on the
allegations: no court has said that they are true, and no court has said that they are not. They remain
what the SEC alleged, according to Reuters: that Binance inflated trading volumes, diverted money of its
customers and misled investors over compliance, and that it made possible the trading of tokens then
treated as unregistered securities.</p>
<p>Nor does it bind the SEC anywhere else. Its reasons were policy considerations, Reuters reported, and
enforcement in other cases remains possible. A similar case, against Coinbase, ended with prejudice on
27 February 2025; our record now holds {dropped} cases that the SEC brought and dropped so. Some take both
dismissals for a turn in policy under the SEC’s chairman, Paul Atkins. That is a reading, not a ruling.</p>
"""

CRIMINAL_SIDE = """
<p>No. In a criminal case of its own, Binance pleaded guilty on 21 November 2023 to breaking sanctions
and anti-money-laundering laws and, according to Reuters, agreed to pay a penalty of $4.32 billion. Zhao
pleaded guilty in a criminal case against him alone and served four months. Neither plea is touched.</p>
<p>So it is right to say that Zhao pleaded guilty, in his own criminal case, and was sentenced. It would
be wrong to say that the SEC’s case showed a fraud: it found nothing. And the penalty of the one case
must not be told as that of the other: all money penalties on record here, {penalties}, are criminal.</p>
"""

UNKNOWN = """
<ul>
<li>Whether what the SEC alleged is true: the case ended without a finding.</li>
<li>Whether the SEC will sue others: it has not ruled that out, Reuters reported.</li>
<li>What the turn means for investors and for market transparency.</li>
</ul>
"""

KEY_FACTS = ["dismissed", "barred", "separate"]
KNOWN = ["filed", "policy", "plea", "penalty", "sentenced", "released"]
WORDS = [
    "dismissed with prejudice",
    "dismissed without prejudice",
    "joint stipulation",
    "civil enforcement action",
    "guilty plea",
    "unregistered security",
    "regulation by enforcement",
    "anti-money-laundering laws",
    "sanctions",
]

# kind, heading, what it holds
SECTIONS = [
    (Kind.KEY_FACTS, "The facts in short", {"statements": KEY_FACTS, "shown_from": Depth.GLANCE}),
    (Kind.TEXT, "What does “with prejudice” mean here?", {"body": MEANING, "shown_from": Depth.BRIEF}),
    (Kind.STATUS, "Where do the four cases stand?", {"cases": ALL_CASES, "shown_from": Depth.BRIEF}),
    (Kind.KNOWN, "What do we know, and what not?", {"statements": KNOWN, "body": UNKNOWN}),
    (
        Kind.DISPOSITIONS,
        "How did each of the SEC’s claims end?",
        {"cases": ["sec_v_binance", "sec_v_coinbase"]},
    ),
    (Kind.TEXT, "Does it change anything about the guilty pleas?", {"body": CRIMINAL_SIDE}),
    (Kind.QUOTE, "What does Binance say?", {"statements": ["innovation"]}),
    (
        Kind.TIMELINE,
        "How did it come to this?",
        {"cases": ALL_CASES, "filter": "significance=major&after=2023-06"},
    ),
    (Kind.WHO, "Who is who?", {"cases": ALL_CASES}),
    (
        Kind.DOCUMENTS,
        "Where are the papers?",
        {"cases": ["sec_v_binance", "sec_v_coinbase"]},
    ),
    (Kind.NUMBERS, "How have such cases ended?", {"numbers": ["dropped", "endings"]}),
    (Kind.TERMS, "What do the words mean?", {"terms": WORDS}),
    (Kind.COVERAGE, "What else have we written about it?", {"cases": ALL_CASES}),
]

ABOUT = ["sec_v_binance", "binance", "sec"]
MENTIONS = [
    ("lawsuit", "sec_v_binance"),
    ("Securities and Exchange Commission", "sec"),
    ("Binance", "binance"),
    ("Changpeng Zhao", "zhao"),
    ("Reuters", "reuters"),
    ("similar case", "sec_v_coinbase"),
    ("Coinbase", "coinbase"),
    ("Paul Atkins", "atkins"),
    ("criminal case of its own", "us_v_binance"),
    ("criminal case against him alone", "us_v_zhao"),
]


def write_explainer(record, statements, terms, numbers, desk, *, by) -> None:
    """The explainer, linked and published."""
    explainer = save_explainer(
        Explainer(headline=HEADLINE, slug=SLUG, dek=DEK, question=QUESTION, section=desk.section), by=by
    )
    file_under(explainer, desk, authors=AUTHORS)
    for position, (kind, heading, holds) in enumerate(SECTIONS):
        section = ExplainerSection(
            explainer=explainer,
            position=position,
            kind=kind,
            heading=heading,
            body=with_numbers(joined(holds.get("body", "")), numbers),
            shown_from=holds.get("shown_from", Depth.FULL),
            filter=holds.get("filter", ""),
        )
        add_section(
            section,
            cases=[record.cases[key] for key in holds.get("cases", ())],
            terms=[terms[term] for term in holds.get("terms", ())],
            statements=[statements[key] for key in holds.get("statements", ())],
            numbers=[numbers[key] for key in holds.get("numbers", ())],
            by=by,
        )
    link(explainer, record, about=ABOUT, mentions=MENTIONS, by=by, now=PUBLISHED_AT)
    record_revision(explainer, by=None, now=PUBLISHED_AT, note="as told by the demo")
    publish(explainer, by=by, now=PUBLISHED_AT)
