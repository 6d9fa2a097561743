"""Every import contract is really checked: break it in a copy of the graph, and it is noticed."""

import shutil
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest
from django.conf import settings
from grimp import ImportGraph, build_graph
from importlinter import Contract, ContractCheck
from importlinter.api import read_configuration
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract

BASE_DIR = Path(settings.BASE_DIR)
CONFIGURATION = read_configuration(str(BASE_DIR / "pyproject.toml"))
CONTRACTS = CONFIGURATION["contracts_options"]
KINDS: dict[str, type[Contract]] = {
    "acyclic_siblings": AcyclicSiblingsContract,
    "forbidden": ForbiddenContract,
    "independence": IndependenceContract,
    "layers": LayersContract,
    "protected": ProtectedContract,
}

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
    ("floors", "timeline/editing/breach.py", "import timeline.desk"),
    ("floors", "timeline/editing/breach.py", "import timeline.admin"),
    ("floors", "timeline/editing/breach.py", "import timeline.web"),
    ("floors", "timeline/editing/breach.py", "import timeline.api"),
    ("floors", "timeline/services/breach.py", "import timeline.editing"),
    ("floors", "timeline/vocabulary/breach.py", "import timeline.database"),
    ("floors", "timeline/common/__init__.py", '"""A room that is not in the plan."""'),
    ("readers", "timeline/web/breach.py", "import timeline.services"),
    ("readers", "timeline/api/breach.py", "import timeline.services"),
    ("readers", "timeline/queries/breach.py", "import timeline.ingest"),
    ("readers", "timeline/web/breach.py", "import timeline.editing"),
    ("readers", "timeline/api/breach.py", "import timeline.editing"),
    ("readers", "timeline/templatetags/breach.py", "import timeline.editing"),
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


@pytest.fixture(scope="module")
def graph() -> ImportGraph:
    """Who imports whom, read once."""
    return build_graph("timeline", cache_dir=None)


def keeps(graph: ImportGraph, name: str) -> ContractCheck:
    """What import-linter says of this graph by its contract."""
    options = next(contract for contract in CONTRACTS if contract["id"] == name)
    kind = KINDS[options["type"]]
    contract = kind(options["name"], CONFIGURATION["session_options"], options)
    return contract.check(graph, verbose=False)


def import_too_much(graph: ImportGraph, file: str, line: str) -> None:
    """Do to the graph what the line would do to it, written at the end of the file."""
    module = file.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    graph.add_module(module)
    if line.startswith("import "):
        imported = line.removeprefix("import ")
        assert imported in graph.modules, "a breach imports what is there"
        graph.add_import(importer=module, imported=imported)


@pytest.mark.parametrize(("contract", "module", "line"), BREACHES)
def test_contract_notices_a_breach(
    graph: ImportGraph, contract: str, module: str, line: str
) -> None:
    broken = deepcopy(graph)
    import_too_much(broken, module, line)
    if contract == "models":
        # A cycle needs a way back.
        import_too_much(broken, "timeline/models/events.py", "import timeline.models.places")

    assert not keeps(broken, contract).kept


def test_readers_may_not_write_through_somebody_else(graph: ImportGraph) -> None:
    broken = deepcopy(graph)
    through = "timeline/templatetags/through.py"
    import_too_much(broken, through, "import timeline.services.rows")
    import_too_much(broken, "timeline/web/breach.py", "import timeline.templatetags.through")

    check = keeps(broken, "readers")

    assert not check.kept
    assert "timeline.templatetags.through" in repr(check.metadata)


@pytest.mark.parametrize("contract", [contract["id"] for contract in CONTRACTS])
def test_contract_holds_and_has_a_breach(graph: ImportGraph, contract: str) -> None:
    assert keeps(deepcopy(graph), contract).kept
    assert contract in {breach[0] for breach in BREACHES}


def test_program_notices_a_breach_in_a_file(tmp_path: Path) -> None:
    """What `make check` runs reads the files and these contracts."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(BASE_DIR / "timeline", tmp_path / "timeline", ignore=ignored)
    shutil.copy(BASE_DIR / "pyproject.toml", tmp_path)
    for contract, module, line in (BREACHES[0], BREACHES[-1]):
        assert contract in {"floors", "database"}
        with (tmp_path / module).open("a", encoding="utf-8") as source:
            source.write(f"\n{line}\n")

    answer = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert answer.returncode == 1
    assert f"Contracts: {len(CONTRACTS) - 2} kept, 2 broken." in answer.stdout


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
    rooms = {"web", "api", "exports", "queries", "templatetags"}

    present = {f"timeline.{room}" for room in rooms if (BASE_DIR / "timeline" / room).is_dir()}

    assert set(readers["source_modules"]) == present
