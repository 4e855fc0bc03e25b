// Leads to the site in the reader's language: the one that was chosen here before, else the one that the
// browser tells. The choice stays in the browser, and without this script the page is a list of links.
//
// A plain script: browsers refuse modules to pages that are opened from a disk.
"use strict";

(() => {
  const links = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll("nav a[hreflang]")]);

  const key = "glossterm-language";
  for (const link of links) {
    link.addEventListener("click", () => {
      try {
        localStorage.setItem(key, link.hreflang);
      } catch {} // where nothing may be stored, nothing is remembered
    });
  }
  const chosen = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };

  // Whoever comes back from one of the sites, or asks for "#choose", wants to choose.
  const inside = (/** @type {HTMLAnchorElement} */ link) =>
    document.referrer.startsWith(new URL(".", link.href).href);
  if (location.hash || links.some(inside)) return;

  /**
   * The link for a language: the very one, else without region and script, else any of its regions.
   *
   * @param {string} wanted A language tag, such as "hi-IN".
   */
  const find = (wanted) => {
    const parts = wanted.toLowerCase().split("-");
    for (let length = parts.length; length > 0; length -= 1) {
      const tag = parts.slice(0, length).join("-");
      const found = links.find((link) => link.hreflang.toLowerCase() === tag);
      if (found) return found;
    }
    return links.find((link) => link.hreflang.toLowerCase().split("-")[0] === parts[0]);
  };

  for (const wanted of [chosen(), ...(navigator.languages ?? [navigator.language])]) {
    const found = wanted && find(wanted);
    if (found) {
      // Not assign(): "back" would lead here, and at once forward again.
      location.replace(found.href);
      return;
    }
  }
})();
