"""The chat in the browser. Gradio's only home, together with `app.py`."""

from ragbot.ui.contract import ChatBot
from ragbot.ui.page import build_ui
from ragbot.ui.server import Serving, serve

__all__ = ["ChatBot", "Serving", "build_ui", "serve"]
