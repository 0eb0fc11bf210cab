"""What the check remarks of a valid covenant, each at its line in the file."""

from collections.abc import Collection, Sequence

from contracts.covenant import Convenant
from contracts.covenant_file import MOST_VALUES
from contracts.covenant_remarks import end_without_successor, remarks_of
from contracts.yaml_file import FileFault, YamlDocument, first_of, read_yaml, shown


def opmerkingen(text: str, found: object, samen: Collection[Convenant]) -> Sequence[FileFault]:
    """The remarks from the top of the file down; of what is no valid covenant, none.

    Args:
        text: of the file.
        found: what it was read as.
        samen: the covenants that were given with it, among which may be its next version.
    """
    document = read_yaml(text, MOST_VALUES)
    if not isinstance(found, Convenant) or not isinstance(document, YamlDocument):
        return ()
    remarks = (*remarks_of(found), *end_without_successor(found, samen))
    return first_of(FileFault(document.line(p), shown(p), told) for p, told in remarks)
