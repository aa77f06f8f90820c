"""An office that the quotes give to somebody under another name: the finance minister is not the transport minister."""

from __future__ import annotations

from ragbot import text
from ragbot.citations.said import Said

_AT_LEAST = 2  # words: a "minister" of no kind may be any


def is_other_role(claim: str, said: Said) -> bool:
    """Whether a claim gives somebody the office that the question asks for, where the quotes tell of another of the
    kind, or of a former one where today's is asked for.
    """
    asked = text.office(said.question)
    role = [text.stem(word) for word in text.words(asked)]
    if not role or not set(role) <= text.stems(claim):
        return False
    if text.is_held_now(said.question) and text.is_another(asked, said.quoted) and not text.is_another(asked, claim):
        return True
    *kind, office = role
    quoted = [text.stem(word) for word in text.words(said.quoted)]
    before = {quoted[at - 1] for at in range(1, len(quoted)) if quoted[at] == office}
    return len(role) >= _AT_LEAST and bool(before - text.STOPWORDS) and not set(kind) & set(quoted)
