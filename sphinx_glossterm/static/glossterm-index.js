// The filter of an index. Types: tools/javascript.
"use strict";
{
  const DELAY = 300; // ms
  /** @type {All} */
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  // ---- the twin of spelling.loosen

  /** @type {Record<string, string>} */
  const plain = {};
  for (const pair of `ss:ß i:ı l:ł o:ø d:đðɗɖ th:þ ae:æ oe:œ h:ħ t:ŧ k:ĸƙ n:ŋ b:ɓ y:ƴ σ:ς
    ا:ٱ ي:ىی ك:ک ه:ةەہۃ
    ं:ँ ਂ:ੰ ত্:ৎ ണ്:ൺ ന്:ൻ ര്:ർ ല്:ൽ ള്:ൾ ക്:ൿ
    ᄀ:ᆨ ᄁ:ᆩ ᄀᄉ:ᆪ ᄂ:ᆫ ᄂᄌ:ᆬ ᄂᄒ:ᆭ ᄃ:ᆮ ᄅ:ᆯ ᄅᄀ:ᆰ ᄅᄆ:ᆱ ᄅᄇ:ᆲ ᄅᄉ:ᆳ ᄅᄐ:ᆴ ᄅᄑ:ᆵ ᄅᄒ:ᆶᄚ ᄆ:ᆷ ᄇ:ᆸ ᄇᄉ:ᆹᄡ
    ᄉ:ᆺ ᄊ:ᆻ ᄋ:ᆼ ᄌ:ᆽ ᄎ:ᆾ ᄏ:ᆿ ᄐ:ᇀ ᄑ:ᇁ ᄒ:ᇂ ᅩᅡ:ᅪ ᅩᅢ:ᅫ ᅩᅵ:ᅬ ᅮᅥ:ᅯ ᅮᅦ:ᅰ ᅮᅵ:ᅱ ᅳᅵ:ᅴ
    ':‘’‚‛‹›『』ʹʻʼ′׳ ":“”„‟«»「」״ -:‐‒–—―−־֊`.split(/\s+/)) {
    const [letters, chars] = pair.split(":");
    for (const char of chars) plain[char] = letters;
  }
  const loosen = (text = "") =>
    text.normalize("NFKD")
      // Marks of all scripts but kana's, and of some; tatweel, nuktas; what is not seen
      .replace(/(?![\u3099\u309a])(?=[\p{sc=Zinh}\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Nkoo}\p{sc=Cyrl}])\p{M}|[ـ\u093c\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc\p{DI}]/gu, "")
      .normalize("NFD").toLowerCase()
      .replace(/[^\0-~]/g, (char) => plain[char] ?? char)
      .replace(/[ぁ-ゖ]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 96))
      .replace(/(?!\d)\p{Decimal_Number}/gu, (char) => {
        let value = 0; // by its place, as digits stand in rows of ten
        while (/\p{Decimal_Number}/u.test(String.fromCodePoint(Number(char.codePointAt(0)) - value - 1))) value++;
        return `${value}`;
      })
      .replace(/[ङञणनम]्/g, "ं");

  // ---- the live index

  const [form] = all("form.glossterm-filter");

  if (form) {
    const [index] = all(".glossterm-index:has(form)");
    const [input] = all("input", form);
    const [status, nothing] = all("p", form);
    const [, message] = all("span[hidden]", form);
    const [panel] = all("div", form);
    const [button] = all('button[type="button"]', form);
    const boxes = all("fieldset input", form);
    const rows = all("[data-names]", index);
    /** @type {Names} */
    let names; // loosened when first asked for
    /** @type {Words} */
    let words = [];
    let changed = 0, timer = 0, later = 0;

    /** @type {Has} */
    const has = (loose, either) => either.some((word) => loose.includes(word));

    // ---- why a row is there

    const marks = CSS.highlights ? new Highlight() : new Set();
    CSS.highlights?.set("glossterm", /** @type {Highlight} */ (marks));

    /** @type {Least} */
    const least = (low, high, fits) => {
      while (low < high) {
        const middle = (low + high) >> 1;
        if (fits(middle)) high = middle;
        else low = middle + 1;
      }
      return low;
    };
    /** @type {Mark} */
    const mark = (text) => {
      for (const either of words) {
        /** @type {Part} */
        const fits = (start, end) => has(loosen(text.data.slice(start, end)), either);
        if (!fits(0)) continue;
        const range = new Range();
        const end = least(1, text.length, (n) => fits(0, n));
        range.setStart(text, least(0, end, (n) => !fits(n + 1, end)));
        range.setEnd(text, end + (/^\p{M}+/u.exec(text.data.slice(end))?.[0].length ?? 0));
        marks.add(range);
      }
    };
    /** @type {OfRow} */
    const explain = (row) => {
      const [link] = all("a", row);
      const [old] = all("small.glossterm-found", row);
      old?.remove();
      if (!words[0]) return;
      const shown = row.dataset.ranks ? row : link;
      const title = loosen(shown.textContent ?? "");
      const missing = words.filter((either) => !has(title, either));
      const others = row.dataset.names.split("\n");
      const name = missing[0] && (others.find((other) => missing.every((either) => has(loosen(other), either)))
        ?? others.find((other) => has(loosen(other), missing[0])));
      if (name) {
        const why = document.createElement("small");
        why.className = "glossterm-found";
        why.lang = ""; // nobody has said which
        why.dir = "auto";
        why.textContent = name;
        link.after(why);
        mark(/** @type {Text} */ (why.firstChild));
      }
      const texts = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) mark(/** @type {Text} */ (texts.currentNode));
    };

    // ---- what is left

    /** @type {Aim} */
    const settle = (aim) => {
      for (const group of all(".glossterm-group", index)) {
        group.hidden = group !== aim && !group.querySelector("[data-names]:not([hidden])");
        for (const letter of all(`nav a[href="#${group.id}"]`, index)) letter.hidden = group.hidden;
      }
    };
    /** @type {Aim} */
    const filter = (aim) => {
      // A nasal may become an anusvara: हिन is on the way to हिन्दी.
      words = loosen(input.value).split(/\s+/).filter(Boolean).map((word) => [word, word.replace(/[ङञणनम]$/, "ं")]);
      if (words[0]) names ??= rows.map(({ dataset }) => loosen(dataset.names));
      const facets = all("fieldset", form)
        .map((set) => ({ name: set.name, values: all(":checked", set).map(({ value }) => value) }))
        .filter(({ values }) => values[0]);
      const rest = rows.slice(0, 0);
      let count = 0;
      marks.clear();
      /** @type {OfRow} */
      const show = (row) => {
        row.hidden = false;
        explain(row);
      };
      for (const [n, row] of rows.entries()) {
        const fits = aim?.contains(row)
          || words.every((either) => has(names?.[n] ?? "", either))
          && facets.every(({ name, values }) => row.dataset[name].split("\n").some((label) => values.includes(label)));
        count += +fits;
        if (fits && count > 300) rest.push(row);
        else if (fits) show(row);
        else row.hidden = true;
      }
      settle(aim);
      const more = () => {
        for (const row of rest.splice(0, 300)) show(row);
        settle(aim);
        if (rest[0]) later = setTimeout(more);
      };
      clearTimeout(later);
      later = setTimeout(more, DELAY); // no key waits for these
      if (button) button.dataset.count = `${boxes.filter(({ checked }) => checked).length || ""}`;
      nothing.hidden = count > 0;
      for (const link of all("a", nothing)) link.search = `?${new URLSearchParams({ q: input.value })}`;
      clearTimeout(timer);
      timer = setTimeout(() => {
        status.textContent = count === rows.length || !count ? ""
          : form.dataset.count.replace("{count}", `${count}`).replace("{total}", `${rows.length}`);
        if (count) return;
        status.append(message.cloneNode(true));
        for (const shown of all("span", status)) shown.hidden = false;
      }, DELAY);
    };

    // ---- the address

    const read = () => {
      const state = new URLSearchParams(location.search);
      for (const box of boxes) box.checked = state.getAll(box.name).includes(box.value);
      input.value = state.get(input.name) ?? "";
      if (panel && boxes.some(({ checked }) => checked)) fold(false);
      // :target is not there when the page loads.
      filter(all(".glossterm-group", index).find(({ id }) => new URL(`#${id}`, location.href).hash === location.hash));
    };
    const change = () => {
      filter();
      const address = new URL(location.href);
      for (const { name } of [input, ...boxes]) address.searchParams.delete(name);
      for (const [name, value] of new FormData(form)) if (value) address.searchParams.append(name, value);
      const push = Date.now() - changed > 1000;
      changed = Date.now();
      try {
        history[push ? "pushState" : "replaceState"](history.state, "", address);
      } catch {} // where a file: page may not change its address, or none as often
    };
    const clear = () => {
      input.value = "";
      change();
      input.focus();
    };
    /** @type {Fold} */
    const fold = (isFolded) => {
      panel.hidden = isFolded;
      button.ariaExpanded = `${!isFolded}`;
    };
    if (button) button.onclick = () => fold(!panel.hidden);
    form.oninput = change;
    form.onreset = () => setTimeout(clear); // the button goes
    form.onsubmit = () => false;
    index.onkeydown = (event) => {
      const stops = [input, ...all("[data-names]:not([hidden])", index).map((row) => all("a", row)[0])];
      const place = stops.findIndex((stop) => stop === event.target);
      if (place >= 0 && event.key === "Escape" && input.value) return clear();
      const next = stops[place + (event.key === "ArrowUp" ? -1 : 1)];
      if (place < 0 || !next || !["ArrowDown", "ArrowUp", place ? "" : "Enter"].includes(event.key)) return;
      event.preventDefault();
      next.focus();
    };

    // ---- languages

    const heads = all("th[aria-sort]", index);
    for (const head of heads) {
      head.innerHTML = `<button type="button">${head.innerHTML}</button>`;
      head.onclick = () => {
        const place = head.cellIndex;
        const order = head.ariaSort === "ascending" ? "descending" : "ascending";
        for (const other of heads) other.ariaSort = other.cellIndex === place ? order : "none";
        /** @type {Rank} */
        const rank = ({ dataset }) => +dataset.ranks.split(" ")[place] * (order === "ascending" ? 1 : -1) || 1e9;
        for (const row of [...rows].sort((a, b) => rank(a) - rank(b))) row.parentElement?.append(row);
      };
    }

    read();
    addEventListener("popstate", read);
  }
}
