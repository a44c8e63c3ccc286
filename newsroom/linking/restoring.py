"""Bringing back what a revision held around a story's words: the way back from `content.frame`."""

from datetime import datetime

from cases.models import Case, Entity, survivors
from newsroom.linking.models import Link
from newsroom.linking.reading import wording_of
from newsroom.prose.blocks import Block
from newsroom.publishing.models import Author, Byline, Section, Story, Topic

# A decision is no revision of its own: what the desk decided after a save comes with the next, or with this.
UNTIL_NOW = "links decided since the last save"

_PLACE = ("block", "start", "end", "prefix", "suffix")


def restore_lines(story: Story, content: dict) -> list[str]:
    """Set headline, dek, slug and section as they were; say what could not be. Saves nothing."""
    lost = []
    story.headline, story.dek = content["headline"], content["dek"]
    taken = Story.objects.filter(kind=story.kind, slug=content["slug"]).exclude(pk=story.pk)
    if taken.exists():
        lost.append(f"Another story has the slug “{content['slug']}” now: it stays “{story.slug}”.")
    else:
        story.slug = content["slug"]
    section = content["section"]
    story.section = section and Section.objects.filter(pk=section["id"]).first()
    if section and not story.section:
        lost.append(f"The section “{section['name']}” was deleted: choose another.")
    return lost


def restore_rows(story: Story, content: dict) -> list[str]:
    """Bring back topics and byline; say what could not be."""
    topics, lost_topics = _still_there(Topic, content["topics"], "The topic “{}” was deleted: left out.")
    story.topics.set(topics)
    authors, lost = _still_there(
        Author, content["authors"], "The author {} was deleted: not on the byline any more."
    )
    story.bylines.exclude(author__in=authors).delete()
    for position, author in enumerate(authors):
        Byline.objects.update_or_create(story=story, author=author, defaults={"position": position})
    return lost_topics + lost


def restore_links(story: Story, content: dict, blocks: dict[str, Block], *, by, now: datetime) -> list[str]:
    """Bring back the links that held, and no others; say which could not be.

    What somebody said is never to be linked in this story stays so, and is said. `blocks` holds under the
    name that each block had in the revision the block as it is now.
    """
    wanted, lost = _wanted(content["links"], blocks)
    rows = list(story.links.all())
    wanted, refused = _without_refused(wanted, rows)
    lost += refused
    kept = [_taken_from(rows, link) for link in wanted]
    for left in rows:
        if left.decision == Link.Decision.ACCEPTED:
            left.delete()
    for link, known in zip(wanted, kept, strict=True):
        row = known or Link(story_id=story.pk, decided_by=by, decided_at=now)
        for name, value in link.items():
            setattr(row, name, value)
        row.decision = Link.Decision.ACCEPTED
        row.save()
    return lost


def _still_there(model, frozen, words):
    """The rows a revision names that exist, in its order, and what to say of those that don't."""
    found = model.objects.in_bulk([item["id"] for item in frozen])
    lost = [words.format(item["name"]) for item in frozen if item["id"] not in found]
    return [found[item["id"]] for item in frozen if item["id"] in found], lost


def _wanted(frozen, blocks):
    """The links to have, aimed at what stands under their numbers today."""
    cases, entities = (
        _standing(kind, model, {link[kind] for link in frozen if link[kind]})
        for kind, model in (("case", Case), ("entity", Entity))
    )
    wanted, lost = [], []
    for link in frozen:
        target = {"case_id": cases.get(link["case"]), "entity_id": entities.get(link["entity"])}
        words = f"The link on “{link['surface']}”" if link["surface"] else "What the story is about"
        if not any(target.values()):
            lost.append(f"{words} led to what is no longer in the record: left out.")
        elif link["block"] and not _stands(link, blocks.get(link["block"])):
            lost.append(f"{words} has lost its place: link the words again.")
        else:
            place = {name: link[name] for name in _PLACE}
            if link["block"]:
                place["block"] = blocks[link["block"]].id
            wanted.append({"relation": link["relation"], "surface": link["surface"], **target, **place})
    return _once(wanted), lost


def _without_refused(wanted, rows):
    never = {(row.wording, row.case_id, row.entity_id) for row in rows if row.decision == Link.Decision.NEVER}
    kept, lost = [], []
    for link in wanted:
        if (wording_of(link["surface"]), link["case_id"], link["entity_id"]) in never:
            lost.append(f"“{link['surface']}” is never to be linked there, it was said since: left out.")
        else:
            kept.append(link)
    return kept, lost


def _stands(link, block):
    return block is not None and block.text[link["start"] : link["end"]] == link["surface"]


def _once(wanted):
    """Two targets merged into one since may have made one link of two."""
    about = ("relation", "case_id", "entity_id", "block", "start", "end")
    return list({tuple(link[name] for name in about): link for link in wanted}.values())


def _standing(kind, model, numbers):
    today = survivors(kind, numbers)
    present = set(model.objects.filter(pk__in=today.values()).values_list("pk", flat=True))
    return {frozen: number for frozen, number in today.items() if number in present}


def _taken_from(rows, link):
    """Take the row that is this link out of `rows`: first one in its place, else one on the same words."""
    same = [row for row in rows if _aim(row) == (link["relation"], link["case_id"], link["entity_id"])]
    spots = [row for row in same if (row.block, row.start, row.end) == _spot(link)]
    words = [row for row in same if row.surface == link["surface"] and row.decision == Link.Decision.ACCEPTED]
    row = next(iter(spots or words), None)
    if row:
        rows.remove(row)
    return row


def _aim(row):
    return row.relation, row.case_id, row.entity_id


def _spot(link):
    return link["block"], link["start"], link["end"]
