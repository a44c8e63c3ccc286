"""Words the matcher must know: what is small in a name, what stands before one, what is no name at all."""

from functools import cache
from importlib.resources import files


def _words(text):
    return frozenset(text.split())


# Small inside a name: its capitals are not looked at.
SMALL = _words(
    """
    a al an and as at by d da de del della der di dos du el for from in into la le nor of on or over s the
    to und v van von vs with y zu
    """
)
# Names begin with these, in lower case: de Blasio.
PARTICLES = _words("al da de del della der di dos du el la le van von zu")
# These stand within the name of a person; not those that are words in English or French prose.
NAME_PARTICLES = _words("al bin bint da dal de del della der di dos du el ibn ul van von zu")
# "I'm", "they've": with an apostrophe behind them no name begins.
PRONOUNS = _words("he how i it let she that there they we what where who you")
# What may begin a sentence with a capital and be no part of the name behind it.
OPENERS = _words(
    """
    a about according after again against all also although amid among an and another any as asked at
    because before both but by citing despite did does during each earlier either even every few finally
    first following for former from had has have he her here his how however i if in including indeed
    instead into is it its last late later like many may meanwhile more most much my neither never no nor
    not now of on once one only or other others our over perhaps she should since so some soon still such
    than that the their then there these they this those though three through thus to today together
    tomorrow too two under unless unlike until upon was we were what when where whether which while who
    whose why will with within without would yesterday yet you your
    """
)
# Before a name these say who a person is.
TITLES = _words(
    """
    actor adm admiral agent ambassador archbishop attorney baron baroness bishop brig brother capt captain
    chair chairman chairwoman chancellor chief col colonel commissioner congressman congresswoman count
    countess cpl dame deputy detective director dr duke emperor father gen general gov governor imam judge
    justice king lady lieutenant lord lt magistrate maj major mayor minister miss mr mrs ms officer pastor
    pm pope premier president prime prince princess prof professor prosecutor queen rabbi rep
    representative rev reverend saint secretary sen senator sergeant sgt sheikh sheriff sir sister speaker
    st sultan treasurer
    """
)
# Behind the name of an organisation or a place these say who somebody is.
OFFICES = TITLES | _words(
    """
    administrator analyst boss ceo cfo co-founder cofounder coo counsel creator cto editor executive
    founder head lawyer leader manager member owner reporter spokesman spokesperson spokeswoman staff
    """
)
ABBREVIATIONS = _words(
    """
    adm brig capt co col corp dr gen gov hon inc jr lt ltd maj mr mrs ms no prof rep rev sen sgt sr st v
    vs
    """
)
# What a company's name ends in and is left off when people speak of it.
COMPANY_ENDINGS = _words(
    """
    ab ag bv co company corp corporation gmbh group holding holdings inc incorporated international
    limited llc llp lp ltd nv plc pllc sa se
    """
)
GENERATIONS = _words("jr sr ii iii iv")
# Called so for short, these keep their article: the Court, the University.
INSTITUTIONS = _words(
    """
    academy archdiocese archives bank bar battle board bureau chamber church city college conservatory
    council county court department diocese faculty federation government house institute institution
    library ministry museum parliament republic school society state supreme university
    """
)
# Institutions that are called nothing but such words are many: the High Court, the Central Bank.
GENERIC = INSTITUTIONS | _words(
    "appellate central circuit crown district federal high national public royal superior"
)
# With "of" and a name these name something else: a bank of the place, a treaty made there.
NAMED_AFTER = INSTITUTIONS | _words(
    """
    bay bishop cape coast duchess duke gulf hills isle isles lake mount plain plains port prince princess
    strait treaty valley
    """
)
# "Of" a place, these have campuses in others.
SCHOOLS = _words("college institute school university")
DATES = _words(
    """
    apr april aug august dec december feb february fri friday jan january jul july jun june mar march may
    mon monday nov november oct october sat saturday sep sept september sun sunday thu thursday tue
    tuesday wed wednesday
    """
)


