"""A second opinion by a language model: reported apart, never part of a gate.

Faithfulness and answer relevance after RAGAS (Es et al., arXiv:2309.15217), asked as one yes-or-no question each, so
that a small model can be asked too. A judge errs: read its figures beside the deterministic ones, not instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.messages import BaseMessage

from eval.statistics import mean
from ragbot import llm, prompting, resources
from ragbot.ingestion import Progress

_VERDICT = re.compile(r"\W*(yes|no)\b", re.IGNORECASE)


def judge(result: dict[str, Any], model: BaseChatModel, name: str, progress: Progress | None = None) -> None:
    """Adds `judge` to the result and to the rows of cases that were answered.

    A verdict that is neither yes nor no counts as unread, not as either. Raises LlmError when the model fails.
    """
    prompts = prompting.load_prompts(resources.folder("prompts"), ("judge_faithfulness", "judge_relevance"))
    answered = [r for r in result["cases"] if r["text"] and r["status"] not in ("not_found", "error")]
    for done, row in enumerate(answered, start=1):
        row["judge"] = {
            "faithfulness": _ask(model, _faithfulness(prompts, row)),
            "answer_relevance": _ask(model, _relevance(prompts, row)),
        }
        if progress:
            progress("Judging", done, len(answered))
    result["judge"] = {"llm": name, "n": len(answered), **_figures(answered)}


def _faithfulness(prompts: Mapping[str, prompting.Prompt], row: Mapping[str, Any]) -> list[BaseMessage]:
    quotes = " / ".join(row["proofs"])
    return prompting.judge_messages(prompts["judge_faithfulness"], quotes=quotes, answer=row["text"])


def _relevance(prompts: Mapping[str, prompting.Prompt], row: Mapping[str, Any]) -> list[BaseMessage]:
    return prompting.judge_messages(prompts["judge_relevance"], question=row["question"], answer=row["text"])


def _ask(model: BaseChatModel, messages: list[BaseMessage]) -> float | None:
    said = "".join(llm.stream_text(model, messages, llm.StreamStats()))
    verdict = _VERDICT.match(said)
    return float(verdict.group(1).lower() == "yes") if verdict else None


def _figures(rows: list[dict[str, Any]]) -> dict[str, Any]:
    figures: dict[str, Any] = {}
    for name in ("faithfulness", "answer_relevance"):
        given = [v for r in rows if (v := r["judge"][name]) is not None]
        figures[name] = mean(given)
        figures[f"{name}_unread"] = len(rows) - len(given)
    return figures
