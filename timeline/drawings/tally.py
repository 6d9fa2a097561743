"""The tally: origins, the documents that repeat them, and denials, as one small drawing.

A heavy bar is an origin, a thin line a document that adds nothing but another mouth, a box with a
bar a denial, a hollow bar an origin that no longer stands.
"""

from dataclasses import dataclass, field

HEIGHT = 14
WIDEST = 170
BAR = 4
LINE_STEP = 3
GAP = 4
BEFORE_DENIALS = 3
BOX = 6


@dataclass(slots=True)
class Tally:
    """Parts of four paths: what is solid, what is hollow, and the boxes of denials with their
    bars."""

    width: float = 0.0
    ink: list[str] = field(default_factory=list)
    hollow: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    bars: list[str] = field(default_factory=list)


def draw_tally(origins: int, documents: int, denials: int = 0, fallen: int = 0) -> Tally | None:
    """The tally, or None where there is nothing or it would be wider than 170 pixels.

    `origins` are supporting origins that stand, `denials` denying origins, `documents` all
    documents of standing claims (a document of each origin and denial among them), `fallen`
    origins that no longer stand. Documents beyond one for each origin and denial are thin lines,
    spread evenly over the origins because the totals do not say whose they are.
    """
    standing = origins + fallen
    lines = max(0, documents - origins - denials)
    # Checked before drawing: counts may be in the thousands.
    if standing * (BAR + 2) + lines * LINE_STEP + denials * (BOX + LINE_STEP) > WIDEST + BOX:
        return None
    tally = Tally()
    pen = 0.0
    groups = standing or (1 if lines else 0)
    for group in range(groups):
        if group < origins:
            tally.ink.append(f"M{pen:g} 0h{BAR}v{HEIGHT}h-{BAR}z")
        elif group < standing:
            tally.hollow.append(f"M{pen + 0.5:g} .5h{BAR - 1}v{HEIGHT - 1}h-{BAR - 1}z")
        if standing:
            tally.width = pen + BAR
            pen += BAR + 2
        for _line in range(lines // groups + (1 if group < lines % groups else 0)):
            tally.ink.append(f"M{pen:g} 0h1.2v{HEIGHT}h-1.2z")
            tally.width = pen + 1.2
            pen += LINE_STEP
        pen += GAP
    if denials and groups:
        pen += BEFORE_DENIALS
    for _denial in range(denials):
        tally.boxes.append(f"M{pen + 0.75:g} .75h4.5v12.5h-4.5z")
        tally.bars.append(f"M{pen + 0.75:g} 6.25h4.5v1.5h-4.5z")
        tally.width = pen + BOX
        pen += BOX + LINE_STEP
    return tally if 0 < tally.width <= WIDEST else None
