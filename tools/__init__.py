"""Tools for work on the project; not part of the package."""
