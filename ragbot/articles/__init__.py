"""One file per format → `Article`. Knows no passages."""

from ragbot.articles.files import SourceFile, find_files
from ragbot.articles.loading import LOADERS, load

__all__ = ["LOADERS", "SourceFile", "find_files", "load"]
