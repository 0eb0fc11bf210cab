"""Where each site is below its server, in one process or in many."""

from contracts.topics import DOMAIN_SERVICES, GATE, instance
from contracts.vocabulary import Domein
from infra.web.pages import FIGURES, WORK

PICKER = "picker"
"""The front page."""

PATHS: dict[str, str] = {
    **{
        instance(service, domein): f"/{domein}/{service}"
        for domein in Domein
        for service in DOMAIN_SERVICES
    },
    GATE: f"/{GATE}",
    PICKER: "/",
    FIGURES: "/cijfers",
    WORK: "/werk",
}
"""The base path of every instance that has pages, and of what the front page's server has."""


def urls(root: str) -> dict[str, str]:
    """The address of every site on one server, such as `http://127.0.0.1:8700`."""
    return {name: f"{root}{path}" for name, path in PATHS.items()}
