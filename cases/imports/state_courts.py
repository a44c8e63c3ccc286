"""Where appeals go in the courts of the states: the list names the courts, not the way between them.

Only where one court hears the appeals of another, civil and criminal alike; else nothing is said.
"""

# Trial court, intermediate court and court of last resort, by their codes, as far as there is one of each.
import itertools

_WAYS = """
alacivapp>ala alacrimapp>ala alaskactapp>alaska azsuperct>arizctapp>ariz arkcirct>arkctapp>ark
calsuperct>calctapp>cal coldistct>coloctapp>colo connsuperct>connappct>conn delch>del delsuperct>del
flacirct>fladistctapp>fla gactapp>ga superctguam>guam hawcirct>hawapp>haw idahoctapp>idaho
illcirct>illappct>ill indctapp>ind iowactapp>iowa kanctapp>kan kycirct>kyctapp>ky lactapp>la
masssuperct>massappct>mass mdcirct>mdctspecapp>md micirct>michctapp>mich minndistct>minnctapp>minn
missctapp>miss moctapp>mo ncsuperct>ncctapp>nc cnmisuperct>nmi nebctapp>neb nevapp>nev
njsuperctappdiv>nj nmctapp>nm nysupct>nyappdiv>ny ohioctapp>ohio oklacrimapp orcc>orctapp>or
pasuperct>pa scctapp>sc supctdc>dc tennctapp>tenn tenncrimapp>tenn texcrimapp utahctapp>utah
vacc>vactapp>va vtsuperct>vt washsuperct>washctapp>wash wisccirct>wisctapp>wis wvactapp>wva
"""
_CHAINS = [way.split(">") for way in _WAYS.split()]
APPEALS_TO = {court: above for chain in _CHAINS for court, above in itertools.pairwise(chain)}
LAST_RESORTS = {chain[-1] for chain in _CHAINS}
