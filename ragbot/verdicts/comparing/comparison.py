"""A question about two: what each is called, what is asked of each, and what is to be told of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cue = Literal["more", "less", "earlier", "later", ""]
# Which of the two it is, whether it is the first one, how far apart they are, what each has, or what both have.
Tells = Literal["which", "whether", "difference", "each", "together"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """`names` are the two, `questions` what is asked of each, `cue` what decides.

    `shared` is what is asked of both, less the word that compares and what is counted. One that is `sure` is nothing else:
    where one of the two is not told, neither is the answer. `deed` is the verb of both where something is counted.
    """

    names: tuple[str, str]
    questions: tuple[str, str]
    cue: Cue
    shared: str = ""
    tells: Tells = "which"
    sure: bool = True
    deed: str = ""
