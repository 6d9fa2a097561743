"""The task list: it finds a Python, installs once, and says in a sentence what it lacks."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)
NAMES = ("python3.14", "python3.13", "python3.12", "python3", "python")

# Answers like a Python that is new enough: to the question with success, to "make a .venv" by
# making one and leaving its own name there.
SUITABLE = """#!/bin/sh
[ "$1" = -c ] && exit 0
mkdir -p .venv/bin && echo "$0" > .venv/bin/python
"""
UNSUITABLE = "#!/bin/sh\nexit 127\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile, where every Python of the machine is hidden by a broken one."""
    shutil.copy(BASE_DIR / "Makefile", tmp_path)
    for name in NAMES:
        write_program(tmp_path / "bin" / name, UNSUITABLE)
    return tmp_path


def write_program(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    file.chmod(0o755)
    return file


def make(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = f"{checkout / 'bin'}{os.pathsep}/usr/bin{os.pathsep}/bin"
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=checkout,
        env={"PATH": path, "HOME": str(checkout / "home")},
        capture_output=True,
        text=True,
        check=False,
    )


def python_used(checkout: Path) -> Path:
    return Path((checkout / ".venv/bin/python").read_text().strip())


def test_first_python_that_runs_is_used(checkout: Path) -> None:
    chosen = write_program(checkout / "bin/python3.12", SUITABLE)

    answer = make(checkout, ".venv/bin/python")

    assert (answer.returncode, answer.stderr) == (0, "")
    assert python_used(checkout) == chosen


def test_python_of_pyenv_is_found(checkout: Path) -> None:
    write_program(checkout / "home/.pyenv/versions/3.11.1/bin/python3", UNSUITABLE)
    chosen = write_program(checkout / "home/.pyenv/versions/3.12.1/bin/python3", SUITABLE)

    make(checkout, ".venv/bin/python")

    assert python_used(checkout) == chosen


def test_python_that_is_named_is_used(checkout: Path) -> None:
    write_program(checkout / "bin/python3.14", SUITABLE)
    chosen = write_program(checkout / "elsewhere/python", SUITABLE)

    make(checkout, ".venv/bin/python", f"PYTHON={chosen}")

    assert python_used(checkout) == chosen


def test_python_that_is_named_but_does_not_suit_is_refused(checkout: Path) -> None:
    write_program(checkout / "bin/python3.14", SUITABLE)

    answer = make(checkout, ".venv/bin/python", "PYTHON=/no/such/python")

    assert answer.returncode == 2
    assert answer.stderr.startswith("Python 3.12 or newer with venv is needed; /no/such/python is")


def test_uv_makes_the_environment_where_no_python_does(checkout: Path) -> None:
    write_program(
        checkout / "bin/uv", '#!/bin/sh\nmkdir -p .venv/bin && echo "$@" > .venv/bin/python\n'
    )

    make(checkout, ".venv/bin/python")

    assert str(python_used(checkout)) == "venv --quiet --seed --python >=3.12 .venv"


def test_machine_without_python_gets_one_sentence(checkout: Path) -> None:
    if shutil.which("uv", path="/usr/bin:/bin"):
        pytest.skip("uv is installed for the whole system here")

    answer = make(checkout, ".venv/bin/python")

    assert answer.returncode == 2
    sentence, *rest = answer.stderr.splitlines()
    assert sentence == (
        "Python 3.12 or newer with venv is needed: name one with make PYTHON=PATH, or install uv."
    )
    assert len(rest) == 1  # make's own "Error 1"


def test_packages_are_installed_once(checkout: Path) -> None:
    write_program(checkout / ".venv/bin/python", "#!/bin/sh\necho pip >> pip.log\n")
    requirements = checkout / "requirements.txt"
    requirements.write_text("")

    make(checkout, ".venv/.installed")
    make(checkout, ".venv/.installed")
    once = (checkout / "pip.log").read_text()
    later = (checkout / ".venv/.installed").stat().st_mtime + 5
    os.utime(requirements, (later, later))
    make(checkout, ".venv/.installed")

    assert once == "pip\n"
    assert (checkout / "pip.log").read_text() == "pip\npip\n"


def test_packages_are_installed_with_hashes() -> None:
    text = (BASE_DIR / "Makefile").read_text()

    installs = re.findall(r"^PIP := .*$|-m pip install.*", text, re.MULTILINE)

    assert len(installs) == 1
    assert "--require-hashes" in installs[0]


def test_every_promised_task_exists(checkout: Path) -> None:
    answer = make(checkout, "help")

    promised = {
        "run",
        "dev",
        "test",
        "drills",
        "check",
        "bench",
        "seed",
        "docs",
        "screenshots",
        "audit",
    }
    assert {line.split()[1] for line in answer.stdout.splitlines()} >= promised


def test_ci_calls_the_same_tasks() -> None:
    script = BASE_DIR / ".ci/run"

    assert script.read_text().splitlines()[-2:] == ["make test", "exec make drills"]
    assert os.access(script, os.X_OK)


def test_tests_come_last() -> None:
    """CI reads the outcome from the last line, which must be pytest's."""
    text = (BASE_DIR / "Makefile").read_text()
    recipes = {
        task: text.split(f"\n{task}: ")[1].split("\n\n")[0].splitlines()
        for task in ("test", "drills")
    }

    assert "browser check" in recipes["test"][0]
    assert "browser" in recipes["drills"][0]
    for recipe in recipes.values():
        assert [line for line in recipe[1:] if "-m pytest" not in line] == []


def test_messages_need_gettext_and_say_so(checkout: Path) -> None:
    for name in ("requirements.txt", ".venv/bin/python", ".venv/.installed"):
        write_program(checkout / name, "")

    answer = subprocess.run(
        [shutil.which("make") or "make", "messages"],
        cwd=checkout,
        env={"PATH": str(checkout / "bin")},
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode != 0
    assert "gettext is needed" in answer.stderr
