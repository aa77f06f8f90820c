"""The chat in the browser: gradio's only home, with app.py. One file per panel."""

from ragbot.ui.page import build_ui
from ragbot.ui.protocol import ChatBot
from ragbot.ui.server import serve

__all__ = ["ChatBot", "build_ui", "serve"]