# Of a place, a people, a faith or a party: these describe far more often than they name.
DESCRIBING = _words(
    """
    afghan african albanian algerian american americans anglican angolan arab arabian arabic argentine
    argentinian armenian asian atlantic australian australians austrian azerbaijani bahraini baltic
    bangladeshi baptist belarusian belgian bengali bolivian bosnian brazilian british briton britons
    buddhist bulgarian burmese byzantine californian cambodian cameroonian canadian canadians catalan
    catholic celtic chechen chilean chinese christian christians colombian communist congolese conservative
    croatian cuban cypriot czech danish democrat democratic democrats dutch ecuadorian egyptian emirati
    english eritrean estonian ethiopian european europeans fijian filipino finnish flemish french gabonese
    gambian georgian german germans ghanaian gothic greek guatemalan haitian hawaiian hebrew hellenic hindi
    hindu hispanic honduran hungarian icelandic indian indians indonesian iranian iraqi irish islamic
    islamist israeli israelis italian italians jamaican japanese jewish jews jordanian kashmiri kazakh
    kenyan korean koreans kosovan kurdish kuwaiti lankan laotian latin latino latvian lebanese liberal
    liberian libyan lithuanian lutheran malaysian maltese marxist methodist mexican mexicans mongolian
    mormon moroccan muslim muslims namibian nepalese nepali nicaraguan nigerian nordic norwegian omani
    orthodox ottoman pakistani palestinian palestinians panamanian paraguayan persian peruvian polish
    portuguese presbyterian protestant qatari republican republicans rican roman romanian russian russians
    rwandan saudi scandinavian scientologist scots scottish senegalese serb serbian shia shiite sikh
    singaporean slavic slovak slovenian socialist somali spanish sudanese sunni swede swedish swiss syrian
    syrians taiwanese tamil tanzanian texan thai tibetan tunisian turk turkish turkmen ugandan ukrainian
    ukrainians uruguayan uzbek venezuelan victorian vietnamese welsh yemeni zambian zealander zealanders
    zimbabwean
    """
)
# What such words are made of where they are two: South Korean, New Zealander, Costa Rican.
NATIONS = DESCRIBING | _words(
    "central costa east eastern native new north northern puerto south southern sri west western"
)
# Given names, alone, name nobody; they also name towns, books and songs. Not those that are places first.
GIVEN_NAMES = _words(
    """
    aaron abdul abdullah abigail abraham adam adrian agnes ahmad ahmed alan albert alex alexander
    alexandra alexei alfred ali alice alicia alison allison amanda amy ana anastasia andrea andrei andrew
    angela anita ann anna anne annie anthony anton antonio arthur ashley barbara beatrice benjamin bernard
    beth betty bill billy bob bobby brandon brenda brett brian bruce bryan carl carla carlo carlos carol
    caroline carolyn casey cassandra catherine cecilia charles charlotte cheryl chris christina christine
    christopher cindy claire clara claudia clifford colin connie craig cynthia daniel danielle danny dave
    david deborah debra denise dennis derek diana diane dmitri dominic donald donna doris dorothy douglas
    duncan earl eddie edgar edith edward edwin eileen elaine eleanor elena elizabeth ellen emily emma eric
    erica erik ernest esther eugene eva evelyn fatima felix fernando florence frances francis francisco
    frank franz fred frederick gabriel gareth gary gavin geoffrey george gerald gerard gilbert gina
    giovanni giuseppe glenn gloria gordon graham greg gregory gustav hannah hans harold harry hassan
    heather hector heidi helen henri henry herbert howard hugh hussein ian ibrahim igor irene iris isaac
    isabel isabella ivan jack jackie jacob jacqueline jacques jaime james jamie jan jane janet janice
    jason javier jay jean jeff jeffrey jennifer jenny jeremy jerry jesse jessica jill jim jimmy joan
    joanna joe joel johann john johnny jonathan jorge jose joseph joshua joyce juan juanita judith judy
    julia julian julie juliet jun justin karen karl kate katherine kathleen kathryn kathy katie keith
    kelly ken kenneth kevin khalid kim kimberly kirk klaus kristen kurt kyle larry laura lauren laurence
    lawrence leah lee leo leon leonard leslie lewis linda lisa lloyd lois lori louis louise lucas lucia
    lucy luigi luis luke lynn madeleine manuel marc marcel marco marcus margaret maria marie marilyn mario
    marion mark marlene martha martin mary matthew maureen maurice max megan melanie melissa michael
    michel michelle miguel mike mikhail mildred miriam mohamed mohammad mohammed molly monica morgan
    muhammad mustafa nancy naomi natalie natasha nathan neil nicholas nick nicolas nicole nigel nikolai
    nina noah nora norma norman olga oliver olivia omar oscar otto pablo pamela patricia patrick paul
    paula pauline pedro peggy penny peter phil philip phillip phyllis pierre rachel ralph ramon raymond
    rebecca regina rene ricardo richard rick rita robert roberto robin rodney roger roland ron ronald rosa
    rosemary ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean sebastian
    sergei sergio sharon sheila sheryl shirley simon sofia sonia sophia sophie stanley stefan stella
    stephanie stephen steve steven stuart sue susan suzanne sylvia tamara tanya tara ted teresa terry
    theodore theresa thomas tiffany tim timothy tina todd tom tommy toni tony tracy ursula valerie vanessa
    vera vernon veronica victor victoria vincent virginia vivian vladimir walter wanda wayne wendy werner
    wilhelm william willie xavier yolanda yusuf yvonne zoe
    """
) - _words("florence georgia iris jay jun lee max ross victoria virginia")
# Acronyms that are words.
PLAIN_ACRONYMS = _words(
    """
    ad ai am an as at bc be bst by ceo cet cfo cio coo cto dj dna do dvd est faq gdp gmt go gps hd he hiv
    html http id if ii iii in iq is it iv ltd mba md me mp mps mr ms my no of ok on or pc pdf phd pm pr pst
    rip sms so to tv up url usd utc vip vp we
    """
)


