"""Where prompts and the sample corpus lie: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path


def folder(name: str) -> Path:
    """The folder `prompts` or `corpus`. Raises FileNotFoundError naming both places it was looked for."""
    package = Path(__file__).resolve().parent
    places = (package / "_data" / name, package.parent / name)
    for place in places:
        if place.is_dir():
            return place
    raise FileNotFoundError(f"{name}/ is neither at {places[0]} nor at {places[1]}. Install ragbot again.")
