import pytest
from django.core.exceptions import ValidationError

from cases.actions import amend_case
from cases.models import Disposition, Entity
from newsroom.articles.actions import save_article
from newsroom.articles.models import Article
from newsroom.linking.actions import link_about, link_mention, reject_link
from newsroom.publishing.actions import NotReady, publish
from newsroom.wording.actions import (
    NoSuchFinding,
    clear_finding,
    judge,
    suppress_name,
    withdraw_clearance,
    wording_problems,
)
from newsroom.wording.models import Clearance, SuppressedName, WordingRule
from tests.factories.record import CaseFactory, ClaimFactory, DispositionFactory, EntityFactory, PartyFactory
from tests.factories.stories import NOON, ArticleFactory, ExplainerFactory, ImageFactory

BODY = "<p>Jane Roe settled in May.</p><p>The market was calm.</p>"


@pytest.fixture
def roe(db):
    return EntityFactory(name="Jane Roe", kind=Entity.Kind.PERSON)


@pytest.fixture
def party(roe):
    party = PartyFactory(case=CaseFactory(caption="SEC v. Roe"), entity=roe)
    DispositionFactory(
        claim=ClaimFactory(case=party.case, against=[party]),
        party=party,
        outcome=Disposition.Outcome.DISMISSED,
        prejudice="with",
        date="2025-05-29",
    )
    return party


@pytest.fixture
def article(first_rules, party):
    article = ArticleFactory(body=BODY)
    link_about(article, party.case, by=None, now=NOON)
    link_mention(article, "Jane Roe", party.entity, by=None, now=NOON)
    return article


def told(story):
    return [(judged.finding.rule, judged.finding.surface, judged.stops) for judged in judge(story)]


def edit(article, old, new):
    article.body = article.body.replace(old, new)
    save_article(article, by=None)


def clear(article, editor, reason="Agreed with counsel."):
    (judged,) = judge(article)
    return clear_finding(article, judged.finding.fingerprint, reason=reason, by=editor, now=NOON)


def test_word_that_outruns_the_record_stops_publication(article):
    problem = (
        "“settled” says that Jane Roe settled. The record: SEC v. Roe: dismissed with prejudice, 29 May 2025."
        " Say what the record says, or have it signed off with a reason."
    )

    assert wording_problems(article) == [problem]
    with pytest.raises(NotReady) as refusal:
        publish(article, by=None, now=NOON)
    assert refusal.value.problems == [problem]


def test_word_that_the_record_bears_out_stops_nothing(article):
    edit(article, "settled in May", "had the case dismissed with prejudice in May")

    assert told(article) == []
    assert publish(article, by=None, now=NOON).number == 1


def test_guard_does_not_wait_for_the_link_desk(first_rules, party):
    article = save_article(ArticleFactory.build(headline="Jane Roe settled", body=BODY), by=None)
    (proposal,) = article.links.proposed()

    assert told(article) == [("settled", "settled", True)] * 2

    reject_link(proposal, by=None, now=NOON)
    assert told(article) == []


def test_name_of_thin_evidence_stops_nothing(first_rules, party):
    article = save_article(ArticleFactory.build(body=BODY), by=None)
    article.links.update(is_strong=False)

    assert told(article) == [("settled", "settled", False)]


def test_clearance_lets_the_words_stand_by_name(article, editor):
    clearance = clear(article, editor)

    assert told(article) == [("settled", "settled", False)]
    assert wording_problems(article) == []
    assert (clearance.cleared_by, clearance.reason, clearance.sentence) == (
        editor, "Agreed with counsel.", "Jane Roe settled in May.",
    )  # fmt: skip


def test_clearance_ends_with_its_sentence(article, editor):
    clear(article, editor)

    edit(article, "The market was calm.", "The market was nervous.")
    assert wording_problems(article) == []

    edit(article, "settled in May", "settled in June")
    assert told(article) == [("settled", "settled", True)]


