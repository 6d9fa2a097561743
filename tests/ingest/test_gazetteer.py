"""Gazetteers and outlines: what becomes of each row, and that running twice changes nothing."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.factories import WHY, make_event, make_place, writer
from timeline.ingest.gazetteer.formats import UnusableFile
from timeline.ingest.gazetteer.loading import GazetteerReport, import_places
from timeline.models import ImportRun, Place, PlaceAlias, SearchRow
from timeline.services.nouns.places import edit_place

pytestmark = pytest.mark.django_db

EXCERPT = Path(__file__).parents[1] / "data" / "gazetteer"

WOF = (
    "wof_id,placetype,name,country,region_id,county_id,parent_id,latitude,longitude,population,"
    "geonames_id,wikidata_id,iso_code,alt_names"
)
MOSUL = "5,locality,Mosul,IQ,3,,3,36.34,43.13,1500000,99072,Q83387,,ara:الموصل|deu:Mossul"
NINAWA = "3,region,Ninawa,IQ,3,,1,36,42.4,,,Q1,IQ-NI,eng:Nineveh"
IRAQ = "1,country,Iraq,IQ,,,99,33,44,,,Q796,IQ,"
SQUARE = [[[44, 33], [46, 33], [46, 35], [44, 35], [44, 33]]]


@pytest.fixture
def put(tmp_path: Path) -> Any:
    """Write lines to a file and import them."""

    def run(format_name: str, *lines: str, **options: Any) -> GazetteerReport:
        file = tmp_path / "places.txt"
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return import_places(format_name, file, **options)

    return run


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any) -> str:
    return json.dumps({"type": "FeatureCollection", "features": features})


def area(**properties: Any) -> dict[str, Any]:
    return feature({"type": "Polygon", "coordinates": SQUARE}, **properties)


def path_of(place: Place) -> list[str]:
    above = path_of(place.parent) if place.parent else []
    return [*above, place.name]


def told(report: GazetteerReport) -> dict[str, int]:
    return {word: n for word, n in report.as_dict().items() if n}


def test_whosonfirst_rows_become_places_with_parents_names_and_numbers(put: Any) -> None:
    report = put("whosonfirst", WOF, MOSUL, NINAWA, IRAQ)

    mosul = Place.objects.get(natural_key="wof:5")
    assert told(report) == {"new": 3}
    assert (mosul.slug, mosul.kind, mosul.lat, mosul.lon) == ("mosul", "city", 36.34, 43.13)
    assert (mosul.geonames_id, mosul.wikidata_id) == (99072, "Q83387")
    assert path_of(mosul) == ["Iraq", "Ninawa", "Mosul"]
    assert Place.objects.get(natural_key="wof:1").country_code == "IQ"
    assert sorted(mosul.aliases.values_list("name", "language", "kind")) == [
        ("Mossul", "de", "exonym"),
        ("الموصل", "ar", "own"),
    ]


def test_the_same_file_again_changes_nothing(put: Any) -> None:
    put("whosonfirst", WOF, MOSUL, NINAWA, IRAQ)

    again = put("whosonfirst", WOF, MOSUL, NINAWA, IRAQ)

    assert told(again) == {"unchanged": 3}
    assert (Place.objects.count(), PlaceAlias.objects.count()) == (3, 3)
    assert Place.objects.get(natural_key="wof:5").version == 1


def test_a_changed_row_changes_the_place_and_where_its_events_are_found(put: Any) -> None:
    put("whosonfirst", WOF, MOSUL, NINAWA, IRAQ)
    place = Place.objects.get(natural_key="wof:5")
    event = make_event(places=[place])

    again = put("whosonfirst", WOF, MOSUL.replace("IQ,3,,3,", "IQ,,,1,"), NINAWA, IRAQ)

    place.refresh_from_db()
    assert told(again) == {"changed": 1, "unchanged": 2}
    assert (place.version, place.parent and place.parent.name) == (2, "Iraq")
    ninawa = Place.objects.get(natural_key="wof:3")
    assert ninawa.pk not in SearchRow.objects.get(event=event).place_ids


def test_a_place_that_a_person_edited_last_is_kept(put: Any) -> None:
    put("whosonfirst", WOF, IRAQ)
    place = Place.objects.get()
    edit_place(place, by=writer(), reason=WHY, version=1, name="Republic of Iraq")

    again = put("whosonfirst", WOF, IRAQ)

    assert told(again) == {"kept": 1}
    assert Place.objects.get().name == "Republic of Iraq"


def test_two_places_of_one_name_get_two_slugs(put: Any) -> None:
    put("whosonfirst", WOF, MOSUL, MOSUL.replace("5,", "6,", 1).replace("99072,Q83387", ","))

    assert set(Place.objects.values_list("slug", flat=True)) == {"mosul", "mosul-2"}


def test_a_place_of_another_origin_is_completed_and_never_renamed(put: Any) -> None:
    iraq = make_place(name="Iraq", slug="iraq", kind="country")
    ours = make_place(
        name="Nineveh",
        slug="nineveh",
        kind="region",
        parent=iraq,
        iso3166_2="IQ-NI",
        lat=1.0,
        lon=2.0,
    )

    report = put("whosonfirst", WOF, MOSUL, NINAWA, IRAQ)

    ours.refresh_from_db()
    assert told(report) == {"new": 1, "changed": 2}
    assert (ours.name, ours.lat, ours.wikidata_id, ours.version) == ("Nineveh", 1.0, "Q1", 1)
    assert Place.objects.get(natural_key="wof:5").parent == ours


def test_a_code_without_a_common_name_is_not_the_same_place(put: Any) -> None:
    kermanshah = make_place(name="Kermanshah", kind="region", iso3166_2="IR-05")

    put("whosonfirst", WOF, "7,region,Ilam,IR,,,,33.6,46.4,,,,IR-05,")

    kermanshah.refresh_from_db()
    assert Place.objects.get(natural_key="wof:7") != kermanshah
    assert kermanshah.lat is None


def test_an_outline_is_attached_by_code_only_around_the_point_of_the_place(put: Any) -> None:
    inside = make_place(name="Diyala", kind="region", iso3166_2="IQ-DI", lat=34.0, lon=45.0)
    outside = make_place(name="Kermanshah", kind="region", iso3166_2="IR-05", lat=34.3, lon=47.1)

    report = put("geojson", collection(area(iso="IQ-DI"), area(iso="IR-05", name="Ilam")))

    inside.refresh_from_db()
    outside.refresh_from_db()
    assert inside.outline == {"type": "Polygon", "coordinates": SQUARE}
    assert outside.outline is None
    assert [(r.line, r.column) for r in report.rejected] == [(2, "row")]


def test_an_outline_is_attached_by_slug_or_by_key(put: Any) -> None:
    put("whosonfirst", WOF, NINAWA)
    make_place(name="Diyala", slug="diyala", kind="region")

    report = put("geojson", collection(area(slug="diyala"), area(wof_id=3, name="Other")))
    again = put("geojson", collection(area(slug="diyala"), area(wof_id=3, name="Other")))

    assert (told(report), told(again)) == ({"changed": 2}, {"unchanged": 2})
    assert Place.objects.get(natural_key="wof:3").name == "Ninawa"
    assert Place.objects.filter(outline__isnull=False).count() == 2


def test_a_later_gazetteer_keeps_the_outline(put: Any) -> None:
    put("whosonfirst", WOF, NINAWA)
    put("geojson", collection(area(wof_id=3)))

    assert told(put("whosonfirst", WOF, NINAWA)) == {"unchanged": 1}
    assert Place.objects.get().outline is not None


def test_geonames_come_as_csv_and_as_dump(put: Any) -> None:
    make_place(name="Iraq", kind="country", country_code="IQ")
    head = "geonameid,name,countrycode,latitude,longitude,population,alternatenames"
    row = "99072,Mosul,IQ,36.335,43.11889,1739800,Al Mawsil|الموصل"
    dump = (
        "98182", "Baghdad", "Baghdad", "Bagdad,بغداد", "33.34", "44.4", "P", "PPLC", "IQ", "", "07",
        "", "", "", "7216000", "", "41", "Asia/Baghdad", "2020-01-01",
    )  # fmt: skip

    first = put("geonames", head, row)
    second = put("geonames", "\t".join(dump))

    baghdad = Place.objects.get(natural_key="geonames:98182")
    assert (told(first), told(second)) == ({"new": 1}, {"new": 1})
    assert baghdad.kind == "city"
    assert path_of(baghdad) == ["Iraq", "Baghdad"]
    assert {alias.name for alias in baghdad.aliases.all()} == {"Bagdad", "بغداد"}


def test_our_own_csv_may_name_parents_that_come_later(put: Any) -> None:
    report = put(
        "csv",
        "slug,name,kind,parent,lat,lon,names",
        "alta,Alta,town,norreg,60.1,10.2,nb:Áltá|Alten",
        "norreg,Norreg,region,,,,",
        "lost,Lost,town,nowhere,,,",
    )

    assert told(report) == {"new": 2, "rejected": 1}
    assert path_of(Place.objects.get(slug="alta")) == ["Norreg", "Alta"]
    assert [(r.line, r.column) for r in report.rejected] == [(4, "parent")]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("x,region,A,IQ,,,,1,2,,,,,", "wof_id"),
        ("١,region,A,IQ,,,,1,2,,,,,", "wof_id"),
        ("9,planet,A,IQ,,,,1,2,,,,,", "placetype"),
        ("9,region, ,IQ,,,,1,2,,,,,", "name"),
        ("9,region,A\0B,IQ,,,,1,2,,,,,", "name"),
        ("9,region,A\x1bB,IQ,,,,1,2,,,,,", "name"),
        (f"9,region,{'A' * 201},IQ,,,,1,2,,,,,", "name"),
        ("9,region,A,IQ,,,,91,2,,,,,", "latitude"),
        ("9,region,A,IQ,,,,nan,2,,,,,", "latitude"),
        ("9,region,A,IQ,,,,1e3,2,,,,,", "latitude"),
        ("9,region,A,IQ,,,,1,,,,,,", "longitude"),
        ("9,country,A,iraq,,,,1,2,,,,,", "country_code"),
        ("9,region,A,IQ,,,,1,2,,99999999999,,,", "geonames_id"),
        ("9,region,A,IQ,,,,1,2,,9999999999,,,", "geonames_id"),
        ("9,region,A,IQ,,,,1,2,,,Q" + "1" * 20 + ",,", "wikidata_id"),
        ("9,region,A,IQ,,,,1,2,,,,,not a language:B", "names"),
        ("9,region,A,IQ", "row"),
        ('9,region,"A,IQ,,,,1,2,,,,,', "row"),
    ],
)
def test_a_bad_row_is_rejected_by_line_and_column_and_the_rest_goes_in(
    put: Any, row: str, column: str
) -> None:
    report = put("whosonfirst", WOF, IRAQ, row)

    assert told(report) == {"new": 1, "rejected": 1}
    assert [(r.line, r.column) for r in report.rejected] == [(3, column)]


def test_bytes_that_are_no_text_reject_their_row(tmp_path: Path) -> None:
    file = tmp_path / "bytes.csv"
    file.write_bytes(f"{WOF}\n{IRAQ}\n".encode() + b"9,region,A\xff\xfe,IQ,,,,1,2,,,,,\n")

    report = import_places("whosonfirst", file)

    assert [(r.line, r.column) for r in report.rejected] == [(3, "name")]


def test_the_same_key_twice_in_a_file_is_rejected_the_second_time(put: Any) -> None:
    report = put("whosonfirst", WOF, IRAQ, IRAQ)

    assert told(report) == {"new": 1, "rejected": 1}


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 999], [0, 0]]]},
        {"type": "Point", "coordinates": ["a", 0]},
    ],
)
def test_a_bad_geometry_is_rejected(put: Any, geometry: Any) -> None:
    make_place(slug="diyala")

    report = put("geojson", collection(feature(geometry, slug="diyala"), 5))

    assert [(r.line, r.column) for r in report.rejected] == [(1, "geometry"), (2, "properties")]


@pytest.mark.parametrize(
    ("format_name", "text"),
    [
        ("whosonfirst", "a,b\n1,2"),
        ("whosonfirst", WOF + ",name"),
        ("whosonfirst", ""),
        ("csv", "slug,name"),
        ("geojson", "{"),
        ("geojson", "[]"),
        ("geojson", '{"features": 5}'),
        ("geojson", "[" * 100_000),
    ],
)
def test_an_unusable_file_is_refused_and_nothing_is_written(
    put: Any, format_name: str, text: str
) -> None:
    with pytest.raises(UnusableFile):
        put(format_name, text)

    assert (Place.objects.count(), ImportRun.objects.count()) == (0, 0)


def test_a_run_is_kept_with_the_hash_and_what_became_of_the_rows(put: Any) -> None:
    put("whosonfirst", WOF, IRAQ, "9,planet,A,IQ,,,,1,2,,,,,")

    run = ImportRun.objects.get()
    assert (run.name, run.format, run.author.username) == (
        "places.txt", "places whosonfirst", "import",
    )  # fmt: skip
    assert (len(run.sha256), run.counts["new"], run.counts["rejected"]) == (64, 1, 1)
    assert run.verdicts["rejected"][0]["column"] == "placetype"


def test_a_dry_run_tells_the_same_and_writes_nothing(put: Any) -> None:
    assert told(put("whosonfirst", WOF, IRAQ, dry_run=True)) == {"new": 1}
    assert (Place.objects.count(), ImportRun.objects.count()) == (0, 0)


def run_command(*arguments: str) -> tuple[int, str, str]:
    out, err = StringIO(), StringIO()
    try:
        call_command("import_places", *arguments, stdout=out, stderr=err)
    except SystemExit as error:
        return int(str(error.code)), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_the_command_tells_by_its_exit_code_what_happened(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(f"{WOF}\n{IRAQ}\n", encoding="utf-8")
    bad.write_text(f"{WOF}\n9,planet,A,IQ,,,,1,2,,,,,\n", encoding="utf-8")

    assert run_command(str(good), "--format", "whosonfirst") == (
        0, "places: 1 new, 0 changed, 0 unchanged, 0 kept, 0 rejected\n", "",
    )  # fmt: skip
    code, out, err = run_command(str(bad), "--format", "whosonfirst", "--json")
    assert code == 1
    assert json.loads(out)["rows_rejected"] == [
        {"line": 2, "column": "placetype", "reason": "'planet' is no place here"}
    ]
    code, out, err = run_command(str(tmp_path / "none.csv"), "--format", "csv")
    assert (code, out) == (2, "")
    assert err == "none.csv cannot be read: No such file or directory\n"


def test_the_regions_of_whosonfirst_go_in_with_their_outlines() -> None:
    places = import_places("whosonfirst", EXCERPT / "wof_iq_regions.csv")
    outlines = import_places("geojson", EXCERPT / "wof_iq_regions.geojson")

    assert told(places) == {"new": 33}
    assert told(outlines) == {"changed": 2}
