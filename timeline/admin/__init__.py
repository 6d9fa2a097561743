"""The staff door: one file per noun; saving goes through the services."""

from .sites import site

__all__ = ["site"]
