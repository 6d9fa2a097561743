"""The Django database backend named by settings: PostgreSQL, started when it is ours."""
