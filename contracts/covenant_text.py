"""What a region's covenant says: its tables, who sits there, by which roads a case travels.

Its descriptions and its errors are read by whoever writes a covenant file, so they are Dutch.
"""

from datetime import date
from functools import cache
from typing import Literal

from pydantic import Field

from contracts.covenant_agreements import (
    Buur,
    Informatiedrager,
    Jeugdzorg,
    Schoolvakanties,
    Trede,
    Verwijsindex,
)
from contracts.covenant_bodies import Organisatie
from contracts.covenant_wegen import Jaren, Over, Weg
from contracts.elements import Categorie, Veld
from contracts.vocabulary import (
    Domein,
    Frozen,
    Functie,
    Klokstap,
    Naam,
    Overlegsoort,
    Zetelnaam,
    Zetelsoort,
)


def functie_van(zetel: str) -> Functie:
    """The capacity that a covenant file writes as organisatie/rol."""
    organisatie, rol = zetel.split("/")
    return Functie(organisatie=organisatie, rol=rol)


JONGSTE_VERDACHTE = 12
"""In years: nobody is prosecuted for what he did before (Wetboek van Strafvordering 486)."""

MEESTE_ZETELS = 100
"""At a table; for each of them the gate decides on every piece of information."""


class Leeftijden(Jaren):
    """Whom a table discusses; an exception needs a recorded reason. In years, `tot` included."""

    uitzondering: Literal["met-reden", "nooit"] = Field(
        default="met-reden", description="Mag het anders, met een vastgelegde reden?"
    )


class Overleg(Frozen):
    """A table, or the desk (loket) of one organisation."""

    naam: str = Field(min_length=1, description="Zoals het op de pagina's staat.")
    soort: Overlegsoort
    domein: Domein = Field(description="Tussen domeinen gaat alles door de privacypoort.")
    leeftijden: Leeftijden
    regie: Zetelnaam = Field(
        description="De zetel die de agenda beheert en besluiten vastlegt, als organisatie/rol."
    )
    zetels: tuple[Zetelnaam, ...] = Field(
        max_length=MEESTE_ZETELS,
        description="Wie er zitten, als organisatie/rol; per zetel wordt beslist wie wat ziet.",
    )
    ingang: tuple[str, ...] = Field(
        default=(), description="Wanneer een casus hier thuishoort, elk criterium in een zin."
    )
    scholen: tuple[Naam, ...] = Field(
        default=(),
        description="Alleen bij een ZAT: van welke scholen het de leerlingen bespreekt. Leeg: van "
        "de school die het leidt.",
    )
    brengt_in_bij: tuple[Naam, ...] = Field(
        default=(), description="Aan welke overleggen het een casus voorlegt, en zelf houdt."
    )
    draagt_over_aan: tuple[Naam, ...] = Field(
        default=(), description="Aan welke overleggen het een casus mag overdragen."
    )
    vraagt_na_bij: tuple[Naam, ...] = Field(
        default=(), description="Aan welke overleggen het een navraag mag stellen."
    )
    vertegenwoordigt: dict[Zetelnaam, tuple[Zetelnaam, ...]] = Field(
        default_factory=dict,
        description="Per zetel de partners die hier niet zitten en voor wie zij spreekt, als "
        "organisatie/rol; helpt zo'n partner, dan hoort die van haar wat er besloten is.",
    )

    @property
    def nooit_onder(self) -> int:
        """The age under which nobody is discussed, by any exception: a JCO is about prosecution."""
        return JONGSTE_VERDACHTE if self.soort is Overlegsoort.JCO else 0

    def bespreekt(self, leeftijd: int) -> bool:
        """Is somebody of this age discussed here, without an exception?"""
        ages = self.leeftijden
        return max(ages.van, self.nooit_onder) <= leeftijd <= ages.tot

    def vertegenwoordiger(self, partner: Functie) -> Functie | None:
        """The seat that speaks for a partner who does not sit here."""
        named = (seat for seat, ones in self.vertegenwoordigt.items() if str(partner) in ones)
        return next(map(functie_van, named), None)

    def functies(self) -> tuple[Functie, ...]:
        """Every seat, the one that directs first."""
        return _functies((self.regie, *self.zetels))


