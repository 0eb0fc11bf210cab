"""The sample cases of Tilburg, a line each: invented young people on every road."""

from dataclasses import dataclass

from chain.demo.beelden import toestemming
from chain.demo.loop import BAKEN, CJG, HCO, JCO, VAART
from chain.driver import Json


@dataclass(frozen=True)
class Rij:
    """A sample case in short.

    Attributes:
        dag: how many days before today it is reported.
        weg: which course of events, of `voorbeelden.VERLOPEN`.
        tafel: where it is reported.
        zat: the ZAT of the school; None for who does not go to school.
        naam: two rows with the same one are one child, whom two tables report apart.
        beeld: which signals, of `beelden.BEELDEN`.
        gezin: brothers and sisters have the same one.
        ouder: who else is in the case, of `beelden.OUDERS`.
        door: who reports, if not who directs the table.
        meer: other fields of the report.
    """

    dag: int
    weg: str
    tafel: str
    zat: str | None
    naam: str
    leeftijd: int
    beeld: str
    gezin: str = ""
    ouder: tuple[str, ...] = ()
    door: str = ""
    meer: Json | None = None


_ZELF = {"toestemming": toestemming("jeugdige", "onderwijs", "zorg", "veiligheid")}
_OUDER = {"toestemming": toestemming("vertegenwoordiger", "onderwijs", "zorg", "veiligheid")}
_JONG = {"reden_leeftijd": "Elf jaar, en doet al maanden mee met een groep van vijftien."}

_ZAT = (
    Rij(70, "zat-eigen-plan", BAKEN, BAKEN, "Merel Zandloper", 14, "stil", "zandloper", ("zus",)),
    Rij(70, "zat-eigen-plan", VAART, VAART, "Bever Beukennoot", 13, "gedrag"),
    Rij(56, "zat-eigen-plan", BAKEN, BAKEN, "Wulp Wederik", 16, "verzuim", meer=_ZELF),
    Rij(49, "zat-sluit", BAKEN, BAKEN, "Pimpel Meesters", 12, "scheiding"),
    Rij(35, "zat-eigen-plan", VAART, VAART, "Egel Stekelbaars", 15, "blowen"),
    Rij(28, "zat-sluit", VAART, VAART, "Kievit Koekoeksbloem", 17, "verzuim"),
    Rij(21, "zat-match", BAKEN, BAKEN, "Vlinder Vingerhoed", 13, "scheiding"),
    Rij(6, "zat-eigen-plan", BAKEN, BAKEN, "Specht Sparappel", 14, "gedrag"),
    Rij(1, "zat-eigen-plan", VAART, VAART, "Roerdomp Rietpluim", 16, "stil"),
    Rij(63, "zat-cjg", BAKEN, BAKEN, "Mus Morgenster", 12, "schulden", "morgenster"),
    Rij(63, "zat-cjg-gewogen", BAKEN, BAKEN, "Uil Morgenster", 15, "geheim", "morgenster",
        ("moeder-ziek", "vader-drinkt")),
    Rij(35, "zat-cjg-gewogen", VAART, VAART, "Zwaan Zuring", 14, "schulden", "",
        ("moeder-in-hulp", "moeder-ziek")),
    Rij(21, "zat-cjg", VAART, VAART, "Fazant Fluitenkruid", 16, "stil", meer=_ZELF),
    Rij(42, "zat-bjz", BAKEN, BAKEN, "Ree Rozenbottel", 13, "geheim", meer=_OUDER),
)  # fmt: skip

_ZAT_NAAR_HCO = (
    Rij(70, "zat-hco-cjg", BAKEN, BAKEN, "Dolfijn Duizendblad", 15, "hangen"),
    Rij(70, "zat-hco-houdt", VAART, VAART, "Havik Hondsdraf", 16, "hangen", meer=_ZELF),
    Rij(70, "zat-hco-zat", BAKEN, BAKEN, "Sijs Sneeuwklok", 14, "thuiszitter"),
    Rij(70, "zat-hco-geweigerd", BAKEN, BAKEN, "Gans Guichelheil", 13, "geheim"),
    Rij(70, "zat-hco-vraag-terug", VAART, VAART, "Lynx Lisdodde", 15, "verzuim"),
    Rij(63, "zat-hco-doorverwezen", BAKEN, BAKEN, "Otter Ooievaarsbek", 12, "schulden"),
    Rij(63, "zat-hco-terug", BAKEN, BAKEN, "Putter Pinksterbloem", 15, "gedrag"),
    Rij(63, "zat-hco-cjg", VAART, VAART, "Reiger Reigersbek", 17, "blowen", meer=_ZELF),
    Rij(56, "zat-hco-tussenbericht", BAKEN, BAKEN, "Snip Speenkruid", 14, "verzuim"),
    Rij(56, "zat-hco-teruggave", VAART, VAART, "Tapuit Teunisbloem", 16, "hangen"),
    Rij(56, "zat-hco-ingetrokken", BAKEN, BAKEN, "Valk Veenpluis", 15, "blowen"),
    Rij(49, "zat-hco-navraag", BAKEN, BAKEN, "Wezel Wolfsmelk", 13, "scheiding"),
    Rij(49, "zat-hco-bjz", VAART, VAART, "Zalm Zeekool", 14, "geheim", meer=_OUDER),
    Rij(49, "zat-hco-cjg", BAKEN, BAKEN, "Boomklever Brem", 18, "thuiszitter"),
    Rij(42, "zat-hco-zat", VAART, VAART, "Draaihals Dotterbloem", 15, "thuiszitter"),
    Rij(42, "zat-hco-vast", BAKEN, BAKEN, "Kwartel Kattenstaart", 14, "hangen"),
    Rij(35, "zat-hco-terug", VAART, VAART, "Goudvink Gaspeldoorn", 16, "verzuim"),
    Rij(28, "zat-hco-cjg", BAKEN, BAKEN, "Ijsvogel Iris", 12, "stil"),
    Rij(21, "zat-hco-zat", BAKEN, BAKEN, "Kramsvogel Kamille", 15, "gedrag"),
    Rij(14, "zat-hco-cjg", VAART, VAART, "Leeuwerik Lavas", 14, "scheiding"),
    Rij(14, "zat-hco-cjg", BAKEN, BAKEN, "Nachtegaal Nagelkruid", 16, "verzuim"),
)

