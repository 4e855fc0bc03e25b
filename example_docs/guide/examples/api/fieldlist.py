"""``.. fieldlist:: FIELD`` lists the terms of one field: those with this category."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from sphinx_glossterm import api


class fieldlist(nodes.General, nodes.Element):
    """The place of a list, until all terms are known."""


class FieldList(SphinxDirective):
    required_arguments = 1
    final_argument_whitespace = True

    def run(self):
        field = self.arguments[0]
        lists_of(self.env).setdefault(self.env.docname, {})[field] = None
        return [fieldlist(field=field)]


def lists_of(env):
    """For each document its lists: what each field held when the page was written."""
    if not hasattr(env, "fieldlists"):
        env.fieldlists = {}
    return env.fieldlists


def terms_of(env, field):
    terms = api.terminology(env)
    found = [term for term in terms.entries if term.category and term.category.source == field]
    return tuple(terms.ordered(found))


def forget(app, env, docname):
    lists_of(env).pop(docname, None)


def merge(app, env, docnames, other):
    for docname in docnames:
        if docname in lists_of(other):
            lists_of(env)[docname] = lists_of(other)[docname]


def outdated(app, env):
    """The pages whose lists are no longer what they were: Sphinx writes them again."""
    found = []
    for docname, lists in lists_of(env).items():
        new = {field: terms_of(env, field) for field in lists}
        if new != lists:
            lists.update(new)
            found.append(docname)
    return found


def fill(app, doctree, docname):
    for node in list(doctree.findall(fieldlist)):
        items = nodes.bullet_list()
        for term in terms_of(app.env, node["field"]):
            words = nodes.Text(term.title.text)
            link = make_refnode(app.builder, docname, term.docname, term.anchor, words)
            items += nodes.list_item("", nodes.paragraph("", "", link))
        node.replace_self(items if items.children else [])


def setup(app):
    app.setup_extension("sphinx_glossterm")
    app.add_node(fieldlist)
    app.add_directive("fieldlist", FieldList)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", merge)
    app.connect("env-get-updated", outdated)
    app.connect("doctree-resolved", fill)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
