"""Event types by owner; `contracts.events.registry` finds the payload class of a type."""
