"""The boiler room: the embedded PostgreSQL server and the database backend that starts it."""
