// Deep dives, previews and the live index. No module: browsers refuse those from file: addresses.
"use strict";
{
  const { dataset, src } = document.currentScript;
  const root = new URL("..", src).href;
  const DELAY = 300; // ms
  const on = addEventListener;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const remember = (state, address, push) => {
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
    if (shut[0]) target.scrollIntoView();
    keep();
  };
  dives.forEach((dive, n) => {
    dive.open = left?.[n] ?? dive.open;
    dive.ontoggle = keep;
  });
  left || on("load", reveal); // when there is a :target
  on("hashchange", reveal);

  // ---- previews: one card, now for the link `current`, soon for `wanted`, not again for `dismissed`

  const card = document.createElement("div");
  const files = [];
  let current, wanted, dismissed, timer, isTouch;

  // "page#id": servers may show page.html as page, and index.html as its folder.
  const nameOf = (link) => {
    const [page, id] = link.href.slice(root.length).split("#").map(decodeURIComponent);
    return `${page.replace(/\?.*|\.x?html?$/g, "").replace(/(^|\/)(index)?$/, "")}#${id}`;
  };
  const load = async (name) => {
    let hash = 0;
    for (const char of name) hash = (Math.imul(hash, 31) + char.codePointAt()) >>> 0;
    const n = hash % dataset.previews;
    files[n] ??= new Promise((done) => {
      const file = document.createElement("script"); // file: pages may not fetch
      on(`glossterm-${n}`, ({ detail }) => done(detail), { once: true });
      file.onerror = () => done((files[n] = null));
      file.src = new URL(`glossterm-previews/${n}.js`, src);
      document.head.append(file);
    });
    const found = (await files[n])?.[name];
    return typeof found === "string" ? load(found) : found; // a further address of another's preview
  };
  const hide = () => {
    clearTimeout(timer);
    wanted = null;
    current?.removeAttribute("aria-details");
    current = null;
    card.remove();
  };
  const show = (link, [title, category, definition]) => {
    hide();
    card.innerHTML = `<p class="glossterm-category">${category}</p>
      <p class="glossterm-card-title"><a id="glossterm-preview-title" href="${link.href}">${title}</a></p>
      <div class="glossterm-short">${definition}</div>`;
    for (const inner of all("div a", card)) inner.href = new URL(inner.getAttribute("href"), root);
    (link.closest("summary")?.parentNode ?? link).after(card); // not in what is folded away
    link.setAttribute("aria-details", card.id);
    card.showPopover();
    current = link;
    if (!CSS.supports("position-area: end")) {
      const { left, top, bottom } = link.getBoundingClientRect();
      const below = innerHeight - bottom;
      Object.assign(card.style, { left: `${Math.max(0, Math.min(left, innerWidth - card.offsetWidth - 24))}px`, maxHeight: `${Math.max(top, below) - 16}px` },
        top > below ? { bottom: `${innerHeight - top}px`, top: "auto" } : { top: `${bottom}px`, bottom: "auto" });
      on("scroll", hide, { once: true });
    }
  };
  const open = async (link, delay) => {
    clearTimeout(timer);
    wanted = link;
    if (link === current || (delay && link === dismissed)) return;
    const [term] = await Promise.all([load(nameOf(link)), new Promise((done) => (timer = setTimeout(done, delay)))]);
    if (wanted !== link) return;
    if (term) show(link, term);
    else if (!delay) location = link.href;
  };
  const leave = () => {
    clearTimeout(timer);
    wanted = dismissed = null;
    timer = setTimeout(() => card.matches(":hover, :focus-within") || current?.matches(":hover, :focus-visible") || hide(), DELAY);
  };
  // Not what stands next to its definition, or only leads through the glossary.
  const linkAt = (target) =>
    target.closest?.("a.glossterm-ref:not(:is(.glossterm-preview, .glossterm-card, .glossterm-index, .glossterm-nav) *)");
  const notice = ({ target, type, pointerType }) => {
    const link = linkAt(target);
    if (pointerType === "touch") return;
    if (link && (type === "pointerover" || link.matches(":focus-visible"))) open(link, DELAY);
    else if (card.contains(target)) clearTimeout(timer);
    else leave();
  };
  if (dataset.previews && card.showPopover) {
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
      } else if (!card.contains(event.target)) hide();
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
  const loosen = (text) =>
    text.toLowerCase().normalize("NFD").replace(/[\u093c\u200c\u200d]/g, "").normalize("NFC")
      .replace(/[०-९]/g, (digit) => digit.charCodeAt() - 0x966).replace(/ँ|[ङञणनम]्/g, "ं");
  const forms = all("form.glossterm-filter");

  for (const form of forms) {
    const index = form.parentElement;
    const input = form.querySelector("input");
    const [status, nothing] = all("p", form);
    const rows = all("[data-names]", index);
    let changed = 0;
    let timer, later;

    const settle = () => {
      for (const group of all(".glossterm-group", index)) {
        group.hidden = !group.querySelector("[data-names]:not([hidden])");
        for (const letter of all(`nav a[href="#${group.id}"]`, index)) letter.hidden = group.hidden;
      }
    };
    const filter = () => {
      const words = loosen(input.value).split(/\s+/);
      const facets = all("fieldset", form)
        .map((set) => [set.name, all(":checked", set).map(({ value }) => value)])
        .filter(([, values]) => values[0]);
      const rest = [];
      let count = 0;
      for (const row of rows) {
        const fits = words.every((word) => row.dataset.names.includes(word))
          && facets.every(([name, values]) => row.dataset[name].split("\n").some((label) => values.includes(label)));
        count += fits;
        if (row.hidden === fits) count > 300 && fits ? rest.push(row) : (row.hidden = !fits);
      }
      settle();
      const more = () => {
        for (const row of rest.splice(0, 300)) row.hidden = false;
        settle();
        if (rest[0]) later = setTimeout(more);
      };
      clearTimeout(later);
      later = setTimeout(more, DELAY); // so that no key waits for what is far below
      nothing.hidden = count;
      for (const link of all("a", nothing)) link.search = new URLSearchParams({ q: input.value });
      clearTimeout(timer);
      timer = setTimeout(() => {
        status.textContent = count < rows.length ? form.dataset.count.replace("{count}", count).replace("{total}", rows.length) : "";
      }, DELAY);
    };
    const read = () => {
      const state = new URLSearchParams(location.search);
      for (const field of all("input", form)) field.checked = state.getAll(field.name).includes(field.value);
      input.value = state.get(input.name);
      filter();
    };
    form.oninput = () => {
      filter();
      const state = new URLSearchParams(forms.flatMap((one) => [...new FormData(one)]).filter(([, value]) => value));
      const push = Date.now() - changed > 1000;
      changed = Date.now();
      remember({}, `?${state}`, push);
    };
    form.onreset = () => setTimeout(() => {
      form.oninput();
      input.focus(); // the button goes
    });
    form.onsubmit = () => false;
    index.onkeydown = (event) => {
      const stops = [input, ...rows.filter(({ hidden }) => !hidden).map((row) => row.querySelector("a"))];
      const place = stops.indexOf(event.target);
      const next = stops[place + { ArrowDown: 1, Enter: !place, ArrowUp: -1 }[event.key]];
      if (place < 0 || !next || next === event.target) return;
      event.preventDefault();
      next.focus();
    };
    form.hidden = false;
    read();
    on("popstate", read);
  }
}
