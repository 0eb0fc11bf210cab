"""Faults that the person at the keyboard can mend."""


class UserFault(RuntimeError):
    """The message is a Dutch sentence that helps."""
