"""Words that are one to a reader of news.

Only what may be put for the other in nearly any report without making it say something else: "hurt" and "injured", not
"charged" and "convicted", nor "town" and "region". Who asks a question knows the matter, not the article's words for it.
"""

from __future__ import annotations

# The words of a group mean its first; with their irregular forms, but not those of words as common as "found" or "left".
_ALIKE = """
    injure injury hurt wound; electricity power; resident inhabitant; buy bought purchase acquire; car automobile vehicle; lorry truck;
    doctor physician medic; child children kid youngster; begin began begun start commence; end finish; help aid assist; big large huge;
    choose chose chosen pick select;
    leave depart; fire blaze; dispute row quarrel feud; arrest detain; jail prison imprison; court tribunal; lawyer attorney solicitor;
    painting picture canvas; price cost; dismiss sack; resign quit; cancel cancelled scrap axe; postpone delay adjourn; motorway highway;
    aircraft airplane plane; ship vessel; win won victory winner victor; beat beaten defeat; match game fixture; film movie; predict forecast;
    rise increase; reject refuse; ban forbid forbade forbidden prohibit outlaw; allow permit; marry wed; disease illness sickness; ill sick;
    medicine medication drug; company firm; shop store; worker employee staff; researcher scientist; soldier troop; rescue save;
    find discover; repair mend fix; build built construct erect; destroy demolish wreck; crash collision collide; attack assault; gun firearm;
    explode blast; hide hidden conceal; photo photograph; bike bicycle; kindergarten nursery; holiday vacation; apartment flat; lift elevator;
    basement cellar; deal accord pact; law legislation; baby infant newborn; teenager teen adolescent; pensioner retiree;
    murder homicide; cheat swindle defraud fraud; mistake error; rubbish trash garbage; phone telephone; journalist reporter; author writer;
    pope pontiff; king monarch; tumor tumour; earthquake quake; passenger rider; trip journey; fan supporter; shut close closure;
    salary wage; poll survey; student pupil; hire recruit; vaccine jab; sue lawsuit; seat mandate;
    house home; road route; award prize; boss director; happen occur; show reveal; need require; reason cause; whole entire;
    man men; woman women; wife wives; thief thieves; wolf wolves; half halves; steal stole stolen theft; lend lent loan;
    obese obesity; pregnant pregnancy; hospitalize hospitalise; complain grumble; criticise criticize slam; praise laud;
    probe investigate inquiry; dog hound; donor donate; airline carrier; maximum max; approximately roughly
"""


# What newspapers call otherwise in several words. Only for sentences that are known to count the same: for search and
# proof these verbs are too common (docs/decisions/030-words-that-mean-the-same.md).
PHRASES = (
    (r"on\s+board", "aboard"),
    (r"(?:(?:tak\w+|took|brought|got|get|mov\w+|driv\w+|drove|forc\w+)\s+(?:out\s+of|from)|(?:flee\w*|fled|leave|left|leaving)(?:\s+from)?)\s+their\s+(?:homes?|houses?)", "evacuated"),
    (r"(?:lost|lose|losing)\s+(?:their|his|her)\s+(?:life|lives)", "killed"),
    (r"(?:lost|lose|losing)\s+(?:their|his|her)\s+jobs?", "dismissed"),
    (r"(?:taken|took|taking|brought|rushed)\s+to\s+(?:the\s+)?hospitals?", "hospitalized"),
    (r"called\s+off", "cancelled"),
    (r"a\s+quarter\s+of\s+a\s+million", "250,000"),
    (r"half\s+a\s+million", "500,000"),
    (r"half\s+a\s+billion", "500 million"),
    (r"half\s+a\s+dozen", "6"),
    (r"a\s+dozen", "12"),
    (r"a\s+hundred", "100"), (r"a\s+thousand", "1,000"), (r"a\s+million", "1 million"), (r"a\s+billion", "1 billion"),
)  # fmt: skip

# What becomes of people, and what a sum is for: who counts one of a group counts none of the others.
OUTCOMES = """
    die died dead death kill fatal fatality perish victim; injure; missing; arrest; charge indict; convict guilty; acquit; evacuate; rescue;
    hospitalize; infect ill; apply applied applicant; admit admission enrol enroll; register; attend visitor spectator;
    dismiss redundant; hire; invite; sign signature; homeless; strand; survive survivor
    | fine; price pay paid buy sell sold fetch spend spent; compensation; damage; bail; profit; revenue turnover; loss; debt owe; fee; tax;
    reward; loan lend borrow; donate; budget; bid; invest investment; worth value; rent; salary earn
"""

# Nouns that news counts, by kind: a number of one kind is none of another.
KINDS = {
    "people": """
        people person persons guest demonstrator protester marcher resident inhabitant villager passenger fan supporter spectator visitor
        worker employee staff soldier student patient prisoner inmate voter delegate runner migrant refugee tourist customer hiker skier
        climber evacuee survivor participant competitor swimmer pilgrim worshipper shopper commuter volunteer investor victim miner farmer
        """,
    "animals": """
        bird hen chicken turkey goose geese duck sheep lamb cow cattle pig horse dog cat animal fish whale seal wolf wolves bear deer
        """,
    "buildings": "house household home apartment flat building school church factory shop store hotel bridge",
    "vehicles": "car truck lorry bus train plane aircraft ship boat bicycle vehicle coach",
}

# Initials of what articles spell out in small letters, or in two words.
INITIALS = {
    "icu": "intensive care unit", "er": "emergency room", "ceo": "chief executive", "pm": "prime minister", "mp": "member of parliament",
    "gdp": "gross domestic product", "ai": "artificial intelligence", "ivf": "in vitro fertilization", "ev": "electric vehicle",
    "hq": "headquarters", "la": "los angeles", "ny": "new york", "sf": "san francisco", "doj": "department of justice",
    "dhs": "department of homeland security", "hhs": "department of health and human services", "dod": "department of defense",
}  # fmt: skip

# Words so common that an article may lack them and tell all that a question with them asks.
LIGHT = """
    people person now get got make made give gave given keep kept come came go going gone still already anything anyone anybody
    somebody someone must actually really former own back end even ever yet also take took put let lot thing use one two new
    late want place far matter case issue story happen exactly many much long high low big large old set whole time year day week month date number figure total kind sort type
"""

SENSES = {word: first for first, *others in (group.split() for group in _ALIKE.split(";")) for word in others}
