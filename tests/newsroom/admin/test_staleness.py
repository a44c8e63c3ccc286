from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.models import Case
from newsroom.linking.actions import link_mention
from newsroom.publishing.models import StaleFlag
from newsroom.publishing.staleness.actions import say_still_right
from newsroom.staff.roles import ADMINISTRATOR, ROLES
from tests.committing import commit
from tests.factories.record import CaseFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, published

ADDRESS = "/admin/stale/"
DECIDE = {"editor", "publisher", ADMINISTRATOR}


@pytest.fixture
def case(db):
    return CaseFactory(caption="Doe v. Roe")


def flagged(case, make=ArticleFactory):
    """The flag of a story whose one part rests on the case, as it is called otherwise by now."""
    text = "<p>It rained. The judge dismissed her case.</p>"
    story = (
        make(body=text) if make is ArticleFactory else make(sections=[{"heading": "And now?", "body": text}])
    )
    link_mention(story, "her case", case, by=None, now=NOON)
    published(story)
    commit()
    rename(case, f"In re Roe {story.pk}")
    return StaleFlag.objects.undecided().filter(story=story.pk).get()


def rename(case, caption):
    Case.objects.filter(pk=case.pk).update(caption=caption)
    commit()


def act(client, flag, name, address=ADDRESS, **typed):
    fields = {f"f{flag.pk}-{field}": value for field, value in typed.items()}
    data = {"flag": flag.pk, "act": name, "seen": flag.fingerprint} | fields
    return client.post(address, data, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_desk_shows_the_words_and_what_changed(desk, case):
    flag = flagged(case, ExplainerFactory)

    page = desk.get(ADDRESS).text

    assert "And now?" in page
    assert '<p class="desk-sentence">The judge dismissed her case.</p>' in page
    assert (
        f'<del>Doe v. Roe</del> <span aria-hidden="true">→</span> <ins>In re Roe {flag.story_id}</ins>'
        in page
    )
    assert reverse("admin:newsroom_explainer_change", args=[flag.story_id]) in page


def test_desk_without_flags_says_so(desk):
    assert "Nothing waits" in desk.get(ADDRESS).text


def test_still_right_is_said_with_its_reason(desk, case, administrator):
    flag = flagged(case)

    assert said(act(desk, flag, "still-right", reason="The old caption is quoted.")) == [
        "You say that it is still right."
    ]

    flag.refresh_from_db()
    assert (flag.outcome, flag.reason, flag.resolved_by) == (
        "still_right", "The old caption is quoted.", administrator,
    )  # fmt: skip


def test_still_right_without_a_reason_is_asked_for_it_and_nothing_typed_is_lost(desk, case):
    flag = flagged(case)

    page = act(desk, flag, "still-right", due_on="2025-07-01")

    assert "Say why it is still right." in page.text
    assert 'value="2025-07-01"' in page.text
    assert StaleFlag.objects.undecided().count() == 1


def test_what_changed_again_is_to_be_read_first(desk, case):
    flag = flagged(case)
    rename(case, "In re Doe")

    page = act(desk, flag, "still-right", reason="It is quoted.")

    assert said(page) == ["The record changed again since you read this: look at what it says now."]


def test_flag_is_given_to_somebody_with_a_day(desk, case, administrator):
    flag = flagged(case)

    page = act(desk, flag, "assign", owner=administrator.pk, due_on="2025-07-01")

    assert said(page) == [f"{administrator} looks after it."]
    flag.refresh_from_db()
    assert (flag.owner, flag.due_on) == (administrator, date(2025, 7, 1))
    assert "overdue" in page.text


def test_day_that_is_none_is_refused_beside_the_field(desk, case):
    flag = flagged(case)

    assert "Enter a valid date." in act(desk, flag, "assign", due_on="soon").text


def test_readers_are_told_and_no_more(desk, case):
    flag = flagged(case)

    assert said(act(desk, flag, "tell")) == ["Readers see that it is under review."]
    assert said(act(desk, flag, "tell-no-more")) == ["Readers no longer see that it is under review."]


def test_flag_decided_meanwhile_says_by_whom(desk, case, editor):
    flag = flagged(case)
    say_still_right(flag, reason="It is quoted.", by=editor, now=NOON)

    assert said(act(desk, flag, "tell")) == ["This is decided already by Nora Quill: still right."]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"mine", "late", "other"}),
        ("?whose=mine", {"mine"}),
        ("?whose=nobody", {"late", "other"}),
        ("?whose=overdue", {"late"}),
        ("?case={case}", {"mine", "late"}),
        ("?case={case}&whose=mine", {"mine"}),
        ("?case=404", set()),
        ("?case=x", {"mine", "late", "other"}),
        ("?story={story}", {"other"}),
    ],
)
def test_filters_show_what_they_say(desk, case, administrator, query, shown):
    mine, late, other = flagged(case), flagged(case), flagged(CaseFactory())
    flags = {"mine": mine, "late": late, "other": other}
    StaleFlag.objects.filter(pk=mine.pk).update(owner=administrator)
    StaleFlag.objects.filter(pk=late.pk).update(due_on=date.today() - timedelta(days=1))  # noqa: DTZ011

    page = desk.get(ADDRESS + query.format(case=case.pk, story=other.story_id))

    found = {each.flag.pk for each, _ in page.context["rows"]}
    assert found == {flags[name].pk for name in shown}


