"""What is typed and not saved: kept, private, brought back, and gone once it is saved."""

import json
from uuid import UUID, uuid4

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from newsroom.articles.models import Article
from newsroom.publishing.actions import record_revision
from newsroom.publishing.models import PRESENT_FOR, Section, WorkingCopy
from newsroom.publishing.working_copies import keep_working_copy, open_story
from tests.factories.browser import errors, filled, submit
from tests.factories.record import CaseFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory, AuthorFactory, ExplainerFactory

TOKEN = UUID("7f0c1c56-4a5e-4f0e-9a0e-0d3a4b1f2c11")
ADD = "/admin/newsroom/article/add/"


@pytest.fixture
def article(db):
    article = ArticleFactory(body="<p>The judge ruled.</p>")
    record_revision(article, by=None, now=NOON)
    return article


def address(story, page="change", *more):
    return reverse(f"admin:newsroom_{story.kind}_{page}", args=[story.pk, *more])


def keeping_at(story=None):
    return address(story, "keep") if story else reverse("admin:newsroom_article_keep_new")


def autosave(client, story=None, *, user=None, token=TOKEN, base=None, form=None, **more):
    user = user or client.session[SESSION_KEY]
    base = (story.revision_number if story else 0) if base is None else base
    body = {"token": str(token), "base": base, "user": int(user), "form": form, **more}
    return client.post(keeping_at(story), json.dumps(body), content_type="application/json")


def typed(client, story, **fields):
    """What the form of the story holds after typing."""
    return filled(client.get(address(story) if story else ADD), working_copy=TOKEN, **fields)


def kept_by(user, story, *, token=None, **fields):
    form = {"headline": ["What was typed"], "base_revision": ["1"], **fields}
    return keep_working_copy(
        token=token or uuid4(), kind=story.kind, story=story, base=1, form=form, by=user, now=timezone.now()
    )


def test_form_is_kept_while_typing_and_makes_no_revision(desk, article, administrator):
    form = typed(desk, article, headline="Judge rules for Roe")

    answers = [
        autosave(desk, article, form=form),
        autosave(desk, article, form={**form, "dek": ["At last."]}),
    ]

    copy = WorkingCopy.objects.get()
    assert [answer.status_code for answer in answers] == [200, 200]
    assert (copy.owner, copy.story_id, copy.base, copy.headline) == (
        administrator,
        article.pk,
        1,
        "Judge rules for Roe",
    )
    assert copy.form["dek"] == ["At last."]
    assert copy.unsaved_since <= copy.kept_at
    assert (article.revisions.count(), Article.objects.get().headline) == (1, article.headline)


def test_unsaved_work_is_offered_and_continued_with_one_click(desk, article):
    author = AuthorFactory(name="Nora Quill")
    rows = {"bylines-TOTAL_FORMS": 2, "bylines-1-author": author.pk, "bylines-1-position": 1}
    autosave(desk, article, form=typed(desk, article, headline="", body="<p>Hours of work.</p>", **rows))

    offered = desk.get(address(article))
    again = desk.get(address(article), {"copy": TOKEN})

    assert "You have unsaved work from" in offered.text
    assert f'href="?copy={TOKEN}"' in offered.text
    assert filled(again)["body"] == ["<p>Hours of work.</p>"]
    assert filled(again)["bylines-1-author"] == [str(author.pk)]
    assert filled(again)["working_copy"] == [str(TOKEN)]
    assert errors(again) == {"headline": ["This field is required."]}


def test_saving_clears_what_was_kept_and_tells_the_browser(desk, article):
    autosave(desk, article, form=typed(desk, article, headline="Judge rules"))

    response = submit(desk, f"{address(article)}?copy={TOKEN}", note="After the hearing")

    revision = article.revisions.first()
    assert (revision.number, revision.note, revision.content["headline"]) == (
        2,
        "After the hearing",
        "Judge rules",
    )
    assert WorkingCopy.objects.unsaved().count() == 0
    assert response.cookies["desk_saved"].value == str(TOKEN)


