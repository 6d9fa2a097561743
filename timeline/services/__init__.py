"""The verbs: the only code that changes the rows of the domain.

Every service takes keyword arguments, `by=` (the account) and `reason=`, is atomic,
writes history with both, refuses with an error that names the field, and leaves what is
derived (search rows, evidence states) right.
"""
