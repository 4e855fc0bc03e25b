"""Writes the terms of each field into ``terms.txt``, beside the pages."""

from pathlib import Path

from sphinx_glossterm import api


def write_terms(app, exception):
    if exception or app.builder.format != "html":
        return
    terms = api.terminology(app.env)
    fields = {}
    for term in terms.ordered():
        field = term.category.text if term.category else ""
        fields.setdefault(field, []).append(f"{term.title.text}: {term.definition}\n")
    lines = []
    for field, members in sorted(fields.items()):
        lines += [f"[{field}]\n", *members, "\n"]
    Path(app.outdir, "terms.txt").write_text("".join(lines), encoding="utf-8")


def setup(app):
    app.setup_extension("sphinx_glossterm")
    app.connect("build-finished", write_terms)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
