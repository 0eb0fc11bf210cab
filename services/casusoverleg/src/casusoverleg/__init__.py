"""The tables of one domain: agenda, discussion, plan, hand-off, action confirmed."""
