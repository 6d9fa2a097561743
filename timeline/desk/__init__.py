"""The editors' door: what awaits them, the workbench, the review queue. Signed-in accounts only."""
