"""Every import contract is really checked: break it in a copy of the tree, and it is noticed."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

BASE_DIR = Path(settings.BASE_DIR)
CONTRACTS = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["tool"]["importlinter"][
    "contracts"
]

# Contract, the module that gets a line too much, and the line.
BREACHES = [
    ("floors", "timeline/models/places.py", "import timeline.queries"),
    ("floors", "timeline/vocabulary/roles.py", "import timeline.models"),
    ("floors", "timeline/queries/breach.py", "import timeline.services"),
    ("floors", "timeline/services/breach.py", "import timeline.ingest"),
    ("floors", "timeline/web/breach.py", "import timeline.admin"),
    ("floors", "timeline/api/breach.py", "import timeline.web"),
    ("floors", "timeline/desk/breach.py", "import timeline.web"),
    ("floors", "timeline/accounts/breach.py", "import timeline.admin"),
    ("floors", "timeline/vocabulary/breach.py", "import timeline.database"),
    ("floors", "timeline/common/__init__.py", '"""A room that is not in the plan."""'),
    ("readers", "timeline/web/breach.py", "import timeline.services"),
    ("readers", "timeline/api/breach.py", "import timeline.services"),
    ("readers", "timeline/queries/breach.py", "import timeline.ingest"),
    ("floors", "timeline/queries/rows/breach.py", "import timeline.drawings"),
    ("editors", "timeline/web/breach.py", "import timeline.queries.editors.inbox"),
    ("editors", "timeline/api/breach.py", "import timeline.queries.editors.inbox"),
    ("editors", "timeline/templatetags/breach.py", "import timeline.queries.editors.inbox"),
    ("inner-queries", "timeline/queries/lists/breach.py", "import timeline.queries.editors.inbox"),
    ("inner-queries", "timeline/queries/lists/breach.py", "import timeline.queries.nouns.actors"),
    ("inner-queries", "timeline/queries/event/breach.py", "import timeline.queries.lists.events"),
    ("inner-queries", "timeline/queries/maps/breach.py", "import timeline.queries.event.detail"),
    ("inner-queries", "timeline/queries/rows/breach.py", "import timeline.queries.readers.names"),
    ("inner-queries", "timeline/queries/corner/__init__.py", '"""A room without a place."""'),
    ("inner-services", "timeline/services/nouns/breach.py", "import timeline.services.proposals"),
    ("inner-services", "timeline/services/evidence/breach.py", "import timeline.services.nouns"),
    ("inner-ingest", "timeline/ingest/seeds/breach.py", "import timeline.ingest.gazetteer.rows"),
    ("inner-vocabulary", "timeline/vocabulary/texts/breach.py", "import timeline.vocabulary.dates"),
    ("drawings", "timeline/drawings/breach.py", "import timeline.models"),
    ("drawings", "timeline/drawings/strip/breach.py", "import timeline.queries.rows.facts"),
    ("models", "timeline/models/places.py", "import timeline.models.events"),
    ("config", "timeline/admin/breach.py", "import timeline.config.settings"),
    ("database", "timeline/models/breach.py", "import timeline.database.cluster"),
    ("database", "timeline/management/commands/breach.py", "import timeline.database.cluster"),
]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the Python files and of the contracts."""
    ignored = shutil.ignore_patterns("__pycache__", "static", "templates")
    shutil.copytree(BASE_DIR / "timeline", tmp_path / "timeline", ignore=ignored)
    shutil.copy(BASE_DIR / "pyproject.toml", tmp_path)
    return tmp_path


def check_contract(tree: Path, contract: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache", "--contract", contract],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(("contract", "module", "line"), BREACHES)
def test_contract_notices_a_breach(tree: Path, contract: str, module: str, line: str) -> None:
    file = tree / module
    file.parent.mkdir(exist_ok=True)
    with file.open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    if contract == "models":
        # A cycle needs a way back.
        back = tree / "timeline/models/events.py"
        back.write_text(back.read_text() + "\nimport timeline.models.places\n")

    answer = check_contract(tree, contract)

    assert answer.returncode == 1
    assert "BROKEN" in answer.stdout


def test_readers_may_not_write_through_somebody_else(tree: Path) -> None:
    (tree / "timeline/web/breach.py").write_text("import timeline.templatetags.through\n")
    (tree / "timeline/templatetags/through.py").write_text("import timeline.services.rows\n")

    answer = check_contract(tree, "readers")

    assert answer.returncode == 1
    assert "timeline.templatetags.through -> timeline.services.rows" in answer.stdout


@pytest.mark.parametrize("contract", [contract["id"] for contract in CONTRACTS])
def test_contract_holds_and_has_a_breach(tree: Path, contract: str) -> None:
    answer = check_contract(tree, contract)

    assert answer.returncode == 0, answer.stdout
    assert contract in {breach[0] for breach in BREACHES}


def test_optional_floors_do_not_exist_yet() -> None:
    """A floor in parentheses isn't checked for being there; once it is, the mark must go."""
    floors = next(contract for contract in CONTRACTS if contract["id"] == "floors")
    names = " | ".join(floors["layers"]).split(" | ")
    optional = {name.strip("()") for name in names if name.startswith("(")}

    present = {
        path.stem for path in (BASE_DIR / "timeline").iterdir() if path.suffix in {"", ".py"}
    }

    assert optional & present == set()


def test_every_reading_floor_that_exists_is_kept_from_writing() -> None:
    readers = next(contract for contract in CONTRACTS if contract["id"] == "readers")
    rooms = {"web", "api", "exports", "queries"}

    present = {f"timeline.{room}" for room in rooms if (BASE_DIR / "timeline" / room).is_dir()}

    assert set(readers["source_modules"]) == present
