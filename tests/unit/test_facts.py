"""The proof, of what happened: not what somebody asked for, tried, prevented, or only told of."""

from __future__ import annotations

import pytest

from tests.proofs import prove

PRISON = "How long a prison term did Odo Farr get?"
OPENED = "Who closed the mill in Tarn?"


@pytest.mark.parametrize(
    ("question", "claim", "source"),
    [
        (PRISON, "Odo Farr got two years without suspension.", "The prosecutor of Odo Farr had asked for two years without suspension."),
        (OPENED, "The council closed the mill in Tarn.", "Neighbours have asked the council to close the mill in Tarn."),
        (OPENED, "The council of Tarn closed the mill.", "The council of Tarn tried to close the mill in spring."),
        ("Who checked the costs?", "An outside expert checked the costs.", "Aas demanded that an outside expert check the costs."),
        ("Why was lead in the cups?", "The lead was added to save money.", "One possibility is that the lead was added to save money."),
        ("How much more pay has the state offered to nurses?", "12 per cent more pay.", "The nurses are seeking 12 per cent more pay this year."),
        ("What did the judge tell the club to do?", "The judge told the club to hand over its books.", "The judge stopped the state from forcing the club to hand over its books."),
        ("Who stole the bell?", "A man in a dark coat.", "The police are looking for a man in a dark coat."),
        ("What was built?", "A new hall was built.", "The town has called for a new hall to be built."),
        ("Did the town close the pool?", "The town closed the pool.", "The town has considered closing the pool."),
        ("What did the board do?", "The board cut pay.", "Unions say the board could meet and cut pay."),
    ],
)  # fmt: skip
def test_what_is_only_asked_for_tried_or_prevented_is_not_proven_as_done(question, claim, source):
    assert not prove(f"{claim} [1]", question, source).sentences


@pytest.mark.parametrize(
    ("question", "claim", "source"),
    [
        ("How long a term did the prosecutor ask for?", "He asked for two years without suspension.", "The prosecutor had asked for two years without suspension."),
        ("How long a term did the prosecutor ask for?", "Two years without suspension.", "The prosecutor had asked for two years without suspension."),
        ("How long a term did the prosecutor want?", "Two years without suspension.", "The prosecutor had asked for two years without suspension."),
        (OPENED, "The council closed the mill in Tarn.", "Asked for a reason, the mayor said the council closed the mill in Tarn."),
        (OPENED, "The council closed the mill in Tarn.", "Neighbours demanded it, and the council closed the mill in Tarn."),
        ("What did the state offer?", "The state offered 5 per cent more pay.", "The nurses are seeking 12 per cent, but the state offered 5 per cent more pay."),
        ("What did the judge stop?", "The judge stopped the state from seizing the books.", "The judge stopped the state from seizing the books."),
        ("Who lost the bell?", "A man in a dark coat lost the bell.", "A man in a dark coat who was looking for his dog lost the bell."),
        ("What did the driver pay?", "The driver paid a fine of 900 crowns.", "The driver refused to give his name and paid a fine of 900 crowns."),
        ("What was the driver fined?", "The driver was fined 900 crowns.", "The driver refused to give his name and was fined 900 crowns."),
        ("When was the bell lost?", "The bell was lost in 1974.", "The parish hopes to find the bell lost in 1974."),
        ("What did Holm seize?", "Holm seized the islands in 2014.", "Tarn demanded that Holm return the islands it seized in 2014."),
        ("How many signed the petition?", "More than 3,000 people signed the petition.", "A petition for a new bell has been signed by more than 3,000 people."),
        ("What did the town close?", "The town closed three libraries.", "In a bid to save money the town closed three libraries."),
    ],
)  # fmt: skip
def test_a_wish_is_proven_as_a_wish_and_a_deed_beside_it_as_a_deed(question, claim, source):
    assert prove(f"{claim} [1]", question, source).sentences


ARRESTED = "Who was arrested for the fire at the mill?"


