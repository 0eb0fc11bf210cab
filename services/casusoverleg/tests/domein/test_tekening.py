"""The picture of the protocol is that of the protocol."""

import re

from casusoverleg.domain.overdragen.overdracht import OVERGANGEN, Stand
from casusoverleg.domain.overdragen.tekening import overdracht_in_beeld


def test_every_transition_is_drawn_and_told_once() -> None:
    tekst = overdracht_in_beeld()
    aantal = sum(len(overgang.standen) for overgang in OVERGANGEN.values())
    begin_en_niet_bezorgd = 2
    assert len(re.findall(r"-->", tekst)) == aantal + begin_en_niet_bezorgd
    tabel = tekst.split("## Wie welke stap zet")[1].split("##")[0]
    assert len(re.findall(r"^\| (?!stap|---)", tabel, re.M)) == aantal
    assert {s.name for s in Stand} == set(re.findall(r'state "[a-z -]+" as ([A-Z_]+)', tekst))
