"""The web plumbing of a service: site, identity, guard, errors, forms and the shared look."""
