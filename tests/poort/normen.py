"""What the law says, once more and in other words than the rules: who must never get what.

Written from the articles, not from the rule files: where both are wrong in the same way, at
least two hands were.
"""

from collections.abc import Callable, Mapping

from contracts.vocabulary import Uitkomst
from privacy_gate.domain.kenmerken import Kenmerken
from privacy_gate.domain.toetser import Oordeel, Toetser

GAAT = (Uitkomst.TOEGESTAAN, Uitkomst.GEMINIMALISEERD)

BEHANDELT = {"ggz", "verslavingszorg", "huisarts", "jeugdhulpaanbieder", "pleegzorg"}
BEHANDELT |= {"slachtofferhulp"}
ZORG = {"cjg", "jgz", "maatschappelijk-werk", "mee"} | BEHANDELT
JEUGDZORG = {"bureau-jeugdzorg", "gecertificeerde-instelling"}
MELDPUNT = {"amk", "veilig-thuis"}
VERVOLGT = {"reclassering", "halt", "dji", "rechtbank"}
STRAF = {"politie", "om", "rvdk"} | VERVOLGT
GEZAG = {"politie", "om", "dji", "rechtbank", "gemeente", "veiligheidshuis"}
AANGEWEZEN = {"rvdk", "bureau-jeugdzorg", "reclassering", "halt", "om"}
VITAAL_VOOR = ("voor-betrokkene", "voor-ander")
"""Under the AVG; Wbp 8d knew the vital interest of the subject only, and 23(1) none before 2012."""
FEIT = ("strafrechtelijk", "politiecontact")
GEVRAAGD = {"actie", "hulp", "afspraak", "contactpersoon", "toelichting"}
BEGELEIDING = {"onderwijsbegeleiding", "hulpverlening"}

Norm = Callable[[Kenmerken], bool]
"""Is it certain that this may not pass?"""


def _ander(k: Kenmerken) -> bool:
    return k["eigen-gegeven"] == "nee"


def _besluit_ontbreekt(k: Kenmerken) -> bool:
    decision, receiver = k["bronbesluit"], k["ontvanger"]
    if k["regime"] == "wjsg":
        return decision != "wjsg-39f"
    named = {
        "wpg-16": receiver == "om",
        "wpg-18": receiver in AANGEWEZEN,
        "wpg-19": True,
        "wpg-20": True,
    }
    return k["regime"] == "wpg" and not named.get(decision, False)


def _vitaal(k: Kenmerken) -> bool:
    lifted = k["doorbreking"] in ("conflict-van-plichten", "wettelijke-plicht")
    unasked = k["toestemming"] == "onmogelijk"
    return k["acuut-gevaar"] in VITAAL_VOOR and unasked and k["grond"] == "d" and lifted


def _ontheven(k: Kenmerken) -> bool:
    silent, ground = k["ontvanger-zwijgt"] == "ja", k["grond"]
    return {
        "openbaar-gemaakt": True,
        "rechtsvordering": silent,
        "volkenrecht": silent and ground == "c",
        "zwaarwegend-algemeen-belang": silent and ground in ("c", "e"),
    }.get(k["ontheffing"], False)


def _bevoegd_voor_gezondheid(k: Kenmerken) -> bool:
    receiver, silent = k["ontvanger"], k["ontvanger-zwijgt"] == "ja"
    for_care = k["doel"] in BEGELEIDING | {"afstemming-zorg-en-veiligheid"}
    at_school = receiver == "school" and k["doel"] == "onderwijsbegeleiding"
    reported = k["doorbreking"] == "meldrecht-kindermishandeling"
    by_task = receiver in {"rvdk", "amk", "reclassering"} | JEUGDZORG
    by_task |= receiver == "veilig-thuis" and reported
    competent = silent and ((receiver in ZORG and for_care) or at_school or by_task)
    return competent or k["toestemming"] == "uitdrukkelijk" or _vitaal(k) or _ontheven(k)


def _gezondheid(k: Kenmerken) -> bool:
    return k["categorie"] in ("gezondheid", "verslaving") or k["bron"] in BEHANDELT | MELDPUNT


