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

  // ---- deep dives: open for links into them, else as the reader left them

  const dives = all("details.glossterm-deepdive");
  const left = history.state?.glossterm;
  const keep = () => {
    try {
      history.replaceState({ ...history.state, glossterm: dives.map(({ open }) => open) }, "");
    } catch {} // browsers take only so many in a time
  };
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

  // Servers may show page.html as page, index.html as its folder; other projects' keep theirs.
  /** @type {NameOf} */
  const nameOf = (link) => {
    const address = link.getAttribute("href") ?? "";
    if (/^https?:/.test(address)) return address;
    const { href } = link;
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
  const isFocused = () => card.contains(document.activeElement);
  const hide = () => {
    clearTimeout(timer);
    wanted = null;
    if (isFocused()) return; // or the page would lose the focus
    current?.removeAttribute("aria-details");
    current = null;
    card.remove();
  };
  const place = () => {
    if (!current || CSS.supports("position-area: end")) return;
    const { left, top, bottom } = current.getBoundingClientRect();
    const below = innerHeight - bottom;
    card.style.cssText = `left: clamp(0px, ${left}px, 100vw - ${card.offsetWidth + 24}px);
      max-height: ${Math.max(top, below) - 16}px; ${top > below ? `bottom: ${innerHeight - top}` : `top: ${bottom}`}px`;
  };
  /** @type {Open} */
  const open = async (link, delay) => {
    clearTimeout(timer);
    wanted = null;
    if (link === current || (delay && link === dismissed)) return;
    wanted = link;
    const found = load(nameOf(link));
    const over = new Promise((done) => (timer = setTimeout(done, delay || 1000)));
    const term = await (delay ? over.then(() => found) : Promise.race([found, over]));
    if (wanted !== link) return;
    hide();
    if (!delay && (!term || isFocused())) location.href = link.href;
    if (!term || isFocused()) return;
    const [title, category, definition, source = "", status = ""] = term;
    card.innerHTML = `<p class="glossterm-category">${category}</p>
      <p class="glossterm-card-title"><a id="glossterm-preview-title" href="${link.href}">${title}</a></p>
      <p class="glossterm-source">${source}</p>${status}
      <div class="glossterm-short">${definition}</div>`;
    for (const inner of all("a:not([href^='#'])", card)) inner.href = new URL(`${inner.getAttribute("href")}`, root).href;
    (link.closest("summary")?.parentElement ?? link).after(card); // not in what is folded away
    link.setAttribute("aria-details", card.id);
    card.showPopover();
    current = link;
    place();
  };
  const leave = () => {
    clearTimeout(timer);
    wanted = dismissed = null;
    timer = setTimeout(() => card.matches(":hover") || current?.matches(":hover, :focus-visible") || hide(), DELAY);
  };
  /** @type {LinkAt} */
  const linkAt = (target) =>
    target.closest?.("a.glossterm-ref:not(:is(.glossterm-preview, .glossterm-card, .glossterm-index, .glossterm-nav) *)");
  /** @type {Notice} */
  const notice = ({ target, type, pointerType, buttons }) => {
    const link = linkAt(target);
    const isPress = type === "pointerdown";
    if (isPress) isTouch = pointerType === "touch";
    if (pointerType === "touch") return;
    if (card.contains(target)) clearTimeout(timer);
    else if (isPress) hide();
    else if (link && (type === "pointerover" ? !buttons : link.matches(":focus-visible"))) open(link, DELAY);
    else leave();
  };
  if (files && "popover" in card) {
    card.className = card.id = "glossterm-preview";
    card.popover = "manual";
    card.role = "group";
    card.setAttribute("aria-labelledby", "glossterm-preview-title");
    on("pointerdown", notice);
    on("pointerover", notice);
    on("pointerout", ({ relatedTarget, pointerType }) => relatedTarget || pointerType === "touch" || leave());
    on("focusin", notice);
    on("focusout", leave);
    on("click", (event) => {
      const link = linkAt(event.target);
      const isTap = isTouch && event.detail; // 0 where a script clicks
      isTouch = false;
      if (isTap && link && link !== current && link !== wanted) {
        event.preventDefault(); // a first tap previews, a second follows
        open(link, 0);
      } else if (!card.contains(/** @type {Node} */ (event.target))) hide();
    });
    on("keydown", ({ key }) => {
      if (key !== "Escape") return;
      dismissed = wanted ?? current;
      if (isFocused()) current?.focus();
      hide();
    });
    on("hashchange", hide);
    on("scroll", place, true);
  }
}
