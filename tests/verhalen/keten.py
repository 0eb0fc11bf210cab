"""The language of the stories: who does what at which table, and what one then sees."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count
from typing import Any

import httpx
import pytest

from chain.daden import AANBOD, GROND, bespreking, bevestiging, geoordeeld, gewogen
from chain.driver import Chain, Declined, Json, User, until
from infra.clock import SystemClock, today

BAKEN, CJG, HCO, JCO, BJZ = (
    "zat-het-baken",
    "cjg-tilburg",
    "hco-tilburg",
    "jco-tilburg",
    "bjz-loket",
)

_numbers = count(1)


async def pagina(user: User, url: str, ingevuld: Mapping[str, Any] | None = None) -> httpx.Response:
    """A page as someone gets it, or what comes back for a filled-in form."""
    async with httpx.AsyncClient(timeout=20) as client:
        if ingevuld is None:
            return await client.get(url, headers=user.headers(url))
        return await client.post(url, data=dict(ingevuld), headers=user.headers(url))


def vandaag(dagen: int = 0) -> str:
    """A date as the API wants it."""
    return (today(SystemClock()) + timedelta(days=dagen)).isoformat()


@dataclass(frozen=True)
class Keten:
    """A running chain, and who works in it, by capacity."""

    chain: Chain
    medewerkers: Mapping[str, str]

    def als(self, functie: str) -> "Medewerker":
        """Someone with this capacity."""
        return Medewerker(self.chain.user(self.medewerkers[functie]))


@dataclass(frozen=True)
class Medewerker:
    """Someone at work."""

    user: User

    async def meldt_aan(self, overleg: str = BAKEN, **velden: Any) -> "Casus":
        """Report a young person under a name that nobody else in the stories has."""
        number = next(_numbers)
        naam = f"Verhaal{number} {_letters(number)}-{overleg}"
        voornaam, achternaam = naam.split(" ")
        given = {
            "overleg": overleg,
            "kenmerk": f"verhaal-{naam}"[:40],
            "voornaam": voornaam,
            "achternaam": achternaam,
            "geboortedatum": vandaag(-14 * 366),
            "vraag": "bespreken",
            "informeren": "geinformeerd",
            **velden,
        }
        return Casus(self, overleg, await self.user.report(given), naam)

    async def vindt(self, overleg: str, naam: str) -> "Casus":
        """The casus of this name at a table, as soon as it has come there."""

        async def look() -> Json | None:
            cases = await self.user.cases(overleg)
            return next((case for case in cases if case["naam"] == naam), None)

        found = await until(look)
        return Casus(self, overleg, str(found["id"]), naam)

    async def leest(self, overleg: str, wat: str) -> Json:
        """What the tables of a domain show beside a casus: agenda, actions, minutes."""
        return await self.user.look(overleg, wat)

    async def zet_groep_op_agenda(self, overleg: str, vergadering: str) -> None:
        """A group of young people, without members' data."""
        groep = {"soort": "hinderlijk", "omvang": "tot-10", "plek": "station"}
        given = {"overleg": overleg, "vergadering": vergadering, **groep}
        await self.user.tell(overleg, "groepen", given)

    async def bij(self, overleg: str, van: str) -> "Casus":
        """The newest casus at a table that somebody else holds; without a name to know it by."""

        async def look() -> Json | None:
            cases = await self.user.cases(overleg)
            held = [c for c in cases if c["houder"].startswith(van) and not c["afgesloten"]]
            return held[-1] if held else None

        found = await until(look)
        return Casus(self, overleg, str(found["id"]), str(found["naam"]))

    async def nieuw_bericht(self, overleg: str, contact: str) -> Json:
        """A message about a casus that is not known here, told apart by whom to call."""

        async def look() -> Json | None:
            waiting = await self.user.messages(overleg)
            found = [m for m in waiting if m["contact"] and m["contact"]["organisatie"] == contact]
            return found[0] if found else None

        return await until(look)

    async def bericht(self, casus: "Casus", soort: str) -> Json:
        """The message of this kind that waits about a casus, as soon as it is there."""

        async def look() -> Json | None:
            waiting = await self.user.messages(casus.overleg)
            about = [m for m in waiting if (m["casus"], m["soort"]) == (casus.id, soort)]
            return about[0] if about else None

        return await until(look)


