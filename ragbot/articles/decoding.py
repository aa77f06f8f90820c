"""Bytes → text, by what the file itself says about its encoding. Nothing is guessed."""

from __future__ import annotations

import codecs
import re

from ragbot.articles.draft import NotAnArticleError

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_IN_XML = re.compile(rb"\A\s*<\?xml[^>]{0,200}?\sencoding\s*=\s*[\"']([\w.:-]{1,40})")
# <meta charset=…> as well as <meta http-equiv="Content-Type" content="text/html; charset=…">
_IN_HTML = re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 65_536
# What browsers read, under Python's names; they read a wider one for some, because pages say the narrow one and mean
# the wide. Any other codec that Python knows (punycode, unicode_escape, utf-7) is no page's, but an attack or an error.
_WIDER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
_ALIASES = {"x-sjis": "cp932", "windows-31j": "cp932", "windows-949": "cp949", "windows-874": "cp874"}
_KNOWN = re.compile(r"utf-8|cp125\d|cp874|cp866|cp932|cp949|iso8859-\d+|koi8-[ru]|mac-roman|mac-cyrillic|gb18030|big5|euc_jp|iso2022_jp")  # fmt: skip
_MAX_LOST = 0.001


def decode(raw: bytes, *, markup: bool = False) -> str:
    """Text of UTF-8, of UTF-16 with its mark, and of `markup` in the encoding that it declares; else NotAnArticleError."""
    wide = raw.startswith(_UTF16)
    mark = 0 if wide or not raw.startswith(codecs.BOM_UTF8) else len(codecs.BOM_UTF8)
    declared = _declared(raw) if markup and not wide and not mark else ""
    # UTF-8 goes before what is declared: programs that save a page convert it and forget its declaration, and no
    # other encoding's text is valid UTF-8 by chance. Only this Japanese one is made of nothing but ASCII.
    if declared == "iso2022_jp":
        return raw.decode(declared, "replace")
    try:
        return raw.decode("utf-16") if wide else raw[mark:].decode("utf-8")
    except UnicodeDecodeError as error:
        at = f"(byte {error.start + mark:,} does not fit)"
    if wide:
        raise NotAnArticleError(f"is damaged UTF-16 {at}. Save it again, as UTF-8.")
    if declared:
        text = raw.decode(declared, "replace")
        if text.count("\ufffd") <= len(text) * _MAX_LOST:
            return text
        raise NotAnArticleError(f"is not the {declared} that it declares {at}. Save it again, as UTF-8.")
    raise NotAnArticleError(f"is not UTF-8 {at}. Convert it, for example: iconv -f WINDOWS-1252 -t UTF-8.")


def _declared(raw: bytes) -> str:
    """Python's name of the encoding that a page or feed declares, where it is one that browsers read; else ""."""
    found = _IN_XML.match(raw[:_HEAD]) or _IN_HTML.search(raw[:_HEAD])
    label = found[1].decode("ascii").lower() if found else ""
    try:
        name = codecs.lookup(_ALIASES.get(label, label)).name
    except (LookupError, UnicodeError):
        return ""
    name = _WIDER.get(name, name)
    return name if _KNOWN.fullmatch(name) else ""
