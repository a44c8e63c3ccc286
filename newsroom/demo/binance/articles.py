"""Two news stories: the dismissal, and the criminal cases it leaves alone."""

from datetime import UTC, datetime

from newsroom.articles.actions import save_article
from newsroom.articles.models import Article
from newsroom.demo.desk import file_under, joined, link
from newsroom.publishing.actions import publish, record_revision

DISMISSAL = {
    "headline": "SEC gives up its case against Binance, for good",
    "slug": "sec-gives-up-its-case-against-binance",
    "dek": "A joint filing dismissed the lawsuit with prejudice. Its allegations were never decided, and the "
    "company’s plea in a criminal case stands.",
    "authors": ["Ines Carrow"],
    "published_at": datetime(2025, 6, 2, 14, 0, tzinfo=UTC),
    "about": ["sec_v_binance", "binance", "sec"],
    # words, what they lead to
    "mentions": [
        ("Securities and Exchange Commission", "sec"),
        ("lawsuit", "sec_v_binance"),
        ("Binance", "binance"),
        ("Changpeng Zhao", "zhao"),
        ("Reuters", "reuters"),
        ("BAM Trading Services Inc.", "bam_trading"),
        ("BAM Management US Holdings Inc.", "bam_management"),
        ("Joe Biden", "biden"),
        ("Paul Atkins", "atkins"),
        ("Trump administration", "trump"),
        ("Donald Trump", "trump"),
        ("similar case", "sec_v_coinbase"),
        ("Coinbase", "coinbase"),
        ("criminal case of its own", "us_v_binance"),
        ("another criminal case", "us_v_zhao"),
    ],
    "body": """
<p>The Securities and Exchange Commission (SEC) gave up its lawsuit against Binance, the largest crypto
exchange in the world, and against Changpeng Zhao, the founder known as CZ. A joint filing on 29 May in
the federal court in Washington dismissed the case with prejudice: the agency may not bring the same
claims again.</p>
<p>The filing settles how the case ends, not who was right. The case ended without a finding on the
SEC’s allegations, for Binance or against it. The SEC’s reasons are policy considerations, Reuters
reported; the agency said the step does not show where it stands on crypto regulation in general.</p>
<h2>What the SEC had alleged</h2>
<p>The complaint, filed on 5 June 2023, named Binance, Zhao and two further companies, BAM Trading
Services Inc. and BAM Management US Holdings Inc. The case was assigned to Judge Amy Berman Jackson.
According to Reuters, the SEC accused Binance of inflating its trading volumes, of diverting money that
belonged to customers and of misleading investors over compliance inside the company.</p>
<p>It also alleged, Reuters reported, that the exchange made it possible to trade several tokens that
were treated as unregistered securities while Joe Biden was president.</p>
<h2>Thanks from Binance, rules from the chairman</h2>
<p>A Binance spokesperson called the end of the case a “landmark moment” and thanked the Trump
administration and the SEC’s chairman, Paul Atkins. Reuters quoted the spokesperson as saying:
“Innovation can’t thrive under regulation by enforcement.”</p>
<p>Regulation by enforcement is what the crypto industry has for years accused the SEC of: suing
companies instead of telling them the rules. Its leaders hold that most tokens resemble commodities
rather than securities. On that view the SEC would have no say over them.</p>
<p>Atkins set out his aims in a speech in May. He asked for rules that are consistent and transparent,
and counted “clear rules of the road” for those who issue, trade or secure digital assets among his top
priorities, Reuters reported. They should back innovation and keep wrongdoers out.</p>
<h2>Coinbase came first</h2>
<p>This is not the first time since President Donald Trump returned to office that a crypto enforcement
case has been given up. In February the SEC ended a similar case, in which it had accused Coinbase, the
largest of the US exchanges, of listing unregistered tokens, at least 13 of them. There, too, a joint
stipulation dismissed the case with prejudice.</p>
<p>Taken together, the two dismissals are read as a turn in policy, and as a hint of how the United
States may govern digital assets: innovation first, enforcement second. That is analysis, not law.
Enforcement in other cases remains possible, and the dismissal is no approval of what the industry did
in the past. For investor protection, market transparency and the role of federal agencies, its meaning
is an open question.</p>
<h2>What does not change</h2>
<p>The filing does not reach the criminal side. In a criminal case of its own, Binance pleaded guilty on
21 November 2023 to breaking sanctions and anti-money-laundering laws and, according to Reuters, agreed
to pay a record penalty of $4.32 billion. In another criminal case, Zhao pleaded guilty too, served a
sentence of four months and left custody in September 2024.</p>
""",
}

