"""What can be the matter with a broker."""


class BrokerUnavailable(RuntimeError):
    """No broker can be had; the message is one Dutch sentence for who asked for it."""
