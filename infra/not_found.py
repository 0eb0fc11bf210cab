"""The fault of asking for what is not there."""


class NotFound(LookupError):
    """It is not there, or not for who asks; a site answers 404 and does not say which."""
