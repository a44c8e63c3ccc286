import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.names import name_key, readable_name, tidy_caption, tidy_name, why_weak

NAMES = st.text(st.sampled_from("ABCDEOabc.,'’-&()\"/ #1\xa0éß"), max_size=25)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Securities and Exchange Commission", "securities and exchange commission"),
        ("U.S. Securities & Exchange Commission", "us securities exchange commission"),
        ("Coinbase, Inc.", "coinbase inc"),
        ("CITIBANK, N.A.", "citibank na"),
        ("J.P. Morgan", "jp morgan"),
        ("O’Brien", "o brien"),
        ("Société Générale", "societe generale"),
        ("Socie\u0301te\u0301 Ge\u0301ne\u0301rale", "societe generale"),
        ("Straße", "strasse"),
        ("İstanbul", "istanbul"),
        ("snake_case", "snake case"),
        ("ＢＩＮＡＮＣＥ", "binance"),
        ("赵长鹏", "赵长鹏"),
        ("3M", "3m"),
        ("ﹰ", ""),
        (" — ", ""),
        ("", ""),
    ],
)
def test_name_key_leaves_only_the_words(text, key):
    assert name_key(text) == key


@given(st.text(max_size=40) | NAMES)
def test_name_key_is_its_own_key(text):
    key = name_key(text)

    assert name_key(key) == key
    assert key == " ".join(key.split())


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("RICARDO ALVARADO (#20575-509)", "RICARDO ALVARADO"),
        ("John Roe, Reg. No. 20575-509", "John Roe"),
        ("John Roe Inmate #A12345", "John Roe"),
        ("Hon.\xa0 Barbara S. Jones", "Hon. Barbara S. Jones"),
        (" Northeast Adjusters, Inc,", "Northeast Adjusters, Inc"),
        ("MERRICK B. GARLAND, ATTORNEY GENERAL", "MERRICK B. GARLAND, ATTORNEY GENERAL"),
        ("Bin\u00adance\u200b Hold\x00ings", "Binance Hold ings"),
        ("Doe #1", "Doe #1"),
        ("(#20575-509)", "(#20575-509)"),
        ("", ""),
    ],
)
def test_tidy_name_keeps_what_identifies(printed, name):
    assert tidy_name(printed) == name


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("UNITED STATES OF AMERICA", "United States of America"),
        ("RICARDO ALVARADO (#20575-509)", "Ricardo Alvarado"),
        ("MERRICK B. GARLAND, ATTORNEY GENERAL", "Merrick B. Garland, Attorney General"),
        (
            "JOHN F. KELLY, in his official capacity as Secretary",
            "John F. Kelly, in his official capacity as Secretary",
        ),
        ("CITY OF PHILADELPHIA, and OTHER MAJOR CITIES", "City of Philadelphia, and Other Major Cities"),
        ("THE NEW YORK TIMES, a newspaper", "The New York Times, a newspaper"),
        ("Deseret News, SALT LAKE TRIBUNE", "Deseret News, Salt Lake Tribune"),
        ("CITY OF LOS ANGELES", "City of Los Angeles"),
        ("JUAN DE LA CRUZ III", "Juan de la Cruz III"),
        ("SEAN A MCDERMOTT JR.", "Sean A McDermott Jr."),
        ("THEODORE D'APUZZO, P.A.", "Theodore D'Apuzzo, P.A."),
        ("CONAN O’BRIEN", "Conan O’Brien"),
        ("MACY'S RETAIL", "Macy's Retail"),
        ("DOUGLAS MACARTHUR", "Douglas MacArthur"),
        ("SIEMENS GMBH", "Siemens GmbH"),
        ("CITIBANK, N.A.", "Citibank, N.A."),
        ("BINANCE HOLDINGS LIMITED", "Binance Holdings Limited"),
        ("TJX COMPANIES, INC.", "TJX Companies, Inc."),
        ("AT&T MOBILITY LLC", "AT&T Mobility LLC"),
        ("3M COMPANY", "3M Company"),
        ("U.S. DEPARTMENT OF STATE", "U.S. Department of State"),
        ("ARAB-AMERICAN NETWORK", "Arab-American Network"),
        ("METHYL TERTIARY BUTYL ETHER (“MTBE”)", "Methyl Tertiary Butyl Ether (“MTBE”)"),
        ("JOHN ROE D/B/A ROE MOTORS", "John Roe d/b/a Roe Motors"),
        ("ÉCOLE NORMALE", "École Normale"),
        ("BANK OF CHINA (HONG KONG)", "Bank of China (Hong Kong)"),
        ("USA", "USA"),
        ("AOL LLC", "AOL LLC"),
        ("eBay Inc.", "eBay Inc."),
        ("LA Printex Industries Inc", "LA Printex Industries Inc"),
        ("", ""),
    ],
)
def test_readable_name_writes_capitals_as_names_are_written(printed, name):
    assert readable_name(printed) == name


