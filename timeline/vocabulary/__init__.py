"""The words and rules of the field: no database, no request, no Django ORM."""
