"""What a page needs to say that it shows an old state of knowledge."""

from datetime import date, timedelta
from typing import Any

from timeline.vocabulary.clock import today
from timeline.vocabulary.dates.days import say_day, say_day_of_year


def knowledge_of(path: str, known: date | None, more: str = "") -> dict[str, Any]:
    """Template context of a page that honours `known`.

    `known` is the ISO day of a past view, else None; `keep` the query that links carry on;
    `today` the latest day that can be asked for; `earlier` and `later` the days beside it.
    `more` are further words of the query, which the days beside it keep.
    """
    now = today()
    if known is None or known >= now:
        return {"day": now, "path": path, "known": None, "keep": "", "today": now.isoformat()}
    return {
        "day": known,
        "path": path,
        "known": known.isoformat(),
        "keep": f"?known={known.isoformat()}",
        "today": now.isoformat(),
        "day_words": say_day(known),
        "earlier": _beside(path, known, -1, more) if known > date.min else {},
        "later": _beside(path, known, 1, more) if known + timedelta(days=1) < now else {},
    }


def _beside(path: str, known: date, days: int, more: str) -> dict[str, str]:
    day = known + timedelta(days=days)
    words = "&".join(part for part in (more, f"known={day.isoformat()}") if part)
    return {"url": f"{path}?{words}", "words": say_day_of_year(day)}
