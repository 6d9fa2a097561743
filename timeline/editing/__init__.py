"""What the editors' two doors share: forms, saving, conflicts, kept forms and refusals."""
