"""Who of those that words may name it is, and whether that is sure enough to propose."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cases.names import name_key
from newsroom.linking.matching.finding import Find
from newsroom.linking.matching.graph import Graph
from newsroom.linking.matching.memory import ShortForm
from newsroom.linking.matching.registry import Name, Target
from newsroom.linking.matching.rules import Rules
from newsroom.linking.matching.strength import OPENING, weakness
from newsroom.linking.matching.surroundings import ANOTHER, DOUBTS, ONE_OF_MANY
from newsroom.linking.matching.vocabulary import INSTITUTIONS, SMALL, is_common
from newsroom.linking.matching.words import Text

# Of two bearers of one name, one is proposed if it is ahead by this much.
_AHEAD = 0.12
_ENOUGH = 0.2
_SHOWN = 10
# What is weak for these is not where the text names the same beyond doubt.
DISPELLED = DOUBTS | {OPENING}
OWN = "its own name, not an alias"
# A name of more than this many tells nothing, whatever else the text says.
TOO_MANY = 40


@dataclass
class Choice:
    """What a run of words most likely names. `yields` to names that stand in the same words."""

    target: Target
    rule: str
    score: float
    is_strong: bool
    why: list[str]
    alternatives: list[tuple[Target, str]] = field(default_factory=list)
    yields: bool = False


class Evidence:
    """What the whole text says about whom it names."""

    def __init__(self, strong: list[tuple[Find, Name]], graph: Graph, finds: Iterable[Find], text: Text):
        self.strong = strong
        self.graph = graph
        self.text = text
        self._said: dict[Target, dict[str, str]] = {}
        self._first: dict[Target, int] = {}
        for at, (find, name) in enumerate(strong):
            self._said.setdefault(name.target, {}).setdefault(find.key, name.name)
            self._first.setdefault(name.target, at)
        self._others: dict[str, set[Target]] = {}
        for find in finds:
            if len(find.names) <= TOO_MANY:
                self._others.setdefault(find.key, set()).update(find.names)
        self._keys_of: dict[Target, set[str]] = {}
        for key, targets in self._others.items():
            for target in targets:
                self._keys_of.setdefault(target, set()).add(key)
        self._weighed: dict[str, list] = {}

    def said_elsewhere(self, target: Target, key: str) -> str:
        """Other words of the text that name it beyond doubt."""
        return next((words for other, words in self._said.get(target, {}).items() if other != key), "")

    def is_said(self, target: Target) -> bool:
        return target in self._said

    def neighbour(self, target: Target) -> tuple[Name, str] | None:
        """One named beyond doubt that is in a case with it."""
        near = self.graph.neighbours(target)
        first = min((self._first[one] for one in near if one in self._first), default=None)
        if first is None:
            return None
        name = self.strong[first][1]
        return name, self.graph.shared(target, name.target).caption

    def share_of_graph(self, target: Target, key: str) -> float:
        """How many of the text's other names may be in a case with it: 1 for one that is beyond doubt."""
        share: dict[str, float] = {}
        for near in self.graph.neighbours(target):
            for other in self._keys_of.get(near, set()) - {key}:
                share[other] = max(share.get(other, 0.5), 1.0 if near in self._said else 0.5)
        return sum(share.values())

    def weighed(self, find: Find, rules: Rules) -> list[tuple[float, list[str], Name]]:
        """The bearers of a name, the likeliest first; the same wherever in the text it stands."""
        if find.key not in self._weighed:
            names = sorted(find.names.values(), key=lambda name: (name.of, str(name.target)))
            if len(names) > TOO_MANY:
                self._weighed[find.key] = [(0.0, [], name) for name in names[:TOO_MANY]]
            else:
                weighed = [(*_weigh(find, name, self, rules), name) for name in names]
                self._weighed[find.key] = sorted(weighed, key=lambda each: -each[0])
        return self._weighed[find.key]

    def in_context(self, name: Name) -> list[str]:
        """Words that describe it and stand in the text."""
        words = {word for hint in name.context for word in name_key(hint).split()}
        telling = sorted(word for word in words - SMALL if len(word) > 3 and word not in name.key.split())
        return [word for word in telling if f" {word} " in self.text.key]


def choose(text: Text, find: Find, evidence: Evidence, rules: Rules) -> Choice:
    """The likeliest bearer of the name. Weak and ambiguous names are strong only with evidence."""
    if len(find.names) > 1:
        return _choose_among(text, find, evidence, rules)
    (name,) = find.names.values()
    weak = weakness(text, find, name) if rules.strength else ""
    if not weak:
        return Choice(
            name.target, _rule(name), 0.95 if name.is_own else 0.92, is_strong=True, why=[_called(name)]
        )
    return _choose_weak(text, find, name, weak, evidence)


