"""Built-in glossaries into entries, and entries into text: source text alone, without a build."""
