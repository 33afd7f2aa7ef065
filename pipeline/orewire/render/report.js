
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const articles = [...document.querySelectorAll("article")];
  const addresses = new Map(articles.map((article) => [article, takeId(article)]));
  const list = document.querySelector(".articles");
  const steps = [...document.querySelectorAll("[data-step]")];
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // What the pressed buttons let through; an empty set lets all through.
  const filters = { label: new Set(), type: new Set(), status: new Set() };
  const views = new Map();
  let current = null;
  let selection = null;
  let pointed = null;

  const all = (parent, selector) => [...parent.querySelectorAll(selector)];
  const words = (value) => (value ? value.split(" ") : []);

  function create(tag, style, text) {
    const made = document.createElement(tag);
    if (style) made.className = style;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  // ---- What belongs together in an article

  // Looked up once per article, when it is first shown.
  function viewOf(article) {
    let view = views.get(article);
    if (!view) views.set(article, (view = read(article)));
    return view;
  }

  // The ids serve a browser without scripts. Here they would make it scroll on its own.
  function takeId(element) {
    const { id } = element;
    element.removeAttribute("id");
    return id;
  }

  function read(article) {
    const view = { article, text: article.querySelector(".text"), facts: new Map(), mentions: new Map(), entities: new Map() };
    for (const mark of all(view.text, ".mention")) {
      const mention = { mark, address: takeId(mark), facts: [], same: [] };
      view.mentions.set(mark.dataset.id, mention);
      const { entity } = mark.dataset;
      if (entity && !view.entities.has(entity)) view.entities.set(entity, []);
      if (entity) mention.same = view.entities.get(entity);
      mention.same.push(mention);
      mark.setAttribute("role", "button");
      mark.setAttribute("aria-pressed", "false");
      mark.tabIndex = -1;
    }
    for (const card of all(article, ".fact")) {
      const place = view.facts.size;
      const fact = { card, place, address: takeId(card), trigger: [], words: [], sentence: [], roles: new Map(), texts: new Map() };
      view.facts.set(card.dataset.id, fact);
      for (const filler of all(card, "[data-role]")) {
        const mention = view.mentions.get(filler.dataset.mention);
        if (!mention) continue;
        if (!fact.roles.has(mention)) {
          fact.roles.set(mention, []);
          mention.facts.push(fact);
        }
        fact.roles.get(mention).push(filler.dataset.role);
      }
    }
    for (const piece of all(view.text, ".words")) {
      for (const kind of ["trigger", "words", "sentence"]) {
        for (const reference of words(piece.dataset[kind])) {
          const [id, role] = reference.split(":");
          const fact = view.facts.get(id);
          fact[kind].push(piece);
          if (role && !fact.texts.has(role)) fact.texts.set(role, piece);
        }
      }
    }
    const first = view.mentions.values().next().value;
    if (first) first.mark.tabIndex = 0;
    return view;
  }

  // ---- Lighting up

  function clearLights(view) {
    for (const style of ["lit", "lit-trigger", "lit-words", "lit-sentence", "same", "chosen", "selected", "low"]) {
      for (const element of all(view.article, `.${style}`)) element.classList.remove(style);
    }
    for (const tagged of all(view.text, "[data-role]")) delete tagged.dataset.role;
  }

  function lightWords(fact) {
    for (const kind of ["sentence", "words", "trigger"]) {
      for (const piece of fact[kind]) piece.classList.add(`lit-${kind}`);
    }
    for (const [mention, roles] of fact.roles) {
      mention.mark.classList.add("lit");
      mention.mark.dataset.role = roles.join(", ");
    }
    for (const [role, piece] of fact.texts) piece.dataset.role = role;
    partTags();
  }

  // A tag that would lie over the one before it goes below its words.
  function partTags() {
    let line = null;
    let right = 0;
    for (const tagged of all(viewOf(current).text, "[data-role]")) {
      const box = tagged.getClientRects()[0];
      if (!box) continue;
      const isLow = line !== null && Math.abs(box.top - line) < box.height / 2 && box.left < right;
      tagged.classList.toggle("low", isLow);
      if (isLow) continue;
      line = box.top;
      right = box.left + 10 + 7 * tagged.dataset.role.length;
    }
  }

  // Facts that a mention or another mention of the same thing has a role in, with the roles.
  function factsAbout(mention) {
    const found = new Map();
    for (const other of mention.same) {
      for (const fact of other.facts) found.set(fact, [...(found.get(fact) ?? []), ...fact.roles.get(other)]);
    }
    return new Map([...found].sort(([one], [two]) => one.place - two.place));
  }

  // The selection, or for the time being the fact under the pointer.
  function paint() {
    const view = viewOf(current);
    clearLights(view);
    if (selection?.fact) selection.fact.card.classList.add("selected");
    if (selection?.mention) {
      const { mention } = selection;
      for (const other of mention.same) other.mark.classList.add("same");
      for (const fact of factsAbout(mention).keys()) fact.card.classList.add("lit");
      mention.mark.classList.add("chosen");
    }
    const fact = pointed ?? selection?.fact;
    if (fact) lightWords(fact);
  }

  function select(next) {
    const before = selection;
    selection = next;
    before?.fact?.card.querySelector("button").setAttribute("aria-pressed", "false");
    before?.mention?.mark.setAttribute("aria-pressed", "false");
    next?.fact?.card.querySelector("button").setAttribute("aria-pressed", "true");
    next?.mention?.mark.setAttribute("aria-pressed", "true");
    for (const old of all(document, ".card")) old.remove();
    if (next?.mention) openMentionCard(next.mention);
    if (next?.fact && !isBeside()) openFactCard(next.fact);
    paint();
    setHash((next?.fact ?? next?.mention)?.address ?? (articles.length > 1 ? addresses.get(current) : ""));
  }

  function setHash(id) {
    if (location.hash.slice(1) === id) return;
    history.replaceState(null, "", id ? `#${id}` : location.href.split("#")[0]);
  }

  function selectFact(fact) {
    if (fact.card.hidden) clearFilters("type", "status");
    select({ fact });
    bring(fact.trigger[0] ?? fact.roles.keys().next().value?.mark);
    bringInColumn(fact.card);
  }

  function selectMention(mention, scroll = true) {
    if (mention.mark.classList.contains("off")) clearFilters("label");
    moveStop(mention.mark);
    select({ mention });
    if (scroll) bring(mention.mark);
    const lit = [...factsAbout(mention).keys()].find((fact) => !fact.card.hidden);
    if (lit) bringInColumn(lit.card);
  }

  const isBeside = () => getComputedStyle(current.querySelector(".findings")).position === "sticky";

  // Where facts are not beside the text, a card covers the lower part of the window.
  function bring(element) {
    if (!element) return;
    const beside = isBeside();
    const box = element.getBoundingClientRect();
    if (box.top < 60 || box.bottom > innerHeight * (beside ? 0.9 : 0.5)) {
      element.scrollIntoView({ block: beside ? "center" : "start", behavior: still.matches ? "auto" : "smooth" });
    }
  }

  // Scrolls the column of facts without moving the text beside it.
  function bringInColumn(card) {
    if (!isBeside()) return;
    const column = current.querySelector(".findings");
    const frame = column.getBoundingClientRect();
    const box = card.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) {
      column.scrollTo({ top: column.scrollTop + box.top - frame.top - 80, behavior: still.matches ? "auto" : "smooth" });
    }
  }

  // ---- Cards: what a mention says and, where facts are not beside the text, what a fact says

  function openCard(style, name, after, ...content) {
    const card = create("aside", `card ${style}`);
    card.setAttribute("aria-label", name);
    const body = create("div");
    body.setAttribute("role", "status");
    body.append(...content.filter(Boolean));
    card.append(button("close", "×", close), body);
    card.querySelector(".close").setAttribute("aria-label", "Close");
    after.after(card);
    return card;
  }

  function button(style, text, action) {
    const made = create("button", style, text);
    made.type = "button";
    made.addEventListener("click", action);
    return made;
  }

  function close() {
    const { mention } = selection;
    select(null);
    mention?.mark.focus({ preventScroll: true });
  }

  const titleOf = (fact) => fact.card.querySelector("h3 button").textContent;

  function openMentionCard(mention) {
    const { mark } = mention;
    const { label } = mark.dataset;
    const [value, ...notes] = (mark.dataset.value ?? mark.textContent).split("; ");
    if (mention.same.length > 1) notes.push(`mentioned ${mention.same.length} times`);
    const facts = factsAbout(mention);
    if (!facts.size) notes.push("in no fact");
    const note = notes.length ? create("p", "note", notes.join("; ")) : null;
    const list = create("ul");
    for (const [fact, roles] of facts) {
      const item = create("li");
      item.append(button("", `${titleOf(fact)} (${[...new Set(roles)].join(", ")})`, () => leaveFor(fact)));
      list.append(item);
    }
    const title = create("p", "value", value);
    title.dir = "auto";
    const content = [create("span", `label ${label}`, label), title, note, facts.size ? list : null];
    place(openCard(label, "Mention", mark.closest("p"), ...content), mark);
  }

  function openFactCard(fact) {
    const back = button("back", "Back to the facts", () => {
      fact.card.scrollIntoView({ block: "start", behavior: still.matches ? "auto" : "smooth" });
      fact.card.querySelector("button").focus({ preventScroll: true });
      for (const card of all(document, ".card")) card.remove();
    });
    const title = create("p", "value", titleOf(fact));
    const status = fact.card.querySelector(".status").cloneNode(true);
    openCard("of-fact", "Fact", viewOf(current).text, title, status, fact.card.querySelector("dl").cloneNode(true), back);
  }

  function leaveFor(fact) {
    selectFact(fact);
    if (isBeside()) fact.card.querySelector("button").focus({ preventScroll: true });
  }

  function place(card, mark) {
    const text = mark.closest(".text").getBoundingClientRect();
    const rects = mark.getClientRects();
    const last = rects[rects.length - 1];
    card.style.left = `${Math.max(0, Math.min(last.left - text.left, text.width - card.offsetWidth))}px`;
    card.style.top = `${last.bottom - text.top + 6}px`;
  }

  // ---- Filters

  const passes = (kind, name) => !filters[kind].size || filters[kind].has(name);

  function applyFilters() {
    const view = viewOf(current);
    for (const chip of all(current, "[data-filter]")) {
      chip.setAttribute("aria-pressed", String(filters[chip.dataset.filter].has(chip.dataset.name)));
    }
    for (const group of all(current, ".chips")) {
      const kinds = new Set(all(group, "[data-filter]").map((chip) => chip.dataset.filter));
      group.querySelector("[data-every]").hidden = ![...kinds].some((kind) => filters[kind].size);
    }
    for (const { mark } of view.mentions.values()) mark.classList.toggle("off", !passes("label", mark.dataset.label));
    let shown = 0;
    for (const { card } of view.facts.values()) {
      card.hidden = !(passes("type", card.dataset.type) && passes("status", card.dataset.status));
      if (!card.hidden) shown += 1;
    }
    for (const piece of all(view.text, ".trigger")) {
      piece.classList.toggle("off", words(piece.dataset.trigger).every((id) => view.facts.get(id).card.hidden));
    }
    const total = view.facts.size;
    current.querySelector(".findings > h2 .count").textContent = shown < total ? `${shown} of ${total}` : String(total);
    const stop = view.text.querySelector('.mention[tabindex="0"]');
    if (stop?.classList.contains("off")) moveStop(view.text.querySelector(".mention:not(.off)") ?? stop);
    if (selection?.fact?.card.hidden || selection?.mention?.mark.classList.contains("off")) select(null);
  }

  function clearFilters(...kinds) {
    for (const kind of kinds) filters[kind].clear();
    applyFilters();
  }

  // ---- Articles

  function show(article) {
    if (article === current) return;
    if (current) select(null);
    pointed = null;
    current = article;
    for (const other of articles) other.hidden = other !== article;
    applyFilters();
    if (!list) return;
    const number = articles.indexOf(article);
    list.querySelector("summary span").textContent = `${number + 1} of ${articles.length}: ${article.dataset.name}`;
    all(list, "li a").forEach((link, place) => {
      if (place === number) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
    for (const step of steps) {
      step.disabled = !articles[number + (step.dataset.step === "next" ? 1 : -1)];
    }
  }

  // #a2 is the second article, #a2-f3 the third fact of it, #f3 that of the article shown.
  function follow(hash) {
    const match = /^#(?:(a\d+)(?:-|$))?([fm]\d+)?$/.exec(hash);
    const article = match?.[1] ? articles.find((other) => addresses.get(other) === match[1]) : current ?? articles[0];
    if (!article) return current ?? show(articles[0]);
    show(article);
    const view = viewOf(article);
    const fact = view.facts.get(match?.[2]);
    const mention = view.mentions.get(match?.[2]);
    if (fact) selectFact(fact);
    else if (mention) selectMention(mention);
  }

  function go(article) {
    show(article);
    select(null);
    scrollTo(0, 0);
  }

  // ---- Keyboard: one mention of the text is a tab stop, arrows move it.

  function moveStop(mark) {
    const view = viewOf(current);
    for (const old of all(view.text, '.mention[tabindex="0"]')) old.tabIndex = -1;
    mark.tabIndex = 0;
  }

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  function onMentionKey(event, mark) {
    const view = viewOf(current);
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      toggleMention(view.mentions.get(mark.dataset.id));
    } else if (event.key in STEPS || event.key === "Home" || event.key === "End") {
      event.preventDefault();
      const marks = all(view.text, ".mention:not(.off)");
      const next =
        event.key === "Home" ? marks[0] : event.key === "End" ? marks.at(-1) : marks[marks.indexOf(mark) + STEPS[event.key]];
      if (!next) return;
      moveStop(next);
      next.focus();
    }
  }

  // ---- Events

  const toggleFact = (fact) => (selection?.fact === fact ? select(null) : selectFact(fact));
  const toggleMention = (mention) => (selection?.mention === mention ? select(null) : selectMention(mention, false));

  function onTrigger(piece) {
    const view = viewOf(current);
    const facts = words(piece.dataset.trigger).map((id) => view.facts.get(id)).filter(({ card }) => !card.hidden);
    // Words that state several facts go through them, click by click.
    const next = facts[facts.indexOf(selection?.fact) + 1];
    if (next) selectFact(next);
    else select(null);
  }

  function onClick(event) {
    const { target } = event;
    if (!(target instanceof Element)) return;
    // Who drags over words wants to copy them.
    if (String(getSelection()) && target.closest(".text, .fact")) return;
    const view = viewOf(current);
    const link = target.closest("[data-mention]");
    if (link) {
      event.preventDefault();
      return selectMention(view.mentions.get(link.dataset.mention));
    }
    const chip = target.closest(".chip");
    if (chip) return onChip(chip);
    const mark = target.closest(".mention:not(.off)");
    if (mark) return toggleMention(view.mentions.get(mark.dataset.id));
    const trigger = target.closest(".text .trigger:not(.off)");
    if (trigger) return onTrigger(trigger);
    const card = target.closest(".fact");
    if (card) return toggleFact(view.facts.get(card.dataset.id));
    const step = target.closest("[data-step]");
    if (step) return go(articles[articles.indexOf(current) + (step.dataset.step === "next" ? 1 : -1)]);
    const choice = target.closest(".articles li a");
    if (choice) {
      event.preventDefault();
      list.querySelector("details").open = false;
      go(articles[all(list, "li a").indexOf(choice)]);
      return list.querySelector("summary").focus();
    }
    if (list && !target.closest(".articles")) list.querySelector("details").open = false;
    if (selection?.mention && !target.closest(".card")) select(null);
  }

  function onChip(chip) {
    if ("every" in chip.dataset) {
      const kinds = new Set(all(chip.parentElement, "[data-filter]").map((other) => other.dataset.filter));
      clearFilters(...kinds);
      return chip.parentElement.querySelector(".chip").focus();
    }
    const chosen = filters[chip.dataset.filter];
    if (!chosen.delete(chip.dataset.name)) chosen.add(chip.dataset.name);
    applyFilters();
  }

  function onKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const mark = event.target instanceof Element && event.target.closest(".mention");
    if (mark) onMentionKey(event, mark);
    if (event.key !== "Escape") return;
    const open = list?.querySelector("details[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    } else if (selection) close();
  }

  function onPoint(event) {
    if (event.pointerType === "touch") return;
    const card = event.type === "pointerover" && event.target.closest(".fact");
    const fact = card ? viewOf(current).facts.get(card.dataset.id) : null;
    if (fact === pointed) return;
    pointed = fact;
    paint();
  }

  if (list) {
    list.querySelector("details").open = false;
    for (const step of steps) step.hidden = false;
  }
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  for (const facts of all(document, ".facts")) {
    facts.addEventListener("pointerover", onPoint);
    facts.addEventListener("pointerleave", onPoint);
  }
  addEventListener("hashchange", () => follow(location.hash));
  addEventListener("resize", () => {
    const card = current?.querySelector(".card");
    if (card && selection?.mention) place(card, selection.mention.mark);
  });
  if (articles.length) follow(location.hash);
})();
