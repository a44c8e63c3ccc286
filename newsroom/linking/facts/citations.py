"""Citations of decisions and laws: 347 U.S. 483, 15 U.S.C. § 77e(a), 17 C.F.R. § 240.10b-5, [2019] UKSC 41.

Own patterns: eyecite compiles from source, weighs 22 MB and knows neither neutral citations nor Strasbourg's
application numbers, and its patterns are made for opinions, where every `id.` counts, not for prose.
"""

import re

from newsroom.linking.facts.fact import Fact, longest

KIND = "citation"

_REPORTERS = """
    U.S.|S. Ct.|L. Ed.|L. Ed. 2d|F.2d|F.3d|F.4th|F. Supp.|F. Supp. 2d|F. Supp. 3d|F. App'x|F.R.D.|B.R.
    |Fed. Cl.|Ct. Cl.|T.C.|T.C.M.|M.J.|Vet. App.|WL|A.2d|A.3d|P.2d|P.3d|N.E.2d|N.E.3d|N.W.2d|S.E.2d
    |S.W.2d|S.W.3d|So. 2d|So. 3d|N.Y.2d|N.Y.3d|N.Y.S.|N.Y.S.2d|N.Y.S.3d|A.D.|A.D.2d|A.D.3d|Misc. 2d
    |Misc. 3d|Cal. 2d|Cal. 3d|Cal. 4th|Cal. 5th|Cal. App. 2d|Cal. App. 3d|Cal. App. 4th|Cal. App. 5th
    |Cal. Rptr.|Cal. Rptr. 2d|Cal. Rptr. 3d|Ill. 2d|Ill. App. 3d|Ohio St. 3d|Wis. 2d|Wash. 2d|S.E.C.
    |F.C.C.|N.L.R.B.|Fed. Reg.|Stat.|I. & N. Dec.|U.S. App. D.C.
"""
_NAMES = [" ".join(name.split()) for name in _REPORTERS.replace("\n", "").split("|")]
_BY_LETTERS = {re.sub(r"[\s’']", "", name): name for name in _NAMES}


def _loosely(name):
    """The spaces of an abbreviation are optional: F.Supp.3d, N. Y. S."""
    return re.sub(r"\\ |(?<=\\\.)(?=[A-Z\d])", " ?", re.escape(name)).replace("'", "[’']")


