"""The chips above the question: what the search is limited by, set by hand or read in the question, each removable."""

from __future__ import annotations

from ragbot.domain import Filters
from ragbot.ui import escape
from ragbot.ui.exchange import Exchange
from ragbot.ui.filters import Limits

# Names of events are read out of this script by Gradio: "drop" gives up a limit, "without" asks again without a reading.
SCRIPT = """
element.addEventListener('click', (event) => {
	const chip = event.target.closest('button[data-drop]');
	if (chip) trigger(chip.dataset.read ? 'without' : 'drop', { name: chip.dataset.drop });
});
"""


def bar(limits: Limits, exchange: Exchange | None) -> str:
    """The chips as a list; empty where nothing limits the search."""
    chips = [_chip(name, label) for name, label in _set(limits).items()]
    chips += [_chip(name, label, read=True) for name, label in inferred(_filters(exchange)).items()]
    return f'<ul class="rb-chips" aria-label="What limits the search">{"".join(chips)}</ul>' if chips else ""


def inferred(filters: Filters | None) -> dict[str, str]:
    """What was read in the question and is in force: name → words for people."""
    return filters.readings(escape.plain_day) if filters else {}


def leaving_out(name: str, filters: Filters, limits: Limits) -> Limits:
    """Limits for the same question with one reading left out: what else had narrowed the search is set by hand."""
    told = filters.inferred
    held = {n for n in ("since", "until", "outlet") if told.get(n) and n not in told.get("soft", ())}
    held -= {"outlet"} if "outlet" in (name, *told.get("relaxed", ())) else set()
    held -= {"since", "until"} if "dates" in (name, *told.get("relaxed", ())) else set()
    return limits._replace(infer=False, **{n: str(told[n]) for n in held})


def _filters(exchange: Exchange | None) -> Filters | None:
    if exchange is None:
        return None
    return exchange.answer.filters if exchange.answer else exchange.retrieved.filters if exchange.retrieved else None


def _set(limits: Limits) -> dict[str, str]:
    named = {
        "since": f"Published from {escape.plain_day(limits.since)}" if limits.since else "",
        "until": f"Published until {escape.plain_day(limits.until)}" if limits.until else "",
        "outlet": f"Outlet: {limits.outlet}" if limits.outlet else "",
        "as_of": f"As it was known on {escape.plain_day(limits.as_of)}" if limits.as_of else "",
        "infer": "" if limits.infer else "Dates and outlets in the question are not read",
    }
    return {name: label for name, label in named.items() if label}


def _chip(name: str, label: str, *, read: bool = False) -> str:
    said = escape.text(label)
    told = '<span class="rb-read">read in the question</span> ' if read else ""
    doing = "Ask again without" if read else "Remove"
    mark = ' data-read="1"' if read else ""
    return (
        f'<li class="rb-chip{" rb-inferred" if read else ""}"><span>{told}<bdi>{said}</bdi></span>'
        f'<button type="button" data-drop="{name}"{mark} aria-label="{doing}: {said}">×</button></li>'
    )
