"""The chat in the browser. Gradio's only home, together with `app.py`."""

from ragbot.ui.contract import ChatBot
from ragbot.ui.page import build_ui
from ragbot.ui.server import Serving, serve
from ragbot.ui.site import Library, Site, exposed

__all__ = ["ChatBot", "Library", "Serving", "Site", "build_ui", "exposed", "serve"]
