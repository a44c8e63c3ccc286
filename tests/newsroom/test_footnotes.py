from datetime import date

import pytest

from newsroom.footnotes import Footnotes, footnote_problems
from newsroom.prose.sanitise import clean
from tests.factories.record import CaseFactory, SourceFactory, StatementFactory


@pytest.fixture
def source(db):
    return SourceFactory(title="Order of 2 June")


def cite(row, **where):
    kind = type(row).__name__.lower()
    told = "".join(f' data-{name}="{value}"' for name, value in where.items())
    return f'<cite data-{kind}="{row.pk}"{told}></cite>'


def mark(number, time=1):
    return (
        f'<sup class="note-mark" id="note-{number}-{time}">'
        f'<a href="#note-{number}" role="doc-noteref" aria-label="Note {number}">{number}</a></sup>'
    )


def test_notes_are_numbered_as_the_page_reads(source):
    statement = StatementFactory()
    first = clean(f"<p>a{cite(source, locator='p. 4', accessed='2025-06-02')}b{cite(statement)}</p>")
    second = clean(f"<p>c{cite(source)}d{cite(statement)}</p>")

    footnotes = Footnotes([first, second])
    shown = [footnotes.numbered(first), footnotes.numbered(second)]

    assert shown == [f"<p>a{mark(1)}b{mark(2)}</p>", f"<p>c{mark(3)}d{mark(2, 2)}</p>"]
    told = [(n.number, n.source or n.statement, n.locator, n.accessed, n.places) for n in footnotes.notes]
    assert told == [
        (1, source, "p. 4", date(2025, 6, 2), ["note-1-1"]),
        (2, statement, "", None, ["note-2-1", "note-2-2"]),
        (3, source, "", None, ["note-3-1"]),
    ]


def test_what_readers_may_not_see_has_no_note(source):
    sealed = StatementFactory(case=CaseFactory(is_sealed=True))
    body = clean(f"<p>a{cite(sealed)}b{cite(source)}<cite data-source={9**9}></cite></p>")

    footnotes = Footnotes([body])

    assert footnotes.numbered(body) == f"<p>ab{mark(1)}</p>"
    assert {("statement", sealed.pk), ("case", sealed.case_id), ("source", source.pk)} <= footnotes.made_from
    why = "which is sealed or no longer in the record: take it out or cite another."
    assert footnote_problems([body]) == [
        f"A footnote cites statement {sealed.pk}, {why}",
        f"A footnote cites source {9**9}, {why}",
    ]


def test_page_changes_with_the_publisher_and_whoever_spoke(source):
    statement = StatementFactory(sources=[source])
    body = clean(f"<p>a{cite(statement)}b{cite(source)}</p>")

    made_from = Footnotes([body]).made_from

    assert statement.shown_from <= made_from
    assert not source.publisher_id or ("entity", source.publisher_id) in made_from


def test_notes_cost_the_same_for_one_and_for_three(source, django_assert_num_queries):
    def body_of(count):
        rows = [row for _ in range(count) for row in (SourceFactory(), StatementFactory(sources=[source]))]
        return clean(f"<p>a{''.join(map(cite, rows))}</p>")

    for body in (body_of(1), body_of(3)):
        with django_assert_num_queries(4):
            footnotes = Footnotes([body])
            footnotes.numbered(body)
            [list(note.statement.citations.all()) for note in footnotes.notes if note.statement]
    with django_assert_num_queries(0):
        assert Footnotes(["<p>a</p>"]).notes == []
