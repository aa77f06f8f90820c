"""The filters panel: dates and outlet, folded away until wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import gradio as gr

ANY_OUTLET = ("Any outlet", "")


class FilterControls(NamedTuple):
    since: gr.Textbox
    until: gr.Textbox
    outlet: gr.Dropdown
    as_of: gr.Textbox
    infer: gr.Checkbox


def build(outlets: list[str]) -> FilterControls:
    """Draw the panel into the open layout."""
    import gradio as gr

    with gr.Accordion("Limit the search", open=False, elem_id="rb-filters"):
        with gr.Row():
            since = _date("Published from", "rb-since")
            until = _date("Published until", "rb-until")
            outlet = gr.Dropdown(choices(outlets), value="", label="Outlet", elem_id="rb-outlet", min_width=180)
            as_of = _date("As it was known on", "rb-as-of")
        infer = gr.Checkbox(value=True, label="Read dates and outlets in the question", elem_id="rb-infer")
    return FilterControls(since, until, outlet, as_of, infer)


def choices(outlets: list[str]) -> list[tuple[str, str]]:
    return [ANY_OUTLET, *((name, name) for name in outlets if name)]


def _date(label: str, elem_id: str) -> gr.Textbox:
    import gradio as gr

    return gr.Textbox(label=label, placeholder="YYYY-MM-DD", max_lines=1, elem_id=elem_id, min_width=140)
