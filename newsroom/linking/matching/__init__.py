"""Which words of a text name which cases and entities, and why: pure, with no database and no clock.

`propose` reads paragraphs and asks a source for names. Same text and same registry give the same answer,
byte for byte.
"""
