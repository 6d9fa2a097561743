"""The demo data and folders of its form: read, checked, brought in."""
