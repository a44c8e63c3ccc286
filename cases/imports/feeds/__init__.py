"""Docket feeds: the RSS that courts publish of their new entries, and Atom, from a file or this machine.

An entry goes to the docket that the item names. Reading a feed again adds what is new and touches nothing
else, so that what the desk has changed since stays.
"""

from cases.imports.feeds.fetching import Refused, fetch_feed
from cases.imports.feeds.filing import take_in_feed
from cases.imports.feeds.reading import Item, NotAFeed, read_feed

__all__ = ["Item", "NotAFeed", "Refused", "fetch_feed", "read_feed", "take_in_feed"]
