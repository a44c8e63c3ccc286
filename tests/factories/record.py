import factory

from cases.actions import (
    attach_docket,
    bring_claim,
    file_case,
    impose_penalty,
    join_party,
    record_disposition,
    record_event,
    record_source,
    record_statement,
    register_entity,
)
from cases.models import (
    Case,
    Claim,
    Court,
    Disposition,
    Docket,
    Entity,
    Event,
    Party,
    Penalty,
    Source,
    Statement,
)
from cases.roles import PartyRole


class Acted(factory.django.DjangoModelFactory):
    """A factory whose rows come from a verb."""

    class Meta:
        abstract = True

    by = None


class CourtFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Court
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"court{n}")
    name = factory.LazyAttribute(lambda court: f"U.S. District Court {court.code}")
    citation_name = ""


class EntityFactory(Acted):
    class Meta:
        model = Entity

    kind = Entity.Kind.COMPANY
    name = factory.Sequence(lambda n: f"Roe Holdings {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return register_entity(kwargs.pop("name"), **kwargs)


class CaseFactory(Acted):
    """A case; `court=` and `docket_number=` give it a docket."""

    class Meta:
        model = Case

    caption = factory.Sequence(lambda n: f"Doe v. Roe {n}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return file_case(kwargs.pop("caption"), **kwargs)


class DocketFactory(Acted):
    class Meta:
        model = Docket

    case = factory.SubFactory(CaseFactory)
    court = factory.SubFactory(CourtFactory)
    docket_number = factory.Sequence(lambda n: f"1:23-cv-{n + 100:05}")

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        names = ("case", "court", "docket_number")
        return attach_docket(*[kwargs.pop(name) for name in names], **kwargs)


class PartyFactory(Acted):
    class Meta:
        model = Party

    case = factory.SubFactory(CaseFactory)
    entity = factory.SubFactory(EntityFactory)
    role = PartyRole.DEFENDANT

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return join_party(kwargs.pop("case"), kwargs.pop("entity"), **kwargs)


class ClaimFactory(Acted):
    """A claim; `against=` lists the parties."""

    class Meta:
        model = Claim

    case = factory.SubFactory(CaseFactory)
    title = factory.Sequence(lambda n: f"Offering unregistered securities {n}")
    against = ()

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return bring_claim(kwargs.pop("case"), kwargs.pop("title"), **kwargs)


class DispositionFactory(Acted):
    """A disposition of a new claim against a new defendant, unless `claim=` and `party=` are given."""

    class Meta:
        model = Disposition

    outcome = Disposition.Outcome.SETTLED

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        party = kwargs.pop("party", None) or PartyFactory()
        claim = kwargs.pop("claim", None) or ClaimFactory(case=party.case, against=[party])
        return record_disposition(claim, party, kwargs.pop("outcome"), **kwargs)


class EventFactory(Acted):
    class Meta:
        model = Event

    case = factory.SubFactory(CaseFactory)
    kind = Event.Kind.HEARING
    date = "2023-06-05"
    title = "Status conference"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        names = ("case", "kind", "date", "title")
        return record_event(*[kwargs.pop(name) for name in names], **kwargs)


class SourceFactory(Acted):
    class Meta:
        model = Source

    title = factory.Sequence(lambda n: f"Complaint, docket entry {n + 1}")
    kind = Source.Kind.FILING

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return record_source(kwargs.pop("title"), **kwargs)


class StatementFactory(Acted):
    """A statement about a new case, unless said otherwise."""

    class Meta:
        model = Statement

    text = factory.Sequence(lambda n: f"The complaint names {n + 2} tokens.")
    mode = Statement.Mode.ALLEGED

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        if not {"case", "party", "claim", "event", "entity"} & kwargs.keys():
            kwargs["case"] = CaseFactory()
        return record_statement(kwargs.pop("text"), **kwargs)


class PenaltyFactory(Acted):
    """A fine of a new defendant, unless `party=` is given."""

    class Meta:
        model = Penalty

    kind = Penalty.Kind.FINE
    amount = 50_000
    currency = "USD"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        party = kwargs.pop("party", None) or PartyFactory()
        return impose_penalty(party, kwargs.pop("kind"), **kwargs)
