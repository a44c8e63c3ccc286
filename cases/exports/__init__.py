"""The record for other programs: spreadsheets, lines of JSON, FollowTheMoney and schema.org.

Everything is a generator that holds one chunk of rows at a time, in a number of queries that grows only with
the number of chunks. A view streams one with `StreamingHttpResponse(exports.csv_lines("cases", user=None))`.
"""

from cases.exports.followthemoney import followthemoney_lines
from cases.exports.json_ld import case_node, entity_node, json_ld_lines
from cases.exports.rows import csv_lines, ndjson_lines
from cases.exports.sheets import SHEETS, NotExported

__all__ = [
    "SHEETS",
    "NotExported",
    "case_node",
    "csv_lines",
    "entity_node",
    "followthemoney_lines",
    "json_ld_lines",
    "ndjson_lines",
]
