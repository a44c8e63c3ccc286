"""The OpenAPI document is valid, and says neither more nor less than the resources take and give."""

import io
import re

import pytest
import yaml
from django.core.management import call_command
from django.urls import get_resolver
from jsonschema import Draft202012Validator

from cases.api.resources import DetailResource, ListResource
from tests.factories.full_case import full_case
from tests.factories.numbers import NumberFactory, counting
from tests.factories.record import EntityFactory
from tests.factories.stories import ArticleFactory, ExplainerFactory, published


@pytest.fixture(scope="module")
def described():
    """The document as `manage.py spectacular` writes it, which fails on any warning."""
    out = io.StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    return yaml.safe_load(out.getvalue())


def resources():
    """The resources by their path, as the document writes it."""
    (mounted,) = (found for found in get_resolver().url_patterns if str(found.pattern) == "api/v1/")
    return {
        path: view for path, view in _walk(mounted, "/") if issubclass(view, (ListResource, DetailResource))
    }


def _walk(pattern, prefix):
    path = prefix + str(pattern.pattern).replace("<slug:", "{").replace("<int:", "{").replace(">", "}")
    if hasattr(pattern, "url_patterns"):
        for inner in pattern.url_patterns:
            yield from _walk(inner, path)
    else:
        yield path, pattern.callback.view_class


def test_every_resource_is_described_and_nothing_else(described):
    assert sorted(described["paths"]) == sorted(resources())


def test_every_parameter_is_described_and_nothing_else(described):
    for path, view in resources().items():
        parameters = described["paths"][path]["get"].get("parameters", [])

        assert [p["name"] for p in parameters if p["in"] == "query"] == list(view().parameters), path


def test_parameters_that_may_be_repeated_are_arrays(described):
    for path, view in resources().items():
        parameters = {p["name"]: p for p in described["paths"][path]["get"].get("parameters", [])}

        for name, takes_several in view().parameters.items():
            assert (parameters[name]["schema"]["type"] == "array") == takes_several, (path, name)


def test_every_operation_and_parameter_is_told_in_words(described):
    for path in described["paths"].values():
        assert path["get"]["summary"]
        assert all(p["description"] for p in path["get"].get("parameters", []) if p["in"] == "query")


def test_operations_have_names_of_their_own(described):
    names = [path["get"]["operationId"] for path in described["paths"].values()]

    assert sorted(names) == [
        "articles_list",
        "articles_retrieve",
        "articles_versions_list",
        "cases_events_list",
        "cases_list",
        "cases_retrieve",
        "courts_list",
        "courts_retrieve",
        "entities_list",
        "entities_retrieve",
        "explainers_list",
        "explainers_retrieve",
        "explainers_versions_list",
        "numbers_list",
        "numbers_retrieve",
    ]


@pytest.fixture
def examples(db):
    """A path of each kind of resource that has something to show."""
    case, entity = full_case(2), EntityFactory()
    court = case.dockets.first().court
    article = published(ArticleFactory())
    kinds = ("status", "timeline", "dispositions", "documents", "coverage")
    live = [{"kind": kind, "cases": [case]} for kind in kinds]
    number = NumberFactory(what="penalties", query="", grouped_by="year", unit="in all")
    live += [{"body": counting(number)}, {"kind": "numbers", "numbers": [number]}]
    explainer = published(ExplainerFactory(sections=live))
    return {
        "/api/v1/cases/{slug}/": case.slug,
        "/api/v1/cases/{slug}/events/": case.slug,
        "/api/v1/entities/{slug}/": entity.slug,
        "/api/v1/courts/{code}/": court.code,
        "/api/v1/articles/{slug}/": article.slug,
        "/api/v1/articles/{slug}/versions/": article.slug,
        "/api/v1/explainers/{slug}/": explainer.slug,
        "/api/v1/explainers/{slug}/versions/": explainer.slug,
        "/api/v1/numbers/{number}/": number.pk,
    }


def test_answers_are_as_described_with_their_fields_in_order(client, described, examples):
    for path in described["paths"]:
        answer = client.get(re.sub(r"{\w+}", "{}", path).format(examples.get(path)))

        responses = described["paths"][path]["get"]["responses"]
        schema = responses["200"]["content"]["application/json"]["schema"]
        Draft202012Validator({**schema, "components": described["components"]}).validate(answer.json())
        _same_fields(answer.json(), schema, described, path)


def test_refusals_are_as_described(client, described, db):
    answer = client.get("/api/v1/cases/?knd=civil")

    schema = described["paths"]["/api/v1/cases/"]["get"]["responses"]["400"]["content"][
        "application/problem+json"
    ]["schema"]
    Draft202012Validator({**schema, "components": described["components"]}).validate(answer.json())
    _same_fields(answer.json(), schema, described, "problem")


def _same_fields(told, schema, described, where):
    if "$ref" in schema:
        schema = described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    for option in schema.get("oneOf", schema.get("allOf", [])):
        if isinstance(told, dict) and "$ref" in option and "NullEnum" not in option["$ref"]:
            _same_fields(told, option, described, where)
    if isinstance(told, dict) and "properties" in schema:
        assert list(told) == list(schema["properties"]), where
        for name, value in told.items():
            _same_fields(value, schema["properties"][name], described, f"{where} {name}")
    if isinstance(told, list):
        for number, value in enumerate(told):
            _same_fields(value, schema["items"], described, f"{where}[{number}]")


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", "application/json"),
        ("application/vnd.oai.openapi+json", "application/vnd.oai.openapi+json"),
        ("application/yaml", "application/yaml"),
    ],
)
def test_document_is_served_as_json_or_yaml(client, described, accept, given):
    answer = client.get("/api/v1/schema/", headers={"Accept": accept})

    assert answer["Content-Type"].partition(";")[0] == given
    assert yaml.safe_load(answer.content) == described


def test_docs_page_is_made_of_our_own_files_only(client):
    page = client.get("/api/v1/docs/")

    assert page.status_code == 200
    assert b"//" not in page.content.replace(b"</", b"")
    assert b"<style" not in page.content
    assert b"swagger-ui-bundle" in page.content