def test_unsaved_work_is_discarded(desk, article):
    autosave(desk, article, form=typed(desk, article))

    response = desk.post(reverse("admin:newsroom_article_discard", args=[TOKEN]), {"story": article.pk})

    assert response["Location"] == address(article)
    assert WorkingCopy.objects.count() == 0


def test_story_not_saved_yet_is_kept_and_continued(desk):
    autosave(desk, form=typed(desk, None, headline="Not a story yet", body="<p>Hours of work.</p>"))

    offered, again = desk.get(ADD), desk.get(ADD, {"copy": TOKEN})
    saved = submit(desk, f"{ADD}?copy={TOKEN}", slug="a-story")

    assert "“Not a story yet”" in offered.text
    assert filled(again)["body"] == ["<p>Hours of work.</p>"]
    assert saved.status_code == 302
    assert Article.objects.get().body == "<p>Hours of work.</p>"
    assert WorkingCopy.objects.count() == 0


def test_two_windows_of_one_editor_do_not_write_over_each_other(desk, article):
    for token, words in ((TOKEN, "One"), (uuid4(), "Two")):
        autosave(desk, article, token=token, form=typed(desk, article, headline=words))

    assert sorted(WorkingCopy.objects.values_list("headline", flat=True)) == ["One", "Two"]


def test_what_was_typed_is_its_owners_alone(desk, article):
    copy = kept_by(member("editor"), article)

    answers = [
        desk.get(address(article), {"copy": copy.token}),
        desk.get(address(article, "merge", copy.token)),
        desk.post(reverse("admin:newsroom_article_discard", args=[copy.token])),
    ]

    assert [answer.status_code for answer in answers] == [302, 404, 302]
    assert answers[0]["Location"] == address(article)
    assert WorkingCopy.objects.get() == copy
    assert "What was typed" not in desk.get(address(article)).text


def test_colleagues_see_who_has_the_story_open_and_since_when_unsaved(desk, article):
    nora, iris = member("editor", "nora"), member("reporter", "iris")
    copy = kept_by(nora, article)
    open_story(token=uuid4(), kind="article", story=article, base=1, by=iris, now=timezone.now())
    since = f"{timezone.localtime(copy.unsaved_since):%H:%M}"

    page, listed = desk.get(address(article)), desk.get("/admin/newsroom/article/")
    heartbeat = autosave(desk, article).json()

    said = ["Reporter has this open", f"Editor has this open, with unsaved changes since {since}"]
    assert page.context["others"] == said
    assert heartbeat["others"] == said
    assert "; ".join(said) in listed.text


def test_who_left_is_not_there_but_their_unsaved_work_is_told(desk, article):
    nora, iris = member("editor", "nora"), member("reporter", "iris")
    long_ago = timezone.now() - 2 * PRESENT_FOR
    open_story(token=uuid4(), kind="article", story=article, base=1, by=iris, now=long_ago)
    kept_by(nora, article)
    WorkingCopy.objects.filter(owner=nora).update(seen_at=long_ago)

    (said,) = autosave(desk, article).json()["others"]

    assert said.startswith("Editor left unsaved changes on ")


def test_closing_the_form_ends_presence_and_keeps_what_was_typed(client, article):
    nora, iris = member("editor", "nora"), member("reporter", "iris")
    client.force_login(nora)
    autosave(client, article, token=uuid4())
    autosave(client, article, form={"headline": ["Typed"]})

    autosave(client, article, closed=True)

    (copy,) = WorkingCopy.objects.filter(owner=nora).unsaved()
    assert not copy.is_present(timezone.now())
    client.force_login(iris)
    assert "left unsaved changes" in autosave(client, article, token=uuid4()).json()["others"][-1]


def test_heartbeat_tells_of_a_newer_revision(desk, article):
    article.dek = "Iris was here."
    article.save()
    record_revision(article, by=member("editor"), now=NOON)

    said = autosave(desk, article, base=1).json()["newest"]

    assert said == "Editor saved revision 2 at 12:00. When you save, you will be shown both."


