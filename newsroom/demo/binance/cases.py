"""The four cases as facts. The penalty belongs to the second, the sentence to the third, and to no other."""

from cases.models import Case, CaseRelation, Claim, Disposition, Event, Penalty

Happened = Event.Kind
MAJOR, MINOR = Event.Significance.MAJOR, Event.Significance.MINOR

AGAINST_ALL_FOUR = (
    "Alleged by the SEC. Our sources describe the complaint as a whole, so the claim is entered against all "
    "four defendants; which of them it was aimed at in detail they do not say."
)
BY_JOINT_FILING = {
    "outcome": Disposition.Outcome.DISMISSED,
    "prejudice": Disposition.Prejudice.WITH,
    "decided_by": Disposition.DecidedBy.STIPULATION,
}
BY_PLEA = {"outcome": Disposition.Outcome.PLEADED_GUILTY, "decided_by": Disposition.DecidedBy.PLEA}

SEC_V_BINANCE = {
    "caption": "SEC v. Binance Holdings Limited et al.",
    "kind": Case.Kind.CIVIL_ENFORCEMENT,
    "date_filed": "2023-06-05",
    "summary": "The Securities and Exchange Commission sued Binance, its founder Changpeng Zhao and two "
    "further companies in June 2023. It alleged inflated trading volumes, diverted customer money, misled "
    "investors and trading in unregistered securities. A joint filing of 29 May 2025 ended the case with "
    "prejudice: the SEC may not bring these claims again.",
    "docket": ("dcd", "1:23-cv-01599", {"judge": "Amy Berman Jackson", "date_filed": "2023-06-05"}),
    # entity, role, as the case names it
    "parties": [
        ("sec", "plaintiff", ""),
        ("binance", "defendant", "Binance Holdings Limited"),
        ("zhao", "defendant", ""),
        ("bam_trading", "defendant", ""),
        ("bam_management", "defendant", ""),
    ],
    # key: title, description
    "claims": {
        "volumes": ("Inflating trading volumes", AGAINST_ALL_FOUR),
        "funds": ("Diverting customer funds", AGAINST_ALL_FOUR),
        "compliance": ("Misleading investors about internal compliance", AGAINST_ALL_FOUR),
        "tokens": (
            "Making possible the trading of tokens then treated as unregistered securities",
            AGAINST_ALL_FOUR,
        ),
    },
    "claim_kind": Claim.Kind.CLAIM,
    "ending": BY_JOINT_FILING | {"date": "2025-05-29", "source": "joint_filing"},
    # kind, date, title, source, significance
    "events": [
        (
            Happened.FILED,
            "2023-06-05",
            "The SEC sues Binance, its founder and two companies",
            "complaint",
            MAJOR,
        ),
        (
            Happened.STATEMENT,
            "2025-05",
            "The SEC’s chairman calls for clear rules in a speech",
            "speech",
            MINOR,
        ),
        (
            Happened.DISMISSAL,
            "2025-05-29",
            "A joint filing ends the case with prejudice",
            "joint_filing",
            MAJOR,
        ),
    ],
}

UNITED_STATES_V_BINANCE = {
    "caption": "United States v. Binance Holdings Limited",
    "kind": Case.Kind.CRIMINAL,
    "summary": "The criminal case against the company. Binance pleaded guilty in November 2023 to violations "
    "of sanctions and anti-money-laundering laws and agreed to a penalty of $4.32 billion. The SEC’s civil "
    "case is another matter.",
    "docket": ("wawd", "2:23-cr-00178", {"judge": "Richard A. Jones"}),
    "parties": [("us", "plaintiff", ""), ("binance", "defendant", "Binance Holdings Limited")],
    "claims": {
        "laundering": ("Violations of anti-money-laundering laws", ""),
        "sanctions": ("Violations of sanctions laws", ""),
    },
    "claim_kind": Claim.Kind.COUNT,
    "ending": BY_PLEA | {"date": "2023-11-21", "source": "binance_docket"},
    "penalty": (
        "binance",
        Penalty.Kind.FINANCIAL,
        {
            "amount": 4_320_000_000,
            "currency": "USD",
            "note": "Agreed to by Binance and, according to Reuters, a record.",
            "source": "reuters",
        },
    ),
    "events": [(Happened.PLEA, "2023-11-21", "Binance pleads guilty", "binance_docket", MAJOR)],
}

