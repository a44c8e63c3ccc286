"""What published parts rest on, and what to do when the record no longer tells it so.

What the record tells of a subject is one function of the database (`newsroom_told`, migration
`what_sections_rest_on`): of a case its caption, its dates, whether it is sealed, the penalties, and how each
claim ended for each party; of an entity its name; of a statement its words, how firmly it stands and whether
we go by it; of a source that it is there; of a term what it means. Each edition keeps what it was told when
it was published. At the commit of any change, through whichever door, the database compares: a part told
otherwise is flagged, and a flag whose record went back resolves itself.
"""
