"""The papers of the cases that are in the open, where the SEC has them."""

from cases.actions import keep
from cases.models import Case, Document

Kind = Document.Kind
SEC = "https://www.sec.gov"

# case, kind, title, date, where, pages
DOCUMENTS = [
    (
        "sec_v_binance",
        Kind.COMPLAINT,
        "Complaint of the SEC against Binance and three others",
        "2023-06-05",
        f"{SEC}/files/litigation/complaints/2023/comp-pr2023-101.pdf",
        136,
    ),
    (
        "sec_v_coinbase",
        Kind.COMPLAINT,
        "Complaint of the SEC against Coinbase",
        "2023-06-06",
        f"{SEC}/files/litigation/complaints/2023/comp-pr2023-102.pdf",
        None,
    ),
    (
        "sec_v_binance",
        Kind.RELEASE,
        "Litigation release no. 26316: the SEC tells of the dismissal",
        "2025-05-29",
        f"{SEC}/enforcement-litigation/litigation-releases/lr-26316",
        None,
    ),
]


def file_documents(cases: dict[str, Case], *, by) -> None:
    for case, kind, title, date, url, pages in DOCUMENTS:
        keep(Document(case=cases[case], kind=kind, title=title, date=date, url=url, pages=pages), by=by)