@pytest.mark.parametrize("number", [1, 3])
def test_desk_costs_the_same_for_one_flag_and_for_three(desk, case, django_assert_num_queries, number):
    for _ in range(number):
        flagged(case)

    with django_assert_num_queries(8):
        assert len(desk.get(ADDRESS).context["rows"]) == number


def test_many_flags_are_paged(desk, case):
    flag = flagged(case)
    same = {"story_id": flag.story_id, "since": NOON, "old": {"caption": "A"}, "new": {"caption": "B"}}
    for number in range(20):
        StaleFlag.objects.create(part=f"p{number}", subject="case", subject_id=case.pk, **same)

    page = desk.get(f"{ADDRESS}?whose=nobody&page=2")

    assert len(page.context["rows"]) == 1
    assert "?whose=nobody&amp;page=1" in page.text


@pytest.mark.parametrize("role", [*ROLES, ADMINISTRATOR])
def test_role_sees_and_decides_as_the_table_says(client, case, role):
    flag = flagged(case)
    client.force_login(member(role))

    page = client.get(ADDRESS)
    assert (page.status_code, "Still right" in page.text) == (200, role in DECIDE)
    for name, typed in (
        ("assign", {}),
        ("tell", {}),
        ("tell-no-more", {}),
        ("still-right", {"reason": "Quoted."}),
    ):
        assert act(client, flag, name, **typed).status_code == (200 if role in DECIDE else 403)


def test_those_without_a_role_see_nothing(client, case):
    user = member("reporter")
    user.groups.clear()
    client.force_login(user)

    assert client.get(ADDRESS).status_code == 403
    assert "Stale sections" not in client.get("/admin/").text


def test_story_form_lists_its_flags_above_the_form(desk, case):
    flag = flagged(case, ExplainerFactory)

    page = desk.get(reverse("admin:newsroom_explainer_change", args=[flag.story_id])).text

    assert "The record has changed since this was published." in page
    assert f"/admin/stale/?story={flag.story_id}" in page
    assert "Section “And now?” rests on" in page


def test_first_page_of_the_desk_says_how_many_wait(desk, case):
    flagged(case)

    assert (
        '<a href="/admin/stale/">Stale sections</a> <span class="desk-count">1</span>'
        in desk.get("/admin/").text
    )


def test_serious_words_are_still_right_for_those_alone_who_may_sign_off_wording(client, roles, case):
    found = {"rule": "convicted", "words": "convicted", "sentence": "Roe was convicted.", "is_signed": False}
    found |= {"why": "“convicted” says more.", "severity": "serious", "fingerprint": "f"}
    told = {"name": "Roe", "may_be_named": True, "standings": {"1": "convicted"}, "found": []}
    flag = StaleFlag.objects.create(
        story=published(ArticleFactory()), subject="wording", subject_id=1, since=NOON,
        old=told, new=told | {"standings": {"1": "vacated"}, "found": [found]},
    )  # fmt: skip

    client.force_login(member("editor"))
    page = client.get(ADDRESS).text
    assert '<p class="desk-found">“convicted” says more.</p>' in page
    assert "Only who may sign off wording" in page
    assert act(client, flag, "still-right", reason="As of May.").status_code == 403

    flag.new["found"][0]["severity"] = "check"
    flag.save()
    assert said(act(client, flag, "still-right", reason="As of May.")) == ["You say that it is still right."]