@cache
def _functies(namen: tuple[Zetelnaam, ...]) -> tuple[Functie, ...]:
    """The seats of these names, each once; asked for at every turn."""
    return tuple(map(functie_van, dict.fromkeys(namen)))


class Termijnen(Frozen):
    """Terms in working days."""

    bespreken: int = Field(ge=1, le=60, description="Werkdagen van melding tot bespreking.")
    accepteren: int = Field(ge=1, le=60, description="Werkdagen om een overdracht te antwoorden.")
    actie_bevestigen: int = Field(
        ge=1, le=120, description="Werkdagen van acceptatie tot gebleken actie."
    )
    terugkoppelen: int = Field(ge=1, le=60, description="Werkdagen om terug te koppelen.")
    wegen: int = Field(
        default=5, ge=1, le=60, description="Werkdagen om te wegen wat de poort aan een mens laat."
    )
    nakomen: int = Field(
        default=10,
        ge=1,
        le=60,
        description="Werkdagen om na te komen wat op een besluit volgt: inlichten, vastleggen, "
        "doorgeven.",
    )
    plan_evalueren: int = Field(
        default=60,
        ge=1,
        le=260,
        description="Werkdagen tussen twee evaluaties van een plan, of van een doel dat na zijn "
        "streefdatum nog loopt.",
    )
    match_opvolgen: int = Field(
        default=5,
        ge=1,
        le=60,
        description="Werkdagen om vast te leggen wat er van een match in de verwijsindex werd.",
    )

    def van(self, stap: Klokstap) -> int:
        """The term of a step, in working days; a goal is looked at as often as its plan."""
        stap = Klokstap.PLAN_EVALUEREN if stap is Klokstap.DOEL_EVALUEREN else stap
        found: int = getattr(self, stap.replace("-", "_"))
        return found


class Beperking(Frozen):
    """What this region does not pass, though the law would allow it. It can only forbid."""

    velden: tuple[Veld, ...] = Field(default=(), description="Welke gegevens niet meegaan.")
    categorieen: tuple[Categorie, ...] = Field(
        default=(), description="Welke soorten gegevens niet meegaan."
    )
    aan: tuple[Zetelnaam, ...] = Field(
        default=(), description="Aan welke zetels niet, als organisatie/rol; leeg: aan geen enkele."
    )
    van: Naam | None = Field(default=None, description="Alleen wat van dit overleg komt.")
    naar: Naam | None = Field(default=None, description="Alleen wat naar dit overleg gaat.")
    weg: Naam | None = Field(default=None, description="Alleen langs deze weg, heen en terug.")
    reden: str = Field(min_length=1, description="Waarom de partners dit zo afspraken.")


