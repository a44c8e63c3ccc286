"""Facts a text states: dates, money, dockets, courts, citations, legal terms, statements, names not known yet."""
