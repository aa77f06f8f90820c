"""A web address → a file that the loaders read. Knows no articles.

Whoever names an address decides where this machine connects to. So, unless told otherwise, only addresses of the public
internet are asked, also after a redirect, and the address that was checked is the one that is connected to: a name that
answers differently a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import hashlib
import html
import ipaddress
import re
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

import httpx

from ragbot.domain import IngestionReport, Origin, Skipped
from ragbot.errors import ArticleError, StorageError, UsageError
from ragbot.paths import named, safe_name

_MOST_BYTES = 20_000_000
_PORTS = {"http": 80, "https": 443}
_MOST_HOPS = 5
_TIMEOUT_S = 15.0
_TOTAL_S = 60.0
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/json": ".json",
    "application/ld+json": ".json",
    "application/x-ndjson": ".jsonl",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
_NAMED = re.compile(rb"<link\b[^<>]*\bcanonical\b|\bog:url\b", re.IGNORECASE)
_HEAD = re.compile(rb"<head\b[^<>]*>", re.IGNORECASE)
_DEEPEST = 6
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def fetch(url: str, folder: Path, *, private: bool = False) -> Path:
    """Save what an address holds in a folder of its own below `folder`, under the address as a path.

    Both are the same for the same address: read from there, a page is told by its address, and fetched again it is known.

    With `private`, addresses of this machine and its network are asked too. No proxy is used.
    Raises UsageError for what is no address that may be asked, ArticleError where it gives nothing readable.
    """
    deadline = time.monotonic() + _TOTAL_S
    here = url.strip()
    for _ in range(_MOST_HOPS + 1):
        parts = _parts(here)
        with _opened(here, parts, private=private) as reply:
            if reply.status_code in _REDIRECTS and "location" in reply.headers:
                here = urljoin(here, reply.headers["location"])
                continue
            if reply.status_code != httpx.codes.OK:
                raise ArticleError(
                    f"{here} answers {reply.status_code}. Open it in a browser and save the page as a file."
                )
            return _save(here, _ending(here, reply), _read(here, reply, deadline), folder)
    raise ArticleError(f"{url} leads on more than {_MOST_HOPS} times. Name the address that it leads to.")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What to read, the addresses that gave nothing with the reason, and of which address each fetched folder is."""

    paths: list[Path] = field(default_factory=list)
    failed: list[Skipped] = field(default_factory=list)
    origins: dict[Path, Origin] = field(default_factory=dict)

    def told(self, report: IngestionReport) -> IngestionReport:
        """What an ingest of `paths` did, as the ingest of what was wanted."""
        return replace(report, skipped=(*report.skipped, *self.failed))


@contextmanager
def fetched(wanted: Sequence[str | Path], folder: Path) -> Iterator[Fetched]:
    """The paths among `wanted`, and for each address a folder with what it holds, which is removed in the end.

    For the machine's own user: addresses of its network are asked too. Raises UsageError for an empty name; as `fetch`
    where all that is wanted is one address.
    """
    result = Fetched()
    places = [_address_in(item) or named(item) for item in wanted]
    # not one for all: who is refused, or done first, would take away what another still reads
    with _inbox(folder) if any(isinstance(place, str) for place in places) else nullcontext(folder) as inbox:
        for place in places:
            if isinstance(place, Path):
                result.paths.append(place)
                continue
            try:
                file = fetch(place, inbox, private=True)
            except (ArticleError, UsageError) as error:
                if len(wanted) == 1:
                    raise
                result.failed.append(Skipped(place, str(error)))
                continue
            known_by = file.relative_to(inbox).parts[0]
            result.paths.append(inbox / known_by)
            result.origins.setdefault(inbox / known_by, Origin(place, folder / known_by))
        yield result