_POLITIE = (
    Rij(70, "politie-cjg", HCO, BAKEN, "Das Distel", 14, "ruzie-thuis", ouder=("broer",)),
    Rij(63, "politie-houdt", HCO, BAKEN, "Wolf Waterlelie", 16, "straat"),
    Rij(63, "politie-zat", HCO, BAKEN, "Hermelijn Heemst", 13, "brand"),
    Rij(56, "politie-bjz", HCO, VAART, "Marter Mansoor", 15, "wegloper"),
    Rij(49, "politie-cjg", HCO, VAART, "Steenuil Slangenkruid", 11, "straat", meer=_JONG),
    Rij(49, "politie-zonder-school", HCO, None, "Torenvalk Tormentil", 19, "straat"),
    Rij(42, "politie-cjg", HCO, BAKEN, "Bunzing Berenklauw", 12, "winkel"),
    Rij(35, "politie-zat", HCO, VAART, "Fuut Fonteinkruid", 17, "winkel"),
    Rij(28, "politie-cjg", HCO, BAKEN, "Grutto Ganzerik", 15, "ruzie-thuis"),
    Rij(21, "politie-bjz", HCO, BAKEN, "Hop Honingklaver", 13, "wegloper"),
    Rij(5, "politie-cjg", HCO, VAART, "Kauw Klimop", 14, "winkel"),
)

_CJG = (
    Rij(70, "cjg-gezin", CJG, None, "Viooltje Zandloper", 6, "opvoeding", "zandloper"),
    Rij(70, "cjg-gezin-sluit", CJG, None, "Sprinkhaan Zandloper", 9, "geldzorgen", "zandloper"),
    Rij(56, "cjg-hco", CJG, BAKEN, "Lepelaar Look", 15, "geldzorgen"),
    Rij(49, "cjg-ingetrokken", CJG, VAART, "Meerkoet Munt", 17, "somber", meer=_ZELF),
    Rij(42, "cjg-bjz", CJG, None, "Nijlgans Nachtschade", 4, "opvoeding", meer=_OUDER,
        door="jeugdverpleegkundige"),
    Rij(28, "cjg-eigen-plan", CJG, BAKEN, "Oeverloper Orchis", 13, "geldzorgen", meer=_OUDER,
        door="maatschappelijk-werk"),
    Rij(14, "cjg-eigen-plan", CJG, None, "Patrijs Peterselie", 2, "opvoeding"),
)  # fmt: skip

_JCO = (
    Rij(70, "jco-halt", JCO, BAKEN, "Raaf Ridderspoor", 14, "vernieling", door="jeugdagent"),
    Rij(56, "jco-school", JCO, VAART, "Scholekster Salie", 15, "schoolplein", door="jeugdagent"),
    Rij(42, "jco-hco", JCO, BAKEN, "Tureluur Tijm", 16, "vechten", door="jeugdagent"),
    Rij(35, "jco-halt", JCO, VAART, "Wielewaal Wikke", 13, "heling"),
    Rij(28, "jco-bjz", JCO, BAKEN, "Zanglijster Zegge", 17, "vechten", door="jeugdagent"),
    Rij(14, "jco-halt", JCO, BAKEN, "Appelvink Anemoon", 15, "vernieling", door="jeugdagent"),
)

_OOK_ELDERS = (
    Rij(28, "cjg-match", CJG, BAKEN, "Vlinder Vingerhoed", 13, "opvoeding"),
    Rij(28, "zat-eigen-plan", BAKEN, BAKEN, "Appelvink Anemoon", 15, "verzuim"),
)

RIJEN: tuple[Rij, ...] = (*_ZAT, *_ZAT_NAAR_HCO, *_POLITIE, *_CJG, *_JCO, *_OOK_ELDERS)
"""All sample cases."""
