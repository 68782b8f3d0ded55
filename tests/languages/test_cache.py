"""Compiled packs are kept: the newest versions of each, for installations of several versions side by side."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from communique.languages import compile as packs


def test_the_newest_versions_of_a_pack_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "user_cache_path", lambda *_, **__: tmp_path)
    for age in range(8):
        old = tmp_path / f"id-{age}.pack"
        old.write_bytes(b"of another version")
        os.utime(old, (1_000_000 - age, 1_000_000 - age))
    other = tmp_path / "fr-1.pack"
    other.write_bytes(b"of another language")
    first = packs.compiled("id")
    (kept,) = tmp_path.glob(f"id-{first.version}.pack")
    assert sorted(path.name for path in tmp_path.glob("id-*")) == sorted([kept.name, *(f"id-{age}.pack" for age in range(5))])
    assert other.exists()
    written = kept.stat().st_mtime_ns
    assert packs.compiled("id").version == first.version
    assert kept.stat().st_mtime_ns == written


def test_a_damaged_pack_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packs, "user_cache_path", lambda *_, **__: tmp_path)
    first = packs.compiled("id")
    (kept,) = tmp_path.glob("id-*")
    kept.write_bytes(kept.read_bytes()[:1000])
    assert packs.compiled("id").version == first.version
    assert kept.stat().st_size > 1000