def _bevoegd_voor_strafrecht(k: Kenmerken) -> bool:
    received = k["regime"] != "algemeen" and k["ontvanger-zwijgt"] == "ja"
    partner = k["ontvanger"] in JEUGDZORG and k["ontvanger-zwijgt"] == "ja"
    in_veiligheidshuis = partner and k["naar-domein"] in ("veiligheid", "justitie")
    explicit = k["toestemming"] == "uitdrukkelijk"
    silent_school = k["ontvanger"] == "school" and k["ontvanger-zwijgt"] == "ja"
    victim = silent_school and k["schoolverband"] == "ja"
    in_danger = k["acuut-gevaar"] == "voor-betrokkene" and _vitaal(k)
    by_office = k["ontvanger"] in STRAF or received or in_veiligheidshuis
    return by_office or explicit or victim or in_danger or _ontheven(k)


def _strafrecht(k: Kenmerken) -> bool:
    return k["categorie"] == "strafrechtelijk" or k["bron"] in VERVOLGT


def _geheim_opgeheven(k: Kenmerken) -> bool:
    breach = k["doorbreking"]
    return (
        k["toestemming"] in ("gegeven", "uitdrukkelijk")
        or (breach == "inlichtingen-aan-de-raad" and k["ontvanger"] == "rvdk")
        or (breach == "meldrecht-kindermishandeling" and k["ontvanger"] == "veilig-thuis")
        or (breach == "wettelijke-plicht" and k["grond"] == "c")
        or (breach == "conflict-van-plichten" and k["acuut-gevaar"] != "nee")
        or k["regime"] != "algemeen"
    )


def _doel_gedekt(k: Kenmerken) -> bool:
    kin = (
        k["van-domein"] != "justitie"
        and k["naar-domein"] in ("onderwijs", "zorg")
        and k["doel"] in BEGELEIDING
        and k["verzameldoel"] in BEGELEIDING | {"afstemming-zorg-en-veiligheid"}
        and k["ontvanger"] not in GEZAG
    )
    return k["weging"] != "geen" or k["zelfde-doel"] == "ja" or kin or _terugkeer(k)


def _terugkeer(k: Kenmerken) -> bool:
    told = k["soort"] == "terugkoppeling" and k["veld"] == "terugkeer-in-de-klas"
    return told and k["ontvanger"] == "school"


