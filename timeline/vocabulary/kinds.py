"""Kinds of sources, actors, places, names and links."""

from django.utils.translation import gettext_lazy as _

from .words import Text, Word


class SourceKind(Word):
    NEWS_AGENCY = "news_agency", _("News agency")
    NEWSPAPER = "newspaper", _("Newspaper")
    BROADCASTER = "broadcaster", _("Broadcaster")
    ONLINE_OUTLET = "online_outlet", _("Online outlet")
    BLOG = "blog", _("Blog")
    GOVERNMENT = "government", _("Government")
    MILITARY = "military", _("Military")
    NGO = "ngo", _("Non-governmental organisation")
    THINK_TANK = "think_tank", _("Think tank")
    SOCIAL_ACCOUNT = "social_account", _("Social account")
    PERSON = "person", _("Person")


class ActorKind(Word):
    STATE = "state", _("State")
    GOVERNMENT = "government", _("Government")
    ARMED_FORCES = "armed_forces", _("Armed forces")
    PARAMILITARY = "paramilitary", _("Paramilitary")
    ARMED_GROUP = "armed_group", _("Armed group")
    ORGANISATION = "organisation", _("Organisation")
    COMMUNITY = "community", _("Community")
    PERSON = "person", _("Person")


class PlaceKind(Word):
    COUNTRY = "country", _("country")
    REGION = "region", _("region")
    DISTRICT = "district", _("district")
    CITY = "city", _("city")
    TOWN = "town", _("town")
    VILLAGE = "village", _("village")
    SITE = "site", _("site")
    CROSSING = "border_crossing", _("border crossing")
    WATER = "water", _("water")

    @property
    def alone(self) -> Text:
        """What it is called at the beginning of a sentence."""
        return _PLACES_ALONE[self]


_PLACES_ALONE = {
    PlaceKind.COUNTRY: _("Country"),
    PlaceKind.REGION: _("Region"),
    PlaceKind.DISTRICT: _("District"),
    PlaceKind.CITY: _("City"),
    PlaceKind.TOWN: _("Town"),
    PlaceKind.VILLAGE: _("Village"),
    PlaceKind.SITE: _("Site"),
    PlaceKind.CROSSING: _("Border crossing"),
    PlaceKind.WATER: _("Water"),
}


class PlacePrecision(Word):
    """How closely an event is placed; the default follows from the place's kind."""

    EXACT = "exact", _("exact spot")
    NEAR = "near", _("near it")
    TOWN = "town", _("known to the town")
    DISTRICT = "district", _("known to the district")
    REGION = "region", _("known to the region")
    COUNTRY = "country", _("known to the country")
    SEA = "sea", _("at sea")


_PRECISION_OF_KIND = {
    PlaceKind.COUNTRY: PlacePrecision.COUNTRY,
    PlaceKind.REGION: PlacePrecision.REGION,
    PlaceKind.DISTRICT: PlacePrecision.DISTRICT,
    PlaceKind.CITY: PlacePrecision.TOWN,
    PlaceKind.TOWN: PlacePrecision.TOWN,
    PlaceKind.VILLAGE: PlacePrecision.TOWN,
    PlaceKind.SITE: PlacePrecision.EXACT,
    PlaceKind.CROSSING: PlacePrecision.EXACT,
    PlaceKind.WATER: PlacePrecision.SEA,
}


def precision_of(kind: str) -> PlacePrecision:
    """Precision that an event has when it is known only to a place of this kind."""
    return _PRECISION_OF_KIND[PlaceKind(kind)]


class Withhold(Word):
    """What of a place stays unpublished; the nearest public ancestor stands in."""

    NONE = "none", _("Nothing: the place is public")
    POINT = "point", _("The exact point")
    PLACE = "place", _("The place itself: name, page, point, search and quotes")


class NameKind(Word):
    """Kind of another name of an actor or place."""

    OWN = "own", _("own name")
    EXONYM = "exonym", _("exonym")
    HISTORIC = "historic", _("historic")
    PEJORATIVE = "pejorative", _("pejorative")
    TRANSLITERATION = "transliteration", _("transliteration")


class LinkKind(Word):
    """What one event is to another; read as `event KIND other`."""

    PART_OF = "part_of", _("part of")
    FOLLOWS = "follows", _("follows")
    ANSWERS = "answers", _("answers")
    CONTRADICTS = "contradicts", _("contradicts")
    MET_BY = "met_by", _("met by")
    SPLIT_FROM = "split_from", _("split from")
    DUPLICATE_OF = "duplicate_of", _("duplicate of")


class CopyMethod(Word):
    PASTED = "pasted", _("pasted")
    FETCHED = "fetched", _("fetched")
    UPLOADED = "uploaded", _("uploaded")


class Rights(Word):
    """By what right a kept copy may be shown."""

    NONE = "none", _("None known: short passages around quotes only")
    PUBLIC_DOMAIN = "public_domain", _("Public domain")
    LICENSED = "licensed", _("Licensed")
    PERMITTED = "permitted", _("Permitted by its owner")
