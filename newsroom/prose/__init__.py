"""The one place that knows body HTML: clean, split, mark words, weave links in."""
