import pytest
from django.urls import reverse

from cases.models import Disposition, Entity
from newsroom.articles.actions import save_article
from newsroom.linking.actions import link_mention
from newsroom.prose.references import number_html
from newsroom.staff.roles import ADMINISTRATOR, ROLES
from newsroom.wording.actions import clear_finding, judge
from newsroom.wording.models import Clearance, SuppressedName, WordingRule
from tests.factories.browser import errors, submit
from tests.factories.numbers import NumberFactory
from tests.factories.record import DispositionFactory, EntityFactory, PartyFactory
from tests.factories.staff import member
from tests.factories.stories import NOON, ArticleFactory


@pytest.fixture
def article(first_rules):
    party = PartyFactory(entity=EntityFactory(name="Jane Roe", kind=Entity.Kind.PERSON))
    DispositionFactory(party=party, outcome=Disposition.Outcome.DISMISSED, prejudice="with")
    article = ArticleFactory(body="<p>Jane Roe settled in May.</p>")
    link_mention(article, "Jane Roe", party.entity, by=None, now=NOON)
    return article


def address(article):
    return reverse("admin:newsroom_article_wording", args=[article.pk])


def sign_off(client, article, **typed):
    (judged,) = judge(article)
    said = {"fingerprint": judged.finding.fingerprint, "reason": "Agreed with counsel."}
    return client.post(address(article), said | typed, follow=True)


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_page_shows_each_finding_in_its_sentence(desk, article):
    page = desk.get(address(article))

    assert "Jane Roe <mark>settled</mark> in May." in page.text
    assert "needs a sign-off" in page.text


def test_sign_off_stands_by_name(desk, article):
    page = sign_off(desk, article)

    assert said(page) == ["You stand for “settled”."]
    assert "signed off" in page.text
    assert Clearance.objects.get().reason == "Agreed with counsel."


def test_sign_off_without_a_reason_is_asked_for_it(desk, article):
    page = sign_off(desk, article, reason=" ")

    assert "This field cannot be blank." in page.text
    assert Clearance.objects.count() == 0


def test_sign_off_of_what_has_changed_is_refused(desk, article):
    page = sign_off(desk, article, fingerprint="0" * 64)

    assert said(page) == [
        "The words or the record have changed since: read the findings again before you sign off."
    ]


def test_sign_off_can_be_withdrawn_once(desk, article, editor):
    (judged,) = judge(article)
    clear_finding(article, judged.finding.fingerprint, reason="Agreed.", by=editor, now=NOON)

    assert said(sign_off(desk, article, withdraw="1")) == ["Nobody stands for “settled” any more."]
    assert said(sign_off(desk, article, withdraw="1")) == []
    assert Clearance.objects.count() == 0


@pytest.mark.parametrize("role", [*ROLES, ADMINISTRATOR])
def test_role_signs_off_as_the_table_says(client, article, role):
    client.force_login(member(role))

    assert client.get(address(article)).status_code == 200
    allowed = role in {"legal", "publisher", ADMINISTRATOR}
    assert sign_off(client, article).status_code == (200 if allowed else 403)
    assert Clearance.objects.count() == allowed


def test_story_that_is_not_there_leads_back(desk, first_rules):
    response = desk.get(reverse("admin:newsroom_article_wording", args=[404]))

    assert (response.status_code, response["Location"]) == (302, "/admin/")


def test_rules_are_kept_at_the_desk(desk, first_rules):
    rule = WordingRule.objects.get(slug="settled")
    address = reverse("admin:newsroom_wordingrule_change", args=[rule.pk])

    submit(desk, address, wordings="settled, struck a deal", clears=["negation"])

    rule.refresh_from_db()
    assert (rule.wordings, rule.clears) == (["settled", "struck a deal"], ["negation"])


def test_rule_that_cannot_work_says_why(desk, first_rules):
    rule = WordingRule.objects.get(slug="settled")
    address = reverse("admin:newsroom_wordingrule_change", args=[rule.pk])

    response = submit(desk, address, wordings="se*tle", borne_out_by="guilty")

    assert errors(response) == {
        "wordings": ["“se*tle”: a star stands at the end of a word of three letters or more."]
    }


@pytest.mark.parametrize("role", [*ROLES, ADMINISTRATOR])
def test_list_of_suppressed_names_is_for_those_who_answer_for_the_words(client, db, role):
    client.force_login(member(role))

    listed = client.get(reverse("admin:newsroom_suppressedname_changelist"))
    added = client.get(reverse("admin:newsroom_suppressedname_add"))

    allowed = 200 if role in {"legal", "publisher", ADMINISTRATOR} else 403
    assert (listed.status_code, added.status_code) == (allowed, allowed)


def test_suppressed_name_is_put_on_the_list_and_another_spelling_of_it_refused(desk, db):
    add = reverse("admin:newsroom_suppressedname_add")
    submit(desk, add, name="Zoë Ng", ground="Order of 3 June 2025")

    again = submit(desk, add, name="ZOE NG", ground="A minor")

    assert SuppressedName.objects.get().name_key == "zoe ng"
    assert errors(again) == {"name": ["The name is on the list already."]}


def test_number_stands_in_the_sentence_as_it_was_counted(desk, article):
    number = NumberFactory()
    article.body = f"<p>Of {number_html(number.pk)} traders Jane Roe settled, then settled again.</p>"
    save_article(article, by=None)

    page = desk.get(address(article)).text

    assert "Of 1 traders Jane Roe <mark>settled</mark>, then settled again." in page
    assert "Of 1 traders Jane Roe settled, then <mark>settled</mark> again." in page
