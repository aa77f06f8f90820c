"""True claims in other words than their quotes', and what looks like one and is none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ragbot import chunking, citations, text
from ragbot.domain import Article, Evidence, EvidenceSentence
from ragbot.text import dates
from tests.proofs import prove

WRITTEN = datetime(2026, 6, 18, 12, tzinfo=UTC)


def proven(claim, question, body, headline="The town"):
    article = Article(id="a", source_path="a.md", headline=headline, body=body, published=WRITTEN)
    spans = chunking.sentences(body)
    told = tuple(EvidenceSentence(s.start, s.end, body[s.start : s.end], 1.0) for s in spans)
    proof = citations.prove(f"{claim} [1]", question, [Evidence(1, article, told)], chunking.sentences)
    return bool(proof.sentences) and not proof.dropped


AGES = "Ostrel’s mayor Odo Brenn died on Thursday, a day after a fall. He was 72. Brenn’s wife Ida was 67."
MILL = "Wheel 2, which broke in March and was to stay broken, will be mended over the summer and turned again on 2 November."
LETTER = "Officials learned from a May letter that the fund would only pay for at most 20 days, starting June 11, 2025."
COUNT = "The director of health, Dr. Ada Holm, told Radio Ostrel in an interview on Wednesday that the town had counted 21 floods and 600 fires as of Monday."
FEES = "From the same day the fee for a copy of a map rises from 8 to 11 crowns. The new year begins on 1 July."
FAIR = "Last year, when it rained on two of three days, 6,200 came to the fair. The organisers of the fair expect 9,000 visitors."


@pytest.mark.parametrize(
    ("claim", "question", "body", "true"),
    [
        ("Mayor Odo Brenn of Ostrel died on June 18, 2026, at the age of 72.", "When did Mayor Odo Brenn die?", AGES, True),
        ("Mayor Odo Brenn of Ostrel died on June 18, 2026, at the age of 67.", "When did Mayor Odo Brenn die?", AGES, False),
        ("Wheel 2 will be mended over the summer and turned again on 2 November 2026.", "When will wheel 2 turn?", MILL, True),
        ("Wheel 2 broke on 2 November 2026.", "When did wheel 2 break?", MILL, False),
        ("The fund would pay for at most 20 days, starting June 11, 2025.", "For how long would the fund pay?", LETTER, True),
        ("Dr. Ada Holm said that there had been 21 floods and 600 fires as of June 15, 2026.", "How many fires were there?", COUNT, True),
        ("A copy of a map costs 11 crowns instead of 8 from July 1, 2026.", "What will a copy of a map cost?", FEES, True),
        ("A copy of a map costs 8 crowns instead of 11 from July 1, 2026.", "What will a copy of a map cost?", FEES, False),
        ("The organisers expect nine thousand visitors, up from 6,200 in 2025.", "How many visitors does the fair expect?", FAIR, True),
        ("The boat costs the town eleven hundred crowns per day.", "What does the boat cost?", "The boat costs the town 1,100 crowns a day.", True),
        ("Odo Brenn, 52, was elected to a fifth term as mayor.", "Who was elected?", "Brenn, 52, was elected to his fifth term as mayor. He is Odo Brenn.", True),
        ("From 1 April 2027, carts are to pay 4 crowns.", "What are carts to pay?", "Every cart is to pay 4 crowns from 1 April next year.", True),
        ("The hall opens on Saturday, 20 June 2026, at nine o'clock.", "When does the hall open?", "On Saturday, 20 June, the hall opens at nine o'clock.", True),
        ("The hall opens on Saturday, 20 June 2026, at 1896 a.m.", "When does the hall open?", "On Saturday, 20 June, the hall of 1896 opens at nine o'clock.", False),
        ("The hall opened on Monday, 18 June 2026.", "When did the hall open?", "The hall opened on Thursday. It is shut on Monday.", False),
        ("The assembly decides on Thursday, June 25, 2026.", "When does the assembly decide?", "The assembly is to decide on 25 June.", True),
        ("9,086 of the town's 13,000 bakers left.", "How many bakers left?", "Some 9,076 of the town's 13,000 bakers left.", False),
        ("One in five of the bakers has left.", "How many bakers left?", "A fifth of the bakers has left.", True),
    ],
)  # fmt: skip
def test_a_claim_is_held_against_what_its_quotes_mean(claim, question, body, true):
    assert proven(claim, question, body) is true


COMPANY = "The company also announced a 10% rise of its dividend on Thursday."
PRAISE = (
    "Ada Holm praised Brenn “for his work for the harbour and for his patience with us all,” town clerk Odo Eide said. "
    "Eide said Brenn will remain in his post until the end of July."
)


@pytest.mark.parametrize(
    ("claim", "body", "headline", "true"),
    [
        ("Ostrel Lamps announced on June 18, 2026, that its dividend would rise by 10%.", COMPANY, "Ostrel Lamps grows", True),
        ("Tarn Boats announced on June 18, 2026, that its dividend would rise by 10%.", COMPANY, "Ostrel Lamps grows", False),
        ("Brenn will remain in his post until the end of July 2026, according to town clerk Odo Eide.", PRAISE, "Brenn stays", True),
        ("About 22% of the boats leak, according to the Harbour Board.", "The latest Harbour Board data suggests about 22% of the boats leak.", "Boats", True),
        ("About 22% of the boats leak, according to Ada Holm.", "The latest Harbour Board data suggests about 22% of the boats leak. Ada Holm has a boat.", "Boats", False),
        ("According to Rep. Ada Holm, Ostrel had 243 fires.", "In all Ostrel had 243 fires, said Rep. Ada Holm, a member of the house from Tarn.", "Fires", True),
        ("Lieutenant Governor Odo Brenn said the bridge could serve as a model.", "Lt. Gov. Odo Brenn said the bridge could serve as a model.", "Bridge", True),
    ],
)  # fmt: skip
def test_who_says_it_is_told_by_more_than_a_verb_of_speech(claim, body, headline, true):
    assert proven(claim, "What did they say of Ostrel Lamps, Brenn and the boats?", body, headline) is true


NAMES = "Wilma Tarrant has steered the ferry since 2015. She will not stand again in May, she told Ida Sistel. Ida Sistel leads the board."
PLEA = "Hask came to court on Monday. He pleaded guilty to 11 counts of fraud, Ida Sistel said."
DATELINE = "LIMA, Ostrel (HA) — Ostrel declared an emergency in most of its provinces."


@pytest.mark.parametrize(
    ("claim", "question", "body", "true"),
    [
        ("Wilma Tarrant, who has steered the ferry since 2015, will not stand again in May.", "Will she stand?", NAMES, True),
        ("Wilma Sistel, who has steered the ferry since 2015, will not stand again in May.", "Will she stand?", NAMES, False),
        ("Ida Sistel pleaded guilty to 11 counts of fraud.", "Who pleaded guilty?", PLEA, False),
        ("Lima declared an emergency in most of its provinces.", "Who declared an emergency?", DATELINE, False),
        ("Ostrel declared an emergency in most of its provinces.", "Who declared an emergency?", DATELINE, True),
        ("The Republican mayor Odo Brenn left.", "Who left?", "Mayor Odo Brenn of the Republican Party left.", True),
    ],
)  # fmt: skip
def test_a_name_stands_for_the_one_whom_the_article_has_there(claim, question, body, true):
    assert proven(claim, question, body) is true


def test_first_names_are_those_that_stand_in_front_of_one_name_only():
    told = text.followers(
        "Wilma Tarrant came. Wilma Tarrant left Holm for Upper Holm. Mayor Odo Brenn met Upper Tarn’s Ida."
    )
    assert told["wilma"] == {"tarrant"}
    assert not {"upper", "holm", "mayor", "ida"} & told.keys()


def test_an_article_all_in_capitals_is_read_in_one_go():
    told = text.followers(" ".join(f"Name{'x' * (at % 97)}" for at in range(60_000)))
    assert all(len(behind) <= 100 for behind in told.values())


def test_none_in_one_quote_and_all_in_another_are_no_opposites():
    body = "Three people fell ill, all of whom worked in the sheds. None of them had to go to hospital."
    assert prove("Three people fell ill, and none of them had to go to hospital. [1]", "Who fell ill?", body).sentences


def test_who_is_counted_among_the_dead_need_not_die_first():
    body = "A service will honour 758 sailors confirmed to have died so far this year in Ostrel."
    assert prove("In Ostrel 758 sailors are confirmed to have died so far this year. [1]", "How many?", body).sentences


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("1 April next year", ["2027-04-01"]),
        ("in March of last year", ["2025-03-01"]),
        ("on Wednesday, 20 May", ["2026-05-20", "2027-05-20"]),
        ("the Wednesday and 20 May", ["2026-06-17", "2026-05-20"]),
    ],
)
def test_a_day_may_be_told_by_its_weekday_or_by_another_year(words, days):
    found = [first.isoformat() for m in dates.mentions(words, WRITTEN.date()) for first, _ in m.readings]
    assert [d for d in days if d in found] == days
    assert len(dates.mentions(words, WRITTEN.date())) == (2 if " and " in words else 1)
