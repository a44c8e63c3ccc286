/* Comments on a story: words selected in the body go into the form; acts change the panel alone, so that what is
   being written stays where it is. Without this the forms lead to a page of their own. */
"use strict";

(() => {
  const panel = () => document.getElementById("desk-comments");
  if (!panel()) return;

  const squeezed = (text) => text.replace(/\s+/g, " ").trim();

  /* How often the words stand whole in a text; within a longer word they are no place of theirs. */
  const count = (words, text) => {
    const exactly = words.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
    return text.match(new RegExp(`(?<![\\p{L}\\p{N}_])${exactly}(?![\\p{L}\\p{N}_])`, "gu"))?.length ?? 0;
  };

  /* Which of several places with the same words was selected: how often they stand before it. */
  const placeOf = (words, range) => {
    const before = document.createRange();
    let text = "";
    for (const body of document.querySelectorAll(".ProseMirror")) {
      if (body.contains(range.startContainer)) {
        before.selectNodeContents(body);
        before.setEnd(range.startContainer, range.startOffset);
        return count(words, squeezed(text + before.toString())) + 1;
      }
      text += ` ${body.textContent} `;
    }
    return 1;
  };

  document.addEventListener("selectionchange", () => {
    const selection = document.getSelection();
    const at = selection.anchorNode?.parentElement?.closest(".ProseMirror, .field-body_as_read");
    const form = panel().querySelector(".desk-comment-new");
    const words = squeezed(selection.toString());
    if (!at || !form || !words || words.length > 1000) return;
    form.elements.words.value = words;
    form.elements.occurrence.value = placeOf(words, selection.getRangeAt(0));
  });

  /* What was typed stays where it is, with what to do about it. */
  const refuse = (form, said) => {
    const line =
      form.querySelector("[role=alert]") ??
      form.insertBefore(Object.assign(document.createElement("p"), { className: "errornote", role: "alert" }), form.firstChild);
    line.textContent = said;
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!panel().contains(form) || !window.fetch) return;
    event.preventDefault();
    const typed = new FormData(form, event.submitter);
    const options = { method: "POST", body: typed, headers: { "X-Panel": "comments" } };
    const answer = await fetch(form.action, options).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page && page.getElementById("desk-comments");
    if (!fresh) {
      const isOut = answer?.redirected || answer?.status === 403;
      const todo = isOut ? "Sign in in another window, then press once more." : "Press once more, or load the page again.";
      refuse(form, `This was not taken. What you typed is still here. ${todo}`);
      return;
    }
    panel().replaceWith(fresh);
    const next = panel().querySelector("[aria-invalid=true]") ?? panel().querySelector("h2");
    next.tabIndex = next.tabIndex < 0 ? -1 : next.tabIndex;
    next.focus();
  });

  /* Colleagues whose names begin as the word after the @ does. */
  const called = (field) => /(?:^|[^\w.@])@([\w.+-]*)$/.exec(field.value.slice(0, field.selectionStart));
  document.addEventListener("input", ({ target }) => {
    if (target.name !== "text" || !panel().contains(target)) return;
    const people = panel().querySelector(".desk-people");
    const begun = called(target);
    let shown = 0;
    for (const button of people.children) {
      button.hidden = !begun || shown > 7 || !button.dataset.name.toLowerCase().startsWith(begun[1].toLowerCase());
      shown += button.hidden ? 0 : 1;
    }
    people.hidden = shown === 0;
    people.field = target;
    if (shown && people.previousElementSibling !== target.parentElement) target.parentElement.after(people);
  });
  document.addEventListener("click", ({ target }) => {
    const people = target.closest?.(".desk-people");
    if (!people || !target.dataset.name) return;
    const field = people.field;
    const begun = called(field);
    field.setRangeText(`${target.dataset.name} `, field.selectionStart - begun[1].length, field.selectionStart, "end");
    people.hidden = true;
    field.focus();
  });
})();
