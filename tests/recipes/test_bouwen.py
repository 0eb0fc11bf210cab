"""The recipes of docs/bouwen.md, followed in a copy of the tree: what they say is enough."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import DEMAND_ALL
from tests.house.tree import ROOT, files_of

pytestmark = pytest.mark.timeout(300)

PAGE = (ROOT / "docs/bouwen.md").read_text(encoding="utf-8")
MOST = 6
"""Files that may have to be edited by hand for a field, or for a step with its fact."""


@dataclass(frozen=True)
class Edit:
    """In a file, after each of the `times` places of a text, more of the same kind."""

    path: str
    after: str
    more: str
    times: int = 1


@dataclass(frozen=True)
class Recipe:
    """A section of the page, and what somebody does who follows it.

    Attributes:
        by_hand: the edits.
        then: the commands that the recipe names.
        proved_by: tests that fail as long as something lacks.
    """

    section: str
    by_hand: tuple[Edit, ...]
    then: tuple[str, ...]
    proved_by: tuple[str, ...]


INTAKE = "services/intake/src/intake/domain"
FORM = "    huisvesting: Lang | None = _signaal(Veld.HUISVESTING)\n"
ROW = "| huisvesting | niet | geheel | geheel | geheel | niet | niet | niet | niet | niet |\n"
SORT = '    Veld.HUISVESTING: Veldsoort(_C.HUISVESTING, "Huisvesting", lang=True),\n'

VELD = Recipe(
    "A field about somebody",
    (
        Edit(
            "contracts/elements.py",
            '    BEKEND_BIJ_OVERIG = "bekend-bij-overig"\n',
            '    UITZETTING = "uitzetting"\n',
        ),
        Edit(
            "contracts/elements.py",
            SORT,
            '    Veld.UITZETTING: Veldsoort(_C.HUISVESTING, "Uitzetting", lang=True),\n',
        ),
        Edit(
            f"{INTAKE}/aanmelding.py",
            FORM,
            "    uitzetting: Lang | None = _signaal(Veld.UITZETTING)\n",
        ),
        Edit(f"{INTAKE}/bronnen.py", "        _V.HUISVESTING,\n", "        _V.UITZETTING,\n"),
        Edit(
            "services/privacy-gate/src/privacy_gate/rules/4-minimalisering.md",
            ROW,
            ROW.replace("huisvesting", "uitzetting").replace("geheel", "niet"),
            2,
        ),
    ),
    ("chain.contract_files", "chain contracts release 9.9", "chain contracts check"),
    (
        "tests/contracts/test_generated.py",
        "tests/contracts/test_elements.py",
        "services/intake/tests/test_bronnen.py",
        "services/intake/tests/test_aanmelden.py",
    ),
)
DOMAIN = "services/casusoverleg/src/casusoverleg/domain/opschalen"

STAP = Recipe(
    "A step at a table",
    (
        Edit(
            "contracts/events/opschaling.py",
            """    tot: date
    door: Functie
    op: date
""",
            '''

class BijzonderheidGenoteerd(Payload):
    """Something was noted that whoever looks after the family should know of."""

    casus: OpaqueId
    overleg: Naam
    tot: date
    door: Functie
    op: date
''',
        ),
        Edit(
            "contracts/events/table.py",
            '    Form("opschaling.NazorgAfgesproken", 1, opschaling.NazorgAfgesproken, _TAFEL),\n',
            "    Form("
            '"opschaling.BijzonderheidGenoteerd", 1, opschaling.BijzonderheidGenoteerd, _TAFEL'
            "),\n",
        ),
        Edit(
            "contracts/begrippen.md",
            "| `NazorgAfgesproken` | wie na het plan een oog op het gezin houdt, en tot wanneer | "
            "`contracts/events/opschaling.py` |\n",
            "| `BijzonderheidGenoteerd` | waar wie op het gezin let van moet weten | "
            "`contracts/events/opschaling.py` |\n",
        ),
        Edit(
            f"{DOMAIN}/steps.py",
            '"""Why somebody calls for the ladder; a term that went by needs nobody to call."""\n',
            '''

class NoteerBijzonderheid(Commando):
    """Note something that matters until a day."""

    stap: ClassVar[str] = "noteer-bijzonderheid"
    eisen: ClassVar[tuple[Eis, ...]] = (casus_is_open, heeft_regie)
    titel: ClassVar[str] = "Noteer een bijzonderheid"

    tot: Dag = Field(title="Van belang tot en met")
''',
        ),
        Edit(f"{DOMAIN}/decide.py", "    EvalueerPlan,\n", "    NoteerBijzonderheid,\n"),
        Edit(f"{DOMAIN}/decide.py", "    SchaalOp ", "| NoteerBijzonderheid "),
        Edit(
            f"{DOMAIN}/decide.py",
            """        case SpreekNazorgAf():
            return _spreek_nazorg_af(s, commando)
