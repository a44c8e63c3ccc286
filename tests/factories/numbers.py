import factory

from newsroom.numbers.actions import save_number
from newsroom.numbers.models import Number
from newsroom.prose.references import number_html
from tests.factories.record import DispositionFactory
from tests.factories.stories import NOON


class NumberFactory(factory.django.DjangoModelFactory):
    """A count of the cases that were dismissed, unless said otherwise."""

    class Meta:
        model = Number

    title = factory.Sequence(lambda n: f"Cases that were dismissed {n}")
    query = "outcome=dismissed"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return save_number(Number(**kwargs), by=None, now=NOON)


def dismissed_case(**details):
    """A case with a claim that was dismissed."""
    case = DispositionFactory(outcome="dismissed", prejudice="with").against.case
    for name, value in details.items():
        setattr(case, name, value)
    case.save()
    return case


def counting(number, words="The agency dropped {} cases."):
    """A paragraph with the number in it."""
    return f"<p>{words.format(number_html(number.pk))}</p>"
