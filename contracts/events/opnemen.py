"""What a table takes in: where it does, among what it says itself."""

from pydantic import Field

from contracts.events.payload import Payload
from contracts.vocabulary import OpaqueId


class GebeurtenisOpgenomen(Payload):
    """At this place in what the table says, it took in what stands on another topic.

    With it the facts of a table tell all that its state follows from, and in which order.
    """

    casus: OpaqueId
    gebeurtenis: str = Field(
        min_length=1,
        max_length=64,
        description="the id of what was heard; of what this table itself said elsewhere, its cause",
    )
    zelf: bool = Field(default=False, description="did this table say it itself, elsewhere?")