CRIMINAL_CASES = {
    "headline": "Binance’s guilty plea stands: the criminal cases are separate",
    "slug": "binance-guilty-plea-stands",
    "dek": "The end of the SEC’s lawsuit changes nothing about the company’s $4.32 billion penalty or its "
    "founder’s sentence.",
    "authors": ["Tobias Renner", "Ines Carrow"],
    "published_at": datetime(2025, 6, 2, 15, 30, tzinfo=UTC),
    "about": ["us_v_binance", "us_v_zhao", "binance", "zhao"],
    "mentions": [
        ("Binance", "binance"),
        ("Securities and Exchange Commission", "sec"),
        ("civil lawsuit", "sec_v_binance"),
        ("Department of Justice", "doj"),
        ("United States v. Binance Holdings Limited", "us_v_binance"),
        ("Reuters", "reuters"),
        ("Changpeng Zhao", "zhao"),
        ("United States v. Zhao", "us_v_zhao"),
    ],
    "body": """
<p>Two criminal cases against Binance and its founder are untouched by what happened on 29 May, when the
Securities and Exchange Commission (SEC) ended its civil lawsuit against both. The Department of Justice
had brought them in another court and under other laws, and both led to guilty pleas.</p>
<h2>The company</h2>
<p>In United States v. Binance Holdings Limited, docket 2:23-cr-00178 in the Western District of
Washington, the company pleaded guilty on 21 November 2023 to breaking sanctions and
anti-money-laundering laws. According to Reuters, it agreed to pay a penalty of $4.32 billion, a record.
The case was assigned to Judge Richard A. Jones.</p>
<h2>The founder</h2>
<p>Changpeng Zhao pleaded guilty on the same day, in a case of his own. That case, United States v.
Zhao, docket 2:23-cr-00179, went to the same judge. On 30 April 2024 he was sentenced to four months in
prison for breaking anti-money-laundering law. He was released on 27 September 2024.</p>
<p>The penalty is the company’s and the sentence is Zhao’s. Neither came out of the SEC’s case.</p>
<h2>Why they must not be mixed up</h2>
<p>In the civil case, according to Reuters, the SEC alleged inflated trading volumes, diverted customer
money, misled investors and trading in unregistered securities. It was dismissed with prejudice and
ended without a finding on any of this. The guilty pleas do not fill that gap: they concern sanctions
and anti-money-laundering laws, not the allegations of the SEC.</p>
<p>Nor does it work the other way round. The dismissal keeps the SEC from bringing its claims again. It
takes back no plea, no penalty and no sentence.</p>
""",
}


def write_articles(record, desk, *, by) -> None:
    """Both articles, linked and published."""
    for story in (DISMISSAL, CRIMINAL_CASES):
        fields = {name: story[name] for name in ("headline", "slug", "dek")}
        article = save_article(Article(section=desk.section, body=joined(story["body"]), **fields), by=by)
        file_under(article, desk, authors=story["authors"])
        now = story["published_at"]
        link(article, record, about=story["about"], mentions=story["mentions"], by=by, now=now)
        record_revision(article, by=None, now=now, note="as told by the demo")
        publish(article, by=by, now=now)
