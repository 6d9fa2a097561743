"""What several questions need of the rows: facts, subtrees, versions, permissions."""
