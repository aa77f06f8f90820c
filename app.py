"""Launch the chat, and nothing else: settings → bot → page. `ragbot chat` does the same with flags."""

from __future__ import annotations

import sys


def main() -> None:
    from ragbot.cli import main as cli

    sys.argv = [sys.argv[0], "chat", *sys.argv[1:]]
    cli()


if __name__ == "__main__":
    main()
