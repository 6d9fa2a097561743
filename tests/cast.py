"""A small, stable cast that many tests share.

A country Arland with the region Norreg and the towns Alta and Beska; a command with its
brigade, and the civilians of Alta. `relayed` has a chain of three documents and one origin;
`disputed` is said by one paper and denied by the command; `draft` is nobody's business yet.
"""

from dataclasses import dataclass

from timeline.models import Actor, Claim, Document, Event, Place, Source, Timeline

from .factories import (
    WHY,
    make_actor,
    make_claim,
    make_document,
    make_event,
    make_place,
    make_source,
    make_timeline,
    publish_event,
    writer,
)


@dataclass(frozen=True)
class Cast:
    """The rows, by name."""

    arland: Place
    norreg: Place
    alta: Place
    beska: Place
    command: Actor
    brigade: Actor
    civilians: Actor
    wire: Source
    daily: Source
    blog: Source
    relayed: Event
    first: Claim
    second: Claim
    third: Claim
    disputed: Event
    draft: Event
    draft_document: Document
    story: Timeline


def make_cast() -> Cast:
    arland = make_place(name="Arland", kind="country", lat=60.0, lon=10.0)
    norreg = make_place(name="Norreg", kind="region", parent=arland)
    alta = make_place(name="Alta", kind="town", parent=norreg, lat=60.1, lon=10.2)
    beska = make_place(name="Beska", kind="town", parent=norreg, lat=60.3, lon=10.4)
    command = make_actor(name="High Command")
    brigade = make_actor(name="First Brigade", parent=command)
    civilians = make_actor(name="People of Alta", kind="community")
    wire = make_source(name="The Wire", kind="news_agency")
    daily = make_source(name="The Daily", kind="newspaper")
    blog = make_source(name="The Blog", kind="blog")

    relayed = make_event(
        title="Brigade reported entering Alta",
        date="2014-08-16/2014-08-18",
        type="movement_of_forces",
        places=[alta],
        actors=[(brigade, "agent"), (civilians, "target")],
        claims=0,
        publish=False,
    )
    first = make_claim(
        relayed,
        document=make_document(source=wire, title="Brigade on the move", published="2014-08-18"),
        summary="An unnamed source says the brigade entered Alta",
        quote="the brigade has entered the town of Alta",
        attribution="an informed source",
    )
    second = make_claim(
        relayed,
        document=make_document(source=daily, title="Wire: brigade moves", published="2014-08-19"),
        summary="The Daily carries The Wire",
        relays=first,
        basis="other_media",
    )
    third = make_claim(
        relayed,
        document=make_document(source=blog, title="They are coming", published="2014-08-20"),
        summary="The Blog carries The Daily",
        relays=second,
        basis="other_media",
        certainty="unconfirmed",
    )
    publish_event(relayed, by=writer(), reason=WHY)

    disputed = make_event(
        title="Clash reported at Beska",
        date="2014-08-20",
        places=[beska],
        actors=[(brigade, "agent")],
        claims=0,
        publish=False,
    )
    make_claim(disputed, document=make_document(source=daily, published="2014-08-20"))
    make_claim(
        disputed,
        document=make_document(source=wire, published="2014-08-21"),
        stance="denies",
        attributed_to=command,
        summary="The command says that there was no clash",
    )
    publish_event(disputed, by=writer(), reason=WHY)

    draft_document = make_document(source=make_source(name="Hidden Gazette"), title="Not yet")
    draft = make_event(title="Secret draft event", places=[alta], claims=0, publish=False)
    make_claim(draft, document=draft_document)
    return Cast(
        arland=arland,
        norreg=norreg,
        alta=alta,
        beska=beska,
        command=command,
        brigade=brigade,
        civilians=civilians,
        wire=wire,
        daily=daily,
        blog=blog,
        relayed=relayed,
        first=first,
        second=second,
        third=third,
        disputed=disputed,
        draft=draft,
        draft_document=draft_document,
        story=make_timeline(relayed, disputed, title="Arland in August"),
    )
