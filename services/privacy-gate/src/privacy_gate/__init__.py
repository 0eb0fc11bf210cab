"""The privacy gate: what may pass between tables, per field and per receiving seat."""
