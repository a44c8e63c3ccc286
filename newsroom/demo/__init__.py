"""What `uv run manage.py demo` shows: real stories, entered through the same verbs as an editor's work.

To add another demo story:

1. Make a package beside `binance`, with a file per part (courts and people, sources, cases, statements,
   terms, articles, explainer). Facts are data at the top of a file; below it a short function enters them.
2. Write one function that enters the whole story, decorated with `@verb`, and give it a name no other
   story has: the change log keeps that name, and that is how the next run knows the story was told.
3. List the function in `newsroom.demo.loading.STORIES`.

Every row goes through a verb, with `by=`; what has no verb yet (bylines, topics, glossary terms, the
parts of a section) goes through `newsroom.demo.desk`. Moments are the story's own, not the clock's.
Every sentence in a story must be borne out by its statements, dispositions, penalties and events.
"""
