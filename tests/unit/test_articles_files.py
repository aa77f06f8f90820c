"""Which files are read: each once, none outside the folder, nothing that would wait for ever."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest

from ragbot.articles import SourceFile, find_files, load
from ragbot.domain import Article
from ragbot.errors import ArticleError, UsageError


@pytest.fixture
def folder(tmp_path):
    """A folder with two articles, one of them in a folder of its own."""
    made = tmp_path / "news"
    (made / "sub").mkdir(parents=True)
    for name in ("b.md", "sub/a.TXT"):
        (made / name).write_text("Headline\n\nText.")
    return made


def names(paths) -> list[str]:
    return [f.source_path for f in find_files(paths)[0]]


def test_a_folder_is_read_to_its_depth_in_order_whatever_the_case_of_endings(folder):
    assert names([folder]) == ["b.md", "sub/a.TXT"]


def test_a_single_file_goes_by_its_name(folder):
    assert names([folder / "sub" / "a.TXT"]) == ["a.TXT"]


def test_a_file_met_twice_is_read_once_under_its_first_name(folder):
    assert names([folder, folder / "b.md", folder / "sub"]) == ["b.md", "sub/a.TXT"]


def test_a_file_has_one_identity_by_whatever_way_it_is_named(folder, monkeypatch):
    monkeypatch.chdir(folder)
    ways = [find_files([p])[0][0] for p in (folder, Path(), Path("b.md"), folder / "sub" / ".." / "b.md")]
    ways.append(SourceFile(Path("b.md"), "b.md"))
    assert len({item.id for way in ways for item in load(way)}) == 1


def test_files_of_equal_name_in_different_folders_are_different_articles(folder):
    (folder / "sub" / "b.md").write_text("Headline\n\nText.")
    ids = {item.id for f in find_files([folder])[0] for item in load(f)}
    assert len(ids) == 3


def test_hidden_and_read_me_files_are_left_alone(folder):
    (folder / ".git").mkdir()
    for name in (".git/x.md", ".hidden.md", "README.md", "sub/readme.txt", "ReadMe.markdown"):
        (folder / name).write_text("Headline\n\nText.")
    found, skipped = find_files([folder])
    assert [f.source_path for f in found] == ["b.md", "sub/a.TXT"]
    assert skipped == []


@pytest.mark.parametrize("name", ["README.md", ".hidden.md"])
def test_what_is_left_alone_in_a_folder_is_read_when_it_is_named(folder, name):
    (folder / name).write_text("Headline\n\nText.")
    assert names([folder / name]) == [name]


def test_unknown_endings_are_no_failure_in_a_folder_but_one_when_named(folder):
    for name in ("photo.png", "noending"):
        (folder / name).write_bytes(b"x")
    skipped = find_files([folder])[1]
    assert [(s.path, s.failed) for s in skipped] == [("noending", False), ("photo.png", False)]
    assert (
        skipped[0].reason
        == "has no ending, which ragbot cannot read. It reads .atom, .htm, .html, .json, .jsonl, .markdown, .md, .rss, .txt, .xml."
    )
    (named,) = find_files([folder / "photo.png"])[1]
    assert (named.path, named.failed) == ("photo.png", True)
    assert named.reason.startswith("ends in .png, which ragbot cannot read.")


def test_links_that_leave_the_folder_are_not_followed(folder, tmp_path):
    (tmp_path / "secrets").mkdir()
    (tmp_path / "secrets" / "s.txt").write_text("Secret\n\nText.")
    (folder / "file.txt").symlink_to(tmp_path / "secrets" / "s.txt")
    (folder / "up").symlink_to(tmp_path / "secrets")
    (folder / "loop").symlink_to(folder)
    (folder / "broken.md").symlink_to(folder / "nothing")
    (folder / "self.md").symlink_to(folder / "self.md")
    assert names([folder]) == ["b.md", "sub/a.TXT"]


def test_a_link_to_a_file_of_the_same_folder_adds_no_second_article(folder):
    (folder / "a-link.md").symlink_to(folder / "b.md")
    assert names([folder]) == ["b.md", "sub/a.TXT"]


def test_a_link_to_a_hidden_place_of_the_same_folder_is_read_under_its_own_name(folder):
    (folder / ".store").mkdir()
    (folder / ".store" / "blob").write_text("Stored\n\nText.")
    (folder / "c.md").symlink_to(folder / ".store" / "blob")
    assert names([folder]) == ["b.md", "c.md", "sub/a.TXT"]


def test_a_linked_file_that_is_named_is_read_by_the_ending_of_its_link(folder, tmp_path):
    (tmp_path / "data.bin").write_text("Headline\n\nText.")
    (tmp_path / "link.md").symlink_to(tmp_path / "data.bin")
    (source,) = find_files([tmp_path / "link.md"])[0]
    assert source.source_path == "link.md"
    assert isinstance(next(load(source)), Article)


def test_pipes_and_sockets_are_not_waited_for(folder, monkeypatch):
    monkeypatch.chdir(folder)
    os.mkfifo("pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.txt")
        assert names([folder]) == ["b.md", "sub/a.TXT"]
    found, skipped = find_files([folder / "pipe.txt"])
    assert (found, skipped[0].failed) == ([], True)
    assert "a device or a pipe" in skipped[0].reason
    (item,) = load(SourceFile(folder / "pipe.txt", "pipe.txt"))
    assert not isinstance(item, Article)


@pytest.mark.parametrize("name", ["nowhere", "a\0b", "x" * 5000, "b.md/below"])
def test_a_path_that_cannot_be_is_a_wrong_call(folder, name):
    with pytest.raises(UsageError, match=r"does not exist|cannot be opened"):
        find_files([folder, folder / name])


@pytest.mark.parametrize("files", [[], ["README.md"], ["photo.png"], [".hidden.md"]])
def test_a_folder_without_articles_is_an_error_that_names_the_endings(tmp_path, files):
    for name in files:
        (tmp_path / name).write_text("x")
    (tmp_path / "cwd").rmdir()
    with pytest.raises(ArticleError, match=r"holds no articles.*\.markdown, \.md, \.rss, \.txt"):
        find_files([tmp_path])


def test_a_folder_that_cannot_be_opened_is_reported(folder, monkeypatch):
    real = os.scandir

    def scandir(path):  # chmod would not stop root, whom containers run tests as
        if str(path).endswith("sub"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    found, skipped = find_files([folder])
    assert [f.source_path for f in found] == ["b.md"]
    assert [(s.path, s.failed) for s in skipped] == [("sub", True)]
    assert "Permission denied" in skipped[0].reason


def test_file_names_keep_their_spaces_and_lose_what_cannot_be_shown(tmp_path):
    (tmp_path / "two  spaces.md").write_text("Headline\n\nText.")
    (tmp_path / "evil\x1b[2J\n\u202e.md").write_text("Headline\n\nText.")
    for raw in (b"latin-\xe4.md", b"latin-\xe5.md"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + raw)).write_text("Headline\n\nText.")
    items = [item for f in find_files([tmp_path])[0] for item in load(f)]
    assert sorted(i.source_path for i in items) == [
        "evil\ufffd[2J\ufffd\ufffd.md",
        "latin-\ufffd.md",
        "latin-\ufffd.md",
        "two  spaces.md",
    ]
    assert len({i.id for i in items}) == 4
