"""The words by which prose attributes: who speaks, how firmly, through whom we know."""

import re

from newsroom.linking.facts.word_lists import set_of

# Verb forms by the mode of the statement they make. Those after the bar say something only before a clause
# (“reported that”) or beside a quotation (“…,” she added): elsewhere they mean another thing.
_VERBS = {
    "reported": "said says stated told noted testified declared remarked explained explains stressed stresses"
    " emphasized emphasised emphasizes announced warned warns predicted insisted insists quipped joked"
    " | maintained maintains say state states tell tells reported reports tweeted notes added adds wrote"
    " writes observed observes commented"
    " indicated indicates revealed reveals disclosed discloses recalled replied responded concluded concludes"
    " continued estimates estimated predicts cautioned reiterated posted pointed-out points-out asserts",
    "alleged": "alleged alleges accused accuses contended contends claimed asserted"
    " | claims claim allege charged",
    "denied": "denied denies | disputed disputes refuted rejected deny",
    "confirmed": "confirmed | confirms verified",
    "admitted": "admitted admits confessed | conceded concedes acknowledged acknowledges admit",
    "opinion": "argued argues criticized criticised criticizes praised praises hailed hails condemned"
    " condemns denounced lauded"
    " | argue believes believe thinks suggested suggests hopes believed hail criticize",
    "found": "| ruled found held determined finds rules",
}
MODES: dict[str, str] = {}
NEED_A_CLAUSE: set[str] = set()
for _mode, _forms in _VERBS.items():
    _plain, _, _bound = _forms.partition("|")
    MODES |= {form.replace("-", " "): _mode for form in (_plain + _bound).split()}
    NEED_A_CLAUSE |= {form.replace("-", " ") for form in _bound.split()}

# What follows is no clause but what the verb is about: it belongs to the words.
TAKE_AN_OBJECT = set_of(
    "accused accuses hailed hails praised praises criticized criticised criticizes condemned condemns"
    " denounced lauded"
    " emphasized emphasised emphasizes stressed stresses denied denies confirmed admitted admits disputed"
    " rejected"
    " announced predicted noted warned warns hail criticize deny admit conceded"
)
VERB = "|".join(sorted(MODES, key=lambda form: (-len(form), form)))
_ADVERBS = (
    "also|then|later|further|again|once|earlier|previously|publicly|recently|repeatedly|reportedly|privately"
    "|flatly|strongly"
    "|initially|first|now|once|jokingly|simply|wrongly|falsely|officially|never|not|even|still|only|just"
    "|already|has|have|had"
)
CUE = re.compile(
    rf"(?<![\w’'-])(?P<adverbs>(?:(?:{_ADVERBS}) ){{0,4}})(?P<verb>{VERB})(?![\w-])(?P<that>(?: (?:also|then"
    r"|later|again|further))? that\b)?"
)
# Adding, saying: said by whoever the sentence is about.
PARTICIPLE = re.compile(
    r"(?<=, )(?P<verb>saying|adding|noting|claiming|alleging|arguing|stating|insisting|warning"
    r"|explaining)(?P<that> that\b)?(?= )"
)
_PARTICIPLES = {"claiming": "alleged", "alleging": "alleged", "arguing": "opinion"}
MODES |= {
    form: _PARTICIPLES.get(form, "reported")
    for form in [
        "saying",
        "adding",
        "noting",
        "claiming",
        "alleging",
        "arguing",
        "stating",
        "insisting",
        "warning",
        "explaining",
    ]
}

# What is not said, or may be said, is no statement.
UNSAID = re.compile(
    r"(?:\b(?:not|never|to|would|could|might|may|should|shall|will|cannot|can|neither|nor|without|did|do"
    r"|does|be|been|being"
    r"|is|are|was|were|get|got|I|we|you|We|You|what|What|whatever|whoever|anyone|nobody|Nobody|no one|No one)"
    r"|n[’']t)(?: (?:also|ever|then|even|yet|have|has|had|so|only|just|been)){0,4}$"
)
HYPOTHETICAL = re.compile(
    r"^(?:[Ii]f|[Ww]hether|[Uu]nless|[Ss]hould|[Ss]uppose|[Ii]n case|[Hh]ad|[Oo]nce|[Uu]ntil)\b"
)

