"""A small folder of seeds that tests write and then change by a text edit."""

from collections.abc import Callable
from pathlib import Path

FILES = {
    "places/places.csv": (
        "slug,name,kind,parent\nriverland,Riverland,country,\nport,Port,town,riverland\n"
    ),
    "places/names.csv": "place,name,language,kind\nport,Hafen,de,exonym\n",
    "actors/actors.csv": (
        "slug,name,kind,public_role\nnavy,Navy,armed_forces,\nada,Ada,person,spokesperson\n"
    ),
    "sources/sources.csv": "slug,name,kind\ngazette,The Gazette,newspaper\n",
    "documents/documents.csv": (
        "slug,source,title,url,published\n"
        "first,gazette,[Ships seen],https://gazette.example/1,2014-08-18~\n"
        "second,gazette,Again,https://gazette.example/2,\n"
    ),
    "events/ships.yaml": """\
title: Ships reported in the port
date: "2014-08-18~"
nature: occurrence
type: movement_of_forces
places:
  - {place: port, role: destination}
actors:
  - {actor: navy, role: agent}
claims:
  - key: a1
    document: first
    stance: supports
    summary: Five ships lie in the port
    measures:
      - {quantity: number, text: five, best: 5}
  - key: a2
    document: second
    stance: supports
    summary: The Gazette says it again
    relays: a1
""",
    "timelines/harbour.yaml": "title: Harbour\nevents: [ships]\n",
}
EVENT = "events/ships.yaml"


type Write = Callable[..., Path]


def writer_of(folder: Path) -> Write:
    """Writes the small folder, with `changes` in the text of one file."""

    def write(file: str = "", *changes: tuple[str, str]) -> Path:
        for name, text in FILES.items():
            changed = text
            for old, new in changes if name == file else ():
                assert old in changed
                changed = changed.replace(old, new, 1)
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(changed, "utf-8")
        return folder

    return write
