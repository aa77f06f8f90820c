"""What it was measured on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

_TELLING = ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "amx_int8")


def describe() -> str:
    """Processor, what it can do, memory, versions, and how busy it was."""
    info = _lines(Path("/proc/cpuinfo"))
    memory = _lines(Path("/proc/meminfo")).get("MemTotal", "0 kB")
    flags = set(info.get("flags", "").split())
    has = ", ".join(f for f in _TELLING if f in flags) or "none of " + ", ".join(_TELLING)
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("torch", "sentence-transformers", "chromadb", "xllamacpp", "ctranslate2")
    )
    return (
        f"{info.get('model name', platform.processor())}, {os.cpu_count()} cores ({has}), "
        f"{int(memory.split()[0]) / 1e6:.0f} GB; {platform.system()}, Python {platform.python_version()}, {packages}; "
        f"load when it began: {os.getloadavg()[0]:.1f}"
    )


def peak_mb() -> float:
    """The most memory that this process has had in use since `forget_peak`, in MB."""
    return int(_lines(Path("/proc/self/status"))["VmHWM"].split()[0]) / 1024


def forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def resident_mb(pid: int | None = None) -> float:
    """Memory of a process that is in use now, in MB."""
    return int(_lines(Path(f"/proc/{pid or os.getpid()}/status"))["VmRSS"].split()[0]) / 1024


def _lines(path: Path) -> dict[str, str]:
    """The first value of each name in one of the system's lists; nothing where there is none."""
    found: dict[str, str] = {}
    if path.exists():
        for line in path.read_text().splitlines():
            name, _, value = line.partition(":")
            found.setdefault(name.strip(), value.strip())
    return found
