"""The auditor's reader: it judges the log by its bytes and shares no code with what wrote them.

Only the standard library and `cryptography` (to open the gate's own sealed links) are used
here; a house test holds it to that. A fault in the services, the plumbing or the contracts
can therefore not hide itself by being made twice.
"""
