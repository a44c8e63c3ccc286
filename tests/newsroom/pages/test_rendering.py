import json

import pytest
from django.template import TemplateDoesNotExist

from newsroom.pages.rendering import design, render, structured


def test_structured_data_cannot_end_its_element():
    said = structured({"headline": "</script><script>&"})

    assert "<" not in said
    assert json.loads(said) == {"headline": "</script><script>&"}


def test_design_is_one_short_word_for_the_life_of_the_process():
    assert len(design()) == 16
    assert design() == design()


def test_undefined_variable_in_a_template_of_ours_fails_the_test():
    with pytest.raises(pytest.fail.Exception, match="edition"):
        render("410.html", {"path": "/"})


def test_page_is_made_of_a_template():
    with pytest.raises(TemplateDoesNotExist):
        render("no-such-page.html", {"path": "/"})
