"""The wording guard: words of a story that say more than the record does."""
