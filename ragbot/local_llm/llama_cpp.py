"""A GGUF file in llama.cpp. Run as a module this *is* the child: it must not import torch, chromadb or gradio."""

from __future__ import annotations

import json
import os
import platform
import sys

# Prompts that the server keeps beside the one it is at, for conversations in turns: some 15 of them. Its own limit is 8 GB.
_CACHE_MB = 256
# Where llama.cpp's own arrangement of the weights costs more than it gives: docs/decisions/015-what-makes-it-fast.md
_READ_AS_THEY_ARE = ("x86_64", "AMD64")


def _serve() -> None:
    """The child: load, say where it listens, and live until standard input closes."""
    options = json.loads(sys.stdin.readline())
    # llama.cpp prints to stdout as well, which is the channel to the parent: keep that for ourselves.
    channel = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = options["model"]
    params.n_ctx = options["context"]
    params.n_parallel = 1
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [options["key"]]
    params.cache_ram_mib = _CACHE_MB
    # A mapped file would stay in memory beside the copy that llama.cpp arranges for the processor: 600 MB of 1.9 GB.
    params.load_mode = xllamacpp.llama_load_mode.LLAMA_LOAD_MODE_NONE
    params.no_extra_bufts = platform.machine() in _READ_AS_THEY_ARE
    params.offline = True
    params.ui = False
    params.endpoint_slots = True
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = options["threads"]
    server = xllamacpp.Server(params)
    channel.write(f"READY {server.listening_address}\n")
    channel.flush()
    sys.stdin.read()
    # Freeing a model in the middle of a prompt can hang; there is nothing to save.
    os._exit(0)


if __name__ == "__main__":
    _serve()
