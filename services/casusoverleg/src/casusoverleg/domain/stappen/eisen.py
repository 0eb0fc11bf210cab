"""What a step can require of the casus and of who takes it: small rules, each with its reason."""

from casusoverleg.domain.casus import Casus
from casusoverleg.domain.nakomen.wie import na_te_komen, te_beoordelen, te_corrigeren
from casusoverleg.domain.overdragen.overdracht import (
    AANVAARD,
    WACHT_OP_ANTWOORD,
    Wie,
)
from casusoverleg.domain.stappen.circumstances import Zetel
from casusoverleg.domain.verstrekken.weegpunten import te_wegen_door
from contracts.events.verstrekking import Besprekingsuitkomst
from contracts.vocabulary import Overlegsoort


def casus_is_open(casus: Casus, _zetel: Zetel) -> str | None:
    """A closed casus is opened first."""
    return None if casus.open else "De casus is afgesloten; heropen hem eerst."


def casus_is_gesloten(casus: Casus, _zetel: Zetel) -> str | None:
    """Only a closed casus can be opened again."""
    return "De casus is al open." if casus.open else None


def is_overgenomen(casus: Casus, _zetel: Zetel) -> str | None:
    """What this table let go is opened by who offers it once more."""
    if casus.niet_overgenomen:
        return "Dit overleg nam de casus niet over; wie hem aanbood kan dat opnieuw doen."
    return None


def is_afgesloten(casus: Casus, _zetel: Zetel) -> str | None:
    """What still runs is not erased."""
    return "De casus is nog open; sluit hem eerst af." if casus.open else None


def is_voorbereid(casus: Casus, _zetel: Zetel) -> str | None:
    """Erasure takes two deliberate steps."""
    return None if casus.vernietigen.voorbereid_op else "Bereid de vernietiging eerst voor."


def heeft_regie(_casus: Casus, zetel: Zetel) -> str | None:
    """The seat that directs the table."""
    return (
        None
        if zetel.wie is Wie.REGIE
        else f"Dit is aan de regie van dit overleg ({zetel.overleg.regie})."
    )


def is_aan_zet(casus: Casus, _zetel: Zetel) -> str | None:
    """One table at a time may move the responsibility."""
    if casus.aan_zet:
        return None
    return f"Dit overleg kan de casus nu niet verplaatsen; {casus.houder} heeft hem."


def niets_staat_open(casus: Casus, _zetel: Zetel) -> str | None:
    """One hand-off or inbreng at a time."""
    if casus.overdragen.inbreng:
        return f"De casus ligt nog bij {casus.overdragen.inbreng.bij_overleg}."
    if casus.overdragen.open_aanbod:
        return f"Er staat nog een overdracht open aan {casus.overdragen.open_aanbod.ander_overleg}."
    return None


def is_besproken(casus: Casus, zetel: Zetel) -> str | None:
    """A table discusses first; a desk of one organisation has nobody to discuss with."""
    if casus.bespreken.besproken_op or zetel.overleg.soort is Overlegsoort.LOKET:
        return None
    return "De casus is in dit overleg nog niet besproken."


def uitkomst_is_overdragen(casus: Casus, _zetel: Zetel) -> str | None:
    """What the table decided is what is done."""
    return _uitkomst_is(casus, Besprekingsuitkomst.OVERDRAGEN)


def uitkomst_is_eigen_plan(casus: Casus, _zetel: Zetel) -> str | None:
    """What the table decided is what is done."""
    return _uitkomst_is(casus, Besprekingsuitkomst.EIGEN_PLAN)


def _uitkomst_is(casus: Casus, gewenst: Besprekingsuitkomst) -> str | None:
    if casus.bespreken.uitkomst in (None, gewenst):
        return None
    return f"De vastgestelde uitkomst is '{casus.bespreken.uitkomst}'; stel eerst '{gewenst}' vast."


def geen_lopend_werk(casus: Casus, _zetel: Zetel) -> str | None:
    """What was accepted is handed on as a linked hand-off, so that its sender keeps track."""
    if casus.overdragen.lopend_werk is None:
        return None
    return (
        "Deze casus is aan dit overleg overgedragen; verwijs door, geef terug of bevestig de actie."
    )


def aanbod_is_beantwoord(casus: Casus, _zetel: Zetel) -> str | None:
    """An offer that waits here is answered before the casus is closed."""
    if any(o.stand in WACHT_OP_ANTWOORD for o in casus.overdragen.inkomend):
        return "Er wacht hier nog een overdracht op antwoord."
    return None


def inbrenger_heeft_antwoord(casus: Casus, _zetel: Zetel) -> str | None:
    """Who brought the casus in hears first what was decided."""
    if casus.overdragen.inbrenger_wacht:
        return "Het overleg dat inbracht wacht nog op de uitkomst; stel die eerst vast."
    return None


