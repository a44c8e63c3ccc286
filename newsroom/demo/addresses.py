"""Where to look first."""

from datetime import datetime

from newsroom.publishing.models import Coverage, Publication, Story


def addresses(now: datetime) -> list[tuple[str, str]]:
    """Names and paths of pages worth opening, as readers find them now."""
    current = Publication.objects.current(now).newest_first()
    explainer = current.filter(kind=Story.Kind.EXPLAINER).first()
    subject = Coverage.objects.filter(publication=explainer, is_about=True, case__isnull=False).first()
    case = subject and subject.case
    article = current.filter(kind=Story.Kind.ARTICLE).about(case).first()
    pages = [
        ("Explainer", explainer and explainer.path),
        ("Article", article and article.path),
        ("Case", case and case.get_absolute_url()),
        ("Front page", "/"),
        ("Editors’ desk", "/admin/"),
        ("API docs", "/api/v1/docs/"),
    ]
    return [(name, path) for name, path in pages if path]