""",
            """        case NoteerBijzonderheid():
            return (
                feiten.BijzonderheidGenoteerd(
                    casus=s.casus.id,
                    overleg=s.casus.overleg,
                    tot=commando.tot,
                    door=s.zetel.functie,
                    op=s.omst.op,
                ),
            )
""",
        ),
        Edit(
            f"{DOMAIN}/feiten.py",
            "    | feiten.NazorgAfgesproken\n",
            "    | feiten.BijzonderheidGenoteerd\n",
        ),
        Edit(
            f"{DOMAIN}/feiten.py",
            "            na = replace(stand, nazorg=Nazorg(wie=feit.wie, tot=feit.tot))\n",
            """        case feiten.BijzonderheidGenoteerd():
            na = stand
""",
        ),
        Edit(
            f"{DOMAIN}/feiten.py",
            ' tot en met {tot}"\n',
            """        case feiten.BijzonderheidGenoteerd():
            return f"Bijzonderheid genoteerd, tot en met {feit.tot:%d-%m-%Y}"
""",
        ),
        Edit(
            "services/casusoverleg/tests/domein/test_eisen.py",
            '    "schaal-op": ("open",),\n',
            '    "noteer-bijzonderheid": ("open", "regie"),\n',
        ),
    ),
    ("chain.contract_files", "chain contracts release 9.9", "chain contracts check"),
    (
        "tests/contracts/test_generated.py",
        "tests/contracts/test_begrippen.py",
        "tests/contracts/test_examples.py",
        "tests/house/test_facts.py",
        "services/casusoverleg/tests/domein/test_eisen.py",
        "services/casusoverleg/tests/instantie/test_web.py",
    ),
)
RECIPES = (VELD, STAP)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for path in files_of(ROOT):
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    return tmp_path


def run(copy: Path, *words: str) -> tuple[int, str]:
    """Run a module in the copy, on the code of the copy."""
    places = [copy, *(copy / "services").glob("*/src")]
    # Where all must be tested nothing may be skipped, and a copy without its history skips that.
    here = {name: value for name, value in os.environ.items() if name != DEMAND_ALL}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=copy,
        env={**here, "PYTHONPATH": os.pathsep.join(map(str, places))},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def follow(copy: Path, edits: tuple[Edit, ...]) -> None:
    for edit in edits:
        path = copy / edit.path
        text = path.read_text(encoding="utf-8")
        assert text.count(edit.after) == edit.times, f"the recipe for {edit.path} is out of date"
        path.write_text(text.replace(edit.after, edit.after + edit.more), encoding="utf-8")


def proved(copy: Path, recipe: Recipe) -> tuple[int, str]:
    for words in recipe.then:
        code, said = run(copy, *words.split())
        assert code == 0, said
    return run(copy, "pytest", "-q", "-x", "-p", "no:cacheprovider", *recipe.proved_by)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.section)
def test_following_a_recipe_is_enough(copy: Path, recipe: Recipe) -> None:
    follow(copy, recipe.by_hand)
    code, said = proved(copy, recipe)
    assert code == 0, said[-4000:]


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.section)
def test_a_recipe_names_each_file_and_there_are_few(recipe: Recipe) -> None:
    told = PAGE.split(f"## {recipe.section}\n")[1].split("\n## ")[0]
    by_hand = {edit.path for edit in recipe.by_hand if "/tests/" not in edit.path}
    assert [path for path in by_hand if Path(path).name not in told] == []
    assert len(by_hand) <= MOST


def test_a_recipe_that_is_not_followed_to_the_end_is_seen(copy: Path) -> None:
    forgotten = f"{INTAKE}/bronnen.py"
    follow(copy, tuple(edit for edit in VELD.by_hand if edit.path != forgotten))
    code, said = run(copy, "pytest", "-q", "-x", "-p", "no:cacheprovider", *VELD.proved_by[-2:])
    assert code == 1
    assert "uitzetting" in said
