/* Keeps what is typed into a story's form: on the server every few seconds, and on this machine while the server
   has not got it. Says who else has the story open. */
"use strict";

(() => {
  const status = document.getElementById("desk-status");
  if (!status) return;
  const form = status.closest("form");
  const { keep, user, signIn } = status.dataset;
  const base = Number(status.dataset.base);
  const token = form.elements.working_copy.value;
  const LOOK_EVERY = 2000;
  const SAY_OPEN_EVERY = 15000;
  const LONGEST_WAIT = 8000;
  const words = (name) => status.querySelector(`[data-${name}-words]`);

  let kept = null; // the form as the server has it, as text; null before anybody touched the form
  let seen = null;
  let keptAt = null;
  let askedAt = 0;
  let asking = null;
  let isSending = false;

  /* What the form holds */

  const held = () => {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== "string" || name.startsWith("_") || name.includes("__prefix__")) continue;
      if (name !== "csrfmiddlewaretoken") (fields[name] ??= []).push(value);
    }
    return fields;
  };

  const cookie = (name) =>
    document.cookie.split("; ").find((each) => each.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

  /* On this machine */

  const nameOf = (which) => `desk:${user}:${which}`;
  const keepHere = (fields) => {
    try {
      const headline = fields.headline?.[0] ?? "";
      localStorage.setItem(
        nameOf(token),
        JSON.stringify({ keep, base, headline, at: new Date().toISOString(), form: fields }),
      );
      return true;
    } catch {
      return false;
    }
  };
  const forgetHere = (which) => localStorage.removeItem(nameOf(which));
  const readHere = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name));
    } catch {
      return null;
    }
  };

  /* What the page says */

  const clock = (moment) => moment.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  const say = (state, text, link) => {
    status.dataset.state = state;
    const place = words("state");
    if (place.dataset.said === text) return;
    place.dataset.said = text;
    place.textContent = text;
    if (link) {
      const anchor = document.createElement("a");
      Object.assign(anchor, { href: link, target: "_blank", textContent: "Sign in in a new window" });
      place.append(" ", anchor);
    }
  };
  const tellTime = () => {
    if (!keptAt) return;
    const seconds = Math.round((Date.now() - keptAt) / 1000);
    words("kept").textContent =
      seconds < 60 ? `Autosaved ${seconds} s ago` : `Autosaved ${clock(new Date(keptAt))}`;
  };
  const tellOthers = (others) => {
    const list = document.getElementById("desk-others");
    if (!list || [...list.children].map((each) => each.textContent).join("\n") === others.join("\n")) return;
    list.replaceChildren(
      ...others.map((each) => Object.assign(document.createElement("li"), { textContent: each })),
    );
    list.hidden = others.length === 0;
  };

  /* Between page and server */

  const post = (body) =>
    fetch(keep, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
      body: JSON.stringify({ token, base, user: Number(user), ...body }),
      redirect: "manual",
      signal: AbortSignal.timeout(20000),
    });

  const take = async (answer, fields, text) => {
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json");
    const said = isJson ? await answer.json() : {};
    const here = fields && !answer.ok ? keepHere(fields) : true;
    const where = here ? "What you type is kept on this machine." : "It is too long to be kept on this machine.";
    if (answer.status === 401) {
      say("signed-out", `You are signed out. ${where}`, signIn);
    } else if (!answer.ok) {
      say("refused", `Not autosaved: ${said.error ?? "the server refused it."} ${where}`);
    } else {
      if (fields) {
        kept = text;
        keptAt = Date.now();
        tellTime();
        forgetHere(token);
      }
      tellOthers(said.others);
      const gone = said.is_gone ? "This story was deleted meanwhile. Save, and what you typed becomes a new one." : "";
      say(fields || kept !== null ? "kept" : "open", gone || said.newest || "");
    }
  };

  const ask = (fields, text) => {
    askedAt = Date.now();
    asking = post({ form: fields })
      .then((answer) => take(answer, fields, text))
      .catch(() => {
        const here = fields ? keepHere(fields) : true;
        say("offline", here ? "No connection: kept on this machine." : "No connection. Do not close this window.");
      })
      .finally(() => {
        asking = null;
      });
    return asking;
  };

  const look = () => {
    tellTime();
    if (asking || isSending) return;
    const waited = Date.now() - askedAt;
    if (kept !== null) {
      const fields = held();
      const text = JSON.stringify(fields);
      if (text !== kept) {
        if (text !== seen) keepHere(fields);
        const rests = text === seen;
        seen = text;
        if (rests || waited > LONGEST_WAIT) ask(fields, text);
        return;
      }
    }
    if (waited > SAY_OPEN_EVERY) ask(null, null);
  };

  /* From the first touch on, whatever differs from how the form was opened is unsaved work. */
  const begin = () => {
    if (kept === null) kept = JSON.stringify(held());
  };
  for (const touch of ["focusin", "pointerdown", "keydown", "beforeinput", "paste"]) {
    form.addEventListener(touch, begin, { capture: true });
  }
  if (status.dataset.dirty) kept = "";

  /* Saving: what is on its way arrives first, so that it cannot come back as unsaved after the save. */
  form.addEventListener("submit", (event) => {
    keepHere(held());
    const fresh = cookie("csrftoken"); // signing in again in another window changed it
    if (fresh) form.elements.csrfmiddlewaretoken.value = fresh;
    if (!asking) {
      isSending = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    const patience = new Promise((enough) => setTimeout(enough, LONGEST_WAIT / 2));
    Promise.race([asking, patience]).then(() => {
      asking = null;
      isSending = true;
      form.requestSubmit(button);
    });
  });

  window.addEventListener("pagehide", () => {
    if (isSending) return;
    const fields = held();
    if (kept !== null && JSON.stringify(fields) !== kept) keepHere(fields);
    fetch(keep, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
      body: JSON.stringify({ token, base, user: Number(user), form: null, closed: true }),
    }).catch(() => {});
  });

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) isSending = false;
  });

  /* What this machine kept and the server never got */

  const plain = (fields) =>
    JSON.stringify(
      Object.entries(fields)
        .filter(([name]) => name !== "base_revision")
        .map(([name, values]) => [name, values.join("\n").replace(/<[^>]*>|\s|&nbsp;/g, "")])
        .filter(([, value]) => value)
        .sort(),
    );

  const offer = (which, draft) => {
    const place = document.getElementById("desk-local");
    const at = new Date(draft.at);
    const about = draft.headline ? ` of “${draft.headline}”` : "";
    place.querySelector("span").textContent =
      `This machine kept unsaved work${about} from ${at.toLocaleDateString()}, ${clock(at)}, that the server does not have.`;
    place.hidden = false;
    place.querySelector("[data-discard]").onclick = () => {
      forgetHere(which);
      place.hidden = true;
    };
    place.querySelector("[data-continue]").onclick = async () => {
      const answer = await post({ token: which, base: draft.base, form: draft.form }).catch(() => null);
      if (answer?.ok) {
        forgetHere(which);
        isSending = true;
        window.location.search = `?copy=${which}`;
      } else {
        say("refused", "The server cannot be reached: it stays kept on this machine. Try again in a while.");
      }
    };
  };

  // Said once: the same form may be typed into again.
  cookie("desk_saved").replaceAll('"', "").split(".").forEach(forgetHere);
  document.cookie = `desk_saved=; path=${signIn.replace(/login\/$/, "")}; max-age=0`;
  for (const button of document.querySelectorAll("button[form^='discard-']")) {
    button.addEventListener("click", () => {
      isSending = true;
      forgetHere(button.getAttribute("form").slice("discard-".length));
    });
  }
  for (const name of Object.keys(localStorage)) {
    const draft = name.startsWith(nameOf("")) ? readHere(name) : null;
    const which = name.slice(nameOf("").length);
    if (draft?.keep !== keep) continue;
    if (which === token && plain(draft.form) === plain(held())) forgetHere(which);
    else offer(which, draft);
  }

  if (status.dataset.saved) words("saved").textContent = `Saved ${clock(new Date(status.dataset.saved))}`;
  ask(null, null);
  setInterval(look, LOOK_EVERY);
})();
