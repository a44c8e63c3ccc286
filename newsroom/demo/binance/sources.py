"""Where the story knows its facts from. Addresses we don't know stay empty."""

from cases.actions import record_source
from cases.models import Entity, Source

Kind = Source.Kind

# key: kind, title, when it came out, details (a publisher by its key)
SOURCES = {
    "complaint": (Kind.FILING, "Complaint in SEC v. Binance Holdings Limited et al.", "2023-06-05", {}),
    "joint_filing": (
        Kind.FILING,
        "Joint filing to dismiss SEC v. Binance Holdings Limited et al.",
        "2025-05-29",
        {},
    ),
    "civil_docket": (Kind.DOCKET, "Docket of SEC v. Binance Holdings Limited et al.", None, {}),
    "binance_docket": (Kind.DOCKET, "Docket of United States v. Binance Holdings Limited", None, {}),
    "zhao_docket": (Kind.DOCKET, "Docket of United States v. Zhao", None, {}),
    "release_record": (Kind.REGISTER, "Public record of Changpeng Zhao’s release", None, {}),
    "coinbase_complaint": (
        Kind.FILING,
        "Complaint in SEC v. Coinbase, Inc. and Coinbase Global, Inc.",
        "2023-06-06",
        {},
    ),
    "coinbase_stipulation": (
        Kind.FILING,
        "Joint stipulation in SEC v. Coinbase, Inc. and Coinbase Global, Inc.",
        "2025-02-27",
        {},
    ),
    "reuters": (
        Kind.NEWS,
        "Reuters report on the end of the SEC’s case against Binance, 29 May 2025",
        "2025-05-29",
        {"publisher": "reuters"},
    ),
    "speech": (Kind.SPEECH, "Speech of the SEC’s chairman, May 2025", "2025-05", {"author": "Paul Atkins"}),
    "analysis": (Kind.NEWS, "News analysis of the end of the SEC’s case against Binance", "2025-05", {}),
}


def record_sources(entities: dict[str, Entity], *, by) -> dict[str, Source]:
    """The sources by their key."""
    sources = {}
    for key, (kind, title, date, details) in SOURCES.items():
        more = {name: entities[of] if name == "publisher" else of for name, of in details.items()}
        sources[key] = record_source(title, kind=kind, date_published=date, by=by, **more)
    return sources