@dataclass(frozen=True)
class Casus:
    """A casus at a table, in the hands of someone."""

    wie: Medewerker
    overleg: str
    id: str
    naam: str

    def voor(self, wie: Medewerker) -> "Casus":
        """The same casus in the hands of someone else at the table."""
        return Casus(wie, self.overleg, self.id, self.naam)

    async def doe(self, stap: str, **invoer: Any) -> None:
        """Do a step; what it waits for may still be on its way.

        Raises:
            Declined: with the last reason, when it was refused to the end.
        """
        step = partial(self.wie.user.step, self.overleg, self.id, stap, invoer)
        await until(step, passing=(404, 409))

    async def mag_niet(self, stap: str, **invoer: Any) -> str:
        """Try a step that must be refused; gives the Dutch reason."""
        with pytest.raises(Declined) as refused:
            await self.wie.user.step(self.overleg, self.id, stap, invoer)
        assert refused.value.status == 409
        return refused.value.detail

    async def nu(self) -> Json:
        """What this person sees of it, as soon as it has come to the table."""
        return await until(partial(self.wie.user.case, self.overleg, self.id), passing=(404,))

    async def tot(self, **waarden: Any) -> Json:
        """Wait until these values are seen."""

        async def look() -> Json | None:
            seen = await self.nu()
            return seen if all(seen[key] == value for key, value in waarden.items()) else None

        return await until(look)

    async def matches(self) -> list[Json]:
        """The matches in the verwijsindex that the table knows of, as soon as there is one."""

        async def look() -> list[Json] | None:
            return (await self.nu())["verwijzing"]["matches"] or None

        return await until(look)

    async def zonder_bericht(self, soort: str) -> None:
        """Wait until no message of this kind waits here for this person about the casus."""

        async def look() -> bool | None:
            waiting = await self.wie.user.messages(self.overleg)
            about = [m for m in waiting if (m["casus"], m["soort"]) == (self.id, soort)]
            return None if about else True

        await until(look)

    async def ziet_afspraken(self) -> list[Json]:
        """The agreements that this person may see, as soon as there is one."""

        async def look() -> list[Json] | None:
            return (await self.nu())["afspraken"] or None

        return await until(look)

    async def besproken(self, uitkomst: str | None = None) -> None:
        """Discussed with the family involved, perhaps with an outcome."""
        await self.doe("bespreek", **bespreking(vandaag()))
        if uitkomst:
            await self.doe("stel-uitkomst-vast", uitkomst=uitkomst)

    async def breng_in(self, **anders: Any) -> None:
        """Bring it to the HCO, after weighing that."""
        await self.doe("breng-in", **{**naar(HCO), "vraag": "bespreken", **GEWOGEN, **anders})

    async def draag_over(self, aan: str, **anders: Any) -> None:
        """Offer it to another table."""
        await self.doe("draag-over", **{**aanbod(aan), **anders})

    async def bevestig_actie(self, bewijs: str = "hulp-is-begonnen") -> None:
        """Confirm that something was done, today."""
        await self.doe("bevestig-actie", **bevestiging(vandaag(), bewijs))


GEWOGEN = gewogen(vandaag(30))
GEOORDEELD = geoordeeld(vandaag(30))


def naar(overleg: str) -> Json:
    """On what a provision to a table rests."""
    doel = "afstemming-zorg-en-veiligheid" if overleg == HCO else "hulpverlening"
    return {**GROND, "naar_overleg": overleg, "doel": doel}


def aanbod(overleg: str) -> Json:
    """A hand-off that asks to start help."""
    return AANBOD | naar(overleg)


def velden(casus: Json) -> set[str]:
    """The fields that someone sees of a casus."""
    return {element["veld"] for element in casus["elementen"]}


def _letters(number: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
