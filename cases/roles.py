"""Roles of parties: as courts print them, and the words this record keeps."""

import re
import unicodedata

from django.db.models import TextChoices


class PartyRole(TextChoices):
    PLAINTIFF = "plaintiff", "plaintiff"
    DEFENDANT = "defendant", "defendant"
    PETITIONER = "petitioner", "petitioner"
    RESPONDENT = "respondent", "respondent"
    APPELLANT = "appellant", "appellant"
    APPELLEE = "appellee", "appellee"
    CROSS_APPELLANT = "cross_appellant", "cross-appellant"
    CROSS_APPELLEE = "cross_appellee", "cross-appellee"
    COUNTER_CLAIMANT = "counter_claimant", "counter-claimant"
    COUNTER_DEFENDANT = "counter_defendant", "counter-defendant"
    CROSS_CLAIMANT = "cross_claimant", "cross-claimant"
    CROSS_DEFENDANT = "cross_defendant", "cross-defendant"
    THIRD_PARTY_PLAINTIFF = "third_party_plaintiff", "third-party plaintiff"
    THIRD_PARTY_DEFENDANT = "third_party_defendant", "third-party defendant"
    FOURTH_PARTY_PLAINTIFF = "fourth_party_plaintiff", "fourth-party plaintiff"
    FOURTH_PARTY_DEFENDANT = "fourth_party_defendant", "fourth-party defendant"
    CONSOLIDATED_PLAINTIFF = "consolidated_plaintiff", "plaintiff in a consolidated case"
    CONSOLIDATED_DEFENDANT = "consolidated_defendant", "defendant in a consolidated case"
    INTERVENOR = "intervenor", "intervenor"
    INTERVENOR_PLAINTIFF = "intervenor_plaintiff", "intervenor plaintiff"
    INTERVENOR_DEFENDANT = "intervenor_defendant", "intervenor defendant"
    RELIEF_DEFENDANT = "relief_defendant", "relief defendant"
    NOMINAL_DEFENDANT = "nominal_defendant", "nominal defendant"
    RELATOR = "relator", "relator"
    CLAIMANT = "claimant", "claimant"
    MOVANT = "movant", "movant"
    OBJECTOR = "objector", "objector"
    GARNISHEE = "garnishee", "garnishee"
    REAL_PARTY_IN_INTEREST = "real_party_in_interest", "real party in interest"
    INTERESTED_PARTY = "interested_party", "interested party"
    NOTICE_PARTY = "notice_party", "notice party"
    SUBJECT = "subject", "subject of the case (in re)"
    DEBTOR = "debtor", "debtor"
    JOINT_DEBTOR = "joint_debtor", "joint debtor"
    CREDITOR = "creditor", "creditor"
    PETITIONING_CREDITOR = "petitioning_creditor", "petitioning creditor"
    CREDITOR_COMMITTEE = "creditor_committee", "committee of creditors"
    TRUSTEE = "trustee", "trustee"
    US_TRUSTEE = "us_trustee", "U.S. trustee"
    RECEIVER = "receiver", "receiver"
    SURETY = "surety", "surety"
    AMICUS_CURIAE = "amicus_curiae", "friend of the court (amicus curiae)"
    GUARDIAN_AD_LITEM = "guardian_ad_litem", "guardian ad litem"
    SPECIAL_MASTER = "special_master", "special master"
    MEDIATOR = "mediator", "mediator"
    ARBITRATOR = "arbitrator", "arbitrator"
    MONITOR = "monitor", "court-appointed monitor"
    EXAMINER = "examiner", "examiner"
    WITNESS = "witness", "witness"
    MATERIAL_WITNESS = "material_witness", "material witness"
    VICTIM = "victim", "victim"
    SERVICE_LIST = "service_list", "service list"
    OTHER = "other", "other"


class Side(TextChoices):
    INITIATING = "initiating", "who brought the case"
    RESPONDING = "responding", "who answers to it"
    OTHER = "other", "neither side"


# A counterclaim, a cross-claim and a third-party complaint come from the side that was sued; a cross-appeal
# comes from the side that was appealed against.
_INITIATING = {
    PartyRole.PLAINTIFF, PartyRole.PETITIONER, PartyRole.APPELLANT, PartyRole.CROSS_APPELLEE,
    PartyRole.COUNTER_DEFENDANT, PartyRole.CONSOLIDATED_PLAINTIFF, PartyRole.INTERVENOR_PLAINTIFF,
    PartyRole.RELATOR, PartyRole.PETITIONING_CREDITOR,
}  # fmt: skip
_RESPONDING = {
    PartyRole.DEFENDANT, PartyRole.RESPONDENT, PartyRole.APPELLEE, PartyRole.CROSS_APPELLANT,
    PartyRole.COUNTER_CLAIMANT, PartyRole.CROSS_CLAIMANT, PartyRole.CROSS_DEFENDANT,
    PartyRole.THIRD_PARTY_PLAINTIFF, PartyRole.THIRD_PARTY_DEFENDANT, PartyRole.FOURTH_PARTY_PLAINTIFF,
    PartyRole.FOURTH_PARTY_DEFENDANT, PartyRole.CONSOLIDATED_DEFENDANT, PartyRole.INTERVENOR_DEFENDANT,
    PartyRole.RELIEF_DEFENDANT, PartyRole.NOMINAL_DEFENDANT,
}  # fmt: skip
_ON_APPEAL = (
    PartyRole.APPELLANT, PartyRole.APPELLEE, PartyRole.CROSS_APPELLANT, PartyRole.CROSS_APPELLEE,
)  # fmt: skip
_ON_REVIEW = (PartyRole.PETITIONER, PartyRole.RESPONDENT)

