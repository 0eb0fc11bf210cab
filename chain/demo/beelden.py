"""What the reporter sees: invented signals, by kind of source, for the sample cases."""

from collections.abc import Mapping
from types import MappingProxyType

from chain.driver import Json

AFSTEMMING = "afstemming-zorg-en-veiligheid"

BEELDEN: Mapping[str, Json] = MappingProxyType(
    {
        # From school.
        "verzuim": {
            "verzuim": "42 uur ongeoorloofd in vier weken, vooral op maandag en vrijdag.",
            "schoolprestaties": "Van voldoende naar onvoldoende voor vijf vakken sinds de herfst.",
            "gezinssituatie": "Vader is sinds de zomer uit beeld; moeder werkt 's nachts.",
        },
        "thuiszitter": {
            "verzuim": "Negen weken niet op school geweest; huisbezoek leverde niets op.",
            "gezinssituatie": "De gordijnen blijven dicht, de deur gaat zelden open.",
            "gezondheid": "Meldt zich steeds ziek met buikpijn; de jeugdarts vindt geen oorzaak.",
        },
        "gedrag": {
            "gedrag_op_school": "Drie keer uit de les om dreigende taal, twee schorsingen.",
            "schoolprestaties": "Kan het niveau aan, levert niets in.",
            "veiligheidsrisico": "Een klasgenoot durft niet meer alleen naar huis.",
        },
        "stil": {
            "gedrag_op_school": "Trekt zich terug, huilt in de pauze, eet niet met de anderen.",
            "gezinssituatie": "Zorgt voor twee jongere kinderen in het gezin.",
            "contactpersoon": "Mentor, bereikbaar via de school, elke ochtend.",
        },
        "blowen": {
            "gedrag_op_school": "Komt versuft in de les; blowt volgens klasgenoten dagelijks.",
            "verslaving": "Zegt zelf elke dag te blowen om te kunnen slapen.",
            "verzuim": "Mist het eerste uur drie dagen per week.",
        },
        "hangen": {
            "verzuim": "26 uur ongeoorloofd; staat dan bij het station.",
            "politiecontact": "De wijkagent heeft twee keer met de leerling gepraat.",
            "gedrag_op_school": "Neemt klasgenoten mee naar een groep oudere jongens.",
        },
        "schulden": {
            "gezinssituatie": "Thuis is de stroom afgesloten geweest; er is geen geld voor boeken.",
            "huisvesting": "Het gezin heeft een brief van de woningbouw over uitzetting.",
            "verzuim": "Werkt mee in een winkel onder schooltijd.",
        },
        "scheiding": {
            "gezinssituatie": "Ouders vechten om de kinderen; elke week een ander adres.",
            "schoolprestaties": "Vergeet spullen die bij de andere ouder liggen.",
            "gezinssamenstelling": "Moeder, vader op een ander adres, een jongere zus.",
        },
        "geheim": {
            "gedrag_op_school": "Schrikt van aanraking, heeft blauwe plekken bij de gymles.",
            "slachtofferschap": "Vertelde de mentor dat het thuis niet veilig is.",
            "toelichting": "De mentor maakt zich grote zorgen en wil niet wachten.",
        },
        # From the police.
        "winkel": {
            "politiecontact": "Twee keer aangehouden om winkeldiefstal, met dezelfde vrienden.",
            "gezinssituatie": "Ouders waren bij het gesprek aanwezig en schrokken.",
        },
        "straat": {
            "politiecontact": "Elf meldingen van overlast op het plein in zes weken.",
            "veiligheidsrisico": "Wordt door oudere jongens op pad gestuurd.",
        },
        "wegloper": {
            "politiecontact": "Drie keer als vermist opgegeven en teruggebracht.",
            "slachtofferschap": "Sliep bij volwassenen die zij niet kende.",
            "gezinssituatie": "Moeder zegt het niet meer te weten.",
        },
        "ruzie-thuis": {
            "politiecontact": "Vier keer ter plaatse voor ruzie tussen de ouders.",
            "slachtofferschap": "Was er telkens bij en belde zelf een keer.",
            "gezinssamenstelling": "Vader, moeder en een broertje.",
        },
        "brand": {
            "politiecontact": "Betrokken bij een brandje in een fietsenstalling.",
            "veiligheidsrisico": "Filmde het en zette het op internet.",
        },
        # From care.
        "opvoeding": {
            "gezinssituatie": "Moeder vraagt zelf om hulp: het kind slaapt en luistert niet.",
            "hulp": "Twee gesprekken met de jeugdverpleegkundige.",
        },
        "geldzorgen": {
            "gezinssituatie": "Drie kinderen, veel spanning over geld.",
            "financien": "Achterstand bij huur en zorgverzekering; beslag op het loon.",
            "huisvesting": "Vijf personen op twee kamers.",
        },
        "somber": {
            "gezondheid": "Somber en slaapt slecht; de huisarts is ingelicht.",
            "hulp": "Staat op een wachtlijst voor gesprekken.",
            "gezinssituatie": "Moeder is overleden, vader staat er alleen voor.",
        },
        # From the police or the public prosecutor, to the JCO.
        "vernieling": {"strafrechtelijk": "Verdacht van vernieling van bushokjes; bekent."},
        "heling": {
            "strafrechtelijk": "Verdacht van heling van een scooter; eerste feit.",
            "politiecontact": "Niet eerder aangehouden.",
        },
        "vechten": {
            "strafrechtelijk": "Verdacht van openlijk geweld bij de kermis, met twee anderen.",
            "veiligheidsrisico": "De groepen dagen elkaar op internet uit.",
        },
        "schoolplein": {
            "strafrechtelijk": "Verdacht van bedreiging van een medeleerling op het schoolplein.",
        },
    }
)
"""By a name that a sample case picks."""


def toestemming(door: str, *domeinen: str, doelen: tuple[str, ...] = ()) -> Json:
    """Consent, by whom and for which domains; explicit."""
    return {
        "door": door,
        "uitdrukkelijk": True,
        "doelen": list(doelen or ("hulpverlening", AFSTEMMING)),
        "ontvangers": list(domeinen),
    }


OUDERS: Mapping[str, Json] = MappingProxyType(
    {
        "moeder-ziek": {
            "relatie": "ouder",
            "naam": "Mevrouw Zonnebloem",
            "gezondheid": "Moeder is langdurig ziek en ligt veel op bed.",
        },
        "vader-drinkt": {
            "relatie": "ouder",
            "naam": "De heer Distelvink",
            "verslaving": "Vader ruikt bij oudergesprekken naar drank.",
        },
        "moeder-in-hulp": {
            "relatie": "ouder",
            "naam": "Mevrouw Akelei",
            "hulp": "Moeder heeft gesprekken bij het maatschappelijk werk.",
            "toestemming": toestemming("betrokkene", "onderwijs", "zorg", "veiligheid"),
        },
        "zus": {"relatie": "broer-of-zus", "naam": "Viooltje Zandloper"},
        "broer": {"relatie": "broer-of-zus", "naam": "Egel Stekelbaars"},
    }
)
"""Other people in a case."""