@pytest.mark.parametrize(
    ("question", "claim", "source"),
    [
        (ARRESTED, "Tove Brask was arrested for the fire at the mill.", "Two men were arrested for the fire at the mill, said Tove Brask of the police."),
        (ARRESTED, "Inspector Tove Brask.", "Two men were arrested for the fire at the mill, inspector Tove Brask said."),
        (ARRESTED, "Tove Brask was arrested.", "Two men were arrested for the fire, Tove Brask, an inspector, said."),
        ("Who founded the mill at Tarn?", "Odo Farr founded the mill at Tarn.", '"We ran out of money at the mill," said Odo Farr, the manager.'),
        ("Who wrote the study of wolves?", "Odo Farr wrote the study of wolves.", '"It is a good study of wolves," said Odo Farr, who was not involved in it.'),
    ],
)  # fmt: skip
def test_who_only_tells_of_it_is_not_taken_for_the_one_it_is_about(question, claim, source):
    assert not prove(f"{claim} [1]", question, source).sentences


@pytest.mark.parametrize(
    ("question", "claim", "source"),
    [
        ("Who said that two men were arrested?", "Tove Brask said so.", "Two men were arrested, said Tove Brask, who said so twice."),
        ("Who manages the mill at Tarn?", "Odo Farr is the manager of the mill.", '"We ran out of money," said Odo Farr, the manager of the mill at Tarn.'),
        ("Who found the child at the mill?", "Odo Farr found the child at the mill.", '"I found the child at the mill at nine," said Odo Farr.'),
        ("Who was hurt in the fire?", "Odo Farr was hurt in the fire.", "Odo Farr was hurt in the fire, said his wife Pia Farr."),
        ("Who was hurt in the fire?", "Odo Farr was hurt in the fire.", "The fire hurt Odo Farr, as Odo Farr said."),
        ("Who welcomed the ruling?", "Mayor Odo Farr welcomed the ruling.", '"This ruling is a good day for the town," Mayor Odo Farr said.'),
    ],
)  # fmt: skip
def test_a_speaker_is_proven_for_what_is_said_of_him(question, claim, source):
    assert prove(f"{claim} [1]", question, source).sentences


FLOOD = "When did the flood hit Upper Tarn?"


def test_a_speaker_is_proven_for_words_that_a_claim_gives_him_with_any_verb():
    source = "“It was truly the most beautiful kidney I have ever seen,” said Kawai."
    question = "Which doctor gushed that it was the most beautiful kidney?"
    assert prove("Kawai gushed that it was the most beautiful kidney. [1]", question, source).sentences
    opened = "The bridge in Tarn was opened that day, said Kawai."
    assert not prove("Kawai opened that bridge in Tarn. [1]", "Who opened the bridge in Tarn?", opened).sentences


@pytest.mark.parametrize(
    ("question", "claim", "source", "stands"),
    [
        (FLOOD, "The flood hit Upper Tarn on 20 August.", "The flood hit Upper Tarn and hurt nine people, officials said on 20 August.", False),
        (FLOOD, "On 20 August.", "TARN, Aug. 20 – The flood hit Upper Tarn at night, the office said in a statement on 20 August.", False),
        (FLOOD, "The flood hit Upper Tarn on 19 August.", "The flood hit Upper Tarn on 19 August, officials said on 20 August.", True),
        (FLOOD, "The flood hit Upper Tarn on 20 August.", "The flood hit Upper Tarn on 20 August, officials said on 20 August.", True),
        ("When did officials tell of the flood?", "Officials said on 20 August that the flood hit Tarn.", "The flood hit Tarn, officials said on 20 August.", True),
        ("When did the bank cut its rate?", "The bank cut its rate on 20 August.", "The bank said on 20 August it had cut its rate.", True),
        ("When does the shop close?", "The shop closes on 20 August.", "The shop closes, it said on 20 August.", True),
    ],
)  # fmt: skip
def test_the_day_on_which_somebody_told_of_it_is_not_its_day(question, claim, source, stands):
    assert bool(prove(f"{claim} [1]", question, source).sentences) == stands


@pytest.mark.parametrize(
    ("claim", "source", "stands"),
    [
        ("Yes, the Tarn council closed the mill.", "The Tarn council closed the mill in spring.", True),
        ("No, the Tarn council kept the mill.", "The Tarn council kept the mill.", True),
        ("Yes, the Tarn council closed it.", "The Tarn council met at the mill in spring.", False),
        ("No, the Tarn council closed no mill.", "The Tarn council closed the mill in spring.", False),
    ],
)
def test_yes_and_no_are_proven_by_what_follows_them(claim, source, stands):
    proof = prove(f"{claim} [1]", "Did the Tarn council close the mill?", source)
    assert proof.text == (f"{claim.removesuffix('.')} [1]." if stands else "")
