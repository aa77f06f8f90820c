"""Peoples and their countries, one to a reader of news: who asks for "the Danish minister" means Denmark's.

Only those that an ending does not tell ("African" and "Africa", "Iraqi" and "Iraq" are found in `names.untold`), and no
word that is a name of somebody more often: "Paris", "Holland", "Finn" and "Dan" are not here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ragbot.text.words import squash, stem

# "Uk" is what `words.squash` makes of the United Kingdom.
_KINDRED = """
    afghan afghans afghanistan; american americans us usa; argentine argentines argentinian argentina; austrian austria;
    azerbaijani azeri azerbaijan; bahamian bahamas; barbadian barbados; belgian belgium; bosnian bosnia; brazilian brazil;
    british briton britons brit brits britain uk; burmese burma myanmar; canadian canada; catalan catalonia; chilean chile;
    chinese china; corsican corsica; croatian croat croats croatia; cypriot cypriots cyprus; czech czechs czechia;
    danish denmark; dutch netherlands; european europe; filipino filipinos philippine philippines; finnish finns finland;
    flemish flanders; french frenchman frenchwoman france; german germans germany; ghanaian ghana; greek greeks greece;
    greenlander greenlanders greenlandic greenland; hungarian hungary; icelandic icelanders iceland; irish irishman ireland;
    italian italy; kazakh kazakhstan; kosovar kosovo; kyrgyz kyrgyzstan; laotian laos; lebanese lebanon;
    macedonian macedonia; malagasy madagascar; maltese malta; mexican mexico; moroccan morocco; mozambican mozambique;
    norwegian norway; palestinian palestinians palestine; panamanian panama; peruvian peru; polish poland; portuguese portugal;
    scottish scots scotland; senegalese senegal; serbian serb serbs serbia; slovak slovaks slovakia;
    slovenian slovene slovenes slovenia; spanish spaniard spaniards spain; swedish sweden; swiss switzerland; tajik tajikistan;
    thai thais thailand; tibetan tibet; togolese togo; turkish turks turkey; turkmen turkmenistan; uzbek uzbekistan;
    welsh wales; zimbabwean zimbabwe; viennese vienna; muscovite muscovites moscow; kyiv kiev; floridian florida;
    kentuckian kentucky; michigander michigan; minnesotan minnesota; nebraskan nebraska; nevadan nevada; ohioan ohio;
    oklahoman oklahoma; oregonian oregon; pennsylvanian pennsylvania; tennessean tennessee; vermonter vermont;
    wisconsinite wisconsin; quebecois quebecer quebec
"""
_SHORT = dict(
    pair.split()
    for pair in """
    Ala alabama, Ariz arizona, Ark arkansas, Calif california, Colo colorado, Conn connecticut, Fla florida, Ind indiana,
    Kan kansas, Ky kentucky, Mich michigan, Minn minnesota, Neb nebraska, Nev nevada, Okla oklahoma, Pa pennsylvania,
    Tenn tennessee, Vt vermont, Wis wisconsin, Wyo wyoming
""".split(",")
)
_CAPITALISED = re.compile(r"(?<![\w.-])[A-Z][^\W\d_]*(?:\.[A-Z]\.?)*(?:['’]s)?(?![\w-])")
_SHORTENED = re.compile(rf"\b({'|'.join(_SHORT)})\.")
_STATES = re.compile(r"U\.?S\.?$")  # not "told us"

# "in Upper Quill", "of Brennick": a capital behind such a word is mostly a place's.
_PLACE = re.compile(r"\b(?:in|at|of|from|near|to) ((?:[A-Z][\w'-]+ ){0,2}[A-Z][\w'-]+)")
# "Brennickers", "a Rhode Islander", "those New Yorkers"; not "Tom Parker" of "Hyde Park"
_DWELLER = re.compile(r"(?<![\w'-])[A-Z][\w'-]{0,40}(?:ers|ites)\b|(?<=\b[Aa] )(?:[A-Z][\w'-]{1,40} )?[A-Z][\w'-]{0,40}(?:er|ite)\b|(?<=\b[Aa]n )(?:[A-Z][\w'-]{1,40} )?[A-Z][\w'-]{0,40}(?:er|ite)\b")  # fmt: skip
_SHORT_TOWN = 4


@lru_cache(1)
def _groups() -> dict[str, frozenset[str]]:
    groups = [group.split() for group in _KINDRED.split(";")]
    return {word: frozenset(map(stem, group)) for group in groups for word in group}


def kindred(text: str) -> set[str]:
    """Stems of every people and country that a text names, by whichever of its words: those of "Danish" for Denmark, too."""
    plain, known, found = squash(text), _groups(), set[str]()
    for match in _CAPITALISED.finditer(plain):
        word = match[0].removesuffix("'s").replace(".", "").lower()
        if word in known and (word != "us" or _STATES.match(match[0].removesuffix("'s"))):
            found |= known[word]
    short = {_SHORT[m[1]] for m in _SHORTENED.finditer(plain)}
    return found.union(*(known.get(state, {stem(state)}) for state in short))


def dwellers(question: str) -> frozenset[str]:
    """Stems of the words by which a question calls the people of a place, as far as an ending tells it: "Londoners"."""
    return frozenset(stem(match[0].rsplit(" ", 1)[-1].lower()) for match in _DWELLER.finditer(squash(question)))


def at_home(text: str) -> frozenset[str]:
    """Stems of what the people of the places that a text names may be called: "londoner" where something was in London."""
    towns = {match[1].rsplit(" ", 1)[-1].removesuffix("'s").lower() for match in _PLACE.finditer(squash(text))}
    return frozenset(
        stem(town.removesuffix("e") + ending) for town in towns if len(town) >= _SHORT_TOWN for ending in ("er", "ite")
    )
