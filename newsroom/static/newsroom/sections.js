/* The builder of explainers: sections are moved by dragging or by buttons, show the fields their kind uses, fold to
   one line, and are taken out so that they can be put back. Everything typed stays in the form, shown or not. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const group = document.querySelector("[data-sections]");
  if (!group) return;
  const prefix = group.dataset.sections;
  const kinds = JSON.parse(group.dataset.kinds);
  const most = Number(group.dataset.most);
  const list = group.querySelector(".sections-list");
  const says = group.querySelector(".sections-says");
  const total = group.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const pattern = group.querySelector(".sections-new");
  const CHOSEN = ["cases", "facts", "terms", "filter"];
  const UNFOLDED_AT_MOST = 3;
  const depths = {};

  const make = (tag, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const cards = () => [...list.children];
  const field = (card, name) => card.querySelector(`[name$="-${name}"]`);
  const row = (card, name) => card.querySelector(`.form-row.field-${name}, .form-row .fieldBox.field-${name}`);
  const act = (card, name) => card.querySelector(`[data-act="${name}"]`);
  const kindOf = (card) => kinds[field(card, "kind").value] ?? kinds.text;
  const isGone = (card) => field(card, "DELETE")?.checked ?? false;
  const nameOf = (card) => field(card, "heading").value.trim() || kindOf(card).label;
  const say = (words) => {
    says.textContent = words;
  };

  /* What is in a section, in few words */

  // Read as a document of its own: nothing of it is run, fetched or put on the page.
  const wordsIn = (card) =>
    new DOMParser().parseFromString(field(card, "body").value, "text/html").body.textContent.trim();
  const several = (number, one, many) => `${number} ${number === 1 ? one : many}`;
  const held = (card, name) => {
    const found = field(card, name);
    if (name === "filter") return found.value.trim() ? "a filter" : "";
    const number = [...found.options].filter((option) => option.selected && option.value).length;
    const called = { cases: ["case", "cases"], facts: ["statement", "statements"], terms: ["term", "terms"] }[name];
    return number ? several(number, ...called) : "";
  };
  const summaryOf = (card) => {
    const kind = kindOf(card);
    const words = wordsIn(card);
    const shown = CHOSEN.filter((name) => kind.uses.includes(name)).map((name) => held(card, name));
    const depth = field(card, "shown_from");
    const parts = [
      kind.label,
      ...shown,
      words && `“${words.length > 70 ? `${words.slice(0, 70).replace(/\s\S*$/, "")} …` : words}”`,
      `shown ${depth.value === "full" ? "in full only" : `from ${depth.selectedOptions[0].textContent} on`}`,
    ];
    return parts.filter(Boolean).join(" · ");
  };

  /* A card as it stands */

  const showFields = (card) => {
    const kind = kindOf(card);
    for (const name of CHOSEN) row(card, name).hidden = !kind.uses.includes(name) && !row(card, name).querySelector(".errorlist");
    const label = row(card, "body").querySelector("label");
    label.textContent = `${kind.body}:`;
    card.querySelector("[contenteditable=true]")?.setAttribute("aria-label", kind.body);
    card.querySelector(".section-about").textContent = kind.about;
    const kept = CHOSEN.filter((name) => !kind.uses.includes(name)).map((name) => held(card, name)).filter(Boolean);
    card.querySelector(".section-kept").textContent = kept.length
      ? `Kept in this section, but not shown by its kind: ${kept.join(", ")}.`
      : "";
  };

  const showHead = (card) => {
    const name = nameOf(card);
    const gone = isGone(card);
    card.classList.toggle("is-gone", gone);
    card.querySelector(".section-name").textContent = name;
    card.querySelector(".section-summary").textContent = gone ? "Taken out when you save." : summaryOf(card);
    const place = cards().indexOf(card);
    const said = { up: `Move “${name}” up`, down: `Move “${name}” down`, add: `Add a section below “${name}”`,
      remove: `Take “${name}” out`, undo: `Put “${name}” back`, fold: `“${name}”: its fields` };
    for (const [key, words] of Object.entries(said)) {
      act(card, key).setAttribute("aria-label", words);
      act(card, key).title = words;
    }
    for (const key of ["add", "remove", "fold"]) act(card, key).hidden = gone;
    act(card, "remove").hidden ||= !field(card, "DELETE");
    act(card, "undo").hidden = !gone;
    act(card, "up").setAttribute("aria-disabled", String(place === 0));
    act(card, "down").setAttribute("aria-disabled", String(place === cards().length - 1));
  };

  const number = () => {
    const standing = cards().filter((card) => !isGone(card));
    for (const [place, card] of cards().entries()) {
      field(card, "position").value = place;
      card.querySelector(".section-place").textContent = isGone(card) ? "" : `${standing.indexOf(card) + 1}.`;
      showHead(card);
    }
    const from = (depth) => standing.filter((card) => field(card, "shown_from").value === depth).length;
    const glance = from("glance");
    const brief = glance + from("brief");
    group.querySelector(".sections-count").textContent =
      `${several(standing.length, "section", "sections")}: ${glance} in 30 seconds, ${brief} in 3 minutes, ${standing.length} in full.`;
  };

  /* Folding */

  const memory = `desk:sections:${window.location.pathname}`;
  const keyOf = (card) => field(card, "id")?.value || "";
  const remembered = () => new Set((sessionStorage.getItem(memory) ?? "").split(" ").filter(Boolean));
  const remember = () => {
    const open = cards().filter((card) => isUnfolded(card)).map(keyOf);
    sessionStorage.setItem(memory, open.filter(Boolean).join(" "));
  };
  const isUnfolded = (card) => act(card, "fold").getAttribute("aria-expanded") === "true";
  const fold = (card, unfolded) => {
    act(card, "fold").setAttribute("aria-expanded", String(unfolded));
    card.querySelector(".section-body").hidden = !unfolded;
    card.querySelector(".section-summary").hidden = unfolded && !isGone(card);
    if (!unfolded) showHead(card);
  };

  /* Moving */

  const put = (card, before) => (list.moveBefore ? list.moveBefore(card, before) : list.insertBefore(card, before));
  const sayPlace = (card) => say(`“${nameOf(card)}” is now ${cards().indexOf(card) + 1} of ${cards().length}.`);
  const step = (card, way) => {
    const button = act(card, way);
    const beside = way === "up" ? card.previousElementSibling : card.nextElementSibling;
    if (!beside) return say(`“${nameOf(card)}” is ${way === "up" ? "first" : "last"} already.`);
    put(card, way === "up" ? beside : beside.nextElementSibling);
    number();
    button.focus();
    card.scrollIntoView({ block: "nearest" });
    sayPlace(card);
  };

  const ENDS = ["pointerup", "pointercancel", "lostpointercapture"];

  /* Dragging: all cards fold while one is moved, so that a long explainer is a short list. */
  const drag = (card, grip, start) => {
    if (start.button !== 0) return;
    start.preventDefault();
    const before = card.nextElementSibling;
    const top = grip.getBoundingClientRect().top;
    list.setPointerCapture(start.pointerId); // the grip leaves the page for a moment whenever its card moves
    list.classList.add("is-sorting");
    card.classList.add("is-moving");
    window.scrollBy(0, grip.getBoundingClientRect().top - top);
    let at = start.clientY;
    const place = () => {
      const others = cards().filter((each) => each !== card);
      const next = others.find((each) => {
        const box = each.getBoundingClientRect();
        return at < box.top + box.height / 2;
      });
      if (card.nextElementSibling !== (next ?? null)) list.insertBefore(card, next ?? null);
    };
    const creep = setInterval(() => {
      const edge = 70;
      const by = at < edge ? -12 : at > window.innerHeight - edge ? 12 : 0;
      if (by) {
        window.scrollBy(0, by);
        place();
      }
    }, 16);
    const follow = (event) => {
      at = event.clientY;
      place();
    };
    const end = (event) => {
      clearInterval(creep);
      list.removeEventListener("pointermove", follow);
      for (const name of ENDS) list.removeEventListener(name, end);
      document.removeEventListener("keydown", leave, true);
      if (event.type === "pointercancel") list.insertBefore(card, before);
      list.classList.remove("is-sorting");
      card.classList.remove("is-moving");
      number();
      card.scrollIntoView({ block: "nearest" });
      sayPlace(card);
    };
    const leave = (event) => {
      if (event.key === "Escape") end({ type: "pointercancel" });
    };
    list.addEventListener("pointermove", follow);
    for (const name of ENDS) list.addEventListener(name, end);
    document.addEventListener("keydown", leave, true);
  };

  /* Taking out and putting back */

  const take = (card, gone) => {
    const name = nameOf(card);
    field(card, "DELETE").checked = gone;
    fold(card, !gone);
    number();
    act(card, gone ? "undo" : "remove").focus();
    say(gone ? `“${name}” will be taken out when you save. Undo puts it back.` : `“${name}” is back.`);
  };

  /* Adding: a section begins with its kind. */

  const add = (kind, after) => {
    const index = Number(total.value);
    const fresh = make("template");
    fresh.innerHTML = pattern.innerHTML.replaceAll("__prefix__", String(index));
    const card = fresh.content.querySelector(".section-card");
    list.insertBefore(card, after ? after.nextElementSibling : null);
    total.value = index + 1;
    field(card, "kind").value = kind;
    field(card, "shown_from").value = kinds[kind].shown_from;
    takeUp(card);
    fold(card, true);
    number();
    card.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: prefix } }));
    showFields(card);
    field(card, "heading").focus();
    card.scrollIntoView({ block: "nearest" });
    say(`A section “${kinds[kind].label}” is added, ${cards().indexOf(card) + 1} of ${cards().length}.`);
  };

  const ask = (after) => {
    const standing = cards().filter((card) => !isGone(card)).length;
    if (standing >= most) return say(`An explainer holds at most ${most} sections: take one out first, or make two explainers of it.`);
    const title = make("h2", { id: "section-kinds", textContent: "What kind of section?" });
    const choices = make("ul", { className: "section-kinds" });
    const box = make("dialog", { className: "editor-dialog" });
    box.setAttribute("aria-labelledby", title.id);
    for (const [kind, { label, about }] of Object.entries(kinds)) {
      const choice = make("button", { type: "button" }, make("strong", { textContent: label }), make("span", { textContent: about }));
      choice.dataset.kind = kind;
      choice.addEventListener("click", () => {
        box.close();
        add(kind, after); // at once: what is typed next belongs in the new section
      });
      choices.append(make("li", {}, choice));
    }
    const cancel = make("button", { type: "button", className: "button", textContent: "Cancel" });
    cancel.addEventListener("click", () => box.close());
    box.append(title, choices, make("div", { className: "editor-buttons" }, cancel));
    box.addEventListener("close", () => box.remove());
    document.body.append(box);
    box.showModal();
  };

  /* The filter, composed of the parameters the API knows for the kind */

  const narrow = (card) => {
    const place = row(card, "filter");
    const input = field(card, "filter");
    const { parameters } = kindOf(card);
    place.querySelector(".narrow")?.remove();
    if (!parameters.length) return;
    const asked = new URLSearchParams(input.value.replace(/^\?/, ""));
    const fields = make("div", { className: "act-fields" });
    const compose = () => {
      const known = new Set(parameters.map((each) => each.name));
      const query = new URLSearchParams([...asked].filter(([name]) => !known.has(name)));
      for (const part of fields.querySelectorAll("[data-parameter]")) {
        const name = part.dataset.parameter;
        if (part.type === "checkbox" ? part.checked : part.value.trim()) query.append(name, part.value.trim());
      }
      input.value = query.toString();
      showHead(card);
    };
    for (const parameter of parameters) fields.append(parameterField(input.id, parameter, asked, compose));
    const box = make("details", { className: "narrow act-more" }, make("summary", { textContent: "Compose the filter" }), fields);
    place.append(box);
  };

  const parameterField = (id, { name, meaning, example, choices, several: takesSeveral }, asked, compose) => {
    const called = name.replaceAll("_", " ");
    const help = make("div", { className: "help", textContent: choices.length && takesSeveral ? meaning : `${meaning} E.g. ${example}` });
    if (choices.length && takesSeveral) {
      const ticks = choices.map(([value, label]) => {
        const tick = make("input", { type: "checkbox", value, checked: asked.getAll(name).includes(value) });
        tick.dataset.parameter = name;
        tick.addEventListener("change", compose);
        return make("label", {}, tick, ` ${label}`);
      });
      const box = make("fieldset", {}, make("legend", { textContent: called }), make("div", { className: "narrow-choices" }, ...ticks), help);
      return make("div", { className: "act-field" }, box);
    }
    const typed = choices.length ? make("select", {}, make("option", { value: "", textContent: "as usual" })) : make("input", { type: "text" });
    for (const [value, label] of choices) typed.append(make("option", { value, textContent: label }));
    Object.assign(typed, { id: `${id}-${name}`, value: asked.get(name) ?? "" });
    typed.dataset.parameter = name;
    typed.addEventListener(choices.length ? "change" : "input", compose);
    return make("div", { className: "act-field" }, make("label", { htmlFor: typed.id, textContent: called }), typed, help);
  };

  /* Each card once */

  function takeUp(card) {
    card.querySelector(".section-head .delete")?.setAttribute("hidden", "");
    card.querySelector(".section-acts").hidden = false;
    const grip = card.querySelector(".section-grip");
    grip.hidden = false;
    grip.addEventListener("pointerdown", (event) => drag(card, grip, event));
    const kind = field(card, "kind");
    const about = make("p", { className: "section-about help" });
    const kept = make("p", { className: "section-kept" });
    kept.setAttribute("role", "status");
    row(card, "kind").closest(".form-row").after(about, kept);
    depths[card.id] = kind.value;
    kind.addEventListener("change", () => {
      const depth = field(card, "shown_from");
      if (depth.value === kinds[depths[card.id]]?.shown_from) depth.value = kindOf(card).shown_from;
      depths[card.id] = kind.value;
      showFields(card);
      narrow(card);
      number();
    });
    field(card, "filter").addEventListener("change", () => narrow(card));
    field(card, "shown_from").addEventListener("change", number);
    field(card, "heading").addEventListener("input", () => showHead(card));
    const acts = { up: () => step(card, "up"), down: () => step(card, "down"), add: () => ask(card),
      remove: () => take(card, true), undo: () => take(card, false),
      fold: () => {
        fold(card, !isUnfolded(card));
        remember();
      } };
    for (const [name, does] of Object.entries(acts)) act(card, name).addEventListener("click", does);
    narrow(card);
  }

  const place = (card) => Number(field(card, "position").value) || 0;
  const inOrder = cards().map((card, at) => [card, place(card), at]).sort((one, other) => one[1] - other[1] || one[2] - other[2]);
  list.append(...inOrder.map(([card]) => card));
  const open = remembered();
  const few = cards().length <= UNFOLDED_AT_MOST;
  for (const card of cards()) {
    takeUp(card);
    showFields(card);
    const speaks = card.querySelector(".errorlist") || !keyOf(card);
    fold(card, !isGone(card) && Boolean(few || speaks || open.has(keyOf(card))));
  }
  number();
  group.querySelector(".sections-add").hidden = false;
  group.querySelector("[data-add]").addEventListener("click", () => ask(null));
  group.querySelector(".sections-tools").hidden = false;
  for (const button of group.querySelectorAll("[data-all]")) {
    button.addEventListener("click", () => {
      for (const card of cards()) if (!isGone(card)) fold(card, button.dataset.all === "unfold");
      remember();
      say(button.dataset.all === "unfold" ? "All sections are expanded." : "All sections are collapsed.");
    });
  }
});
