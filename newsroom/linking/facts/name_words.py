"""Words that stand in names, before them, or have their capital for another reason."""

from newsroom.linking.facts.date_frame import DAYS, MONTHS
from newsroom.linking.facts.word_lists import set_of

SMALL = set_of("of for the on and de la del der van von bin ibn di du da dos le v v. vs vs.")
DIRECTIONS = set_of(
    "North South East West Northern Southern Eastern Western Central Southeast Southwest Northeast Northwest"
)
HEADS = set_of(
    "University Bank Department Ministry Institute Museum Board Bureau House Council Office Church College"
    " School"
    " Association Commission Federation Society Academy Army Court Center Centre Committee Agency Party"
    " Union League"
    " Bar Chamber Journal Gallery Hospital Hall Station Conference Foundation Fund Ministry Secretariat"
    " Secretary Daughters Sons Order Knights Church Diocese"
    " Alliance Coalition Campaign Movement Front Organization Organisation Association Authority Corporation"
)
TITLES = set_of(
    "President Mr Mrs Ms Dr Mr. Mrs. Ms. Dr. Judge Justice Senator Sen. Sen Representative Rep. Rep Governor"
    " Gov. Gov"
    " Mayor Secretary Minister Chairman Chairwoman Chair Director Professor Prof. Prof General Gen. Colonel"
    " Col. Major"
    " Captain Capt. Lieutenant Lt. Sergeant Sgt. Detective Officer Sheriff Ambassador Chancellor King Queen"
    " Prince"
    " Princess Pope Bishop Archbishop Cardinal Father Reverend Rev. Sir Lord Lady Dame Attorney Commissioner"
    " Chief"
    " Congressman Congresswoman Premier Sultan Emir Sheikh Imam Rabbi Prime Vice Deputy Former Foreign"
    " Magistrate District"
    " U.S. US American British Administrator Emeritus Undersecretary Professor Home Shadow High Interior"
    " Defence Defense "
    " Finance Associate Assistant Senior Executive Managing Acting Interim Candidate Spokesman Spokeswoman"
    " Spokesperson CEO"
)
PERSONAL_TITLES = set_of(
    "President Administrator Judge Justice Senator Governor Mayor Secretary Minister Chairman Chairwoman"
    " Director Ambassador Commissioner"
    " Spokesman Spokeswoman Spokesperson CEO Chief"
)
STOP = set_of(
    "The A An In On At But And Or If When While As After Before Since For From By With Without To Of Under"
    " Over During"
    " According However Meanwhile Although Though Because It He She They We I You His Her Its Their Our My"
    " Your This That"
    " These Those There Here What Who Why How Where Which Some Many Most Several Both All Each Every No Not"
    " Yes Now Then"
    " Also Even Still Just Only Another Other Others One Two Three Four Five Six Seven Eight Nine Ten Last"
    " Next Today"
    " Yesterday Tomorrow Image Photo Video Audio File Full Recent Recently Despite Citing Discussing Between"
    " Among"
    " Against About Around Throughout Through Until Once Later Earlier Instead Moreover Furthermore"
    " Additionally Finally"
    " First Second Third Such So Thus Therefore Nevertheless Nonetheless Officials Police Prosecutors"
    " Lawyers Critics"
    " Industry Experts Analysts Researchers Scientists Section Rule Article Title Chapter Act Mr Mrs Ms Dr"
    " Mr. Mrs. Ms. Dr."
    " Please Read See Sources Source Let Do Does Did Is Are Was Were Have Has Had Be Been Being Will Would"
    " Could Should"
    " May Can Might Never Nor Like Unlike Upon Within Inside Outside Near Off Up Down Out Allegedly"
    " Reportedly Speaking"
    " Categories Related Original Update Updated Breaking Photos Caption Courtesy Group Match Game Round Day"
    " Week Figure"
    " I’m I'm I’ve I've It’s It's QC KC SC MP MPs Case Cases Nos Exhibit GMT UTC EST EDT CEST"
)
# Small words that stand in names too, with a capital: The Crown, All Saints, New First Bank.
STOP_INSIDE = set_of(
    "The A All One First Second Third Last Act Section Police Industry Day Group May Game And Of"
)
CALENDAR = frozenset([*MONTHS, *DAYS])
