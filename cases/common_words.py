"""Words of everyday English that are names as well, from Apple to Target: alone they name too much.

Curated, not counted: what begins a sentence, heads a page or names a thing often enough to be mistaken.
"""

_WORDS = """
    able about above access account across act action active add address admit advance advice affair
    after again age agency agent agree air alert all alliance allow alone alpha also always amber
    american among amount anchor angel animal answer any anyone apart apex apple apply arc arch area
    arena ark arm armor army around arrow art article ash ask asset atlas atom attack aunt aurora author
    avenue average award away axis baby back bad bag balance ball ballet band bank bar base basic basis
    bay beach beacon bear beat beauty become bed bee before begin behind believe bell below best beta
    better between beyond big bill bird bit black block blog blood blue board boat body bolt bond bone
    book boost border born boss both bottom bow box boy brain branch brand brave bread break breeze
    bridge bright bring brother brown brush build building bull burn bus bush business busy but buy
    cable call calm camp can canvas cap capital captain car carbon card care carry case cash castle cat
    catch cause cave cedar cell center central centre century chain chair chance change channel charge
    charter chase cheap check chess chief child choice church circle citizen city civic claim class
    classic clean clear click client climb clock close cloud club coach coal coast code coffee coin cold
    college color colour come command common community company compass complete concord condition
    connect consider control cook cool copper coral core corner cost council count counter country court
    cover craft cream create credit crest crew cross crown crystal culture cup current curve custom cut
    cycle daily dance dark dash data date dawn day dead deal dear death debt deep deer delta demand
    desert design desk diamond die digital dinner direct discord discover do dog dollar door double dove
    down dragon dream drive drop dry dust duty eagle early earth ease east easy echo edge edit effect
    egg eight elect element elevate elite elm else emerald empire end energy engine enjoy enter equal
    era escape estate eve even evening event ever every evolve exact example excel exchange express eye
    face fact fair faith falcon fall family far farm fast father favor fear feather federal feed feel
    field fig fight figure file fill film final find fine fire firm first fish five fix flag flame flash
    flex flight float floor flow flower fly focus follow food foot for force forest forge form fort
    forum forward foundation four fox frame free freedom fresh friend from front frontier fruit fuel
    full fun fund fusion future gain galaxy game gap garden gas gate gem general genesis get giant gift
    girl give glass global go goal gold golden good grace grand grant grass gravity gray great green
    grid ground group grove grow growth guard guardian guest guide gulf gun half hall hammer hand happy
    harbor harbour hard harmony harvest hat haven hawk head health heart heat heaven heavy help her here
    heritage hero high highway hill his hold holiday home honest honor hope horizon horse host hot hotel
    hour house hub human hunt hunter ice icon idea ideal if image impact independent index industry
    infinite inform inner inside insight instant institute iron island issue it item ivory ivy jade jet
    job join journal journey joy judge jump jungle just justice keep key kick kind king kingdom kite
    knight know lab lake lamp land language large last late law lead leaf league learn legacy legal
    legend lemon level liberty library life lift light lightning like lime limit line link lion list
    little live local lock log logic long look loop lord lotus love low loyal lucky luna lunar lunch
    machine magic magnet mail main major make man mango many map maple marble march margin marine mark
    market mars master match matter may meadow mean measure media medium meet member memory men mercury
    mercy merit message meta metal meteor metro middle midnight might mile milk mill mind mine mint
    minute mirror mission mist mobile mode model modern moment monday money monster month monument moon
    more morning mosaic most mother motion motor mountain mouse move movement much music must mystic
    name narrow nation national native nature near need nest net network never new news next night nine
    no noble node none north northern nothing notice notion nova now number oak oasis object ocean off
    office official oil old olive omega on once one only open opera optimal option oracle orange orbit
    orchard order origin orion other our out outlook outside over owl own oxygen pace pacific pack page
    paint pair palace palm panel paper paradise park part partner party pass past path pay peace peak
    pearl people perfect person phantom phase phoenix phone photo pick picture piece pilgrim pillar
    pilot pine pink pioneer pixel place plain plan planet plant plasma platform play plaza please plus
    pocket point polar pole policy pool poor pop port portal post pound power prairie premier present
    president press pretty price pride prime prince print prism private pro problem process product
    profile program progress project promise proof protect public pulse pure purple purpose push quantum
    queen quest question quick quiet race radar radio rain rainbow raise range rapid rate raven raw
    reach read ready real reason record red reef reform relay remember report republic reserve rest
    result return review rich ride ridge right ring rise river road robin rock rocket role roll room
    root rose round route royal ruby rule run safe sage sail saint sale salt same sand sapphire saturn
    save say scale scene school science scope scout sea seal search season seat second secret section
    secure security see seed sell senate send senior sense sentinel series serious serve service set
    seven shadow shape share sharp shell shield shift shine ship shop shore short show side sierra sight
    sign signal silk silver simple since single sister site six size skill sky slack sleep slow small
    smart smile smoke snap snow so social society soft solar sold solid solution some son song soon soul
    sound source south southern space spark speak special spectrum speed sphere spirit split sport spot
    spring sprint square stable staff stage stand standard star start state station stay steam steel
    step stick still stock stone stop store storm story strategy stream street strong structure studio
    study style success such sugar summer summit sun sunday super supply support supreme sure surface
    surge swan sweet swift switch system table take talent talk target task tax tea teach team tech tell
    temple ten terminal test tether text thanks that the theater theatre theme then there these thing
    think third this those thought thread three thrive through thunder tide tiger tile time tip titan
    title today together token tomorrow tool top torch total touch tower town track trade trail train
    transfer travel treasure tree trend tribe trident trinity triumph true trust truth try turn twin two
    under union unique unit united unity universal universe up upper urban use valley value vault vector
    velocity venture verse very vessel via victory view village vine vintage violet virtual vision vista
    vital voice volt vote wait walk wall want war warm warrior watch water wave way wealth web week
    weekend welcome well west western what wheel when where which while white who whole why wide wild
    will win wind window wine wing winter wire wise wish with wolf woman wonder wood word work world
    worth write year yellow yes yet yield you young your youth zen zenith zero zone
"""
COMMON_WORDS = frozenset(_WORDS.split())
