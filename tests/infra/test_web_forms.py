"""A model as a Dutch form, and what was typed back into the model."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import ConfigDict, Field, model_validator
from pydantic.alias_generators import to_camel

from contracts.dagen import Dag
from contracts.vocabulary import Frozen
from infra.web.forms import (
    WebForm,
    Widget,
    blank,
    read,
    texts_of,
    texts_under,
    under,
    with_errors,
)
from infra.web.pages import environment


class Kleur(StrEnum):
    ROOD = "rood"
    GROEN = "licht-groen"


class Opdracht(Frozen):
    """Every kind of field."""

    naam: str = Field(title="Naam van de leerling", max_length=10)
    verslag: str | None = Field(default=None, json_schema_extra={"long": True})
    op: Dag = Field(title="Datum", description="De dag van het gesprek.")
    tot: Dag | None = None
    kleur: Kleur
    wijze: Literal["snel", "rustig-aan"] = "snel"
    aantal: Annotated[int, Field(ge=1)] | None = None
    bevestigd: bool = Field(default=False, title="Bevestigd")
    kleuren: tuple[Kleur, ...] = ()
    elementen: tuple[str, ...] = ()
    wie: str

    @model_validator(mode="after")
    def _order(self) -> "Opdracht":
        if self.tot and self.tot < self.op:
            raise ValueError("Het einde ligt voor het begin.")
        return self


DATE = "Vul een bestaande datum in, als dag-maand-jaar (in JSON jjjj-mm-dd)."
CHOICES = {"elementen": [("e1", "Verzuim"), ("e2", "Gezin")], "wie": [("p", "Politie")]}
FILLED = {
    "naam": " Sam ",
    "verslag": "",
    "op": "3-9-2010",
    "kleur": "licht-groen",
    "aantal": "2",
    "bevestigd": "ja",
    "kleuren": ["rood", "licht-groen"],
    "elementen": ["e2"],
    "wie": "p",
}


def test_the_kinds_follow_from_the_types() -> None:
    kinds = {field.name: field.kind for field in blank(Opdracht, choices=CHOICES).fields}
    assert kinds == {
        "naam": Widget.TEXT,
        "verslag": Widget.LONG,
        "op": Widget.DATE,
        "tot": Widget.DATE,
        "kleur": Widget.ONE,
        "wijze": Widget.ONE,
        "aantal": Widget.NUMBER,
        "bevestigd": Widget.YES,
        "kleuren": Widget.MANY,
        "elementen": Widget.MANY,
        "wie": Widget.ONE,
    }


def test_labels_and_options_are_said_in_dutch() -> None:
    form = blank(Opdracht, choices=CHOICES)
    assert form["naam"].label == "Naam van de leerling"
    assert form["kleur"].options == (("rood", "Rood"), ("licht-groen", "Licht groen"))
    assert form["wijze"].options[1] == ("rustig-aan", "Rustig aan")
    assert (form["wijze"].value, form["kleur"].value) == ("snel", "")
    assert (form["naam"].required, form["tot"].required) == (True, False)


def test_what_was_typed_becomes_the_model() -> None:
    assert read(Opdracht, FILLED, choices=CHOICES).model == Opdracht(
        naam="Sam",
        op=date(2010, 9, 3),
        kleur=Kleur.GROEN,
        aantal=2,
        bevestigd=True,
        kleuren=(Kleur.ROOD, Kleur.GROEN),
        elementen=("e2",),
        wie="p",
    )


def test_what_is_fixed_is_not_taken_from_the_form() -> None:
    form = read(Opdracht, FILLED | {"wie": "p"}, choices=CHOICES, fixed={"naam": "Kim"})
    assert form.model is not None
    assert form.model.naam == "Kim"


@pytest.mark.parametrize(
    ("change", "errors"),
    [
        ({"naam": ""}, {"naam": "Dit veld is verplicht."}),
        ({"naam": "x" * 11}, {"naam": "Gebruik ten hoogste 10 tekens."}),
        ({"kleur": "paars"}, {"kleur": "Kies uit: rood of licht-groen."}),
        ({"bevestigd": "j"}, {"bevestigd": "Kies ja of nee."}),
        ({"wie": "q"}, {"wie": "Kies een van de mogelijkheden."}),
        ({"elementen": ["e1", "e9"]}, {"elementen": "Kies een van de mogelijkheden."}),
        ({"aantal": "veel"}, {"aantal": "Vul een heel getal in."}),
        ({"tot": "1-1-2010"}, {"": "Het einde ligt voor het begin."}),
    ],
)
def test_what_is_wrong_is_said_per_field(
    change: dict[str, str | list[str]], errors: dict[str, str]
) -> None:
    form = read(Opdracht, FILLED | change, choices=CHOICES)
    assert form.model is None
    assert form.errors == errors


@pytest.mark.parametrize("typed", ["31-02-2010", "2010", "gisteren", "3-13-2010"])
def test_a_date_that_does_not_exist_is_refused(typed: str) -> None:
    assert read(Opdracht, FILLED | {"op": typed}, choices=CHOICES).errors["op"].startswith("Vul")


def test_posted_texts_keep_every_checked_box() -> None:
    assert texts_of([("a", "1"), ("a", "2"), ("bestand", object())]) == {"a": ["1", "2"]}


def shown(form: WebForm[Opdracht]) -> str:
    source = (
        "{% import 'form.html' as form_parts %}"
        "{{ form_parts.error_summary(form) }}{{ form_parts.inputs(form) }}"
    )
    return environment(None).from_string(source).render(form=form)


def test_the_page_shows_errors_at_their_fields_and_keeps_what_was_typed() -> None:
    html = shown(read(Opdracht, FILLED | {"naam": "<script>xx"}, choices=CHOICES))
    assert "&lt;script&gt;xx" in html
    html = shown(read(Opdracht, FILLED | {"naam": ""}, choices=CHOICES))
    assert "Er is 1 veld dat aandacht nodig heeft" in html
    assert '<a href="#veld-naam">Naam van de leerling: Dit veld is verplicht.</a>' in html
    assert 'id="fout-naam"' in html
    assert 'name="op" type="text" autocomplete="off" value="3-9-2010"' in html
    assert 'value="e2" checked' in html
    assert 'value="e1" checked' not in html
    assert '<option value="licht-groen" selected>' in html
    assert "style=" not in html


def test_a_later_check_can_add_its_errors() -> None:
    form = with_errors(read(Opdracht, FILLED, choices=CHOICES), {"naam": "Al bekend."})
    assert form["naam"].error == "Al bekend."
    assert "Al bekend." in shown(form)


def test_two_forms_of_a_kind_stand_side_by_side() -> None:
    texts = {f"tweede_{name}": typed for name, typed in FILLED.items()} | {"naam": "Kim"}
    form = under(read(Opdracht, texts_under(texts, "tweede_"), choices=CHOICES), "tweede_")
    assert form.model is not None
    assert form.model.naam == "Sam"
    assert form["tweede_naam"].value == "Sam"


class Camel(Frozen):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)

    eerste_dag: Dag = Field(title="Eerste dag")
    keuze: tuple[str, ...] | None = None


def test_aliases_and_a_choice_that_was_not_made() -> None:
    assert read(Camel, {"eerste_dag": "x"}).errors == {"eerste_dag": DATE}
    assert read(Camel, {"eerste_dag": "1-2-2010"}).model == Camel(eerste_dag=date(2010, 2, 1))