YES, NO = 200, 403


@pytest.mark.parametrize(
    ("role", "existing", "new"),
    [
        ("reporter", YES, YES),
        ("editor", YES, YES),
        ("legal", NO, NO),
        ("publisher", YES, YES),
        ("administrator", YES, YES),
    ],
)
def test_only_who_may_write_has_forms_kept(role, existing, new, client, article):
    client.force_login(member(role))

    answers = [autosave(client, story, token=uuid4(), form={"dek": ["x"]}) for story in (article, None)]

    assert [answer.status_code for answer in answers] == [existing, new]
    assert WorkingCopy.objects.count() == [existing, new].count(YES)


def test_who_is_signed_out_is_told_in_words_a_page_can_read(client, article):
    answer = autosave(client, article, user=1, form={})

    assert (answer.status_code, answer.json()) == (401, {"error": "You are signed out."})


def test_form_opened_by_somebody_else_is_not_kept_under_ones_own_name(desk, article):
    answer = autosave(desk, article, user=member("editor").pk, form={"dek": ["x"]})

    assert answer.status_code == 409
    assert WorkingCopy.objects.count() == 0


def test_form_of_another_story_is_refused(desk, article):
    other = ArticleFactory()
    autosave(desk, article, form={"dek": ["x"]})

    answer = autosave(desk, other, base=0, form={"dek": ["y"]})

    assert (answer.status_code, answer.json()["error"]) == (
        400,
        "This form belongs to another story: reload the page.",
    )
    assert WorkingCopy.objects.get().form == {"dek": ["x"]}


def test_base_from_the_future_is_refused(desk, article):
    answer = autosave(desk, article, base=9, form={"dek": ["x"]})

    assert answer.status_code == 400
    assert answer.json()["error"].startswith("The form says it began with revision 9, but the newest is 1")


def test_more_than_the_server_keeps_is_refused_and_says_so(desk, article):
    answers = [
        autosave(desk, article, form={"body": ["x" * 5_000_001]}),
        autosave(desk, article, form={"body": ["x" * 10_000_001]}),
    ]

    assert [answer.status_code for answer in answers] == [400, 413]
    assert "more than 5 MB" in answers[0].json()["error"]
    assert WorkingCopy.objects.count() == 0


def test_hundred_thousand_words_are_kept(desk, article):
    body = "<p>" + "jurisprudence " * 100_000 + "</p>"

    answer = autosave(desk, article, form={"body": [body]})

    assert answer.status_code == 200
    assert WorkingCopy.objects.get().form == {"body": [body]}


def test_what_postgresql_has_no_letter_for_is_left_out(desk, article):
    autosave(desk, article, form={"dek": ["No\0thing \ud800lost"], "no\0te": ["x"]})

    assert WorkingCopy.objects.get().form == {"dek": ["Nothing lost"], "note": ["x"]}


@pytest.mark.parametrize(
    "body",
    ["", "[]", "{}", '{"token": "x"}', f'{{"token": "{TOKEN}", "base": "x", "form": null}}',
     f'{{"token": "{TOKEN}", "base": 1, "form": ["headline"]}}'],
)  # fmt: skip
def test_what_no_form_sends_is_refused(body, desk, article):
    answer = desk.post(keeping_at(article), body, content_type="application/json")

    assert answer.status_code == 400
    assert desk.get(keeping_at(article)).status_code == 405


