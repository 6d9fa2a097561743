"""The rules of the evidence: origins, what stands, the suggested status."""
