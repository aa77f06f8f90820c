"""How a question about two is read: which two, what is asked of each, and what decides."""

from __future__ import annotations

import pytest

from ragbot.verdicts import read_comparison, read_coordinated

MILL, FERRY = "the mill at Tarn", "the ferry at Pell"


@pytest.mark.parametrize(
    ("question", "names", "cue", "tells"),
    [
        ("Which opened first, the mill at Tarn or the ferry at Pell?", (MILL, FERRY), "earlier", "which"),
        ("The mill at Tarn or the ferry at Pell: which opened later?", ("The mill at Tarn", FERRY), "later", "which"),
        ("Longer shut: the mill at Tarn or the ferry at Pell?", (MILL, FERRY), "more", "which"),
        ("Bigger crowd at the fair: May 2025 or May 2026? Both numbers please.", ("May 2025", "May 2026"), "more", "which"),
        ("Tarn or Pell, where did the rents rise more last year?", ("Tarn", "Pell"), "more", "which"),
        ("Harbour 2026: what's due sooner, the dredging or the new crane?", ("the dredging", "the new crane"), "earlier", "which"),
        ("Ada Lund and Jon Renn are often confused. Who got the longer sentence, and what did each get?", ("Ada Lund", "Jon Renn"), "more", "which"),
        ("Two fires: the mill at Tarn, the ferry at Pell. Which was the later one?", (MILL, FERRY), "later", "which"),
        ("Was the mill at Tarn dearer than the ferry at Pell?", (MILL, FERRY), "more", "whether"),
        ("Did the mill fire hurt more people than the ferry fire did?", ("the mill fire", "the ferry fire"), "more", "whether"),
        ("Was Tarn bigger than Pell?", ("Tarn", "Pell"), "more", "whether"),
        ("Had the mill at Tarn already closed when the ferry at Pell sank?", ("the mill at Tarn closed", "the ferry at Pell sank"), "earlier", "whether"),
        ("Was the mill at Tarn sold before the ferry at Pell was built?", ("the mill at Tarn sold", "the ferry at Pell was built"), "earlier", "whether"),
        ("How much more did the mill at Tarn cost than the ferry at Pell?", ("the mill at Tarn cost", FERRY), "more", "difference"),
        ("How many days lay between the fire at the mill and the sinking of the ferry?", ("the fire at the mill", "the sinking of the ferry"), "earlier", "difference"),
        ("How long after the fire at the mill did the ferry sink?", ("the fire at the mill", "the ferry sink"), "earlier", "difference"),
        ("What do Ada Lund and Jon Renn each want to do with the mill?", ("Ada Lund", "Jon Renn"), "", "each"),
        ("What did Ada Lund and what did Jon Renn tell the court?", ("Ada Lund", "Jon Renn"), "", "each"),
        ("How many died in the fire at Tarn, and how many in the flood at Pell?", ("in the fire at Tarn", "in the flood at Pell"), "", "each"),
        ("What do the deaths of Ada Lund and of Jon Renn have in common?", ("the deaths of Ada Lund", "Jon Renn"), "", "together"),
    ],
)  # fmt: skip
def test_the_two_are_found_and_what_decides(question, names, cue, tells):
    found = read_comparison(question)
    assert found
    assert (found.names, found.cue, found.tells) == (names, cue, tells)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Aduro or Relvia: which was given up first by its maker?", "When was it that Aduro was given up by its maker?"),
        ("What came first, the fire at the mill or the flood?", "When was the fire at the mill?"),
        ("Who is the older one, the miller or the ferryman?", "How old is the miller?"),
        ("Was the water in March 1954 higher than in the flood of 2025?", "How high was the water in March 1954?"),
        ("Did the ferry carry more people in its first year than used the bridge?", "How many people did the ferry carry in its first year?"),
        ("Which takeover was the dearer, Pell buying Tarn or Lund buying Renn?", "How much did Pell buying Tarn cost?"),
        ("Which did more damage, the fire or the flood?", "How much money was the damage of the fire?"),
        ("Did the fire do more damage than the flood at Pell?", "How much money in damage did the fire do?"),
        ("Whose fine was heavier, the miller's or the ferryman's?", "How much money was the fine, the miller's?"),
        ("How many more seats did Labour win than the Greens?", "How many seats: Labour win?"),
        ("Did Ada Lund die before or after Jon Renn?", "When did Ada Lund die?"),
        ("Did the exit poll or the first count promise the Union more seats?", "How many seats did the exit poll promise the Union?"),
        ("Had the mill already closed when the ferry sank?", "When had the mill closed?"),
        ("Two babies fell ill in May. What happened to the one in Tarn, and to the one in Pell?", "two babies fell ill in May. What happened to the one in Tarn?"),
    ],
)  # fmt: skip
def test_each_is_asked_about_in_a_question_of_its_own(question, asked):
    found = read_comparison(question)
    assert found
    assert found.questions[0] == asked


