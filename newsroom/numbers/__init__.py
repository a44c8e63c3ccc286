"""Numbers that know the record: what is counted or summed, over which filter, and which rows stand behind it.

A number is told apart by its definition: what it counts, of which filter, in which groups. What readers are
shown is always the definition that was published with the story, never what the desk has made of the number
since. How each definition counts today is kept as its tally; the worker counts again what the record may have
moved (`newsroom.publishing.staleness.drift`).
"""