# Court shorthand, written out.
_SPELLINGS = {
    "3rd": "third", "4th": "fourth", "amici": "amicus", "consol": "consolidated", "counterclaim": "counter",
    "counterclaimant": "counter claimant", "counterdefendant": "counter defendant",
    "crossclaim": "cross", "crossclaimant": "cross claimant", "crossdefendant": "cross defendant",
    "def": "defendant",
    "deft": "defendant", "dft": "defendant", "parties": "party", "pla": "plaintiff", "plf": "plaintiff",
    "pltf": "plaintiff", "pty": "party",
}  # fmt: skip
_PHRASES = {tuple(role.value.split("_")): role for role in PartyRole if role != PartyRole.OTHER} | {
    tuple(phrase.split()): role
    for phrase, role in {
        "amicus": PartyRole.AMICUS_CURIAE,
        "counter plaintiff": PartyRole.COUNTER_CLAIMANT,
        "court monitor": PartyRole.MONITOR,
        "cross petitioner": PartyRole.CROSS_APPELLANT,
        "cross plaintiff": PartyRole.CROSS_CLAIMANT,
        "cross respondent": PartyRole.CROSS_APPELLEE,
        "debtor in possession": PartyRole.DEBTOR,
        "defendant in rem": PartyRole.DEFENDANT,
        "defendant intervenor": PartyRole.INTERVENOR_DEFENDANT,
        "in re": PartyRole.SUBJECT,
        "in re debtor": PartyRole.DEBTOR,
        "in rem defendant": PartyRole.DEFENDANT,
        "interested non party": PartyRole.INTERESTED_PARTY,
        "joint admin debtor": PartyRole.DEBTOR,
        "jointly administered debtor": PartyRole.DEBTOR,
        "notice": PartyRole.NOTICE_PARTY,
        "notice only party": PartyRole.NOTICE_PARTY,
        "objecting party": PartyRole.OBJECTOR,
        "party in interest": PartyRole.INTERESTED_PARTY,
        "plaintiff intervenor": PartyRole.INTERVENOR_PLAINTIFF,
        "real party in interest defendant": PartyRole.REAL_PARTY_IN_INTEREST,
        "u s trustee": PartyRole.US_TRUSTEE,
        "united states trustee": PartyRole.US_TRUSTEE,
    }.items()
}
_LONGEST_PHRASE = max(map(len, _PHRASES))
_KNOWN_WORDS = {word for phrase in _PHRASES for word in phrase}
# What tells how a role is held, not which.
_QUALIFIERS = {
    "al", "alleged", "all", "and", "appointed", "chapter", "consolidated", "court", "dismissed", "estate",
    "et", "executor", "former", "interim", "lead", "of", "pending", "pro", "proposed", "se", "standing",
    "substituted", "successor", "terminated", "the", "usa",
}  # fmt: skip


def normalise_role(printed: str) -> PartyRole:
    """The role in the court that prints it: a "Defendant - Appellant" is an appellant; other if unknown."""
    return _role_here(_roles(printed))


def role_below(printed: str) -> PartyRole | None:
    """The role in the court appealed from, if printed too: a "Defendant - Appellant" was a defendant."""
    roles = _roles(printed)
    here = _role_here(roles)
    if here not in _ON_APPEAL and roles[:1] == [here]:
        return None
    return next((role for role in roles if role != here and role not in _ON_APPEAL), None)


def side(role: str) -> Side:
    """Whether the role brought the case before this court, answers to it, or neither."""
    if role in _INITIATING:
        return Side.INITIATING
    return Side.RESPONDING if role in _RESPONDING else Side.OTHER


def _role_here(roles):
    if on_appeal := [role for role in roles if role in _ON_APPEAL]:
        return on_appeal[0]
    if not roles:
        return PartyRole.OTHER
    return roles[-1] if roles[-1] in _ON_REVIEW else roles[0]


def _roles(printed):
    """All roles that the words name, in their order; none as soon as one word is not understood."""
    words = _words(printed)
    roles = []
    while words:
        length = next(
            (size for size in range(_LONGEST_PHRASE, 0, -1) if tuple(words[:size]) in _PHRASES), None
        )
        if length:
            roles.append(_PHRASES[tuple(words[:length])])
        elif words[0] not in _QUALIFIERS:
            return []
        words = words[length or 1 :]
    return roles


def _words(printed):
    text = re.sub(r"\([^()]*\)", " ", unicodedata.normalize("NFKC", printed))
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).casefold()  # ThirdParty, AppelleeUSA
    words = [word for word in re.findall(r"[^\W_]+", apart) if not word.isdecimal()]
    return " ".join(_SPELLINGS.get(word, _singular(word)) for word in words).split()


def _singular(word):
    singular = word.removesuffix("s")
    return singular if word not in _KNOWN_WORDS and singular in _KNOWN_WORDS else word