def actie_is_bevestigd(casus: Casus, _zetel: Zetel) -> str | None:
    """After a hand-off a casus is closed only once action was confirmed, on both sides."""
    if casus.overdragen.lopend_werk:
        return "Van de overdracht aan dit overleg is nog geen actie bevestigd."
    if any(o.stand in AANVAARD and not o.teruggave_van for o in casus.overdragen.uitgaand):
        return "De ontvanger heeft nog niet bevestigd dat er iets gedaan is."
    return None


def afspraak_loopt(casus: Casus, _zetel: Zetel) -> str | None:
    """There is an agreement to say something of."""
    return None if casus.bespreken.lopende_afspraken else "Er loopt geen afspraak."


def afspraken_zijn_afgerond(casus: Casus, _zetel: Zetel) -> str | None:
    """What was agreed was kept, was not, or lapsed: somebody says so."""
    if casus.bespreken.lopende_afspraken:
        return "Er loopt nog een afspraak; rond die eerst af."
    return None


def school_is_bekend(casus: Casus, _zetel: Zetel) -> str | None:
    """Without a school feedback ends at the one who carries it."""
    ooit = casus.school or casus.schooltijden
    return None if ooit else "Bij deze casus is geen school bekend."


def iets_te_wegen(casus: Casus, zetel: Zetel) -> str | None:
    """The gate asks a person only where it cannot decide; and who weighs must have read it."""
    if te_wegen_door(casus, zetel):
        return None
    return "Er wacht niets waarover uw zetel mag oordelen."


def navraag_wacht(casus: Casus, _zetel: Zetel) -> str | None:
    """There is a question to answer."""
    return (
        None
        if casus.vastleggen.wachtende_navraag(None)
        else "Er wacht hier geen navraag op antwoord."
    )


def toestemming_is_er(casus: Casus, _zetel: Zetel) -> str | None:
    """There is consent that was not withdrawn."""
    if any(t.ingetrokken_op is None for t in casus.vastleggen.toestemmingen):
        return None
    return "Er is geen toestemming die ingetrokken kan worden."


def heeft_een_plan(casus: Casus, _zetel: Zetel) -> str | None:
    """There is a plan of this table, and it is this table's to carry out."""
    return (
        None if casus.bespreken.plan and casus.aan_zet else "Er is geen eigen plan van dit overleg."
    )


def doel_loopt(casus: Casus, zetel: Zetel) -> str | None:
    """There is a goal of which this seat can say something; who directs, of every one."""
    eigen = (
        d
        for d in casus.gezinsplan.lopend
        if zetel.wie is Wie.REGIE or d.uitvoerder == zetel.functie
    )
    return None if any(eigen) else "Er loopt geen doel waarover uw zetel oordeelt."


def is_van_een_gezin(casus: Casus, _zetel: Zetel) -> str | None:
    """A file that came from another domain is of none, until it is brought together."""
    return None if casus.gezin else "Dit dossier staat in geen gezin."


def is_opgeschaald(casus: Casus, _zetel: Zetel) -> str | None:
    """There is something to scale down."""
    if casus.opschalen.opgeschaald or casus.opschalen.onveilig_gemeld_op:
        return None
    return "Deze casus is niet opgeschaald."


def plicht_staat_open(casus: Casus, zetel: Zetel) -> str | None:
    """There is an obligation that this seat can deal with."""
    return None if na_te_komen(casus, zetel) else "Er staat hier geen verplichting voor u open."


def iets_te_corrigeren(casus: Casus, zetel: Zetel) -> str | None:
    """Only what one's own organisation recorded."""
    return None if te_corrigeren(casus, zetel) else "Uw organisatie legde hier niets vast."


def verzet_wacht(casus: Casus, _zetel: Zetel) -> str | None:
    """There is an objection to decide on."""
    return None if te_beoordelen(casus) else "Er wacht hier geen verzet op een besluit."


def heeft_verwijsindex(_casus: Casus, zetel: Zetel) -> str | None:
    """The region agreed that this table reports, and so asks."""
    return None if zetel.verwijsindex else "Dit overleg meldt volgens het convenant niets."


def is_gemeld(casus: Casus, _zetel: Zetel) -> str | None:
    """There is a report in the verwijsindex."""
    return None if casus.verwijsindex.melding else "Deze casus staat niet in de verwijsindex."


def match_staat_open(casus: Casus, _zetel: Zetel) -> str | None:
    """Another table reported this child too, and it is not recorded what was agreed."""
    return None if casus.verwijsindex.open_matches else "Er staat geen match open."


NIETS_LOOPT = (
    niets_staat_open,
    aanbod_is_beantwoord,
    inbrenger_heeft_antwoord,
    actie_is_bevestigd,
    afspraken_zijn_afgerond,
)
"""What a casus requires that is closed, by somebody or by itself."""

VERPLAATSEN = (casus_is_open, heeft_regie, niets_staat_open, is_aan_zet, is_besproken)
"""What moving the responsibility requires."""
