"""Strategies for the HTML that people and attackers paste."""

import re

from hypothesis import strategies as st

_TAGS = re.findall(
    r"\S+",
    "p h1 h2 h3 h6 div section ul ol li blockquote table caption thead tbody tfoot tr td th hr br a b i"
    " strong em code cite sup sub span font q pre del dl dt dd svg math mtext mglyph style script template"
    " noscript textarea title select option iframe form figure figcaption img cite cite o:p"
    " xml foreignObject annotation-xml p/",
)
_ATTRIBUTES = (
    ' href="/x"',
    ' href="//evil"',
    " href=javascript:alert(1)",
    ' href="https://example.org/?a=1&amp;b=2"',
    ' href="https://exa mple"',
    ' href="https://[x"',
    " href=https://example.org/\u202e\u0301",
    " href=https://1.2.3.4.5/",
    ' title="a &quot;&lt;b>"',
    " onclick=alert(1)",
    ' style="font-weight:700;font-style:italic"',
    " style='font-weight:normal'",
    " colspan=3",
    " rowspan=999",
    " scope=row",
    " data-image=7",
    ' data-image="7" alt="A man &quot;leaves\u0301 court" role=presentation',
    ' data-image="007" alt="" role="presentation"',
    " data-image=-1 alt=x",
    " data-source=12",
    ' data-source="12" data-locator=" p.\xa04 &lt;x> " data-accessed="2025-06-02"',
    ' data-statement="3" data-locator=x',
    " data-statement=x data-accessed=yesterday",
    ' class="x"',
    " xlink:href=x",
)
_TEXTS = st.one_of(
    st.sampled_from(
        [
            *(
                " ",
                "  ",
                "\n",
                "\n\n",
                "&nbsp;",
                "\xa0",
                "\u0301",
                "&#x338;",
                "e",
                "é",
                "\u1100",
                "\u1161",
                "\u11a8",
            ),
            *(
                "\u202e",
                "\xad",
                "\x00",
                "\ufdd0",
                "&lt;",
                "&amp;",
                "&",
                "<",
                ">",
                '"',
                "-->",
                "<!--",
                "]]>",
                "<!",
                "</",
            ),
            *(
                "Binance",
                "§",
                "5",
                ".",
                "word",
                "\u2028",
                "\r",
                "\x0c",
                "\ud800",
                "&#0;",
                "&#xd800;",
                "\u0338",
            ),
        ]
    ),
    st.text(max_size=4),
)
_STARTS = st.builds(
    lambda tag, attributes: f"<{tag}{''.join(attributes)}>",
    st.sampled_from(_TAGS),
    st.lists(st.sampled_from(_ATTRIBUTES), max_size=2),
)
_ENDS = st.sampled_from(_TAGS).map("</{}>".format)

nasty_html = st.lists(st.one_of(_TEXTS, _STARTS, _ENDS, _STARTS, _TEXTS), max_size=30).map("".join)
