// Types: tools/javascript. No module: browsers refuse those from file: addresses.
"use strict";
{
  const { dataset, src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("..", src).href;
  const files = Number(dataset.previews);
  const DELAY = 300; // ms
  const on = addEventListener;
  /** @type {All} */
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const remember = (state = {}, address = location.href, push = false) => {
    try {
      history[push ? "pushState" : "replaceState"]({ ...history.state, ...state }, "", address);
    } catch {} // where a file: page may not change its address
  };

  // ---- deep dives: open for links into them, else as the reader left them

  const dives = all("details.glossterm-deepdive");
  const left = history.state?.glossterm;
  const keep = () => remember({ glossterm: dives.map(({ open }) => open) });
  const reveal = () => {
    const target = document.querySelector(":target");
    const shut = dives.filter((dive) => !dive.open && dive.contains(target));
    for (const dive of shut) dive.open = true;
    if (shut[0]) target?.scrollIntoView();
    keep();
  };
  dives.forEach((dive, n) => {
    dive.open = left?.[n] ?? dive.open;
    dive.ontoggle = keep;
  });
  left || on("load", reveal); // when there is a :target
  on("hashchange", reveal);

  // ---- previews, in one card

  const card = document.createElement("div");
  /** @type {Files} */
  const loaded = [];
  let { current, wanted, dismissed, timer, isTouch } = /** @type {Reader} */ ({});

  // Servers may show page.html as page, and index.html as its folder.
  const nameOf = (href = "") => {
    const [page, id] = href.slice(root.length).split("#").map(decodeURIComponent);
    return `${page.replace(/\?.*|\.x?html?$/g, "").replace(/(^|\/)(index)?$/, "")}#${id}`;
  };
  /** @type {Load} */
  const load = async (name) => {
    let hash = 0;
    for (const byte of new TextEncoder().encode(name)) hash = (Math.imul(hash, 31) + byte) >>> 0;
    const n = hash % files;
    loaded[n] ??= new Promise((done) => {
      const file = document.createElement("script"); // file: pages may not fetch
      on(`glossterm-${n}`, ({ detail }) => done(detail), { once: true });
      file.onerror = () => done((loaded[n] = null));
      file.src = new URL(`glossterm-previews/${n}.js`, src).href;
      document.head.append(file);
    });
    const found = (await loaded[n])?.[name];
    return typeof found === "string" ? load(found) : found;
  };
  const hide = () => {
    clearTimeout(timer);
    wanted = null;
    current?.removeAttribute("aria-details");
    current = null;
    card.remove();
  };
  /** @type {Show} */
  const show = (link, [title, category, definition]) => {
    hide();
    card.innerHTML = `<p class="glossterm-category">${category}</p>
      <p class="glossterm-card-title"><a id="glossterm-preview-title" href="${link.href}">${title}</a></p>
      <div class="glossterm-short">${definition}</div>`;
    for (const inner of all("div a", card)) inner.href = new URL(`${inner.getAttribute("href")}`, root).href;
    (link.closest("summary")?.parentElement ?? link).after(card); // not in what is folded away
    link.setAttribute("aria-details", card.id);
    card.showPopover();
    current = link;
    if (!CSS.supports("position-area: end")) {
      const { left, top, bottom } = link.getBoundingClientRect();
      const below = innerHeight - bottom;
      card.style.cssText = `left: ${Math.max(0, Math.min(left, innerWidth - card.offsetWidth - 24))}px;
        max-height: ${Math.max(top, below) - 16}px; ${top > below ? `bottom: ${innerHeight - top}` : `top: ${bottom}`}px`;
      on("scroll", hide, { once: true });
    }
  };
  /** @type {Open} */
  const open = async (link, delay) => {
    clearTimeout(timer);
    wanted = link;
    if (link === current || (delay && link === dismissed)) return;
    const [term] = await Promise.all([load(nameOf(link.href)), new Promise((done) => (timer = setTimeout(done, delay)))]);
    if (wanted !== link) return;
    if (term) show(link, term);
    else if (!delay) location.href = link.href;
  };
  const leave = () => {
    clearTimeout(timer);
    wanted = dismissed = null;
    timer = setTimeout(() => card.matches(":hover, :focus-within") || current?.matches(":hover, :focus-visible") || hide(), DELAY);
  };
  /** @type {LinkAt} */
  const linkAt = (target) =>
    target.closest?.("a.glossterm-ref:not(:is(.glossterm-preview, .glossterm-card, .glossterm-index, .glossterm-nav) *)");
  /** @type {Notice} */
  const notice = ({ target, type, pointerType }) => {
    const link = linkAt(target);
    if (pointerType === "touch") return;
    if (link && (type === "pointerover" || link.matches(":focus-visible"))) open(link, DELAY);
    else if (card.contains(target)) clearTimeout(timer);
    else leave();
  };
  if (files && "popover" in card) {
    card.className = card.id = "glossterm-preview";
    card.popover = "manual";
    card.role = "group";
    card.setAttribute("aria-labelledby", "glossterm-preview-title");
    on("pointerover", notice);
    on("pointerout", ({ relatedTarget }) => relatedTarget || leave());
    on("focusin", notice);
    on("focusout", leave);
    on("pointerdown", ({ pointerType }) => (isTouch = pointerType === "touch"));
    on("click", (event) => {
      const link = linkAt(event.target);
      if (isTouch && link && link !== current) {
        event.preventDefault(); // a first tap previews, a second follows
        open(link, 0);
      } else if (!event.composedPath().includes(card)) hide();
    });
    on("keydown", ({ key }) => {
      isTouch = false;
      if (key !== "Escape" || !current) return;
      dismissed = current;
      if (card.contains(document.activeElement)) current.focus();
      hide();
    });
  }

  // ---- the live index

  // The twin of spelling.loosen.
  const loosen = (text = "") =>
    text.toLowerCase().normalize("NFD").replace(/[\u093c\u200c\u200d]/g, "").normalize("NFC")
      .replace(/[०-९]/g, (digit) => `${digit.charCodeAt(0) - 0x966}`).replace(/ँ|[ङञणनम]्/g, "ं");
  const forms = all("form.glossterm-filter");

  for (const form of forms) {
    const index = /** @type {HTMLElement} */ (form.parentElement);
    const [input] = all("input", form);
    const [status, nothing] = all("p", form);
    const rows = all("[data-names]", index);
    let changed = 0, timer = 0, later = 0;

    const settle = () => {
      for (const group of all(".glossterm-group", index)) {
        group.hidden = !group.querySelector("[data-names]:not([hidden])");
        for (const letter of all(`nav a[href="#${group.id}"]`, index)) letter.hidden = group.hidden;
      }
    };
    const filter = () => {
      const words = loosen(input.value).split(/\s+/);
      const facets = all("fieldset", form)
        .map((set) => ({ name: set.name, values: all(":checked", set).map(({ value }) => value) }))
        .filter(({ values }) => values[0]);
      const rest = rows.slice(0, 0);
      let count = 0;
      for (const row of rows) {
        const fits = words.every((word) => row.dataset.names.includes(word))
          && facets.every(({ name, values }) => row.dataset[name].split("\n").some((label) => values.includes(label)));
        count += +fits;
        if (row.hidden === fits) count > 300 && fits ? rest.push(row) : (row.hidden = !fits);
      }
      settle();
      const more = () => {
        for (const row of rest.splice(0, 300)) row.hidden = false;
        settle();
        if (rest[0]) later = setTimeout(more);
      };
      clearTimeout(later);
      later = setTimeout(more, DELAY); // no key waits for these
      nothing.hidden = count > 0;
      for (const link of all("a", nothing)) link.search = `?${new URLSearchParams({ q: input.value })}`;
      clearTimeout(timer);
      timer = setTimeout(() => {
        status.textContent = count < rows.length ? form.dataset.count.replace("{count}", `${count}`).replace("{total}", `${rows.length}`) : "";
      }, DELAY);
    };
    const read = () => {
      const state = new URLSearchParams(location.search);
      for (const field of all("input", form)) field.checked = state.getAll(field.name).includes(field.value);
      input.value = state.get(input.name) ?? "";
      filter();
    };
    const change = () => {
      filter();
      const state = new URLSearchParams(forms.flatMap((one) => [...new FormData(one)]).filter(([, value]) => value));
      const push = Date.now() - changed > 1000;
      changed = Date.now();
      remember({}, `?${state}`, push);
    };
    form.oninput = change;
    form.onreset = () => setTimeout(() => {
      change();
      input.focus(); // the button goes
    });
    form.onsubmit = () => false;
    index.onkeydown = (event) => {
      const stops = [input, ...rows.filter(({ hidden }) => !hidden).map((row) => all("a", row)[0])];
      const place = stops.findIndex((stop) => stop === event.target);
      const next = stops[place + (event.key === "ArrowUp" ? -1 : 1)];
      if (place < 0 || !next || !["ArrowDown", "ArrowUp", place ? "" : "Enter"].includes(event.key)) return;
      event.preventDefault();
      next.focus();
    };
    form.hidden = false;
    read();
    on("popstate", read);
  }
}
