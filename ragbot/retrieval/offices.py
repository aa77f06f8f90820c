"""Who holds an office is told in passing, "said Transport Minister Britta Anselm", where no other word of the question stands."""

from __future__ import annotations

import time

from ragbot import text
from ragbot.catalogue import Catalogue
from ragbot.retrieval.pipeline import Hit, State

_READ = 40  # passages; of an office that many hold, most are of others
_KEPT = 4


class Holders:
    """The newest passages that give the office a question asks for to somebody, in articles that name what it names."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def __call__(self, state: State) -> None:
        office = text.office(state.asks)
        if not office:
            return
        started = time.perf_counter()
        found = self._catalogue.newest_with(text.words(office), _READ, state.window)
        passages = self._catalogue.passages([i for i, _ in found], state.window)
        articles = self._catalogue.articles([i for _, i in found])
        names = text.names(state.question) - text.stems(office)
        hits = []
        for passage_id, article_id in found:
            passage, article = passages.get(passage_id), articles.get(article_id)
            if passage and article and text.holder(office, article.body[passage.start : passage.end]):
                whole = f"{article.headline} {article.body} {article.outlet}"
                if not text.untold(names, text.stems(whole) | text.kindred(whole)):
                    hits.append(Hit(passage_id, article_id, 0.0))
        state.pools["offices"] = hits[:_KEPT]
        state.record_hits("offices", started, state.pools["offices"])