OUTLET = re.compile(
    r"\b(?:Reuters|AP|Associated Press|AFP|Agence France-Presse|Bloomberg|CNN|BBC|NBC|CBS|ABC|NPR|PBS|MSNBC"
    r"|CNBC|Fox|Sky"
    r"|Al Jazeera|Xinhua|TASS|Tass|RIA Novosti|Interfax|DPA|EFE|ANSA|PTI|UPI|Politico|Axios|CoinDesk"
    r"|The Block|Wikinews"
    r"|Guardian|Telegraph|Independent|Observer|Economist|Spiegel|Monde|Zeitung|País|Pais|Le Figaro|Haaretz"
    r"|Kyodo|Yonhap"
    r"|Times|Post|News|Journal|Herald|Tribune|Gazette|Press|Chronicle|Examiner|Mirror|Sun|Star|Globe|Courier"
    r"|Standard"
    r"|Weekly|Magazine|Daily|Radio|Television|TV|Broadcasting|Newsweek|Forbes|Fortune|Variety|Wired|Vox"
    r"|Slate|Salon"
    r"|Today|Express|Review|Mail|Inquirer|Bulletin|Dispatch|Record|Register|Sentinel|Weekly)\b"
)


def is_outlet(name: str) -> bool:
    """Whether a name is that of a publication or an agency, and not of somebody who works there."""
    return name[:1].isupper() and "," not in name and len(name.split()) <= 5 and bool(OUTLET.search(name))


# Lower-case words that can speak.
SPEAKERS = (
    r"(?:(?:co|ex|vice|deputy|former)[- ])?(?:spokes(?:man|woman|person|people|men)|officials?|prosecutors?"
    r"|police|leaders?|company|companies|firm|bank"
    r"|agency|agencies|regulators?|commission|judges?|court|jury|jurors?|lawyers?|attorneys?|critics?"
    r"|analysts?"
    r"|researchers?|scientists?|authors?|authorities|authority|residents?|witness(?:es)?|experts?|activists?"
    r"|opponents?"
    r"|supporters?|sources?|investigators?|executives?|ministers?|ministry|president|government"
    r"|administration|department"
    r"|party|senators?|lawmakers?|governor|mayor|chairman|chairwoman|chair|director|professor|doctors?|coach"
    r"|manager|owner"
    r"|founder|representatives?|union|group|organi[sz]ation|committee|council|board|team|exchange|watchdog"
    r"|plaintiffs?"
    r"|defendants?|family|father|mother|brother|sister|wife|husband|son|daughter|woman|man|men|women|people"
    r"|investors?"
    r"|lawsuit|suit|complaint|indictment|report|study|statement|filing|letter|memo|ruling|order|opinion"
    r"|petition|motion"
    r"|affidavit|paper|survey|newspaper|magazine|article|website|post|tweet|release|industry|economists?"
    r"|observers?"
    r"|colleagues?|friends?|neighbou?rs?|teacher|student|students|members?|commissioner|secretary|ambassador"
    r"|general"
    r"|posters?|bloggers?|posting|captain|sheriff|chief|detectives?|officers?|aides?|adviser|advisor"
    r"|advocates?|academics?|historian|scholars?)(?![\w])"
)
SPEAKER = re.compile(rf"\b{SPEAKERS}\b")
PRONOUN = re.compile(r"(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t)")
COURT = re.compile(
    r"\b(?:[Cc]ourts?|[Jj]udges?|[Jj]ustices?|[Jj]ury|[Jj]urors|[Mm]agistrate|[Tt]ribunal|[Pp]anel|Circuit)\b"
)
SPOKESPERSON = re.compile(
    r"\b(?:[Ss]pokes(?:man|woman|person|people|men|persons)|[Pp]ress (?:secretary|officer)"
    r"|[Rr]epresentatives?)\b"
)
