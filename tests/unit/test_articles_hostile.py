"""Files that are broken, odd or meant to harm: each becomes an article or a reason, never an exception."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ragbot.articles import LOADERS, SourceFile, load
from ragbot.domain import Article, Skipped

INVISIBLE = ("Cc", "Cs")


@pytest.fixture
def read(tmp_path):
    """What one file of this name and content loads as."""

    def call(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return list(load(SourceFile(path, name)))

    return call


def reason(items) -> str:
    (item,) = items
    assert isinstance(item, Skipped), item
    assert item.failed
    return item.reason


def article(items) -> Article:
    (item,) = items
    assert isinstance(item, Article), item
    return item


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("---\ntitle: H\n\nBody without an end to the front matter.", "front matter that does not end"),
        ("---\ntitle: H\nauthor: {a: [\n---\nBody", "not valid YAML in line"),
        ('---\ntitle: "\\UFFFFFFFF"\n---\nBody', "not valid YAML"),
        ("---\ntitle: &a [*a]\n---\nBody", "not valid YAML in line 2"),
        ("---\nt: " + "[" * 20_000 + "\n---\nBody", "nested too deeply"),
        ("---\ntitle: " + "x" * 70_000 + "\n---\nBody", "64,000 characters"),
        ("Headline\n\n" + "word " * 90_000, "400,000 characters"),
        ("```\n```\n", "no headline"),
    ],
)
def test_markdown_that_cannot_be_read_says_why(read, content, why):
    assert why in reason(read("a.md", content))


def test_yaml_error_names_the_line_of_the_file(read):
    assert "in line 4." in reason(read("a.md", "---\ntitle: H\nsource: S\nnote: a: b\n---\nBody"))


def test_front_matter_builds_no_objects_and_merges_nothing(read):
    item = article(read("a.md", "---\ntitle: !!python/object/apply:os.getcwd []\nheadline: H\n---\nBody"))
    assert item.headline == "H"


@pytest.mark.parametrize("key", ["content", "handler", "metadata", "1", "null"])
def test_front_matter_may_have_any_key(read, key):
    assert article(read("a.md", f"---\n{key}: x\ntitle: H\n---\nBody")).headline == "H"


def test_front_matter_keeps_values_as_they_are_written(read):
    item = article(read("a.md", "---\ntitle: No\nid: 0123\nsource: 1e3\nauthor:\nnote: ~\n---\nBody"))
    assert (item.headline, item.outlet, item.byline, item.note) == ("No", "1e3", "", "")
    assert item.id != article(read("b.md", "---\ntitle: No\nid: 83\n---\nBody")).id


@pytest.mark.parametrize("value", ["2026-02-30", "2026-13-01T00:00:00Z", "0001-01-01T00:00:00Z", "soon", "[a]", "{}"])
def test_a_date_that_cannot_be_is_none_and_no_failure(read, value):
    assert article(read("a.md", f"---\ntitle: H\npublished: {value}\n---\nBody")).published is None


def test_text_between_two_rules_is_text(read):
    item = article(read("a.md", "---\nHarbour closed\n---\n\nThe harbour is closed."))
    assert "Harbour closed" in item.headline
    assert "The harbour is closed." in item.body


def test_text_that_opens_with_a_brace_is_no_front_matter(read):
    assert article(read("a.md", "{\nnot json\n}\n\nBody")).headline == "{"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"[]", "empty list"),
        (b"{}", "without headline (or title, headlines) and body_nitf"),
        (b'"text"', "no article object"),
        (b"NaN", "no article object"),
        (b'{"headline": "H", "body_text": ' + b"[" * 50_000, "nested too deeply"),
        (b'{"headline": NaN, "body_text": "B"}', "without headline"),
        (b'{"headline": {"a": 1}, "body_text": "B"}', "no headline"),
        (b'{"headline": "H", "bodies": [1, {"value": 7}, null]}', "no text below"),
        (b'{"headline": "H", "body_nitf": "<script>x</script>"}', "no text below"),
        (b'{"headline": "H", "body_nitf": "<p>H</p>"}', "no text below"),
        (b'{"title": "A", "text": "B"}\n{"title": "C", "text": "D"}', ".jsonl"),
    ],
)
def test_json_that_is_no_article_says_why(read, content, why):
    assert why in reason(read("a.json", content))


def test_numbers_and_constants_that_json_forbids_do_not_spoil_an_article(read):
    item = article(read("a.json", b'{"headline": "H", "body_text": "B", "x": NaN, "y": -Infinity, "id": 1e999}'))
    assert (item.headline, item.body) == ("H", "B")


def test_lone_surrogates_of_json_are_dropped(read):
    data = b'{"headline": "H\\ud800", "body_text": "B\\udfff.", "uri": "u\\ud800", "author": "\\u0000A\\u001b[2J"}'
    item = article(read("a.json", data))
    assert (item.headline, item.body, item.byline) == ("H", "B.", "A[2J")


def test_a_bad_line_names_its_own_line_and_not_line_one(read):
    items = read("a.jsonl", b'{"title": "A", "text": "B"}\n\n{"title": \n' + b"[" * 50_000 + b"\n[1]\n")
    assert isinstance(items[0], Article)
    assert [(s.path, s.reason.partition(",")[0]) for s in items[1:3]] == [
        ("a.jsonl#3", "is not valid JSON: line 3"),
        ("a.jsonl#4", "is nested too deeply to be an article. Flatten it or leave it out."),
    ]
    assert "no article object" in items[3].reason


def test_one_json_document_under_the_name_of_json_lines_is_said_once(read):
    text = json.dumps([{"title": "A", "text": "B"}] * 3, indent=2)
    assert "Name it .json." in reason(read("a.jsonl", text))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x00" * 100, "is empty but for NUL bytes"),
        (b"\xff\xfe", "is empty"),
        ("Headline\nText.".encode("utf-16-le"), "full of NUL bytes"),
        ("Headline\nText.".encode("utf-32"), "full of NUL bytes"),
        (b"\xef\xbb\xbfHeadline\n\xe4", "byte 12 "),
        (b"\xff\xfeA\x00\x00\xd8", "damaged UTF-16"),
    ],
)
def test_bytes_that_are_no_text_say_why(read, content, why):
    assert why in reason(read("a.txt", content))


def test_a_few_nul_bytes_do_not_spoil_an_article(read):
    assert article(read("a.txt", b"Head\x00line\nA te\x00xt.")).body == "A text."


def test_a_folder_under_the_name_of_an_article_is_a_reason(tmp_path):
    (tmp_path / "a.txt").mkdir()
    assert "no file that can be read" in reason(load(SourceFile(tmp_path / "a.txt", "a.txt")))


def test_a_file_that_has_gone_since_it_was_found_is_a_reason(tmp_path):
    assert "cannot be read" in reason(load(SourceFile(tmp_path / "gone.txt", "gone.txt")))


def test_an_ending_that_no_loader_knows_is_a_reason(tmp_path):
    assert "ends in .pdf" in reason(load(SourceFile(tmp_path / "a.pdf", "a.pdf")))


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Text.</p><![bogus[x]]><p>More.</p>",
        "<p>Text.</p><![endif]><p>More.</p>",
        "<p>Text.</p><!-- <p>hidden</p> --><p>More.</p>",
        "<p>Text.</p><!--><p>More.</p>",
        "<p>Text.</p><figure><img src=a><p>More.</p>",
        "<p>Text.</p></figure></media><p>More.</p>",
        "<p>Text.</p><figure><figcaption>no</figcaption></figure><p>More.</p>",
        "<p>Text.</p><style>p{}</style><p>More.</p>",
        "<table><tr><td>Text.</td></tr><tr><th>More.</th></tr></table>",
        "<![CDATA[<p>Text.</p><p>More.</p>]]>",
        "<body><body.head><hedline><hl1>H</hl1></hedline></body.head><body.content><p>Text.</p><p>More.",
    ],
)
def test_odd_markup_is_read_like_a_reader_would(read, markup):
    assert article(read("a.json", json.dumps({"headline": "H", "body_nitf": markup}))).body == "Text.\n\nMore."


def test_cells_of_a_row_are_kept_apart(read):
    markup = "<table><tr><td>A</td><td>1</td></tr></table>"
    assert article(read("a.json", json.dumps({"headline": "H", "body_xhtml": markup}))).body == "A 1"


def test_entities_are_decoded_once_and_never_become_tags(read):
    markup = "<p>A &lt;b&gt; &amp;amp; &#8211; 5 &lt; 6</p>"
    assert article(read("a.json", json.dumps({"headline": "H", "body_nitf": markup}))).body == "A <b> &amp; – 5 < 6"


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["<a ", "<!--", "</a", "<?", "<a href='", "<svg ", "<!-->", '<a b=">', "<!["])
def test_a_megabyte_of_tags_without_end_does_not_hang(read, piece):
    # Each of these took html.parser minutes, in time that grows with the square of the length.
    text = "<p>Text.</p>" + piece * (1_000_000 // len(piece))
    assert article(read("a.json", json.dumps({"headline": "H", "body_nitf": text}))).body.startswith("Text.")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = ["headline", "title", "headlines", "body_nitf", "body_text", "bodies", "body", "text", "altids", "uri", "url", "links", "bylines", "author", "infosource", "provider", "subject", "pubstatus", "status", "embargoed", "firstcreated", "versioncreated", "published", "date", "language", "note"]  # fmt: skip
objects = st.dictionaries(st.sampled_from(KEYS), json_values, max_size=8).map(
    lambda d: {"headline": "Headline", "body_text": "Text."} | d
)
front = st.dictionaries(st.sampled_from(KEYS), st.text(max_size=20), max_size=4).map(
    lambda d: "---\n" + "\n".join(f"{k}: {v}" for k, v in d.items()) + "\n---\nText.\n"
)


def check(items) -> None:
    for item in items:
        if isinstance(item, Skipped):
            assert item.reason.endswith(".")
            continue
        assert item.status != "usable" or (item.headline and item.body)
        shown = [item.headline, item.body, item.outlet, item.byline, item.section, item.language, item.note]
        text = "".join([*shown, item.url or ""])
        assert not {c for c in text if unicodedata.category(c) in INVISIBLE and c != "\n"}
        assert "\n" not in item.headline + item.outlet + item.byline
        assert unicodedata.is_normalized("NFC", item.body)
        assert item.body == item.body.strip()
        text.encode("utf-8")
        assert all(d is None or d.utcoffset() is not None for d in (item.published, item.updated, item.embargoed))


@pytest.fixture(scope="module")
def anywhere(tmp_path_factory):
    return tmp_path_factory.mktemp("any")


@settings(max_examples=150)
@given(
    content=st.binary(max_size=300)
    | st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass"))
    | front.map(lambda t: t.encode("utf-8", "surrogatepass")),
    ending=st.sampled_from(sorted(LOADERS)),
)
def test_no_bytes_raise_or_leave_an_article_that_cannot_be_shown(anywhere, content, ending):
    path = anywhere / f"any{ending}"
    path.write_bytes(content)
    check(load(SourceFile(path, path.name)))


@settings(max_examples=150)
@given(data=objects, ending=st.sampled_from([".json", ".jsonl"]))
def test_no_json_object_raises_whatever_its_fields_hold(anywhere, data, ending):
    path = anywhere / f"object{ending}"
    path.write_text(json.dumps(data), encoding="utf-8")
    check(load(SourceFile(path, path.name)))


@settings(max_examples=150)
@given(markup=st.lists(st.sampled_from(["<", ">", "<p>", "</p>", "<![", "]]>", "<!--", "-->", "<figure>", "&#", "&lt", "a", " ", "'", '"', "<script>", "</script>", "<td ", "/"]), max_size=25).map("".join))  # fmt: skip
def test_no_markup_raises(anywhere, markup):
    path = anywhere / "markup.json"
    path.write_text(json.dumps({"headline": "H", "body_nitf": markup}), encoding="utf-8")
    check(load(SourceFile(path, path.name)))