UNITED_STATES_V_ZHAO = {
    "caption": "United States v. Zhao",
    "kind": Case.Kind.CRIMINAL,
    "summary": "The criminal case against the founder of Binance. Changpeng Zhao pleaded guilty on "
    "21 November 2023, was sentenced on 30 April 2024 to four months in prison for violations of "
    "anti-money-laundering laws, and was released on 27 September 2024.",
    "docket": ("wawd", "2:23-cr-00179", {"judge": "Richard A. Jones"}),
    "parties": [("us", "plaintiff", ""), ("zhao", "defendant", "")],
    "claims": {"zhao_laundering": ("Violations of anti-money-laundering laws", "")},
    "claim_kind": Claim.Kind.COUNT,
    "ending": BY_PLEA | {"date": "2023-11-21", "source": "zhao_docket"},
    "penalty": (
        "zhao",
        Penalty.Kind.IMPRISONMENT,
        {
            "duration": 4,
            "duration_unit": Penalty.Unit.MONTHS,
            "date_imposed": "2024-04-30",
            "date_satisfied": "2024-09-27",
            "source": "zhao_docket",
        },
    ),
    "events": [
        (Happened.PLEA, "2023-11-21", "Changpeng Zhao pleads guilty", "zhao_docket", MAJOR),
        (Happened.SENTENCE, "2024-04-30", "Zhao is sentenced to four months in prison", "zhao_docket", MAJOR),
        (Happened.RELEASE, "2024-09-27", "Zhao is released", "release_record", MAJOR),
    ],
}

SEC_V_COINBASE = {
    "caption": "SEC v. Coinbase, Inc. and Coinbase Global, Inc.",
    "kind": Case.Kind.CIVIL_ENFORCEMENT,
    "date_filed": "2023-06-06",
    "summary": "The Securities and Exchange Commission accused Coinbase of listing unregistered tokens, "
    "at least 13 of them. A joint stipulation of 27 February 2025 ended the case with prejudice.",
    "docket": ("nysd", "1:23-cv-04738", {"judge": "Katherine Polk Failla", "date_filed": "2023-06-06"}),
    "parties": [
        ("sec", "plaintiff", ""),
        ("coinbase", "defendant", "Coinbase, Inc."),
        ("coinbase_global", "defendant", ""),
    ],
    "claims": {
        "coinbase_tokens": ("Listing unregistered tokens", "Alleged by the SEC: at least 13 such tokens."),
    },
    "claim_kind": Claim.Kind.CLAIM,
    "ending": BY_JOINT_FILING | {"date": "2025-02-27", "source": "coinbase_stipulation"},
    "events": [
        (Happened.FILED, "2023-06-06", "The SEC sues Coinbase", "coinbase_complaint", MAJOR),
        (
            Happened.DISMISSAL,
            "2025-02-27",
            "A joint stipulation ends the Coinbase case with prejudice",
            "coinbase_stipulation",
            MAJOR,
        ),
    ],
}

CASES = {
    "sec_v_binance": SEC_V_BINANCE,
    "us_v_binance": UNITED_STATES_V_BINANCE,
    "us_v_zhao": UNITED_STATES_V_ZHAO,
    "sec_v_coinbase": SEC_V_COINBASE,
}

# case, kind, other case, note
RELATIONS = [
    (
        "sec_v_binance",
        CaseRelation.Kind.PARALLEL,
        "us_v_binance",
        "Separate proceedings with one defendant in common: plea and penalty belong to the criminal one.",
    ),
    (
        "sec_v_binance",
        CaseRelation.Kind.PARALLEL,
        "us_v_zhao",
        "Separate proceedings with one defendant in common: plea and sentence belong to the criminal one.",
    ),
    (
        "us_v_zhao",
        CaseRelation.Kind.PARALLEL,
        "us_v_binance",
        "Two prosecutions before one judge: of the founder, and of the company.",
    ),
    (
        "sec_v_binance",
        CaseRelation.Kind.SIMILAR,
        "sec_v_coinbase",
        "Lawsuits of the SEC against crypto exchanges, both dismissed with prejudice in 2025.",
    ),
]
