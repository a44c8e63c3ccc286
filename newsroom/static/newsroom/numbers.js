// Counts a number as it is typed, with the rows behind it. Nothing is kept until it is saved.
document.addEventListener("DOMContentLoaded", () => {
  const shown = document.getElementById("desk-counted");
  const fields = ["what", "query", "grouped_by"].map((name) => document.querySelector(`[name=${name}]`));
  if (!shown || fields.some((field) => !field)) return;
  const said = document.getElementById("desk-counted-said");
  const WAIT = 300; // milliseconds after the last letter before the desk is asked
  let timer;
  let asking = 0;

  const count = async () => {
    const turn = ++asking;
    const asked = new URLSearchParams(fields.map((field) => [field.name, field.value]));
    let html;
    try {
      const answer = await fetch(`${shown.dataset.count}?${asked}`, { credentials: "same-origin" });
      if (!answer.ok || answer.redirected) throw new Error(answer.statusText);
      html = await answer.text();
    } catch {
      if (turn === asking) said.textContent = "The desk did not answer: what is shown was counted before.";
      return;
    }
    if (turn !== asking) return;
    const wasOpen = shown.querySelector("details")?.open;
    shown.innerHTML = html; // our own template, escaped there
    if (wasOpen && shown.querySelector("details")) shown.querySelector("details").open = true;
    said.textContent = shown.querySelector(".desk-counted-value, .errorlist")?.textContent.trim() || "";
  };

  for (const field of fields) {
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(count, WAIT);
    });
  }
  count();
});