def choose_short_form(forms: dict[Target, ShortForm]) -> Choice:
    first, *others = sorted(forms.values(), key=lambda form: (form.name.of, str(form.name.target)))
    if not others:
        why = [
            f"{first.name.of} is {first.why}"
            if first.rule == "introduced"
            else f"{first.name.of}: {first.why}"
        ]
        return Choice(first.name.target, first.rule, 0.9, is_strong=True, why=why)
    names = [form.name.of for form in (first, *others)]
    rest = [(form.name.target, form.name.of) for form in others]
    return Choice(
        first.name.target, "tie", 0.4, is_strong=False, why=[f"could be {_or(names)}"], alternatives=rest
    )


def _choose_weak(text, find, name, weak, evidence):
    why = [_called(name), f"weak: {weak}"]
    if weak in DISPELLED and evidence.is_said(name.target) and not _is_unlike_a_name(text, find):
        return Choice(name.target, "named", 0.88, is_strong=True, why=[*why, "named elsewhere in this text"])
    if not (_opens_as_a_word(text, find) or _is_unlike_a_name(text, find)):
        if words := evidence.said_elsewhere(name.target, find.key):
            return Choice(
                name.target, "named", 0.85, is_strong=True, why=[*why, f"also named here as “{words}”"]
            )
        if name.is_learned:
            learned = f"editors linked these words to it {name.accepted} times, refused {name.rejected}"
            return Choice(name.target, "learned", 0.82, is_strong=True, why=[*why, learned])
        if near := evidence.neighbour(name.target):
            shares = f"in a case with {near[0].of}, named here: {near[1]}"
            return Choice(name.target, "graph", 0.75, is_strong=True, why=[*why, shares])
    return Choice(name.target, "weak", 0.3, is_strong=False, why=why)


def _opens_as_a_word(text, find):
    """A common word at the beginning of a sentence has its capital from there."""
    word = text.words(find.run)[0]
    return find.is_single and word.opens and (is_common(word.key) or word.key in text.lower)


def _is_unlike_a_name(text, find):
    """What the words themselves rule out, whatever else the text says."""
    return find.doubt in (ANOTHER, ONE_OF_MANY) or _lacks_its_article(text, find)


def _lacks_its_article(text, find):
    """Whoever is called the University or the Court for short is not so without the article."""
    (word,) = text.words(find.run) if find.is_single else (None,)
    if word is None or word.key not in INSTITUTIONS:
        return False
    before = text.paragraphs[find.run.paragraph].words[: find.run.first][-1:]
    return word.opens or not before or before[0].key != "the"


def _choose_among(text, find, evidence, rules):
    weighed = evidence.weighed(find, rules)
    (best, why, name), (second, _, _) = weighed[0], weighed[1]
    others = [(other.target, other.of) for _, _, other in weighed[1:_SHOWN]]
    why = [_called(name), *why]
    is_told = why[1:] and best >= _ENOUGH and best - second >= _AHEAD
    is_doubtful = find.doubt in DOUBTS and not evidence.is_said(name.target)
    if is_told and not (is_doubtful or _is_told_by_its_name_alone(weighed) or _is_unlike_a_name(text, find)):
        score = min(0.9, 0.6 + best / 2)
        return Choice(name.target, "chosen", score, is_strong=True, why=why, alternatives=others)
    names = [each[2].of for each in weighed[:4]]
    more = f"; {len(find.names)} in all" if len(find.names) > len(names) else ""
    why = [f"could be {_or(names)}{more}", *why[1:]]
    return Choice(name.target, "tie", 0.4, is_strong=False, why=why, alternatives=others)


def _is_told_by_its_name_alone(weighed):
    """Of two places, people or companies, one is no likelier because its name is what the other is called.

    "New York" may be the city; that South Korea has a national football team makes "South Korea" no team.
    """
    (_, why, name), *others = weighed
    return why == [OWN] and any(
        other.kind == name.kind and not _is_named_after(other.of, name.of) for _, _, other in others
    )


def _is_named_after(longer, name):
    """Whether the one name is the other and words that describe what else it is."""
    return longer.startswith(f"{name} ") and longer.removeprefix(name).islower()


def _weigh(find, name, evidence, rules):
    """How likely it is this one, and why."""
    score, why = -0.1 if name.is_weak else 0.0, []
    if name.is_own and not find.is_single:
        score += 0.25
        why.append(OWN)
    if words := evidence.said_elsewhere(name.target, find.key):
        score += 0.5
        why.append(f"also named here as “{words}”")
    if name.is_learned:
        score += 0.3
        why.append(f"editors linked these words to it {name.accepted} times, refused {name.rejected}")
    if rules.graph and (share := evidence.share_of_graph(name.target, find.key)):
        score += 0.5 * share / (share + 0.5)
        why.append(f"in cases with {share:g} of the others named here")
    if words := evidence.in_context(name)[:3]:
        score += 0.1 * len(words)
        why.append(f"the text speaks of {', '.join(words)}")
    return score, why


def _rule(name):
    return "name" if name.is_own else "alias"


def _called(name):
    if name.is_own:
        return f"the name of {name.of}"
    kind = name.alias_kind.replace("_", " ")
    return f"“{name.name}” is registered for {name.of}" + (f" ({kind})" if kind and kind != "other" else "")


def _or(names):
    return f"{', '.join(names[:-1])} or {names[-1]}"