def test_clearance_ends_with_the_state_of_the_record(article, party, editor):
    clear(article, editor)

    DispositionFactory(
        claim=party.claims.get(),
        party=party,
        outcome=Disposition.Outcome.VACATED,
        supersedes=Disposition.objects.live().get(),
    )

    assert told(article) == [("settled", "settled", True)]


def test_clearance_of_what_is_no_longer_said_is_refused(article, editor):
    (judged,) = judge(article)
    edit(article, "settled in May", "left in May")

    with pytest.raises(NoSuchFinding) as refusal:
        clear_finding(article, judged.finding.fingerprint, reason="Fine.", by=editor, now=NOON)

    assert str(refusal.value) == (
        "The words or the record have changed since: read the findings again before you sign off."
    )
    assert Clearance.objects.count() == 0


def test_clearance_without_a_reason_is_refused(article, editor):
    with pytest.raises(ValidationError) as refusal:
        clear(article, editor, reason="  ")

    assert refusal.value.message_dict["reason"] == ["This field cannot be blank."]


def test_clearance_can_be_withdrawn(article, editor):
    withdraw_clearance(clear(article, editor), by=editor)

    assert told(article) == [("settled", "settled", True)]


def test_rule_that_is_not_in_force_finds_nothing(article):
    WordingRule.objects.filter(slug="settled").update(is_in_force=False)

    assert told(article) == []


def test_quotation_that_nothing_recorded_holds_is_to_be_checked(article, roe):
    edit(article, "The market was calm.", "“We have nothing to hide,” Jane Roe said.")
    edit(article, "Jane Roe settled", "Jane Roe spoke")

    assert told(article) == [("quotation", "“We have nothing to hide,”", False)]

    roe.statements.create(
        text="We have nothing to hide", mode="reported", is_quotation=True, entity=roe, asserted_by=roe
    )
    assert told(article) == []


@pytest.mark.parametrize("number", [1, 3])
def test_judging_takes_the_same_queries_for_one_and_for_three_links(
    first_rules, django_assert_num_queries, number
):
    names = ["Jane Roe", "Adam Poe", "Eve Doe"][:number]
    article = ArticleFactory(body="".join(f"<p>{name} settled: “This is all we say.”</p>" for name in names))
    for name in names:
        party = PartyFactory(entity=EntityFactory(name=name, kind=Entity.Kind.PERSON))
        link_mention(article, name, party.entity, by=None, now=NOON)
    article = Article.objects.get(pk=article.pk)

    with django_assert_num_queries(11):
        assert len(judge(article)) == 2 * number


STAR = "a star stands at the end of a word of three letters or more."


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"wordings": ["se*tle"]}, "wordings", f"“se*tle”: {STAR}"),
        ({"wordings": ["ab*"]}, "wordings", f"“ab*”: {STAR}"),
        ({"wordings": ["  "]}, "wordings", "“  ” is no wording: write one to a few words."),
        ({"borne_out_by": ["guilty", "settled"]}, "borne_out_by", "Not known: guilty."),
    ],
)
def test_rule_that_cannot_work_is_refused(db, fields, field, message):
    rule = WordingRule(**{"slug": "settles", "wordings": ["settles"], "says": "settled", **fields})

    with pytest.raises(ValidationError) as refusal:
        rule.full_clean()

    assert refusal.value.message_dict[field] == [message]


@pytest.mark.parametrize(
    ("headline", "dek", "found"),
    [
        ("Jane Roe settled", "", [("headline", "settled")]),
        (
            "A quiet day",
            "SEC v. Roe: Roe convicted, Jane Roe cleared of it",
            [("dek", "convicted"), ("dek", "cleared of")],
        ),
        ("Settled weather", "Nobody is named.", []),
    ],
)
def test_lines_above_the_story_are_read_against_the_record_too(article, headline, dek, found):
    article.body = "<p>Jane Roe went home.</p>"
    article.headline, article.dek = headline, dek
    save_article(article, by=None)

    assert [(judged.finding.block, judged.finding.surface) for judged in judge(article)] == found