def test_story_deleted_meanwhile_becomes_a_new_one(desk, article):
    CaseFactory()
    form = typed(desk, article, headline="What was typed", slug="typed", body="<p>Hours of work.</p>")
    autosave(desk, article, form=form)
    gone = address(article)
    number = article.pk
    article.delete()

    answer = desk.post(
        reverse("admin:newsroom_article_keep", args=[number]),
        json.dumps({"token": str(TOKEN), "base": 1, "user": int(desk.session[SESSION_KEY]), "form": form}),
        content_type="application/json",
    )
    sent = desk.post(gone, {"_save": "1", **form}, follow=True)
    saved = desk.post(sent.redirect_chain[-1][0], {"_save": "1", **filled(sent)})

    assert answer.json()["is_gone"]
    assert "The story was deleted while you were editing. What you typed is here" in sent.text
    assert saved.status_code == 302
    assert (Article.objects.get().headline, Article.objects.get().body) == (
        "What was typed",
        "<p>Hours of work.</p>",
    )
    assert Article.objects.get().bylines.count() == 1


def test_body_of_which_cleaning_leaves_nothing_is_refused_and_stays(desk, article):
    body = "<p><del>Hours of work.</del></p>"

    response = submit(desk, address(article), body=body)

    assert list(errors(response)) == ["body"]
    assert filled(response)["body"] == [body]
    assert Article.objects.get().body == "<p>The judge ruled.</p>"
    assert submit(desk, address(article), body="<p></p>").status_code == 302


def test_save_of_who_was_signed_out_comes_back_as_typed_after_signing_in(client, article):
    iris = member("editor", "iris")
    client.force_login(iris)
    form = typed(client, article, headline="What was typed", body="<p>Hours of work.</p>")
    client.logout()

    asked = client.post(address(article), {"_save": "1", **form})
    wrong = client.post("/admin/login/", {**filled(asked), "username": "iris", "password": "no"})
    back = client.post(
        "/admin/login/",
        {**filled(wrong), "username": "iris", "password": "a long enough secret"},
        follow=True,
    )

    assert "What you typed is not lost: sign in" in asked.text
    assert filled(back)["headline"] == ["What was typed"]
    assert filled(back)["body"] == ["<p>Hours of work.</p>"]
    assert "it is not saved yet" in back.text
    assert Article.objects.get().headline == article.headline


def test_new_story_of_who_was_signed_out_comes_back_too(client, db):
    member("editor", "iris")

    asked = client.post(ADD, {"headline": "New", "body": "<p>Work.</p>", "working_copy": str(TOKEN)})
    who = {"username": "iris", "password": "a long enough secret"}
    back = client.post("/admin/login/", {**filled(asked), **who}, follow=True)

    assert (filled(back)["headline"], filled(back)["body"]) == (["New"], ["<p>Work.</p>"])


@pytest.mark.parametrize(
    ("kept", "after"),
    [
        ("nonsense", ADD),
        ("[]", ADD),
        ('{"headline": "x"}', ADD),
        ("{}", "/admin/"),
        ('{"headline": ["x"]}', "/nowhere/"),
    ],
)
def test_signing_in_with_anything_else_just_signs_in(kept, after, client, db):
    member("editor", "iris")
    who = {"username": "iris", "password": "a long enough secret", "next": after, "kept": kept}

    assert client.post("/admin/login/", who)["Location"] == after
    assert WorkingCopy.objects.count() == 0


def test_who_may_not_write_signs_in_without_a_copy(client, article):
    member("legal", "lex")
    who = {"username": "lex", "password": "a long enough secret", "next": address(article)}

    response = client.post("/admin/login/", {**who, "kept": '{"headline": ["x"]}'})

    assert response["Location"] == address(article)
    assert WorkingCopy.objects.count() == 0


def test_more_than_can_be_kept_is_said_after_signing_in(client, article):
    member("editor", "iris")
    kept = json.dumps({"body": ["x" * 5_000_001]})
    who = {"username": "iris", "password": "a long enough secret", "next": address(article), "kept": kept}

    page = client.post("/admin/login/", who, follow=True)

    assert "more than 5 MB" in page.text


# As browsers say what they are about: over a secure connection, and over another.
NAVIGATES, ACCEPTS = {"Sec-Fetch-Mode": "navigate"}, {"Accept": "text/html,*/*;q=0.8"}


