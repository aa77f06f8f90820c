"""The proof, of which way a figure goes, how far a claim reaches, and of days and hours in other words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from ragbot import chunking, citations
from ragbot.citations.checks import mismatch
from ragbot.citations.said import Said
from ragbot.text import dates
from tests.proofs import evidence, prove


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It would have 19 of the 61 seats, five more than in 2021.", "It would have 19 of the 61 seats, five fewer than it won in 2021. More people voted."),
        ("The railway lowered its offer to five percent.", "The railway raised its offer to five percent. The union lowered its demand to nine."),
        ("Shares of the mill rose by more than 12 percent.", "Shares of the mill sank more than 12 percent. The index rose slightly."),
        ("Voters had to wait for at least 40 minutes.", "Voters had to wait for up to 40 minutes, at least in Tarn."),
        ("Some 750,000 people, under 25 percent of the population, are enrolled.", "Some 750,000 people, or more than 25 percent of the population, are enrolled under the act."),
        ("The programme costs 125 million crowns per month.", "The programme costs 125 million crowns a year, and the first month is over."),
        ("The programme costs about 500 million dollars.", "The programme costs about 500 million zlotys ($125 million)."),
        ("All of the 19 sirens in the flooded streets sounded.", "Of the 19 sirens in the flooded streets, only seven sounded. All heard them."),
        ("He transferred all of his authorities to his deputy.", "He transferred some authorities to his deputy, as all ministers do."),
        ("The bridge will close to lorries only.", "The bridge will close to all traffic, lorries too."),
        ("The council set a maximum price of 15 crowns.", "The council set a minimum price of 15 crowns."),
        ("The governor vetoed the bill.", "The governor signed the bill."),
        ("Profits were 3 percent lower than in May.", "Profits were 3 percent higher than in May, and wages lower."),
        ("Firms with up to 50 workers may strike.", "Only firms with at least 50 workers may strike."),
        ("The fund lost a million and a half.", "The fund lost a million in May."),
        ("The debate lasted an hour and a half.", "The debate lasted an hour in Tarn."),
        ("The government wants early elections.", "The government called elections for June."),
        ("Twelve cables were replaced.", "The bridge will reopen after 12 cables are replaced."),
        ("The rebels released 50 prisoners.", "The army will withdraw after 50 prisoners are released by the rebels."),
        ("He was fined 3,000 dollars.", "He was fined 3,000 rand in Tarn."),
    ],
)  # fmt: skip
def test_another_direction_bound_rate_or_extent_is_not_proven(claim, source):
    assert not prove(f"{claim} [1]", "What is told?", source).sentences


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("It would have 19 of the 61 seats, five fewer than in 2021.", "It would have 19 of the 61 seats, five fewer than it won in 2021. More people voted."),
        ("The railway raised its offer to 5 percent.", "The railway raised its offer to five percent. The union lowered its demand to nine."),
        ("Prices fell by 3 percent in May.", "Prices rose by 4 percent in April and fell by 3 percent in May."),
        ("Prices went up 3 percent.", "Prices rose 3 percent."),
        ("Voters waited for 40 minutes at most.", "Voters had to wait for up to 40 minutes."),
        ("The programme costs 125 million crowns.", "The programme costs 125 million crowns a year."),
        ("All 19 sirens sounded.", "All 19 sirens sounded in the flooded streets."),
        ("All of the 19 sirens sounded.", "All of the 19 sirens in the flooded streets sounded."),
        ("Only seven of the 19 sirens sounded.", "Of the 19 sirens in the flooded streets, only seven sounded."),
        ("The firm will shed another 500 jobs next year.", "The firm will cut 500 more jobs next year."),
        ("The river dropped to a level of 4 metres.", "The river fell to 4 metres above flood stage."),
        ("Prices dropped by as much as 40 percent.", "Prices fell by up to roughly 40 percent after the announcement."),
        ("Firms with at least 50 workers may strike such deals.", "The law forbids firms with fewer than 50 workers from striking such deals."),
        ("The fine is 500 crowns.", "The fine is 500 kronor."),
        ("He got 2 million roubles.", "He got 2 million rubles from the bank."),
        ("The horse won at 20 to 1 in the Grand Handicap.", "The horse won at twenty to one in the Grand Handicap."),
        ("All the teachers stayed.", "Some pupils left, and all the teachers stayed."),
        ("It protects all adults.", "It protects adults over 60; some adults felt ill."),
        ("Kyle was the only survivor.", "Kyle was the sole survivor of the crash."),
        ("The mayor raised the fee to 12 crowns.", "The fee was lifted to 12 crowns by the mayor, who had lowered rents."),
    ],
)  # fmt: skip
def test_the_same_direction_bound_rate_and_extent_stay_proven(claim, source):
    assert prove(f"{claim} [1]", "What is told?", source).sentences


RATES = "The Sorley district has a rate of 6.8 percent, Brennick 5.2 and the Quill valley 3.9, the lowest since 2012."
BOTH = "Some 144 million birds have died in Holm alone, followed by Tarn and Brennick with 80 million and 6 million respectively."


@pytest.mark.parametrize(
    ("claim", "question", "source", "proven"),
    [
        ("It was 5.2 percent.", "What is the rate in Brennick?", RATES, True),
        ("It was 6.8 percent.", "What is the rate in Brennick?", RATES, False),
        ("It was 3.9 percent.", "What is the rate in Brennick?", RATES, False),
        ("It was 6.8 percent.", "What is the highest rate?", RATES, True),
        ("Some 80 million.", "How many birds have died in Tarn?", BOTH, True),
        (
            "18 goals.",
            "How many goals did Holm score?",
            "The striker scored 18 goals for Tarn in the league, and Holm had another 5 goals in the cup.",
            True,
        ),
    ],
)
def test_a_bare_figure_is_that_of_whom_the_question_names(claim, question, source, proven):
    assert bool(prove(f"{claim} [1]", question, source).sentences) is proven


def dated(claim, question, written, *texts):
    made = evidence(*texts)
    of_day = [replace(e, article=replace(e.article, published=datetime.fromisoformat(written).replace(tzinfo=UTC))) for e in made]  # fmt: skip
    return citations.prove(f"{claim} [1]", question, of_day, chunking.sentences).sentences


WEDNESDAY = "2026-01-14"  # the day on which all of the following was written


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The baker was sentenced on Monday, January 12.", "The baker was sentenced Monday in Tarn."),
        ("On 12 January 2026.", "The baker of Tarn was sentenced on Monday."),
        ("The bridge will close on Monday, 19 January, the roads office said.", "The bridge will close to traffic on Monday, 19 January, and stay shut for weeks, the roads office announced on Wednesday."),
        ("From Friday, 16 January 2026.", "Farmers can borrow nets, starting on Friday."),
        ("The baker got his licence in April 2025.", "The baker got his licence last April."),
        ("In the year 2000.", "The last case of the fever was in 2000."),
        ("At 6.40 p.m. on 12 January 2026.", "The last ballot was counted at twenty to seven on Monday evening."),
        ("The pope travels from May 2 to May 13, 2026.", "The palace confirmed the May 2-13 visit of the pope, who travels alone."),
        ("Lorries pay four and a half crowns.", "Every lorry pays 4.50 crowns each time."),
        ("The war began on October 7, 2025.", "The war began last Oct. 7 with a raid."),
        ("By Sunday the fire had burned 900 hectares, officials said.", "The fire had burned 900 hectares, officials said on Sunday."),
        ("On Monday ten inmates were still at large.", "Ten inmates were still at large, the prison service said on Monday."),
        ("The strike started on Monday, January 12.", "The strike, starting on Monday, shut schools for two days."),
        ("The bridge fell on Friday.", "The bridge fell, officials confirmed on Tuesday. It was on Friday that the bridge fell."),
    ],
)  # fmt: skip
def test_days_and_hours_are_proven_however_they_are_written(claim, source):
    assert dated(claim, "When was it?", WEDNESDAY, source)


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("The baker was sentenced on Tuesday, January 13.", "The baker was sentenced Monday in Tarn. The mayor said so on Tuesday."),
        ("The bridge will close on Wednesday, 14 January, the roads office said.", "The bridge will close to traffic on Monday, 19 January, and stay shut for weeks, the roads office announced on Wednesday."),
        ("Storms will arrive on Wednesday.", "Storms are to arrive late Friday, forecasters said on Wednesday."),
        ("From Friday, 9 January 2026.", "Farmers can borrow nets, starting on Friday."),
        ("The baker got his licence in April 2024.", "The baker got his licence last April."),
        ("At 6.20 p.m. on 12 January 2026.", "The last ballot was counted at twenty to seven on Monday evening."),
        ("Shortly before 07:00.", "The shop was robbed shortly before 7 p.m. Monday."),
        ("The former president was indicted for tax fraud on Thursday.", "The former president was indicted for tax fraud, prosecutors announced on Monday. He held a rally on Thursday."),
        ("The bridge collapsed on Friday.", "The bridge collapsed, officials confirmed on Tuesday. Officials inspected the bridge on Friday."),
        ("On January 12.", "The mayor was arrested at home. The council met on Monday."),
        ("On Tuesday the senate confirmed Judge Roth.", "The senate confirmed on Monday Judge Roth and on Tuesday rejected Judge Lang."),
        ("The minister was arrested in September 2026.", "The minister was arrested in September in Tarn."),
        ("The office said in April that the camera took a picture.", "The camera took a picture, the office said on Friday. Dogs stay on the lead until April."),
    ],
)  # fmt: skip
def test_other_days_and_hours_are_not_proven(claim, source):
    assert not dated(claim, "When was it that the mayor was arrested?" if claim.startswith("On January") else "When was it?", WEDNESDAY, source)  # fmt: skip


def test_a_name_of_another_quote_is_proven_by_what_that_one_says():
    source = "Tilda Maric is to meet President Ove Lund in Tarn on October 30. The ministry has announced it; Holm has not confirmed the meeting."
    assert prove("Tilda Maric is to meet Ove Lund in Tarn, but Holm has not confirmed the meeting. [1]", "When do they meet?", source).sentences  # fmt: skip


def test_a_vote_that_a_plan_follows_from_is_no_plan():
    source = "Smokers will pay more after the council voted to set a minimum price of 15 crowns per pack."
    assert prove("The council voted to set a minimum price of 15 crowns. [1]", "What was decided?", source).sentences


@pytest.mark.parametrize(
    ("beginning", "times"),
    [("a-", 10_000), ("up 5 ", 100), ("at ten to ", 2_000), ("all of the ", 2_000), ("said on Monday ", 40), ("after a a a a a a ", 1_000), ("only ", 4_000)],
)  # fmt: skip
def test_a_long_run_is_read_to_its_end(beginning, times):
    """Of each pattern that reads backwards or ahead: at a run of its own beginnings it must not read all of it each time."""
    run = beginning * times + " and a half"
    [one] = evidence(f"Nothing fell. {run}.")
    said = Said([(one.article.body, one.article)], "How far did it fall?")
    assert mismatch(f"{run} the mill of Tarn fell by 5 percent.", said)


@pytest.mark.parametrize("written", [date.min, date.max])
@pytest.mark.parametrize("words", ["last April", "next April", "this April", "last December", "next January"])
def test_a_month_beyond_the_calendar_is_no_time(words, written):
    assert all(first <= last for m in dates.mentions(words, written) for first, last in m.readings)