class Convenanttekst(Frozen):
    """What a covenant says, whether or not it holds together."""

    convenant: Naam = Field(description="Korte naam, gelijk in elke versie.")
    naam: str = Field(min_length=1)
    versie: int = Field(ge=1, description="Telt op bij elke wijziging.")
    geldig_van: date
    geldig_tot: date | None = Field(
        default=None, description="De eerste dag waarop deze versie niet meer geldt."
    )
    organisaties: dict[Naam, Organisatie] = Field(min_length=1)
    overleggen: dict[Naam, Overleg] = Field(min_length=1)
    wegen: dict[Naam, Weg]
    termijnen: Termijnen
    beperkingen: tuple[Beperking, ...] = Field(
        default=(), description="Wat deze partners minder delen dan de wet toelaat."
    )
    schoolvakanties: Schoolvakanties | None = Field(
        default=None,
        description="Dagen waarop termijnen stilstaan, naast weekeinden en feestdagen.",
    )
    opschaling: dict[Domein, tuple[Trede, ...]] = Field(
        default_factory=dict,
        description="Per domein de ladder, van onder naar boven: wie er bij stagnatie bij komt.",
    )
    vervanging: dict[Zetelnaam, tuple[Zetelnaam, ...]] = Field(
        default_factory=dict,
        description="Wie een zetel vervangt waar niemand op zit; wie het eerst staat gaat voor.",
    )
    jeugdzorg: Jeugdzorg | None = None
    informatiedragers: tuple[Informatiedrager, ...] = Field(
        default=(),
        description="Wie tussen twee overleggen informatie draagt; zonder ieder aan tafel.",
    )
    verwijsindex: Verwijsindex | None = None
    buren: dict[Naam, Buur] = Field(
        default_factory=dict,
        description="Buurregio's, met de naam van hun convenant. Telt als de "
        "buur deze regio ook noemt.",
    )
    antwoorden: dict[str, str] = Field(
        default_factory=dict,
        description="Antwoorden op vragen van de checklist die niet uit dit bestand blijken, met "
        "het nummer van de vraag (1 tot en met 22) ervoor.",
    )

    @property
    def verwijzing(self) -> str:
        """How an event cites this version."""
        return f"{self.convenant}@{self.versie}"

    def regie_van(self, overleg: str) -> Functie:
        """The seat that directs a table."""
        return self.overleggen[overleg].functies()[0]

    def zetelsoort(self, functie: Functie) -> Zetelsoort:
        """The kind of seat that the law looks at."""
        kind = self.organisaties[functie.organisatie].als(functie.rol)
        return Zetelsoort(organisatietype=kind, rol=functie.rol)

    def zetelsoorten(self, overleg: str) -> tuple[Zetelsoort, ...]:
        """The kinds of seat at a table, each once."""
        seats = (self.zetelsoort(seat) for seat in self.overleggen[overleg].functies())
        return tuple(dict.fromkeys(seats))

    def weg_van(self, naam: str | None) -> Weg | None:
        """The road of this name; None where a case came by none."""
        return self.wegen.get(naam) if naam else None

    def wegen_van(self, van: str, naar: str) -> tuple[tuple[str, Weg], ...]:
        """Every road from a table or organisation to a table, with its name."""
        roads = self.wegen.items()
        return tuple((n, road) for n, road in roads if road.naar == naar and van in road.van)

    def weg(self, van: str, naar: str, over: Over | None = None) -> tuple[str, Weg] | None:
        """The road for this case, with its name: the one made for such cases, else for the rest."""
        found = self.wegen_van(van, naar)
        fits = [one for one in found if over and one[1].voor and one[1].voor.past(over)]
        rest = [one for one in found if one[1].voor is None]
        return next(iter((*fits, *rest)), None)

    def overleggen_van_buren(self) -> tuple[Naam, ...]:
        """The tables of neighbours that tables of this region may deal with."""
        return tuple(name for neighbour in self.buren.values() for name in neighbour.overleggen)

    def stille_dagen(self, domein: Domein) -> tuple[tuple[date, date], ...]:
        """The periods, both ends included, in which the terms of a domain's tables stand still."""
        holidays = self.schoolvakanties
        if holidays is None or domein not in holidays.stil:
            return ()
        return tuple((period.van, period.tot) for period in holidays.perioden)

    def ladderdomeinen(self, functie: Functie) -> tuple[Domein, ...]:
        """The domains on whose ladder this seat is a step, or stands in for one."""
        seat = str(functie)
        return tuple(
            domein
            for domein, ladder in self.opschaling.items()
            for step in ladder
            if seat == step.naar or seat in self.vervanging.get(step.naar, ())
        )

    def matchdomeinen(self, functie: Functie) -> tuple[Domein, ...]:
        """The domains whose matches in the verwijsindex this seat gets."""
        index = self.verwijsindex
        if index is None or index.elke_match_naar != str(functie):
            return ()
        reporting = (o for name, o in self.overleggen.items() if index.geldt_voor(name))
        return tuple(dict.fromkeys(o.domein for o in reporting))

    def dragers(self, van: str, naar: str) -> tuple[Informatiedrager, ...]:
        """Who carries information between two tables; none where nothing was agreed."""
        return tuple(one for one in self.informatiedragers if one.draagt(van, naar))
