"""Questions: one function for each, never a write. Doors and exports ask; services ask first."""