def signs_in(client, asked, name="iris"):
    who = {"username": name, "password": "a long enough secret"}
    return client.post("/admin/login/", {**filled(asked), **who})


@pytest.mark.parametrize("headers", [NAVIGATES, ACCEPTS], ids=["secure", "plain"])
def test_any_form_of_who_was_signed_out_is_sent_again_at_a_press(client, db, headers):
    member("editor", "iris")
    section = {"name": "Courts <b>", "slug": "courts", "_continue": "1"}

    asked = client.post("/admin/newsroom/section/add/", section, headers=headers)
    shown = signs_in(client, asked)
    form = filled(shown)
    kept = Section.objects.count()
    done = client.post("/admin/newsroom/section/add/", form, follow=True)

    assert "What you typed is not lost: sign in" in asked.text
    assert "<dd>Courts &lt;b&gt;</dd>" in shown.text
    assert (form["name"], form["_continue"], kept) == (["Courts <b>"], ["1"], 0)
    assert Section.objects.get().name == "Courts <b>"
    assert "was added successfully" in done.text


def test_what_was_sent_to_a_form_is_shown_to_whoever_signs_in_and_done_by_who_may(client, db):
    member("reporter", "rita")

    sent = {"name": "Courts", "slug": "courts"}
    asked = client.post("/admin/newsroom/section/add/", sent, headers=NAVIGATES)
    form = filled(signs_in(client, asked, "rita"))

    assert client.post("/admin/newsroom/section/add/", form).status_code == 403
    assert Section.objects.count() == 0


def test_file_of_who_was_signed_out_has_to_be_chosen_again(client, db):
    sent = {"headline": "Words", "file": SimpleUploadedFile("page.html", b"<p>Words</p>")}

    asked = client.post("/admin/take-in/", sent, headers=NAVIGATES)

    assert "Only the file has to be chosen again" in asked.text


@pytest.mark.parametrize(
    ("sent", "headers"),
    [
        ({"old_password": "x", "new_password1": "y"}, NAVIGATES),
        ({"name": "Courts"}, {"Sec-Fetch-Mode": "cors"} | ACCEPTS),
        ({"name": "Courts"}, {"Accept": "*/*"}),
    ],
    ids=["a password", "asked for by a script", "by a script over a plain connection"],
)
def test_what_nobody_is_to_carry_asks_to_sign_in_as_before(client, db, sent, headers):
    assert client.post("/admin/newsroom/section/add/", sent, headers=headers).status_code == 302


def test_form_opened_before_signing_in_again_is_told_so(db):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/admin/newsroom/section/add/", {"name": "Courts"})

    assert answer.status_code == 403
    assert "what you typed is still there" in answer.text


def test_copy_is_led_to_where_it_belongs(desk, article):
    autosave(desk, article, form=typed(desk, article))

    response = desk.get(ADD, {"copy": TOKEN})

    assert response["Location"] == f"{address(article)}?copy={TOKEN}"
    assert desk.get(ADD, {"copy": "nonsense"})["Location"] == ADD


@pytest.mark.parametrize("make", [ArticleFactory, ExplainerFactory])
def test_form_costs_the_same_for_one_colleague_and_for_three(
    make, desk, administrator, django_assert_num_queries
):
    story = make()
    record_revision(story, by=None, now=NOON)
    cost = {"article": 31, "explainer": 44}[story.kind]
    desk.get(address(story))
    for number in range(3):
        kept_by(member("editor", f"colleague{number}"), story)
        kept_by(administrator, story)
        if number in {0, 2}:
            with django_assert_num_queries(cost):
                desk.get(address(story))


def test_heartbeat_costs_the_same_for_one_colleague_and_for_three(desk, article, django_assert_num_queries):
    autosave(desk, article)
    for number in range(3):
        kept_by(member("editor", f"colleague{number}"), article)
        if number in {0, 2}:
            with django_assert_num_queries(13):
                autosave(desk, article, user=desk.session[SESSION_KEY])
