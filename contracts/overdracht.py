"""Words of a hand-off that only its two sides use: what was found, and why not."""

from enum import StrEnum


class Bevinding(StrEnum):
    """What a receiver may answer to the typed question of a hand-off."""

    HULP_PAST = "deze-hulp-past"
    ANDERE_HULP_NODIG = "andere-hulp-nodig"
    GEEN_HULP_NODIG = "geen-hulp-nodig"
    ADVIES_GEGEVEN = "advies-gegeven"
    GEEN_ADVIES = "geen-advies-mogelijk"
    REGIE_OVERGENOMEN = "regie-overgenomen"
    REGIE_NIET_NODIG = "regie-niet-nodig"
    VOLLEDIG_TERUG = "volledig-terug-in-de-klas"
    DEELS_TERUG = "deels-terug-in-de-klas"
    ANDERE_SCHOOL = "naar-een-andere-school"
    MAATREGEL_HAALBAAR = "maatregel-is-haalbaar"
    MAATREGEL_NIET_HAALBAAR = "maatregel-is-niet-haalbaar"
    VRIJWILLIG_VOLSTAAT = "vrijwillige-hulp-volstaat"
    BESPROKEN = "besproken"


class Heropengrond(StrEnum):
    """What contradicts an action that was confirmed."""

    GEZIN_NIET_AANGEKOMEN = "gezin-is-niet-aangekomen"
    HULP_NIET_BEGONNEN = "hulp-is-niet-begonnen"
    HULP_GESTOPT = "hulp-is-voortijdig-gestopt"
    NIET_TERUG_IN_KLAS = "jeugdige-is-niet-terug-in-de-klas"
    VERKEERDE_CASUS = "bevestigd-bij-de-verkeerde-casus"


class Weigergrond(StrEnum):
    """Why a hand-off is declined, taken back or contested."""

    BUITEN_DOELGROEP = "buiten-de-doelgroep"
    AL_HULP_ELDERS = "er-is-al-hulp-elders"
    GEEN_PLAATS = "geen-plaats"
    ONVOLDOENDE_INFORMATIE = "onvoldoende-informatie"
    ANDERE_PARTIJ_BETER = "een-andere-partij-past-beter"
    WERK_LOOPT_AL = "het-werk-loopt-al"
    VERKEERD_GEADRESSEERD = "verkeerd-geadresseerd"


class Bewijsreden(StrEnum):
    """Why other evidence of action serves as well as what was asked for."""

    TOONT_HETZELFDE = "het-laat-hetzelfde-zien"
    TOONT_MEER = "het-laat-meer-zien"
    NIET_MEER_NODIG = "het-gevraagde-is-niet-meer-nodig"
    KOMT_NIET = "het-gevraagde-kan-er-niet-komen"
