"""Two versions of a story compared, and three merged. Pure: content in, differences out."""
