"""What happened and what was alleged, each on somebody's word.

Where Reuters and the court's own papers tell the same fact, both are kept on one point and the closer
one is preferred.
"""

from cases.models import Statement
from newsroom.demo.binance.attribution import REPORTED, SAID_BY_SEC, SPOKESPERSON, Said

Mode = Statement.Mode

FACTS = {
    # The SEC's case against Binance
    "sued": Said(
        "sec_v_binance",
        Mode.REPORTED,
        "The SEC sued Binance and Changpeng Zhao, who founded it, in June 2023.",
        REPORTED | {"point": "date of filing"},
    ),
    "filed": Said(
        "sec_v_binance",
        Mode.CONFIRMED,
        "The SEC filed its complaint on 5 June 2023.",
        {"point": "date of filing", "is_preferred": True, "sources": ["complaint"]},
    ),
    "volumes": Said(
        "sec_v_binance",
        Mode.ALLEGED,
        "Binance inflated its trading volumes.",
        SAID_BY_SEC | {"claim": "volumes"},
    ),
    "funds": Said(
        "sec_v_binance",
        Mode.ALLEGED,
        "Binance diverted money that belonged to its customers.",
        SAID_BY_SEC | {"claim": "funds"},
    ),
    "compliance": Said(
        "sec_v_binance",
        Mode.ALLEGED,
        "Binance misled investors over compliance inside the company.",
        SAID_BY_SEC | {"claim": "compliance"},
    ),
    "tokens": Said(
        "sec_v_binance",
        Mode.ALLEGED,
        "Binance made it possible to trade several tokens that were treated as unregistered securities "
        "while Joe Biden was president.",
        SAID_BY_SEC | {"claim": "tokens"},
    ),
    "dismissed": Said(
        "sec_v_binance",
        Mode.CONFIRMED,
        "A joint filing of 29 May 2025 dismissed the SEC’s case against Binance with prejudice.",
        {"sources": ["joint_filing", "reuters"]},
    ),
    "barred": Said(
        "sec_v_binance",
        Mode.CONFIRMED,
        "The SEC may not bring the same claims against the same defendants again.",
        {"sources": ["joint_filing", "analysis"]},
    ),
    "policy": Said(
        "sec_v_binance",
        Mode.REPORTED,
        "The dismissal rests on policy considerations and does not show where the SEC stands on crypto "
        "regulation in general.",
        SAID_BY_SEC,
    ),
    "landmark": Said(
        "sec_v_binance",
        Mode.REPORTED,
        "landmark moment",
        SPOKESPERSON | {"is_quotation": True, "sources": ["reuters"]},
    ),
    "thanks": Said(
        "sec_v_binance",
        Mode.REPORTED,
        "Binance is grateful to the Trump administration and to the SEC’s chairman, Paul Atkins.",
        SPOKESPERSON | {"sources": ["reuters"]},
    ),
    "innovation": Said(
        "sec_v_binance",
        Mode.OPINION,
        "Innovation can’t thrive under regulation by enforcement",
        SPOKESPERSON | {"is_quotation": True, "sources": ["reuters"]},
    ),
    "other_cases": Said(
        "sec_v_binance",
        Mode.REPORTED,
        "Enforcement in other cases remains possible: the SEC has not ruled it out.",
        {"sources": ["analysis"]},
    ),
    "separate": Said(
        "sec_v_binance",
        Mode.CONFIRMED,
        "The SEC’s civil case and the criminal cases against Binance and Zhao are separate proceedings.",
        {"sources": ["civil_docket", "binance_docket", "zhao_docket"]},
    ),
    "largest": Said(
        None,
        Mode.REPORTED,
        "Of all crypto exchanges in the world, Binance is the largest.",
        {"entity": "binance", "sources": ["analysis"]},
    ),
    # The criminal cases
    "prosecuted": Said(
        "us_v_binance",
        Mode.CONFIRMED,
        "The Department of Justice brought the criminal cases against Binance and Zhao for the United "
        "States.",
        {"entity": "doj", "sources": ["binance_docket", "zhao_docket"]},
    ),
    "plea_reported": Said(
        "us_v_binance",
        Mode.REPORTED,
        "Binance pleaded guilty in November 2023 to breaking sanctions and anti-money-laundering laws.",
        REPORTED | {"point": "date of the plea"},
    ),
    "plea": Said(
        "us_v_binance",
        Mode.ADMITTED,
        "Binance pleaded guilty on 21 November 2023 to breaking sanctions and anti-money-laundering laws.",
        {
            "asserted_by": "binance",
            "point": "date of the plea",
            "is_preferred": True,
            "sources": ["binance_docket"],
        },
    ),
    "penalty": Said(
        "us_v_binance",
        Mode.REPORTED,
        "Binance agreed to pay a penalty of $4.32 billion, a record.",
        REPORTED,
    ),
    "founder_plea": Said(
        "us_v_zhao",
        Mode.ADMITTED,
        "Changpeng Zhao pleaded guilty on 21 November 2023.",
        {"asserted_by": "zhao", "sources": ["zhao_docket"]},
    ),
    "sentenced": Said(
        "us_v_zhao",
        Mode.CONFIRMED,
        "Changpeng Zhao was sentenced on 30 April 2024 to four months in prison.",
        {"sources": ["zhao_docket"]},
    ),
    "served": Said(
        "us_v_zhao",
        Mode.REPORTED,
        "Changpeng Zhao served four months in prison for breaking anti-money-laundering law.",
        REPORTED,
    ),
    "released_reported": Said(
        "us_v_zhao",
        Mode.REPORTED,
        "Changpeng Zhao was released in September 2024.",
        REPORTED | {"point": "date of release"},
    ),
    "released": Said(
        "us_v_zhao",
        Mode.CONFIRMED,
        "Changpeng Zhao was released on 27 September 2024.",
        {"point": "date of release", "is_preferred": True, "sources": ["release_record"]},
    ),
    # The case against Coinbase
    "coinbase_tokens": Said(
        "sec_v_coinbase",
        Mode.ALLEGED,
        "Coinbase listed unregistered tokens, at least 13 of them.",
        SAID_BY_SEC | {"claim": "coinbase_tokens"},
    ),
    "coinbase_dropped": Said(
        "sec_v_coinbase",
        Mode.REPORTED,
        "The SEC gave up its similar lawsuit against Coinbase in February 2025.",
        REPORTED | {"point": "date of the dismissal"},
    ),
    "coinbase_dismissed": Said(
        "sec_v_coinbase",
        Mode.CONFIRMED,
        "A joint stipulation of 27 February 2025 dismissed the Coinbase case with prejudice.",
        {"point": "date of the dismissal", "is_preferred": True, "sources": ["coinbase_stipulation"]},
    ),
    "coinbase_largest": Said(
        None,
        Mode.REPORTED,
        "Among the crypto exchanges of the United States, Coinbase is the largest.",
        {"entity": "coinbase", "sources": ["analysis"]},
    ),
    "not_the_first": Said(
        "sec_v_binance",
        Mode.REPORTED,
        "Binance’s is not the first crypto enforcement case given up since Donald Trump returned to office.",
        REPORTED,
    ),
}
