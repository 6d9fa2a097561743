"""Goods in: file formats become plain records, and records go to the services."""