_REPORTER = "|".join(
    _loosely(name) for name in sorted(_BY_LETTERS.values(), key=lambda name: (-len(name), name))
)
_DECISION = re.compile(
    rf"(?<![\w.$€£/-])(?P<volume>\d{{1,4}}) (?P<reporter>{_REPORTER})(?: at)? (?P<page>\d{{1,3}}(?:,\d{{3}})"
    rf"|\d{{1,8}})(?![\w/]|,\d{{3}}|-[a-z])"
)
_SUBSECTIONS = r"(?:\([A-Za-z0-9]{1,5}\)){0,6}"
_SECTION = rf"\d{{1,6}}[a-z]{{0,3}}(?:[.–-]\d{{1,5}}[a-z]{{0,3}}(?:-\d{{1,3}})?)?{_SUBSECTIONS}"
_LAW = re.compile(
    rf"(?<![\w.])(?P<title>\d{{1,2}}) (?P<code>U\. ?S\. ?C\.(?: ?A\.)?|USC|C\. ?F\. ?R\.|CFR)(?: ?§{{1,2}}"
    r"| [Ss]ections?| [Ss]ecs?\.| [Pp]art| Part)? ?"
    rf"(?P<section>{_SECTION})(?P<more>(?:(?:, (?:and )?| and ){_SECTION}){{0,10}})(?![\w])"
)
_OF_AN_ACT = re.compile(
    r"(?<![\w])(?P<kind>[Ss]ections?|[Rr]ules?|[Aa]rticles?|[Tt]itle|[Cc]hapter"
    rf"|§{{1,2}}) ?(?P<number>(?:[IVX]{{1,5}}|{_SECTION})"
    rf"(?:(?:, (?:and )?| and | or ){_SECTION}){{0,6}}) of (?:the )?(?P<act>(?:(?:U\.S\."
    rf"|[A-Z][\w’'-]{{1,25}})(?: of| and| on| the| for| against| &){{0,3}},? ){{0,7}}"
    r"(?:Act|Amendments|Code|Constitution|Convention|Treaty|Statute|Rules|Regulation|Directive|Law|Charter"
    r"|Rights)(?: of (?:18|19|20)\d\d)?)(?!\w)"
)
_RULE = re.compile(
    r"(?<!\w)(?P<rule>(?:SEC )?[Rr]ule (?:10b-5|10b5-1|144A?|506(?:\([a-c]\))?|12\(b\)\(\d\)|11(?=[ .,;)])"
    rf"|23(?=[ .,;)])|41\(a\){_SUBSECTIONS}|56(?=[ .,;)]))"
    rf"|Fed\. ?R\. ?(?:Civ|Crim|Evid|App|Bankr)\. ?(?:P\. ?)?\d{{1,4}}{_SUBSECTIONS})(?![\w-])"
)
_PUBLIC_LAW = re.compile(
    r"(?<!\w)(?:Pub(?:lic|\.) L(?:aw|\.)(?: No\.)?|P\.L\.) ?(?P<number>\d{2,3}[-–]\d{1,3})(?![\w-])"
)
_NEUTRAL_COURTS = (
    "UKSC|UKPC|UKHL|UKUT|UKFTT|UKEAT|EWCA Civ|EWCA Crim|EWHC|EWCOP|EWFC|CSIH|CSOH|HCJAC|NICA|IESC|IECA|IEHC"
    "|HCA|FCA|FCAFC|NSWSC"
    "|NSWCA|VSC|VSCA|QCA|NZSC|NZCA|NZHC|SCC|ONCA|ONSC|BCCA|BCSC|ABCA|QCCA|HKCFA|SGCA|SGHC|ZACC|ZASCA"
)
_NEUTRAL = re.compile(
    r"(?:\[(?P<year>(?:19|20)\d\d)\]|(?<![\w.])(?P<bare>(?:19"
    rf"|20)\d\d)) (?P<court>{_NEUTRAL_COURTS}) (?P<number>\d{{1,5}})(?: \("
    rf"(?P<division>[A-Z][A-Za-z]{{1,7}})\))?(?!\w)"
)
_UNITED_KINGDOM = re.compile(
    r"(?P<year>\[(?:18|19|20)\d\d\]) (?P<volume>\d )?(?P<reporter>AC|QB|KB|Ch|WLR|All ER|Fam|ICR"
    r"|Lloyd[’']s Rep) (?P<page>\d{1,5})(?!\w)"
)
_ECLI = re.compile(r"ECLI:[A-Z]{2}:[A-Z0-9.]{1,7}:(?:19|20)\d\d:[A-Z0-9.]{1,25}(?<!\.)(?!\w)")
_STRASBOURG = re.compile(
    r"(?P<words>\b[Aa]pplications? (?:[Nn]os?\.|[Nn]umbers?)|\b(?:ECHR|ECtHR)(?:,"
    r"|:)? (?:[Nn]os?\.)) ?(?P<number>\d{1,6}/\d\d)(?![\w/])"
)


def find(text: str) -> list[Fact]:
    """Every citation; its value is the citation as it is written in full."""
    facts = [
        Fact.at(text, found.span(group), KIND, meaning(found))
        for form, meaning, group in _FORMS
        for found in form.finditer(text)
    ]
    return longest([fact for fact in facts if fact.value])


def _decision(found):
    reporter = _BY_LETTERS[re.sub(r"[\s’']", "", found["reporter"])]
    return f"{found['volume']} {reporter} {found['page'].replace(',', '')}"


def _law(found):
    code = {"U": "U.S.C.", "C": "C.F.R."}[found["code"][0]]
    more = re.sub(r"^(?:, and |, | and )", "", found["more"])
    sections = [found["section"], *re.split(r", and |, | and ", more)] if more else [found["section"]]
    return (
        f"{found['title']} {code} {'§' if len(sections) == 1 else '§§'}"
        f" {', '.join(sections).replace('–', '-')}"
    )


def _of_an_act(found):
    kind = "Section" if found["kind"].startswith("§") else found["kind"].capitalize()
    act = found["act"]
    the = "" if act.startswith("Title") else "the "
    return f"{kind} {found['number']} of {the}{act}"


def _rule(found):
    rule = found["rule"].removeprefix("SEC ")
    return rule[0].upper() + rule[1:]


def _neutral(found):
    year = f"[{found['year']}]" if found["year"] else found["bare"]
    division = f" ({found['division']})" if found["division"] else ""
    return f"{year} {found['court']} {found['number']}{division}"


_FORMS = (
    (_DECISION, _decision, 0),
    (_LAW, _law, 0),
    (_OF_AN_ACT, _of_an_act, 0),
    (_RULE, _rule, 0),
    (_PUBLIC_LAW, lambda found: f"Pub. L. {found['number'].replace('–', '-')}", 0),
    (_NEUTRAL, _neutral, 0),
    (_UNITED_KINGDOM, lambda found: " ".join(found[0].split()), 0),
    (_ECLI, lambda found: found[0], 0),
    (_STRASBOURG, lambda found: f"application no. {found['number']}", 0),
)
