"""A language model on this machine: the child process that it runs in, and the engines that run it."""

from ragbot.local_llm.child import LocalLlm, check_model

__all__ = ["LocalLlm", "check_model"]