def test_headings_of_an_explainer_are_read_against_the_record_too(first_rules, party):
    explainer = ExplainerFactory(
        headline="The case", sections=[{"heading": "Roe is acquitted", "body": "<p>Roe went home.</p>"}]
    )
    link_mention(explainer, "Roe", party.entity, by=None, now=NOON)
    (section,) = explainer.sections.all()

    found = [(judged.finding.block, judged.finding.surface) for judged in judge(explainer)]

    assert found == [(f"heading-{section.pk}", "acquitted")]


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("Zoë Ng was there.", ["Zoë Ng"]),
        ("ZOE NG WAS THERE; Zoe-Ng too.", ["ZOE NG", "Zoe-Ng"]),
        ("Zoë and Ng were there.", []),
        ("Zoë Ngata was there.", []),
        ("Zoë Ng Lee was there.", ["Zoë Ng Lee"]),
    ],
)
def test_suppressed_name_stops_the_story_however_it_is_written(db, text, surfaces):
    for name in ("Zoë Ng", "Zoe Ng Lee"):
        suppress_name(SuppressedName(name=name, ground="Order of 3 June 2025"), by=None)
    article = ArticleFactory(headline="A hearing", body=f"<p>{text}</p>")

    assert told(article) == [("suppressed-name", surface, True) for surface in surfaces]


def test_suppressed_name_in_the_headline_says_on_what_ground(db):
    suppress_name(SuppressedName(name="Zoë Ng", ground="Order of 3 June 2025"), by=None)
    article = ArticleFactory(headline="Zoe Ng testifies", body="<p>There was a hearing.</p>")

    (problem,) = wording_problems(article)
    assert problem == (
        "“Zoe Ng” must not be published: Order of 3 June 2025. "
        "Say what the record says, or have it signed off with a reason."
    )


def test_what_is_said_of_pictures_is_read_in_articles_and_explainers(first_rules, roe, party):
    image = ImageFactory()
    suppress_name(SuppressedName(name="Zoë Ng", ground="Order of 3 June 2025"), by=None)
    figure = f'<figure><img data-image="{image.pk}" alt="Zoe Ng and the convicted Jane Roe"></figure>'
    lead = ImageFactory(alt="Zoe Ng at court", caption="Zoë Ng on 3 June.", credit="Zoe Ng")
    article = ArticleFactory(headline="A hearing", body=f"<p>Jane Roe came.</p>{figure}", lead_image=lead)
    explainer = ExplainerFactory(sections=[{"heading": "Who?", "body": f"<p>Jane Roe came.</p>{figure}"}])
    for story in (article, explainer):
        link_mention(story, "Jane Roe", roe, by=None, now=NOON)

    in_figure = [("suppressed-name", "Zoe Ng", True), ("convicted", "convicted", True)]
    in_lead = [("suppressed-name", name, True) for name in ("Zoe Ng", "Zoë Ng", "Zoe Ng")]
    assert told(explainer) == in_figure
    assert told(article) == [*in_lead, *in_figure]


@pytest.mark.parametrize(
    ("name", "ground", "message"),
    [
        ("…", "A minor", "A name needs at least one letter or digit."),
        ("Ada Ng", "", "This field cannot be blank."),
        ("ZOE NG", "A minor", "The name is on the list already."),
    ],
)
def test_suppression_that_could_not_be_kept_to_is_refused(db, name, ground, message):
    suppress_name(SuppressedName(name="Zoé Ng", ground="A minor"), by=None)

    with pytest.raises(ValidationError) as refused:
        suppress_name(SuppressedName(name=name, ground=ground), by=None)

    assert message in refused.value.messages


def test_mention_of_somebody_known_from_sealed_cases_alone_stops_the_story(article, party):
    party.case.is_sealed = True
    amend_case(party.case, by=None)
    article = Article.objects.get(pk=article.pk)

    names = [judged.finding.why for judged in judge(article) if judged.finding.rule == "suppressed-name"]

    assert names == ["“Jane Roe” names Jane Roe, whom the record knows from sealed cases alone."]
