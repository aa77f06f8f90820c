"""Peoples, their languages and their countries, one to a reader of news: who asks for "the Danish minister" means Denmark's.

Only those that an ending does not tell ("African" and "Africa", "Iraqi" and "Iraq" are found in `names.untold`), and no
word that is another one more often: "pole", "swede", "dane" and "finn" are not here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ragbot.text.words import squash, stem, stems

# "Eu" and "uk" are what `words.squash` makes of the European Union and the United Kingdom.
_KINDRED = """
    afghan afghans afghanistan; american americans us usa; argentine argentines argentinian argentina; austrian austria;
    azerbaijani azeri azerbaijan; bahamian bahamas; barbadian barbados; belgian belgium; bosnian bosnia; brazilian brazil;
    british briton britons brit brits britain uk; burmese burma myanmar; canadian canada; catalan catalonia; chilean chile;
    chinese china; corsican corsica; croatian croat croats croatia; cypriot cypriots cyprus; czech czechs czechia;
    danish denmark; dutch netherlands holland; english englishman england; eu european europe; filipino filipinos
    philippine philippines; finnish finns finland; flemish flanders; french frenchman frenchwoman france; german germans germany;
    ghanaian ghana; greek greeks greece; greenlander greenlanders greenlandic greenland; hungarian hungary;
    icelandic icelanders iceland; irish irishman ireland; italian italy; ivorian ivorians ivoire; kazakh kazakhstan;
    kosovar kosovo; kyrgyz kyrgyzstan; lao laos laotian; lebanese lebanon; macedonian macedonia; malagasy madagascar;
    maltese malta; mexican mexico; moroccan morocco; mozambican mozambique; norwegian norway; palestinian palestinians palestine;
    panamanian panama; peruvian peru; polish poland; portuguese portugal; scottish scots scot scotland;
    senegalese senegal; serbian serb serbs serbia; slovak slovaks slovakia; slovenian slovene slovenes slovenia;
    spanish spaniard spaniards spain; swedish sweden; swiss switzerland; tajik tajikistan; thai thais thailand;
    tibetan tibet; togolese togo; turkish turks turkey; turkmen turkmenistan; uzbek uzbekistan; welsh wales;
    zimbabwean zimbabwe; parisian parisians paris; londoner londoners london; viennese vienna; muscovite muscovites moscow;
    kyiv kiev; ala alabama; ariz arizona; ark arkansas; calif california; colo colorado; conn connecticut;
    fla floridian florida; ind indiana; kan kansas; ky kentuckian kentucky; mich michigander michigan; minn minnesotan minnesota;
    neb nebraskan nebraska; nev nevadan nevada; ohioan ohio; okla oklahoman oklahoma; oregonian oregon; pa pennsylvanian pennsylvania;
    tenn tennessean tennessee; vt vermonter vermont; wis wisconsinite wisconsin; wyo wyoming; yorker york; quebecois quebecer quebec
"""
_STATES = re.compile(r"\bU\.?S\b")  # not "told us"


@lru_cache(1)
def _groups() -> dict[str, frozenset[str]]:
    groups = (frozenset(stem(word) for word in group.split()) for group in _KINDRED.split(";"))
    return {word: group for group in groups for word in group}


def kindred(text: str) -> set[str]:
    """Stems of every people and country that a text names, by whichever of its words: those of "Danish" for Denmark, too."""
    known = _groups()
    found = known.keys() & stems(text)
    if "us" in found and not _STATES.search(squash(text)):
        found -= {"us"}
    return {other for word in found for other in known[word]}
