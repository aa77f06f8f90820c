"""Loads prompts/, checks their placeholders, numbers and fences the evidence → messages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from langchain_core.messages import AIMessage, BaseMessage, HumanMessage, SystemMessage

from ragbot import text
from ragbot.domain import Evidence, Turn
from ragbot.errors import PromptError

# What each prompt file may and must contain: a file that says otherwise is refused when it is loaded.
PLACEHOLDERS: Mapping[str, frozenset[str]] = {
    "answer": frozenset({"sources", "question"}),
    "answer_again": frozenset(),
    "condense_question": frozenset({"history", "question"}),
    "judge_faithfulness": frozenset({"quotes", "answer"}),
    "judge_relevance": frozenset({"question", "answer"}),
}
_SECTIONS = re.compile(r"\A(?:# system\n(?P<system>.+?)\n)?# user\n(?P<user>.+)\Z", re.DOTALL)
# Chat-template tokens must not be forged by an article.
_CONTROL_TOKEN = re.compile(r"<\|?(?=[^<>]{0,40}\|?>)")
_HISTORY_TURNS = 4
_HISTORY_CHARS = 500


@dataclass(frozen=True, slots=True)
class Prompt:
    """One prompt file: a system part, fixed so that its KV cache is reused, and a user part with placeholders.

    What goes on with a conversation has no system part.
    """

    name: str
    id: str
    system: str
    user: Template

    def messages(self, **values: str) -> list[BaseMessage]:
        opening = [SystemMessage(self.system)] if self.system else []
        return [*opening, HumanMessage(self.user.substitute(values))]


def load_prompts(
    folder: Path, names: Sequence[str] = ("answer", "answer_again", "condense_question")
) -> dict[str, Prompt]:
    """The prompts by name. Raises PromptError for a file that is missing or breaks its contract."""
    return {name: _load(folder / f"{name}.md", PLACEHOLDERS[name]) for name in names}


def answer_messages(prompt: Prompt, question: str, evidence: Sequence[Evidence]) -> list[BaseMessage]:
    """Messages that ask for an answer from the numbered evidence; a source that comes twice has its headline once."""
    told = [_source(e, goes_on=e.n in {b.n for b in evidence[:at]}) for at, e in enumerate(evidence)]
    return prompt.messages(sources="\n\n".join(told), question=_defuse(question))


def again_messages(asked: Sequence[BaseMessage], draft: str, prompt: Prompt) -> list[BaseMessage]:
    """The same conversation, gone on with: the draft could not be proven. What was read stays in the KV cache."""
    return [*asked, AIMessage(draft), *prompt.messages()]


def condense_messages(prompt: Prompt, question: str, history: Sequence[Turn]) -> list[BaseMessage]:
    """Messages that ask for a question which stands on its own, given the last turns."""
    lines = [f"{role}: {_defuse(said)[:_HISTORY_CHARS]}" for role, said in history[-_HISTORY_TURNS:]]
    return prompt.messages(history="\n".join(lines), question=_defuse(question))


def judge_messages(prompt: Prompt, **values: str) -> list[BaseMessage]:
    """Messages that ask for a verdict on an answer; what is judged is fenced like evidence."""
    return prompt.messages(**{name: _defuse(value) for name, value in values.items()})


def _source(evidence: Evidence, *, goes_on: bool) -> str:
    article = evidence.article
    head = " · ".join(part for part in (article.headline, article.outlet, article.dated or "no date") if part)
    body = " ".join(s.text for s in evidence.sentences)
    return f"[{evidence.n}] {'(more)' if goes_on else _defuse(head)}\n{_defuse(body)}"


def _defuse(words: str) -> str:
    one_line = " ".join(words.split())
    return text.defused(_CONTROL_TOKEN.sub("‹", one_line))


def _load(path: Path, wanted: frozenset[str]) -> Prompt:
    try:
        raw = path.read_text(encoding="utf-8").strip()
    except OSError as error:
        raise PromptError(
            f"The prompt {path} cannot be read: {error.strerror}. Restore the file or install ragbot again."
        ) from error
    found = _SECTIONS.match(raw)
    if not found:
        raise PromptError(f"The prompt {path} must consist of a part '# system' followed by a part '# user'.")
    system, user = (found["system"] or "").strip(), Template(found["user"].strip())
    have = frozenset(user.get_identifiers())
    if Template(system).get_identifiers():
        raise PromptError(
            f"The prompt {path} has a placeholder in '# system'; move it to '# user', so that the fixed part stays fixed."
        )
    if have != wanted or not user.is_valid():
        missing, unknown = sorted(wanted - have), sorted(have - wanted)
        raise PromptError(
            f"The prompt {path} misses the placeholders {missing} or has unknown ones {unknown}. Write them as $name."
        )
    return Prompt(path.stem, f"{path.stem}-{hashlib.sha256(raw.encode()).hexdigest()[:8]}", system, user)
