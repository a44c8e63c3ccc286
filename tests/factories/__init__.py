"""Plausible rows for tests. Each goes through the verb that an editor's act would."""
