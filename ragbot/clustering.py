"""Which articles are copies of which: found once, when they come in, so that a question only looks it up.

Leader clustering (Hartigan, Clustering Algorithms, 1975, ch. 3) in the order in which a story spreads: the agency that the
others credit, then whoever was first. Each article joins the first leader that it is a copy of, else it leads
itself. So two copies that differ from each other are never joined by a third between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from ragbot import copies
from ragbot.catalogue import Catalogue, Kin

Tell = Callable[[str, int, int], None]
_AT_ONCE = 500


def cluster(catalogue: Catalogue, tell: Tell) -> int:
    """Finds the cluster of every article that is in none yet; gives their number."""
    done = 0
    while waiting := catalogue.waiting(_AT_ONCE):
        unsigned = [(k.article.id, copies.signature(k.article.body)) for k in waiting if k.signature is None]
        catalogue.sign((i, signed, copies.bands(signed)) for i, signed in unsigned)
        near = catalogue.near([k.article.id for k in waiting])
        catalogue.join(_clusters(near))
        done += len(waiting)
        tell("Looking for copies", done, done)
    return done


def _clusters(near: Sequence[Kin]) -> list[tuple[str, str]]:
    agencies = {_credit(k).casefold() for k in near} - {""}
    leaders: defaultdict[int, list[Kin]] = defaultdict(list)
    bodies = {k.article.id: copies.Body(k.article.body) for k in near}
    found = []
    for kin in sorted(near, key=lambda k: _rank(k, agencies)):
        bands = copies.bands(kin.signature or b"")
        tried = dict.fromkeys(leader.article.id for band in bands for leader in leaders[band])
        by_id = {leader.article.id: leader for band in bands for leader in leaders[band]}
        body = bodies[kin.article.id]
        leader = next((by_id[i] for i in tried if kin.story == by_id[i].story or body.is_copy_of(bodies[i])), None)
        found.append((kin.article.id, leader.story if leader else kin.story))
        if leader is None:
            for band in bands:
                leaders[band].append(kin)
    return found


def _rank(kin: Kin, agencies: set[str]) -> tuple[bool, bool, float, str]:
    article = kin.article
    out = None if article.doubt else article.published
    return article.outlet.casefold() not in agencies, out is None, out.timestamp() if out else 0.0, article.id


def _credit(kin: Kin) -> str:
    return kin.article.origin or copies.credited(kin.article)