def is_common(key: str) -> bool:
    """Whether an English word that is no name is written so: "police", "images", but not "Reuters"."""
    _, proper = _dictionary()
    return is_word(key) and not any(form in proper for form in (key, key.removesuffix("s")))


def is_word(key: str) -> bool:
    """Whether it can be a word that is no name, as "target" can and "Reuters" can't."""
    lower, _ = _dictionary()
    return key in lower or any(flags <= set(lower.get(stem, "")) for stem, flags in _stems(key))


def _stems(key):
    """What the word may be a form of, with the dictionary's letters for stems that have this form."""
    for start, first in _STARTS:
        if key.startswith(start) and len(key) > len(start) + 2:
            rest = key.removeprefix(start)
            if first:
                yield rest, {first}
            for ending, instead, last in _FORMS:
                if rest.endswith(ending) and len(rest) > len(ending) + 2:
                    yield rest.removesuffix(ending) + instead, {*first, last}


_STARTS = (
    ("", ""),
    ("re", "A"),
    ("in", "I"),
    ("un", "U"),
    ("de", "C"),
    ("dis", "E"),
    ("con", "F"),
    ("pro", "K"),
)
_FORMS = (
    ("s", "", "S"),
    ("es", "", "S"),
    ("ies", "y", "S"),
    ("ed", "", "D"),
    ("ed", "e", "D"),
    ("ing", "", "G"),
    ("ing", "e", "G"),
    ("ly", "", "Y"),
    ("er", "", "R"),
    ("er", "e", "R"),
    ("ers", "", "Z"),
    ("ers", "e", "Z"),
    ("ion", "e", "N"),
    ("ions", "e", "X"),
    ("ment", "", "L"),
    ("ness", "", "P"),
    ("able", "", "B"),
    ("able", "e", "B"),
)


@cache
def _dictionary() -> tuple[dict[str, str], frozenset[str]]:
    """The stems of the English spelling dictionary: those in lower case, and the names among them."""
    listed = files("spylls").joinpath("hunspell/data/en/en_US.dic").read_text(encoding="utf-8")
    stems = [line.split()[0].partition("/") for line in listed.splitlines()[1:] if line.strip()]
    lower = {stem: flags for stem, _, flags in stems if stem.islower()}
    return lower, frozenset(stem.lower() for stem, _, _ in stems if not stem.islower())
