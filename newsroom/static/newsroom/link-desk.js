// The link desk by keyboard: a key presses the button that bears it, and the page is exchanged in place.
// Without this file every button and link does the same by loading the page.
document.addEventListener("DOMContentLoaded", () => {
  const desk = () => document.querySelector("[data-desk]");
  const said = document.getElementById("link-desk-said");
  let deciding = false; // while a decision is on its way no key decides on what has not been seen
  let reading = null;

  const current = () => desk().querySelector("[data-stop][aria-current]");
  const stops = () => [...desk().querySelectorAll("[data-stop]")];

  const announce = (page) => {
    const lines = [...page.querySelectorAll(".messagelist li")].map((line) => line.textContent.trim());
    const head = desk().querySelector("#link-card-head");
    said.textContent = [...lines, head ? head.textContent : ""].join(" ");
    const shown = page.querySelector(".messagelist");
    document.querySelector(".messagelist")?.remove();
    if (shown) document.querySelector("#content")?.before(shown);
  };

  const focusOn = () => {
    const stop = current();
    if (stop) {
      stop.focus({ preventScroll: true });
      stop.scrollIntoView({ block: "nearest" });
    } else {
      desk().focus({ preventScroll: true });
    }
  };

  const exchange = async (address, options = {}) => {
    if (deciding) return;
    reading?.abort();
    const asked = new AbortController();
    deciding = options.method === "POST";
    reading = deciding ? null : asked;
    desk().setAttribute("aria-busy", "true");
    try {
      const response = await fetch(address, { credentials: "same-origin", signal: asked.signal, ...options });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("[data-desk]");
      if (!fresh) {
        // Signed out, refused, or the story is gone: the page says what to do.
        window.location.assign(options.method === "POST" ? window.location.href : response.url);
        return;
      }
      desk().replaceWith(document.adoptNode(fresh));
      desk().tabIndex = -1;
      window.history.replaceState(null, "", response.url);
      announce(page);
      focusOn();
    } catch (error) {
      if (error.name === "AbortError") return; // somebody walked on
      said.textContent = "The server did not answer: nothing was changed. Press again.";
      desk().removeAttribute("aria-busy");
    } finally {
      if (options.method === "POST") deciding = false;
    }
  };

  const walk = (step) => {
    const all = stops();
    if (!all.length) return;
    const at = all.indexOf(current());
    const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length;
    if (deciding) return;
    current()?.removeAttribute("aria-current");
    all[next].setAttribute("aria-current", "true");
    focusOn();
    exchange(all[next].href);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.closest("[data-desk]")) return;
    event.preventDefault();
    const typed = new URLSearchParams(new FormData(form, event.submitter));
    if (form.method === "get") exchange(`${form.action}?${typed}`);
    else exchange(form.action, { method: "POST", body: typed });
  });

  document.addEventListener("click", (event) => {
    const stop = event.target.closest("[data-desk] [data-stop]");
    if (!stop || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    exchange(stop.href);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) {
      if (event.key === "Escape") focusOn();
      return;
    }
    // Only where the focus is on the desk or on nothing: the rest of the page keeps its own keys.
    if (event.target !== document.body && !event.target.closest("[data-desk]")) return;
    const step = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }[event.key];
    // A card that is on its way is not the one that is shown.
    const isSettled = !desk().hasAttribute("aria-busy");
    const bears = /^[a-zA-Z]$/.test(event.key) && isSettled ? `[data-key="${event.key}"]` : "[data-key=none]";
    const button = desk().querySelector(bears);
    if (step) walk(step);
    else if (button?.matches("input")) {
      button.focus();
      button.select();
    } else if (button) button.click();
    else return;
    event.preventDefault();
  });

  desk().tabIndex = -1;
  if (!document.querySelector(".errorlist")) focusOn();
});