NOOIT: Mapping[str, Norm] = {
    "het burgerservicenummer (24)": lambda k: k["categorie"] == "burgerservicenummer",
    "godsdienst en etniciteit (16)": lambda k: k["categorie"] == "godsdienst-etniciteit",
    "gegevens bij wat inhoudsloos is": lambda k: (
        k["soort"] in ("terugkoppeling", "ontvangstbevestiging", "houdermelding")
        and not _terugkeer(k)
    ),
    "wat een convenant beperkt": lambda k: k["beperkt"] == "ja",
    "na gegrond verzet (40)": lambda k: (
        _ander(k) and k["verzet"] == "ja" and k["grond"] in ("e", "f")
    ),
    "een feit buiten school bij de school": lambda k: (
        _ander(k)
        and k["ontvanger"] == "school"
        and k["veld"] in FEIT
        and k["schoolverband"] == "nee"
    ),
    "meer bij een navraag dan over wie (11)": lambda k: (
        k["soort"] == "navraag" and k["veld"] not in ("naam", "geboortedatum")
    ),
    "meer op een navraag dan gevraagd (11)": lambda k: (
        k["soort"] == "navraagantwoord"
        and k["veld"] not in GEVRAAGD
        and not k["veld"].startswith("bekend-bij-")
    ),
    "een dossier bij een stap (11)": lambda k: (
        k["soort"] == "overdrachtstap" and k["veld"] not in GEVRAAGD - {"hulp"} | {"bevinding"}
    ),
    "niet inlichten zonder geschreven noodzaak (43)": lambda k: (
        k["overgang"] != "eigen-overleg"
        and k["informeren"] == "achterwege-om-noodzaak"
        and k["weging"] != "43"
    ),
    "buiten het overleg zonder te informeren (33, 34)": lambda k: (
        k["overgang"] != "eigen-overleg" and k["informeren"] == "niet-vastgesteld"
    ),
    "politie- en OM-gegevens zonder besluit (Wpg 20, Wjsg 39f)": lambda k: (
        _ander(k) and _besluit_ontbreekt(k)
    ),
    "politie- en OM-gegevens aan wie niet zwijgt (Wpg 7, Wjsg 52)": lambda k: (
        _ander(k) and k["regime"] != "algemeen" and k["ontvanger-zwijgt"] == "nee"
    ),
    "OM-gegevens over een ander (Wjsg 39f)": lambda k: (
        _ander(k) and k["regime"] == "wjsg" and k["persoon"] != "jeugdige"
    ),
    "gezondheid aan wie niet bevoegd is (21, 23)": lambda k: (
        _ander(k) and _gezondheid(k) and not _bevoegd_voor_gezondheid(k)
    ),
    "strafrechtelijk aan wie niet bevoegd is (22, 23)": lambda k: (
        _ander(k) and _strafrecht(k) and not _bevoegd_voor_strafrecht(k)
    ),
    "onder geheimhouding zonder opheffing (9(4))": lambda k: (
        _ander(k) and k["geheim"] != "geen" and not _geheim_opgeheven(k)
    ),
    "zonder grondslag (8)": lambda k: (
        _ander(k)
        and k["grond"] in ("geen", "f")
        and (k["regime"] == "algemeen" or k["categorie"] == "vrije-toelichting")
    ),
    "vrije tekst aan wie niet onder 21 valt of niet zwijgt": lambda k: (
        _ander(k)
        and k["categorie"] == "vrije-toelichting"
        and (
            k["ontvanger"] not in ZORG | JEUGDZORG | MELDPUNT | {"rvdk"}
            or k["ontvanger-zwijgt"] == "nee"
        )
    ),
}
"""Refused, whatever else is the case: nobody is asked about it either."""

NIET_VANZELF: Mapping[str, Norm] = {
    "voor een onverenigbaar doel zonder weging (9)": lambda k: (
        _ander(k) and k["regime"] == "algemeen" and not _doel_gedekt(k)
    ),
    "over een ander zonder diens toestemming of een weging": lambda k: (
        k["regime"] == "algemeen"
        and k["overgang"] != "eigen-overleg"
        and k["persoon"] != "jeugdige"
        and k["toestemming"] in ("geen", "onmogelijk")
        and k["weging"] == "geen"
    ),
    "vrije tekst die niemand woog": lambda k: (
        _ander(k) and k["categorie"] == "vrije-toelichting" and k["weging"] == "geen"
    ),
}
"""Passes only after a person weighed it, or the person concerned agreed."""


def _alleen_de_terugkeer(k: Kenmerken) -> bool:
    at_school = k["ontvanger"] == "school" and k["veld"] in FEIT
    return _ander(k) and at_school and k["schoolverband"] == "terugkeer"


def geschonden(kenmerken: Kenmerken, oordeel: Oordeel, toetser: Toetser) -> str | None:
    """The norm that this judgement breaks, if it does."""
    for name, never in NOOIT.items():
        if never(kenmerken) and oordeel.uitkomst is not Uitkomst.GEWEIGERD:
            return name
    if _alleen_de_terugkeer(kenmerken) and oordeel.uitkomst in GAAT:
        reduced = oordeel.bewerking == "alleen-de-terugkeer"
        return None if reduced else "van een feit buiten school meer dan de terugkeer"
    for name, not_by_itself in NIET_VANZELF.items():
        if not_by_itself(kenmerken) and oordeel.uitkomst in GAAT:
            return name
    if oordeel.uitkomst is Uitkomst.BEOORDELING:
        weighed = toetser.toets({**kenmerken, "weging": "9-2"})
        if weighed.uitkomst not in GAAT:
            return "een mens wordt gevraagd wat hij niet kan toelaten"
    return None