def test_the_verb_of_the_first_is_asked_of_a_second_that_has_none():
    found = read_comparison("Did Ada Lund die before or after Jon Renn?")
    assert found
    assert found.questions[1] == "When did Jon Renn die?"


@pytest.mark.parametrize(
    "question",
    [
        "Was anyone hurt after the fire?",
        "Was the turnout higher than expected?",
        "Is the bridge longer than last year?",
        "Was she older than he was?",
        "What did the mayor say before the vote?",
        "Did he leave before or after she came?",
        "Did the railway and the union sign in May?",
        "When did the ferry open after the flood?",
        "How long after his arrest was he released?",
        "Who was first in the race at Tarn?",
        "How many people died in Tarn and in Pell?",
        "Which of the two mills burned?",
        "What is the difference?",
        "Did more than 100 people die in the fire?",
        "Do more people drive than cycle in Tarn?",
        "Were more than half of the seats won by the Greens?",
        "Did more people die than in the 2010 quake?",
        "Is there more to the story than the police say?",
        "Is the number of dead more or less than in 2025?",
        "Has the mill laid off more than 500 workers?",
        "Is the tower taller than 300 metres?",
        "Was inflation lower than economists had expected?",
        "How much more did the library cost than planned?",
        "How much higher is the new tax than before?",
        "How long has the war between Russia and Ukraine lasted?",
        "How long will the road between Tarn and Pell be closed?",
        "How many days a week do trains run from Tarn to Pell?",
        "How long does it take to get from the station to the baths?",
        "How many years did she spend between prison and exile?",
        "How many days between hearings were allowed by the judge and the lawyers?",
        "Did anyone survive after the plane went down?",
        "Was anyone killed before the police arrived?",
        "Are residents worried after the mill exploded?",
        "Did the minister resign after the vote failed?",
        "Tarn and Pell agreed to a truce. What happened after the first phase?",
        "Tarn and Pell exchanged prisoners. Who was the last to be freed?",
        "Update: a fire broke out, the police came. Who called first?",
        "Who died later, and was it of cancer or a stroke?",
        "The mill, the ferry, or the school: which closed first?",
        "Who is the youngest: Lund, Renn or Ost?",
        "Which is bigger, Texas, Florida or California?",
        "What's the difference between a recession and a depression?",
        "By how much did Lund beat Renn?",
        "More?",
        "",
    ],
)
def test_what_sets_no_two_beside_each_other_is_no_comparison(question):
    assert read_comparison(question) is None


def test_two_that_only_an_and_joins_are_read_where_nothing_else_helps():
    found = read_coordinated("What fines did the mill in Tarn and the ferry at Pell get?")
    assert found
    assert found.names == ("the mill in Tarn", "the ferry at Pell")
    assert found.questions == ("What fines did the mill in Tarn get?", "What fines did the ferry at Pell get?")
    assert not read_comparison("What fines did the mill in Tarn and the ferry at Pell get?")


@pytest.mark.timeout(20)  # against what grows without end; a second as it is
@pytest.mark.parametrize(
    "piece",
    ["or ", ", or ", "Was A bigger than B ", "which came first, ", "and what did ", "Tarn and ", "a: ", "how many more ", "than ", "the ", "when ", ". Which "],
)  # fmt: skip
def test_a_long_question_is_read_at_once_or_not_at_all(piece):
    for size in (590, 100_000):
        for opening in ("Which was first, ", "Did A ", "How much more did A ", "What did "):
            read_comparison((opening + piece * size)[:size])
            read_coordinated((opening + piece * size)[:size])
