"""What somebody only thinks is told as what they think, or not at all."""

from __future__ import annotations

import pytest

from tests.proofs import prove


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("A cigarette caused the fire at the mill, a fire investigator said.", "According to a fire investigator, a"),
        ("A cigarette caused the fire at the mill, the owner believes.", "According to the owner, a"),
        ("Jon Aas of the mill believes that a cigarette caused the fire.", "According to Jon Aas of the mill, a"),
        ("A cigarette is thought to have caused the fire at the mill.", ""),
        ("A cigarette probably caused the fire at the mill.", ""),
        (
            "The wind rose and the owner suspects that a cigarette caused the fire at the mill.",
            "According to the owner, a",
        ),
        ("The Tarn police said that a cigarette caused the fire at the mill.", "According to the Tarn police, a"),
    ],
)
def test_what_somebody_only_thinks_is_not_told_as_known(body, told):
    proof = prove("A cigarette caused the fire at the mill [1].", "What caused the fire at the mill?", body)
    assert proof.text == (f"{told} cigarette caused the fire at the mill [1]." if told else "")


@pytest.mark.parametrize(
    "body",
    [
        "The two suspects, both men, were held by the police on Tuesday.",
        "Two suspects, men from Tarn, were held by the police on Tuesday.",
        "Police held two men, both suspects, on Tuesday.",
        "The town's worst fears came true when two men were held by the police.",
    ],
)
def test_a_suspect_or_a_fear_is_nobody_who_thinks(body):
    assert prove("Two men were held [1].", "How many were held?", body).text == "Two men were held [1]."
