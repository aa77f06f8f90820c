"""The filters panel: dates and outlet, folded away until wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import gradio as gr

ANY_OUTLET = ("Any outlet", "")
# The browser's own date field: a calendar on a phone, three keys on a keyboard, spoken as a date. Gradio has none.
_FIELD = '<label class="rb-date"><span>${label}</span><input type="date" value="${value}"></label>'
_FIELD_JS = "element.addEventListener('change', (event) => { props.value = event.target.value; });"


class Limits(NamedTuple):
    """What stands in the controls, in their order; "" limits nothing."""

    since: str = ""
    until: str = ""
    outlet: str = ""
    as_of: str = ""
    infer: bool = True


class FilterControls(NamedTuple):
    """The controls, in the order of `Limits`."""

    since: gr.HTML
    until: gr.HTML
    outlet: gr.Dropdown
    as_of: gr.HTML
    infer: gr.Checkbox


def build(outlets: list[str]) -> FilterControls:
    """Draw the panel into the open layout."""
    import gradio as gr

    with gr.Accordion("Limit the search", open=False, elem_id="rb-filters"):
        with gr.Row():
            since = _date("Published from", "rb-since")
            until = _date("Published until", "rb-until")
            as_of = _date("As it was known on", "rb-as-of")
            outlet = gr.Dropdown(choices(outlets), value="", label="Outlet", elem_id="rb-outlet", min_width=180)
        infer = gr.Checkbox(value=True, label="Read dates and outlets in the question", elem_id="rb-infer")
    return FilterControls(since, until, outlet, as_of, infer)


def choices(outlets: list[str]) -> list[tuple[str, str]]:
    return [ANY_OUTLET, *((name, name) for name in outlets if name)]


def _date(label: str, elem_id: str) -> gr.HTML:
    import gradio as gr

    return gr.HTML(
        "",
        label=label,
        html_template=_FIELD,
        js_on_load=_FIELD_JS,
        apply_default_css=False,
        elem_id=elem_id,
        min_width=150,
    )
