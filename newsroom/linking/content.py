"""The part of a story's content that all kinds share, as it is frozen in revisions and publications."""

from datetime import UTC

from newsroom.publishing.models import Story

_FROZEN = ("case", "entity", "relation", "block", "start", "end", "surface", "prefix", "suffix")


def frame(story: Story) -> dict:
    """Everything around the words of a story: names, places it is filed under, links that hold."""
    section = story.section
    return {
        "kind": story.kind,
        "headline": story.headline,
        "dek": story.dek,
        "slug": story.slug,
        "section": {"id": section.pk, "name": section.name, "slug": section.slug} if section else None,
        "topics": [{"id": t.pk, "name": t.name, "slug": t.slug} for t in story.topics.order_by("name")],
        "authors": [
            {"id": b.author_id, "name": b.author.name, "slug": b.author.slug}
            for b in story.bylines.select_related("author").order_by("position", "pk")
        ],
        "embargo_until": story.embargo_until and story.embargo_until.astimezone(UTC).isoformat(),
        "links": list(story.links.holding().order_by("pk").values(*_FROZEN)),
    }


def frame_problems(story) -> list[str]:
    """Problems any kind of story can have."""
    problems = []
    if not story.bylines.exists():
        problems.append("There is no byline: add at least one author.")
    for link in story.links.in_trouble().with_target():
        if link.is_orphaned:
            problems.append(
                f"The words “{link.surface}” that linked to {link.target} are gone from the text: "
                "link other words or delete the link."
            )
        if link.case and link.case.is_sealed:
            problems.append(f"{link.case} is sealed: remove the link to it.")
    return problems
