"""From the chat to what is kept: each finished exchange is stored, and its answer gets a permanent link."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

from ragbot.errors import RagbotError
from ragbot.records import Asked
from ragbot.ui import escape
from ragbot.ui.asking import Keep
from ragbot.ui.exchange import Conversation, Exchange
from ragbot.ui.site import Site

USER = "ragbot.user"  # where `Access` writes, in the ASGI scope, who is asking

log = logging.getLogger(__name__)


def keeper(site: Site | None, request: Any) -> Keep | None:
    """What stores the exchanges of the user who sent a Gradio request; None where nothing is kept."""
    if site is None:
        return None
    user = str(request.request.scope.get(USER, ""))

    def keep(conversation: Conversation, exchange: Exchange) -> None:
        try:
            _keep(site, user, conversation, exchange)
        except RagbotError:  # a full disk costs the link, not the answer
            log.exception("An answer could not be kept")

    return keep


def _keep(site: Site, user: str, conversation: Conversation, exchange: Exchange) -> None:
    if exchange.answer is None:
        return
    digests: dict[str, str] = {}
    for cited in {c.article_id for c in exchange.answer.citations}:
        version = next((k for k in site.library.versions(cited) if k.article.id == cited), None)
        digests |= {cited: version.digest} if version else {}
    answer_id = site.records.answers.put(exchange.answer, digests)
    exchange.link = f"{site.root}/answer/{answer_id}"
    # it may have been cleared meanwhile: then this exchange is no part of the new conversation
    ours = any(e is exchange for e in conversation.exchanges)
    record = conversation.record if ours else ""
    if user:
        record = site.records.conversations.add(user, record, Asked(exchange.question, answer_id))
    if ours:
        conversation.record = record


def resume(site: Site | None, request: Any, most: int) -> Conversation | None:
    """The asker's own conversation that the page's address names (`?conversation=ID`), its last `most` answers, to go
    on with; None for any other, and for one of which no answer is left. Answers with words that may not be repeated
    today, of a story that was killed, are left out.
    """
    from ragbot.ui.pages.view import View  # its package imports this module

    wanted = str(request.query_params.get("conversation", ""))
    user = str(request.request.scope.get(USER, ""))
    if site is None or not wanted or not user:
        return None
    try:
        known = site.records.conversations.get(user, wanted)
        stored = [(a.question, site.records.answers.get(a.answer_id)) for a in known.asked[-most:]] if known else []
        views = [(question, View.of(site.library, kept)) for question, kept in stored if kept]
    except RagbotError:
        log.exception("A conversation could not be read")
        return None
    made = Conversation(record=wanted)
    for question, view in views:
        if view.whole:
            exchange = made.begin(question)
            exchange.answer = replace(view.stored.answer, considered=view.near)
            exchange.link = f"{site.root}/answer/{view.stored.id}"
    return made if made.exchanges else None


def foot(link: str) -> str:
    """What stands under an answer that is kept; nothing under others."""
    if not link:
        return ""
    to = escape.text(link)
    opened = 'target="_blank" rel="noopener"'
    return (
        f'<div class="rb-note rb-kept"><a href="{to}" {opened}>Permanent link</a> · '
        f'<a href="{to}?verdict=up#opinion" {opened}>This helped</a> · '
        f'<a href="{to}?verdict=down#opinion" {opened}>Something is wrong</a></div>'
    )


def links(site: Site | None) -> str:
    """Links to the pages beside the chat. They open beside it: the conversation stays."""
    if site is None:
        return ""
    to = escape.text(site.root)
    opened = 'target="_blank" rel="noopener"'
    return (
        f'<nav class="rb-links" aria-label="Pages"><a href="{to}/archive" {opened}>Archive</a> '
        f'<a href="{to}/history" {opened}>History</a></nav>'
    )
