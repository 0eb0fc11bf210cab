"""Real parts for tests: a broker, a database server. Nothing here is used in production."""
