"""What words rest on: how the party that they speak of stands in the record, and what is found in them."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from newsroom.publishing.staleness.keeping import Rest
from newsroom.wording.guard import Finding
from newsroom.wording.reading import TextRead
from newsroom.wording.rules import Severity
from newsroom.wording.suppression import RULE


def rests_of(read: TextRead, cleared: Collection[str]) -> list[Rest]:
    """For each block and each entity that its words speak of, in order; `cleared` are fingerprints."""
    found = defaultdict(list)
    for finding in read.findings:
        found[finding.block, finding.entity].append(finding)
    spoken = ((each.block, each.entity) for each in read.readings)
    return [
        Rest(block, entity, told_of_entity(read, entity, found[block, entity], cleared))
        for block, entity in dict.fromkeys([*spoken, *found])
        if entity
    ]


def told_of_entity(
    read: TextRead, entity: int, findings: Iterable[Finding], cleared: Collection[str] = ()
) -> dict:
    """How the entity stands, case by case, and what is found of it."""
    findings, standings = list(findings), read.record.of_entity.get(entity, ())
    hidden = [finding for finding in findings if finding.rule == RULE]
    name = read.record.names.get(entity) or next((each.subject for each in findings), "")
    return {
        "name": name,
        "may_be_named": not hidden,
        "standings": {str(each.case): each.state for each in standings},
        "names": {f"standings/{each.case}": each.caption for each in standings},
        "found": [told_of_finding(finding, is_signed=finding.fingerprint in cleared) for finding in findings],
    }


def told_of_finding(finding: Finding, *, is_signed: bool = False) -> dict:
    """A finding as a basis or a flag keeps it."""
    return {
        "rule": finding.rule,
        "words": finding.surface,
        "sentence": finding.sentence,
        "why": finding.why,
        "severity": finding.severity.value,
        "fingerprint": finding.fingerprint,
        "is_signed": is_signed,
    }


def is_new(finding: Finding, then: dict | None) -> bool:
    """Whether it was not found when they were published; what was signed off holds for its state alone."""
    words = (finding.rule, finding.surface, finding.sentence)
    for each in then["found"] if then else ():
        if (each["rule"], each["words"], each["sentence"]) == words:
            if each["is_signed"]:
                return each["fingerprint"] != finding.fingerprint
            return finding.severity == Severity.SERIOUS != each["severity"]
    return True