@given(st.text(max_size=30) | NAMES)
def test_readable_name_is_readable_already(printed):
    name = readable_name(printed)

    assert readable_name(name) == name


@pytest.mark.parametrize(
    "name", ["Changpeng Zhao", "McDermott Will & Emery LLP", "The Trump Organization", "Robert van der Berg"]
)
def test_readable_name_leaves_readable_names_alone(name):
    assert readable_name(name) == name


@pytest.mark.parametrize(
    ("printed", "caption"),
    [
        ("UNITED STATES OF AMERICA v. GOOGLE LLC", "United States of America v. Google LLC"),
        ("UNITED STATES OF AMERICA V. GOOGLE LLC", "United States of America v. Google LLC"),
        ("EXCHANGE COMMISSION -V- ROE, ET AL.", "Exchange Commission v. Roe, et al."),
        ("USA V. THE BOEING COMPANY", "USA v. The Boeing Company"),
        ("USA v. ROE", "USA v. ROE"),
        ("CREATIVE ADVERTISING CORPORATION v. Yahoo! Inc", "Creative Advertising Corporation v. Yahoo! Inc"),
        ("SEC v.\xa0Coinbase, Inc.", "SEC v. Coinbase, Inc."),
        ("Doe vs. Roe", "Doe v. Roe"),
        ("Doe -v- Roe", "Doe v. Roe"),
        ("Michael V. Long v. Robert L. Wilkie", "Michael V. Long v. Robert L. Wilkie"),
        ("MICHAEL V. LONG V. ROBERT WILKIE", "Michael V. Long V. Robert Wilkie"),
        ("MICHAEL V. LONG v. ROBERT WILKIE", "Michael V. Long v. Robert Wilkie"),
        ("IN RE GRAND JURY SUBPOENA", "In re Grand Jury Subpoena"),
        ("IN RE: NebuAd Device Privacy Litigation", "IN RE: NebuAd Device Privacy Litigation"),
        ("", ""),
    ],
)
def test_tidy_caption_reads_as_desks_write_captions(printed, caption):
    assert tidy_caption(printed) == caption


@pytest.mark.parametrize(
    ("wording", "of", "is_person", "reason"),
    [
        ("Zhao", "Changpeng Zhao", True, "surname"),
        ("Mr. Zhao", "Changpeng Zhao", True, "surname"),
        ("van der Berg", "Jan van der Berg", True, "surname"),
        ("Smith-Jones", "Ann Smith-Jones", True, "surname"),
        ("Roe", "John Roe Jr.", True, "surname"),
        ("Changpeng", "Changpeng Zhao", True, "given_name"),
        ("CZ", "Changpeng Zhao", True, "short"),
        ("Jane Roe", "Mary Jane Roe", True, ""),
        ("Razzlekhan", "Heather Morgan", True, ""),
        ("binance", "Binance", False, "lower_case"),
        ("eBay", "eBay Inc.", False, ""),
        ("Target", "Target Corporation", False, "common_word"),
        ("WHO", "World Health Organization", False, ""),
        ("3", "Three", False, "digits"),
        ("U.S.", "United States", False, "short"),
        ("华为", "Huawei", False, ""),
        ("Binance.com", "Binance", False, ""),
    ],
)
def test_wording_is_weak_for_a_reason(wording, of, is_person, reason):
    assert why_weak(wording, of=of, is_person=is_person) == reason


def test_ticker_is_weak_whatever_it_looks_like():
    assert why_weak("COIN", of="Coinbase Global, Inc.", is_person=False, is_symbol=True) == "symbol"