@contextmanager
def _inbox(folder: Path) -> Iterator[Path]:
    """A new folder below `folder`, which is removed in the end."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        own = Path(tempfile.mkdtemp(dir=folder))
    except OSError as error:
        raise StorageError(f"{folder} cannot be written: {error.strerror}. Free space on that disk.") from error
    try:
        yield own
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _address_in(item: str | Path) -> str:
    """The address that is meant, or "" where it is a file or folder."""
    return item if isinstance(item, str) and "://" in item else ""


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, also where it wraps another one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    fit = parts.scheme in ("http", "https") and parts.hostname and port != 0
    if not fit or parts.username is not None or parts.password is not None or not url.isprintable():
        raise UsageError(f"{url!r} is no web address that can be read. Write it like https://example.org/article.")
    return parts


@contextmanager
def _opened(url: str, parts: SplitResult, *, private: bool) -> Iterator[httpx.Response]:
    host = str(parts.hostname)
    port = parts.port or _PORTS[parts.scheme]
    address = _address(host, port, private=private)
    shown = f"[{address}]" if ":" in address else address
    target = httpx.URL(url).copy_with(host=address, port=port)
    headers = {"host": parts.netloc, "user-agent": "ragbot", "accept": "text/html, application/xml;q=0.9, */*;q=0.5"}
    try:
        with (
            httpx.Client(trust_env=False, timeout=_TIMEOUT_S, follow_redirects=False) as client,
            client.stream("GET", target, headers=headers, extensions={"sni_hostname": host}) as reply,
        ):
            yield reply
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ArticleError(
            f"{url} cannot be read from {shown}: {error or type(error).__name__}. Try again later."
        ) from error


def _address(host: str, port: int, *, private: bool) -> str:
    try:
        found = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise ArticleError(f"There is no host {host!r}. Check the address.") from error
    if not private and not all(is_public(a) for a in found):
        raise UsageError(f"{host} is on this machine or its network. From here only public addresses are read.")
    return found[0]


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host. Raises OSError where it has none."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _read(url: str, reply: httpx.Response, deadline: float) -> bytes:
    """The whole content, unpacked; a page that unpacks to more than is read is cut short with an error."""
    content = bytearray()
    for part in reply.iter_bytes():
        content += part
        if len(content) > _MOST_BYTES:
            raise ArticleError(f"{url} has more than {_MOST_BYTES:,} bytes, the most that is read.")
        if time.monotonic() > deadline:
            raise ArticleError(f"{url} took longer than {_TOTAL_S:.0f} s. Try again later.")
    return bytes(content)


def _ending(url: str, reply: httpx.Response) -> str:
    kind = reply.headers.get("content-type", "").partition(";")[0].strip().lower()
    ending = _ENDINGS.get(kind, "")
    if ending == ".txt":  # servers call Markdown and JSON Lines plain text
        named = Path(urlsplit(url).path).suffix.lower()
        return named if named in {".md", ".jsonl"} else ending
    if not ending:
        raise ArticleError(
            f"{url} holds {kind or 'something unnamed'}, which ragbot cannot read. Name a page or a feed."
        )
    return ending


def _save(url: str, ending: str, content: bytes, folder: Path) -> Path:
    path = folder / _hash(url) / _as_path(url, ending)
    if ending == ".html" and not _NAMED.search(content):  # else nobody would know where it came from
        link = f'<link rel="canonical" href="{html.escape(url)}">'.encode("ascii", "xmlcharrefreplace")
        head = _HEAD.search(content)
        content = content[: head.end()] + link + content[head.end() :] if head else link + content
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise StorageError(f"{folder} cannot be written: {error.strerror}. Free space on that disk.") from error
    return path


def _hash(url: str) -> str:
    return hashlib.sha256(url.encode()).hexdigest()[:16]


def _as_path(url: str, ending: str) -> Path:
    """An address as the path of a file: "example.org/2026/ferry.html". Its names are fit for every file system.

    Where they cannot be those of the address, a mark keeps it apart from others: "example.org/ferry_id=7~1f0c93ab.html".
    """
    parts = urlsplit(url)
    own_port = parts.port and parts.port != _PORTS[parts.scheme]
    folders = [unquote(n) for n in parts.path.split("/") if n] or ["index"]
    last = folders.pop() + (f"?{unquote(parts.query)}" if parts.query else "")
    last = last if last.lower().endswith(ending) else f"{last}{ending}"
    given = [f"{parts.hostname}_{parts.port}" if own_port else str(parts.hostname), *folders[:_DEEPEST], last]
    flat = [n.replace("/", "_").replace("\\", "_") for n in given]
    names = [safe_name(n) for n in flat]
    differs = names != given or len(folders) > _DEEPEST or "\ufffd" in "".join(names)
    # in a folder, a file of that name is no article
    if differs or Path(names[-1]).stem.lower() == "readme":
        names[-1] = safe_name(flat[-1], f"~{_hash(url)[:8]}")
    return Path(*names)
