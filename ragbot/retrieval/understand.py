"""What the question itself asks for: explicit wishes narrow the window, hints are kept for the ranking."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ragbot.catalogue import Catalogue, Window
from ragbot.retrieval.pipeline import State
from ragbot.understanding import Understanding, understand


class Understand:
    """Reads dates, outlets, bylines and "latest" out of the question; what the asker set by hand stays as it is."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __call__(self, state: State) -> None:
        started = time.perf_counter()
        if state.infer:
            see = state.window
            state.wishes = understand(
                state.question,
                now=see.as_of or see.now,
                outlets=self._catalogue.outlets(),
                bylines=self._catalogue.bylines(),
            )
            wished = _wished(state.wishes, see)
            state.window, relaxed = self._narrow(see, wished)
            state.inferred = _told(state.wishes, relaxed, see)
        state.record("understand", started, len(state.inferred), sorted(state.inferred))

    def _narrow(self, see: Window, wished: Mapping[str, dict[str, Any]]) -> tuple[Window, list[str]]:
        """The window with as many of the wishes as leave anything to search, and the names of the others."""
        relaxed: list[str] = []
        for name, bounds in wished.items():
            narrower = replace(see, **bounds)
            if self._catalogue.coverage(narrower).articles:
                see = narrower
            else:
                relaxed.append(name)
        return see, relaxed


def _wished(wishes: Understanding, see: Window) -> dict[str, dict[str, Any]]:
    """The bounds that each explicit wish sets, where the asker has set none."""
    found: dict[str, dict[str, Any]] = {}
    if wishes.outlet and wishes.outlet_explicit and not see.outlet:
        found["outlet"] = {"outlet": wishes.outlet}
    if wishes.byline:
        found["byline"] = {"byline": wishes.byline}
    if wishes.span and wishes.span.explicit and not (see.since or see.until):
        found["dates"] = {"since": wishes.span.since, "until": wishes.span.until}
    return found


def _told(wishes: Understanding, relaxed: list[str], see: Window) -> dict[str, Any]:
    """What was read out of the question, but for what the asker had set by hand, and what had to be given up."""
    overruled = {"since", "until"} if see.since or see.until else set[str]()
    overruled |= {"outlet"} if see.outlet else set()
    told = {k: v for k, v in wishes.to_dict().items() if k not in overruled}
    return told | ({"relaxed": relaxed} if relaxed else {})
