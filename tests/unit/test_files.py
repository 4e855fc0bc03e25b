"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from sphinx_glossterm.exchange.builder import GlossaryBuilder
from sphinx_glossterm.exchange.reader import ExportError
from sphinx_glossterm.freshness.files import replace

needs_links = pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_only_a_change_is_written(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "x.po"
    assert replace(path, b"a")
    assert not replace(path, b"a")
    assert replace(path, b"b")
    assert path.read_bytes() == b"b"
    assert names_in(path.parent) == ["x.po"]


def test_a_name_as_long_as_the_system_allows(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 247 + ".po")
    replace(path, b"a")
    assert path.read_bytes() == b"a"


@needs_links
def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "hi.po").write_bytes(b"old")
    link = tmp_path / "x.po"
    link.symlink_to("shared/hi.po")
    replace(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "shared" / "hi.po").read_bytes() == b"new"


@needs_links
def test_others_may_read_what_is_new_and_modes_stay(tmp_path: Path) -> None:
    plain, path = tmp_path / "plain", tmp_path / "x.po"
    plain.write_bytes(b"")
    replace(path, b"a")
    assert path.stat().st_mode == plain.stat().st_mode
    path.chmod(0o640)
    replace(path, b"b")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_two_processes_do_not_meet_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "x.po"
    halves: set[str] = set()

    def fail(half: Path, _target: Path) -> None:
        halves.add(half.name)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path.write_bytes(b"good")
    monkeypatch.setattr(Path, "replace", fail)
    for _process in range(2):
        with pytest.raises(OSError, match="space"):
            replace(path, b"new")
    assert len(halves) == 2
    assert names_in(tmp_path) == ["x.po"]
    assert path.read_bytes() == b"good"


def test_a_good_export_is_not_left_cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_half: Path, _target: Path) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "glossary.json"
    path.write_bytes(b"{}")
    builder = object.__new__(GlossaryBuilder)
    builder.outdir = tmp_path
    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(ExportError, match=r"glossary\.json cannot be written: No space"):
        builder._write({path.name: b"[]"})
    assert path.read_bytes() == b"{}"
    assert names_in(tmp_path) == ["glossary.json"]
