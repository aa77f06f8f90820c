"""The proof, of what means something two by two: ratios, spans of years, ages with their names, and what was before."""

from __future__ import annotations

import pytest

from tests.proofs import prove


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Of the passengers, four in eight flew to the coast.", "Of the passengers, four in five flew to the coast. Half of the town has a stake."),
        ("Only about 10 in 1 adults say it should be illegal.", "Only about 1 in 10 adults say it should be illegal."),
        ("The ads ran in 48 states from 2022 through 2022.", "The ads ran in 48 states from 2019 through 2022."),
        ("The data of 2021-2019 shows five times the state average.", "The data of 2021-2022 shows five times the state average. In 2019 it was less."),
        ("The policy was eased over 2014 to 2014 to allow a child.", "The policy was eased over 2014 to 2016 to allow a child."),
        ("In the night from Saturday to Saturday somebody cut the picture.", "In the night from Saturday to Sunday somebody cut the picture."),
        ("Applications for the nets can be made until June 31.", "Applications for the nets can be made until May 31. Another 31 have applied."),
        ("That is up from 38 states the week before.", "The flu is high in 38 states. That is up from 31 states the week before."),
        ("Charles, 42, is head of state, and Kate, 75, is destined to be queen.", "Charles, 75, is head of state, and Kate, 42, is destined to be queen."),
        ("Donors who travelled in the last 11 months are barred from giving.", "Donors who travelled in the last three months are barred from giving. There were 11."),
        ("The chimney came down on Sunday at 1,500 p.m. because of the birds.", "The chimney came down on Sunday at 12.04 p.m. because of the birds. Some 1,500 people watched."),
        ("The spa sells 1,100,001 bottles a year.", "The spa sells 1.1 million bottles a year."),
        ("The railway raised its offer to fifty percent on Friday.", "The railway raised its offer to five percent on Friday. The union came down to seven and a half."),
        ("They account for about 40% to 30% of the doctors.", "They account for about 30% to 40% of the doctors."),
    ],
)  # fmt: skip
def test_what_is_turned_round_or_is_no_pair_is_not_proven(claim, source):
    assert not prove(f"{claim} [1]", "What is told?", source).sentences


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        ("Of the passengers, four in five flew to the coast.", "Of the passengers, four in five flew to the coast. Half of the town has a stake."),
        ("At least 100 in 2022 died of it.", "With at least 100 in 2022, more died of it than in 2019."),
        ("The ads ran in 48 states from 2019 through 2022.", "The ads ran in 48 states from 2019 through 2022."),
        ("The farm fell back from 2016 to 2014 levels.", "The farm fell back from 2016 to 2014 levels."),
        ("It was open from Monday to Monday in the fair.", "It was open from Monday to Monday in the fair."),
        ("The flu is up from 31 states.", "That is up from 31 states the week before, and the flu goes on."),
        ("Charles, 75, is head of state.", "Charles, 75, is head of state, and Kate, 42, is destined to be queen."),
        ("Donors who travelled in the last three months are barred.", "Donors who travelled in the last three months are barred from giving."),
        ("The spa sells 1,100,000 bottles a year.", "The spa sells 1.1 million bottles a year."),
        ("It was the worst flood in the last hundred years.", "It was the worst flood in the last hundred years, officials said."),
        ("Police held John Smith, 31, and Peter Smith, 28, on Monday.", "John Smith, 31, and Peter Smith, 28, were held by police on Monday."),
        ("In July 54 homes burned.", "Fires burned 54 homes in July, officials said."),
        ("Archaeologists found 32 Mayan graves.", "Archaeologists found 32 Mayan graves at the site."),
        ("One in two voters wants it.", "Half of the voters want it. One in four voters is unsure."),
        ("Six people died in 24 hours.", "Six people died in 24 hours, after nine in 24 hours."),
        ("In the past 7 days 20 cm of snow fell.", "In the past week 20 cm of snow fell; the next three days will be dry."),
        ("It grew to 120 cases, up from 100.", "Tarn reported 100 cases on Friday, and 120 cases on Tuesday, it grew."),
        ("The leap was made on 29 February.", "The leap was made on 29 February, they said."),
    ],
)  # fmt: skip
def test_what_the_article_has_so_is_proven(claim, source):
    assert prove(f"{claim} [1]", "What is told?", source).sentences


REPAIRS = "Lisbet Kolm opened a repair shop in Dunmarrow. The electrician, 33, charges little. On the opening morning 41 appliances were brought to the shop."


@pytest.mark.parametrize(("figure", "proven"), [("33", False), ("41", True)])
def test_a_figure_is_that_of_the_sentence_which_tells_of_what_is_asked(figure, proven):
    question = "How many appliances were brought to the repair shop on the opening morning?"
    claim = f"{figure} appliances were brought to the shop on the opening morning."
    assert bool(prove(f"{claim} [1]", question, REPAIRS).sentences) == proven


def test_a_figure_may_be_told_of_what_the_sentence_before_has_named():
    source = "The airfield in Sorley counts passengers by hand. It fell to 46,280 in the year of the flood. In spring the airfield counted 24,150 passengers in Sorley."
    claim = "46,280 passengers used the airfield in Sorley in the year of the flood."
    assert prove(f"{claim} [1]", "How many passengers used the airfield in the year of the flood?", source).sentences


def test_a_toll_that_has_risen_since_is_not_outdone_by_the_lead():
    source = "An earthquake in Tarn killed at least 45 people on Monday. The number of dead has since risen to 52."
    claim = "52 people were killed in the earthquake in Tarn."
    assert prove(f"{claim} [1]", "How many people were killed in the earthquake in Tarn?", source).sentences


@pytest.mark.parametrize("run", ["A-" * 10_000, "1," * 10_000, "Aa’" * 6_000, "one in " * 3_000, "May 1 " * 3_000])
def test_a_hostile_run_is_read_and_not_proven(run):
    assert not prove(run, "What is told?", "Nothing is told.").sentences
