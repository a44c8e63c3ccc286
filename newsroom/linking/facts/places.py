"""Names of places and peoples, as far as extractors must know them: no gazetteer."""


def _names(text):
    return frozenset(" ".join(name.split()) for name in text.split(","))


STATES = _names(
    """
    Alabama, Alaska, Arizona, Arkansas, California, Colorado, Connecticut, Delaware, Florida, Georgia,
    Hawaii, Idaho, Illinois, Indiana, Iowa, Kansas, Kentucky, Louisiana, Maine, Maryland, Massachusetts,
    Michigan, Minnesota, Mississippi, Missouri, Montana, Nebraska, Nevada, New Hampshire, New Jersey, New
    Mexico, New York, North Carolina, North Dakota, Ohio, Oklahoma, Oregon, Pennsylvania, Rhode Island,
    South Carolina, South Dakota, Tennessee, Texas, Utah, Vermont, Virginia, Washington, West Virginia,
    Wisconsin, Wyoming
    """
)
# The city a federal district court is known by; where its court sits in several, the larger ones.
FEDERAL_SEATS = {
    "almd": "Montgomery", "alnd": "Birmingham, Huntsville", "alsd": "Mobile", "akd": "Anchorage",
    "azd": "Phoenix, Tucson", "ared": "Little Rock", "arwd": "Fayetteville",
    "cacd": "Los Angeles, Santa Ana, Riverside", "caed": "Sacramento, Fresno",
    "cand": "San Francisco, Oakland, San Jose", "casd": "San Diego", "cod": "Denver",
    "ctd": "Hartford, New Haven, Bridgeport", "ded": "Wilmington, Delaware",
    "dcd": "Washington, D.C., Washington D.C., Washington, DC, Washington DC, D.C., the District of Columbia",
    "flmd": "Tampa, Orlando, Jacksonville", "flnd": "Tallahassee, Pensacola",
    "flsd": "Miami, Fort Lauderdale, West Palm Beach", "gamd": "Macon", "gand": "Atlanta", "gasd": "Savannah",
    "hid": "Honolulu", "idd": "Boise", "ilnd": "Chicago", "ilsd": "East St. Louis", "innd": "South Bend",
    "insd": "Indianapolis", "iasd": "Des Moines", "iand": "Cedar Rapids",
    "ksd": "Kansas City, Kansas, Wichita",
    "kyed": "Lexington", "kywd": "Louisville", "laed": "New Orleans", "lamd": "Baton Rouge",
    "lawd": "Shreveport, Lafayette", "med": "Bangor", "mdd": "Baltimore, Greenbelt",
    "mad": "Boston, Worcester",
    "mied": "Detroit, Ann Arbor", "miwd": "Grand Rapids", "mnd": "Minneapolis, St. Paul", "mssd": "Jackson",
    "moed": "St. Louis", "mowd": "Kansas City, Missouri, Kansas City", "mtd": "Billings, Missoula",
    "ned": "Omaha", "nvd": "Las Vegas, Reno", "njd": "Newark, Trenton, Camden", "nmd": "Albuquerque",
    "nyed": "Brooklyn, Central Islip", "nynd": "Albany, Syracuse", "nysd": "Manhattan, White Plains",
    "nywd": "Buffalo", "nced": "Raleigh", "ncmd": "Greensboro", "ncwd": "Charlotte, Asheville",
    "ndd": "Fargo",
    "ohnd": "Cleveland, Toledo", "ohsd": "Cincinnati", "oknd": "Tulsa", "okwd": "Oklahoma City",
    "paed": "Philadelphia", "pawd": "Pittsburgh", "pamd": "Scranton, Harrisburg", "prd": "San Juan",
    "rid": "Providence", "scd": "Charleston, South Carolina, Columbia, South Carolina", "sdd": "Sioux Falls",
    "tned": "Knoxville, Chattanooga", "tnmd": "Nashville", "tnwd": "Memphis",
    "txed": "Tyler, Texas, Marshall, Texas, Sherman, Texas", "txnd": "Dallas, Fort Worth, Amarillo",
    "txsd": "Houston, Corpus Christi", "txwd": "Austin, San Antonio, El Paso, Waco", "utd": "Salt Lake City",
    "vtd": "Burlington, Vermont", "vaed": "Alexandria, Virginia, Richmond, Virginia, Norfolk, Virginia",
    "vawd": "Roanoke, Charlottesville", "wawd": "Seattle, Tacoma", "waed": "Spokane", "wied": "Milwaukee",
    "wiwd": "Madison, Wisconsin", "wyd": "Cheyenne", "wvsd": "Charleston, West Virginia",
}  # fmt: skip
FOREIGN = _names(
    """
    Afghanistan, Afghan, Albania, Algeria, Argentina, Argentine, Argentinian, Armenia, Australia,
    Australian, Austria, Austrian, Bahrain, Bangladesh, Bangladeshi, Belarus, Belgium, Belgian, Bolivia,
    Bosnia, Brazil, Brazilian, Britain, British, Bulgaria, Burma, Cambodia, Cameroon, Canada, Canadian,
    Chile, Chilean, China, Chinese, Colombia, Colombian, Croatia, Croatian, Cuba, Cuban, Cyprus, Czech,
    Denmark, Danish, Ecuador, Egypt, Egyptian, England, English, Estonia, Estonian, Ethiopia, Europe,
    European, Finland, Finnish, France, French, Germany, German, Ghana, Greece, Greek, Guatemala, Haiti,
    Honduras, Hong Kong, Hungary, Hungarian, Iceland, Icelandic, India, Indian, Indonesia, Indonesian,
    Iran, Iranian, Iraq, Iraqi, Ireland, Irish, Israel, Israeli, Italy, Italian, Jamaica, Japan, Japanese,
    Jordan, Kazakhstan, Kenya, Kenyan, Korea, Korean, Kosovo, Kuwait, Latvia, Lebanon, Lebanese, Libya,
    Libyan, Lithuania, Luxembourg, Malaysia, Malaysian, Malta, Mexico, Mexican, Mongolia, Montenegro,
    Morocco, Mozambique, Myanmar, Nepal, Netherlands, Dutch, New Zealand, Nicaragua, Nigeria, Nigerian,
    Norway, Norwegian, Pakistan, Pakistani, Palestine, Palestinian, Panama, Paraguay, Peru, Philippines,
    Philippine, Filipino, Poland, Polish, Portugal, Portuguese, Qatar, Romania, Romanian, Russia, Russian,
    Rwanda, Saudi Arabia, Saudi, Scotland, Scottish, Senegal, Serbia, Serbian, Singapore, Slovakia,
    Slovenia, Somalia, South Africa, South African, South Korea, South Korean, North Korea, North Korean,
    Spain, Spanish, Sri Lanka, Sudan, Sweden, Swedish, Switzerland, Swiss, Syria, Syrian, Taiwan,
    Tanzania, Thailand, Thai, Tunisia, Turkey, Turkish, Uganda, Ukraine, Ukrainian, United Arab Emirates,
    United Kingdom, UK, U.K., Uruguay, Venezuela, Venezuelan, Vietnam, Vietnamese, Wales, Welsh, Yemen,
    Zambia, Zimbabwe, London, Paris, Berlin, Brussels, Moscow, Kyiv, Beijing, Tokyo, Delhi, New Delhi,
    Mumbai, Madrid, Barcelona, Catalonia, Catalan, Rome, Athens, Dublin, Edinburgh, Vienna, Warsaw,
    Prague, Budapest, Lisbon, Stockholm, Oslo, Copenhagen, Helsinki, Istanbul, Ankara, Cairo, Jerusalem,
    Gaza, Tehran, Baghdad, Kabul, Islamabad, Karachi, Lahore, Dhaka, Jakarta, Manila, Bangkok, Hanoi,
    Seoul, Sydney, Melbourne, Canberra, Toronto, Ottawa, Vancouver, Montreal, Mexico City, Buenos Aires,
    Santiago, Bogota, Caracas, Lima, Nairobi, Johannesburg, Lagos, Dubai, Abu Dhabi, Shanghai
    """
)
AMERICAN = _names("U.S., US, United States, U.S.A., USA, American, Americans, America, Washington")
_WIDER = _names(
    """
    Africa, African, Asia, Asian, Arab, Atlantic, Pacific, Mediterranean, North America, South America,
    Latin America, Middle East, Caribbean, Scandinavia, Balkans, West Bank, Arctic, Antarctica, Christian,
    Christians, Muslim, Muslims, Jewish, Jews, Jew, Catholic, Catholics, Hindu, Buddhist, Islamic, Islam,
    Christianity, Western, Eastern, Northern, Southern, Latin, Republican, Republicans, Democrat,
    Democrats, Democratic, Internet, Earth, Bible, Easter, Christmas, Thanksgiving, Ramadan, Brooklyn,
    Queens, Bronx, Harlem, Hollywood, Silicon Valley, Wall Street, Capitol Hill
    """
)
_SEATS = frozenset(city.strip() for cities in FEDERAL_SEATS.values() for city in cities.split(","))
# What is a place or a people, and so no name that the record would keep.
PLACES = STATES | FOREIGN | AMERICAN | _WIDER | _SEATS
