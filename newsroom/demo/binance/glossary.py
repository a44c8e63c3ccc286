"""The terms of art the story uses, in plain language, and some a reader of the next story will meet."""

from typing import NamedTuple

from newsroom.demo.desk import define
from newsroom.explainers.models import GlossaryTerm


class Meaning(NamedTuple):
    definition: str
    variants: list[str]


TERMS = {
    "dismissed with prejudice": Meaning(
        "A case dismissed with prejudice is over for good: the same claims may not be brought again "
        "against the same parties. It does not say whether the claims were true.",
        ["with prejudice", "dismissal with prejudice"],
    ),
    "dismissed without prejudice": Meaning(
        "A case dismissed without prejudice is over, but the claims may be brought again as long as the "
        "time limit for them has not run out.",
        ["without prejudice", "dismissal without prejudice"],
    ),
    "joint stipulation": Meaning(
        "An agreement that the parties sign and file with the court. In a federal civil case, one signed "
        "by everybody who has appeared can end the case without a ruling; it is without prejudice unless "
        "it says otherwise.",
        ["joint filing", "stipulation of dismissal"],
    ),
    "civil enforcement action": Meaning(
        "A lawsuit in which a public agency asks a court to make somebody obey the law, pay a civil "
        "penalty or give up gains. Nobody can be convicted of a crime or sent to prison in it.",
        ["civil enforcement case", "enforcement action"],
    ),
    "guilty plea": Meaning(
        "A defendant’s statement in court that they committed the crime they are charged with. Once the "
        "judge accepts it, they stand convicted without a trial.",
        ["pleaded guilty", "pleads guilty", "guilty pleas"],
    ),
    "settlement": Meaning(
        "An agreement that ends a dispute without a decision on who was right. In criminal cases the word "
        "is used loosely for a plea agreement, which is something else: there the defendant admits a "
        "crime.",
        ["settled"],
    ),
    "security": Meaning(
        "An investment such as a share or a bond. In US law also an arrangement in which people put money "
        "into a common venture and expect a profit from the work of others.",
        ["securities"],
    ),
    "unregistered security": Meaning(
        "A security that was not registered with the SEC. To offer one to the public is unlawful unless "
        "an exemption applies; whether a crypto token is a security at all is often the dispute.",
        ["unregistered securities", "unregistered token", "unregistered tokens"],
    ),
    "commodity": Meaning(
        "A good traded in bulk of which one unit is as good as another, such as wheat, oil or gold. In "
        "the US, markets in contracts on commodities are watched over by another agency than the SEC.",
        ["commodities"],
    ),
    "regulation by enforcement": Meaning(
        "What critics call it when an agency shows what it takes the law to mean by suing companies "
        "rather than by making rules beforehand.",
        [],
    ),
    "anti-money-laundering laws": Meaning(
        "Laws under which financial firms must know their customers, watch for suspicious payments and "
        "report them, so that the proceeds of crime cannot pass for honest money.",
        ["anti-money-laundering law", "anti-money-laundering", "AML"],
    ),
    "sanctions": Meaning(
        "Bans on dealing with certain countries, companies or people, imposed for reasons of foreign "
        "policy or security. Those who are bound by them and break them can be penalised or, if they did "
        "so on purpose, prosecuted.",
        ["sanctions laws"],
    ),
    "market transparency": Meaning(
        "How well everyone in a market can see prices, volumes and who is trading. The less they can, the "
        "easier it is to mislead them.",
        [],
    ),
    "disgorgement": Meaning(
        "A court’s order to give up a profit made by breaking the law. It takes the gain away; a penalty "
        "is paid on top of that.",
        [],
    ),
    "docket number": Meaning(
        "The number under which a court keeps a case. In 1:23-cv-01599, 23 is the year, cv says that the "
        "case is civil (cr would be criminal), and 1599 is its place in the order of filing.",
        [],
    ),
    "digital asset": Meaning(
        "Anything of value that exists as an entry in a shared electronic ledger, such as a "
        "cryptocurrency or a token.",
        ["digital assets"],
    ),
}


def write_glossary() -> dict[str, GlossaryTerm]:
    """The terms by their wording; one the glossary already has keeps its definition."""
    return {term: define(term, definition, variants) for term, (definition, variants) in TERMS.items()}
