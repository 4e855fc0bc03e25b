// Types: tools/javascript. For Sphinx's page of search results; no other page loads this.
"use strict";
{
  // ---- what Sphinx's page gets wrong in some languages; where it is right, nothing changes

  // A plural rule such as (n != 1) gives a boolean, which is no index; and a catalogue's text may be empty.
  const { gettext } = Documentation;
  Documentation.gettext = (text) => gettext(text) || text;
  Documentation.ngettext = (singular, plural, count) =>
    [Documentation.TRANSLATIONS[singular]].flat()[Number(Documentation.PLURAL_EXPR(count))] ||
    (count === 1 ? singular : plural);
  // For Chinese the page is told of a stemmer that it has not got.
  if (window.EnglishStemmer) window.Stemmer ??= window.EnglishStemmer;

  // ---- one row for each entry, which begins with its definition

  /** @type {Map<string, string[]>} The names of each entry, by its "docname#id". */
  const entries = new Map();
  /** @type {Map<string, string>} The entry that a page is named after, by docname. */
  const pages = new Map();
  const EXCERPT = 240; // characters, as in Sphinx's

  // Sphinx escapes names in its index. Up to its version 8.2 they are shown as they stand there.
  const isEscaped = typeof _escapeHTML === "undefined";
  /** @type {Record<string, string>} */
  const SIGNS = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'", "&amp;": "&" };
  const plain = (text = "") => text.replace(/&[a-z#0-9]+;/g, (sign) => SIGNS[sign] ?? sign);
  const escaped = (text = "") => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

  const learn = () => {
    const { docnames, objects, objnames, titles } = Search._index;
    for (const [prefix, list] of Object.entries(objects)) {
      for (const [doc, type, , id, rest] of list) {
        if (objnames[type][0] !== "glossterm") continue;
        const name = plain(prefix ? `${prefix}.${rest}` : rest);
        const place = `${docnames[doc]}#${id || name}`;
        entries.set(place, [...(entries.get(place) ?? []), name]);
        if (name === titles[doc]) pages.set(docnames[doc], place);
      }
    }
  };

  const search = Search._performSearch;
  Search._performSearch = (query, ...terms) => {
    const found = search(query, ...terms);
    if (!entries.size) learn();
    const typed = query.toLowerCase().trim();
    /** @type {Map<unknown, SearchRow>} */
    const rows = new Map();
    const shown = new Set();
    // The best row comes last.
    for (const row of found.reverse()) {
      const [doc, title, id, , score, file] = row;
      const entry = entries.has(doc + id) ? doc + id : id ? null : pages.get(doc);
      if (!entry) rows.set(row, row);
      else if (!rows.has(entry)) {
        // The row may have a name in another language, "Page > Name"; found in a text, it has the page's title.
        const own = plain(title.split(" > ").at(-1));
        const name = [...(entries.get(entry) ?? []), own].find((one) => one.toLowerCase().includes(typed)) ?? own;
        rows.set(entry, [doc, isEscaped ? escaped(name) : name, entry.slice(doc.length), null, score, file, "title"]);
        shown.add(doc);
      }
    }
    // What is found in a page's text is in the entry that is found there. A name typed in full comes first.
    /** @type {(row: SearchRow) => boolean} */
    const isMore = ([doc, , id, , , , kind]) => kind !== "text" || id !== "" || !shown.has(doc);
    /** @type {(row: SearchRow) => boolean} */
    const isMeant = ([doc, , id]) => (entries.get(doc + id) ?? []).some((name) => name.toLowerCase() === typed);
    const left = [...rows.values()].filter(isMore);
    return [...left.filter(isMeant), ...left.filter((row) => !isMeant(row))].reverse();
  };

  const summarize = Search.makeSearchSummary;
  Search.makeSearchSummary = (html, words, id) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const entry = id && page.getElementById(id.slice(1))?.closest(".glossterm");
    const [title, definition] = entry ? [entry.querySelector("dfn"), entry.querySelector(".glossterm-definition p")] : [];
    if (!entry || !title || !definition) return summarize(html, words, id);

    // The title, and beside it the name that was found, if that is another.
    const link = [...Search.output.querySelectorAll("a")].find((one) => one.getAttribute("href")?.endsWith(id));
    if (link) {
      const [name, other] = [title.textContent, link.textContent];
      link.textContent = name.toLowerCase() === other.toLowerCase() ? name : `${name} (${other})`;
    }

    const excerpt = document.createElement("p");
    excerpt.className = "context";
    const text = definition.textContent.trim();
    const whole = entry.textContent.replace(text, "");
    excerpt.textContent = text.length > EXCERPT ? `${text.slice(0, EXCERPT)}...` : text;
    const holdsOne = (part = "") => [...words].some((word) => part.toLowerCase().includes(word));
    if (holdsOne(whole) && !holdsOne(text + link?.textContent))
      excerpt.append(" ", summarize(`<p role="main">${escaped(whole)}</p>`, words, "")?.textContent ?? "");
    for (const [part, shown] of [[title, link], [definition, excerpt]]) {
      // The language is said of all that is in the part, or around it.
      const within = part?.firstElementChild;
      const spoken = (within?.textContent === part?.textContent ? within : part)?.closest("[lang]");
      if (!spoken || !shown || !entry.contains(spoken)) continue;
      shown.setAttribute("lang", spoken.getAttribute("lang") ?? "");
      shown.setAttribute("dir", spoken.getAttribute("dir") ?? "auto");
    }
    return excerpt;
  };
}
