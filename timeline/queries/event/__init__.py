"""One event: its claims, its verdict, its differences, its history."""
