"""Whatever the desk does in whatever order: what is published was signed off, and seen by two."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.articles.actions import save_article
from newsroom.publishing.actions import NotReady, publish, record_revision
from newsroom.publishing.canonical import digest
from newsroom.publishing.models import Publication
from newsroom.publishing.reviewing import (
    VERBS,
    NotNow,
    need_sign_off,
    sign_off,
    waive_sign_off,
    withdraw_sign_off,
)
from newsroom.publishing.stages import TRANSITIONS
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory

ROLES = ("reporter", "editor", "legal", "publisher")
KINDS = ("editor", "legal", "fact_check")
BODIES = ("<p>Doe sued Roe.</p>", "<p>Doe sued Roe in May.</p>", "<p>Roe was sued.</p>")
WHY = "It cannot wait."

ACTS = st.one_of(
    st.tuples(st.just("edit"), st.sampled_from(BODIES)),
    st.tuples(st.just("step"), st.sampled_from([*TRANSITIONS])),
    st.tuples(st.just("sign"), st.sampled_from(KINDS)),
    st.tuples(st.just("withdraw"), st.none()),
    st.tuples(st.just("need"), st.sampled_from(KINDS)),
    st.tuples(st.just("waive"), st.sampled_from(KINDS)),
    st.tuples(st.just("publish"), st.sampled_from(["", WHY])),
)


class Ledger:
    """What was done, kept by the test's own lights."""

    def __init__(self):
        self.words, self.needs = "", set()
        self.signed, self.wrote = set(), set()  # (kind, words, who); who since the last edition

    def allows(self, who, role, alone):
        kinds = {kind for kind, words, _ in self.signed if words == self.words}
        readers = {reader for _, words, reader in self.signed if words == self.words} | {who}
        return self.needs <= kinds and bool(readers - self.wrote or (alone and role == "publisher"))


def do(story, ledger, act, what, person, now):
    who = {"by": person, "now": now}
    if act == "edit":
        story.body = what
        save_article(story, by=person)
        if digest(story.content()) != ledger.words:
            record_revision(story, **who)
            ledger.words = digest(story.content())
            ledger.wrote.add(person.pk)
    elif act == "step":
        read = {"read": digest(story.content())} if what == "approve" else {}
        VERBS[what](story, why=WHY, **read, **who)
        if what == "approve":
            ledger.signed.add(("editor", ledger.words, person.pk))
        elif what in {"send_back", "reopen"}:
            ledger.signed = {each for each in ledger.signed if each[0] != "editor"}
    elif act == "sign":
        sign_off(story, what, read=digest(story.content()), **who)
        ledger.signed.add((what, ledger.words, person.pk))
    elif act == "withdraw":
        for each in story.sign_offs.standing().filter(kind="legal"):
            withdraw_sign_off(each, **who)
        ledger.signed = {each for each in ledger.signed if each[0] != "legal"}
    elif act == "need":
        need_sign_off(story, what, **who)
        ledger.needs.add(what)
    else:
        waive_sign_off(story, what, why=WHY, **who)
        ledger.needs.discard(what)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.sampled_from(ROLES), ACTS), min_size=4, max_size=25))
def test_published_words_were_signed_off_and_seen_by_two(staff, acts):
    with transaction.atomic():
        story, ledger, now = ArticleFactory(body="<p>Draft.</p>"), Ledger(), NOON
        record_revision(story, by=staff["reporter"], now=now)
        ledger.words, ledger.wrote = digest(story.content()), {staff["reporter"].pk}
        for role, (act, what) in acts:
            person, now = staff[role], now + timedelta(minutes=1)
            if act == "publish":
                before, allowed = story.publications.count(), ledger.allows(person.pk, role, what)
                with suppress(NotReady), transaction.atomic():
                    publish(story, by=person, now=now, alone=what)
                    assert allowed
                    ledger.wrote = set()
                assert story.publications.count() - before <= allowed
            else:
                with suppress(NotNow, PermissionDenied, ValidationError), transaction.atomic():
                    do(story, ledger, act, what, person, now)
        transaction.set_rollback(True)


@pytest.fixture
def staff(db):
    assert Publication.objects.count() == 0
    return {role: member(role) for role in ROLES}
