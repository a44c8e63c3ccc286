"""What people want the rules to be, and what a report makes of the facts: opinion, and it stays one."""

from cases.models import Statement
from newsroom.demo.binance.attribution import CHAIRMAN, INDUSTRY, Said

Mode = Statement.Mode

VIEWS = {
    # What is said about the rules
    "framework": Said(
        None,
        Mode.REPORTED,
        "The rules for digital assets should be consistent and transparent.",
        CHAIRMAN | {"sources": ["speech", "reuters"]},
    ),
    "clear_rules": Said(
        None,
        Mode.REPORTED,
        "clear rules of the road",
        CHAIRMAN | {"is_quotation": True, "sources": ["speech", "reuters"]},
    ),
    "priority": Said(
        None,
        Mode.REPORTED,
        "Such rules for those who issue, trade or secure digital assets are among his top priorities; "
        "they should back innovation and keep wrongdoers out.",
        CHAIRMAN | {"sources": ["reuters"]},
    ),
    "suing_first": Said(
        None,
        Mode.OPINION,
        "The SEC has for years regulated crypto companies by suing them instead of telling them the rules.",
        INDUSTRY,
    ),
    "commodities": Said(
        None,
        Mode.OPINION,
        "Most crypto tokens resemble commodities rather than securities.",
        INDUSTRY,
    ),
    "remit": Said(
        None,
        Mode.OPINION,
        "If tokens counted as commodities, the SEC would have no say over them.",
        INDUSTRY,
    ),
    # What a report makes of it: analysis, not fact
    "approach": Said(
        "sec_v_binance",
        Mode.OPINION,
        "The two dismissals reflect a different approach under Paul Atkins and a turn in policy under "
        "Donald Trump.",
        {"sources": ["analysis"]},
    ),
    "sign": Said(
        "sec_v_binance",
        Mode.OPINION,
        "The dismissal may foretell how the United States will govern digital assets, with innovation "
        "before enforcement.",
        {"sources": ["analysis"]},
    ),
    "climate": Said(
        "sec_v_binance",
        Mode.OPINION,
        "Crypto companies gain room to breathe and may meet a friendlier regulator, at least while this "
        "administration lasts.",
        {"sources": ["analysis"]},
    ),
    "no_approval": Said(
        "sec_v_binance",
        Mode.OPINION,
        "The dismissal is no approval of what the crypto industry did in the past.",
        {"sources": ["analysis"]},
    ),
    "questions": Said(
        "sec_v_binance",
        Mode.OPINION,
        "What the change means for investor protection, market transparency and the role of federal "
        "agencies is an open question.",
        {"sources": ["analysis"]},
    ),
}
