"""What is used for work on the project, and is no part of the package."""
