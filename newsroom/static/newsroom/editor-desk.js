/* What the editor's extensions ask of the desk, and how: requests, dialogs, a search box above what it finds. */

import { crel } from "django-prose-editor/editor"

const WAIT = 200 // milliseconds after the last letter before the desk is asked

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value

export async function asked(address, options = {}) {
  const response = await fetch(address, { credentials: "same-origin", ...options })
  const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json")
  const answer = isJson ? await response.json() : {}
  if (response.ok && isJson) return answer
  const said = response.redirected || response.status === 403 ? "Sign in again in another tab, then try once more." : "The desk did not answer. Try once more."
  throw new Error((answer.problems || [said]).join(" "))
}

export const posted = (address, body, headers = {}) =>
  asked(address, { method: "POST", body, headers: { "X-CSRFToken": token(), ...headers } })

/* A line that says what became of a paste, read out by screen readers too. */
export function say(editor, words) {
  const box = editor.view.dom.closest(".prose-editor")
  let line = box.querySelector(".editor-says")
  if (!line) {
    line = crel("p", { className: "editor-says", role: "status" })
    box.append(line)
  }
  line.textContent = words
}

/* Dialogs */

let serial = 0

export function field(label, input, help = "") {
  input.id = `editor-field-${++serial}`
  const parts = [crel("label", { htmlFor: input.id, textContent: label }), input]
  if (help) {
    const note = crel("p", { className: "editor-help", id: `${input.id}-help`, textContent: help })
    input.setAttribute("aria-describedby", note.id)
    parts.push(note)
  }
  return crel("div", { className: "editor-field" }, parts)
}

/* Resolves to what `submit` returns, or to null when the dialog is left; `submit` throws what there is to correct. */
export function dialog(title, parts, button, submit) {
  return new Promise((resolve) => {
    const heading = crel("h2", { id: `editor-dialog-${++serial}`, textContent: title })
    const problem = crel("p", { className: "errornote", role: "alert", hidden: true })
    const cancel = crel("button", { type: "button", textContent: "Cancel", className: "button" })
    const act = crel("button", { type: "submit", textContent: button, className: "button default" })
    const form = crel("form", { noValidate: true }, [
      heading, problem, ...parts, crel("div", { className: "editor-buttons" }, [act, cancel]),
    ])
    const box = crel("dialog", { className: "editor-dialog", "aria-labelledby": heading.id }, [form])
    let answer = null
    cancel.addEventListener("click", () => box.close())
    box.addEventListener("close", () => {
      box.remove()
      resolve(answer)
    })
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      act.disabled = true
      try {
        answer = await submit()
        box.close()
      } catch (error) {
        problem.textContent = error.message
        problem.hidden = false
        act.disabled = false
      }
    })
    document.body.append(box)
    box.showModal()
  })
}

/* A search box above a list of what was found; arrows move, Enter or a click chooses. */
export function chooser({ label, address, describe, chosen }) {
  const id = `editor-found-${++serial}`
  const input = crel("input", { type: "search", autocomplete: "off", role: "combobox", "aria-expanded": "true",
    "aria-autocomplete": "list", "aria-controls": id })
  const list = crel("ul", { id, className: "editor-found", role: "listbox", "aria-label": label })
  const count = crel("p", { className: "editor-help", role: "status" })
  let found = []
  let at = -1
  let timer
  let asking = 0

  function mark(index, take = false) {
    at = index
    for (const [place, option] of [...list.children].entries()) option.classList.toggle("at", place === at)
    if (at < 0) return input.removeAttribute("aria-activedescendant")
    input.setAttribute("aria-activedescendant", list.children[at].id)
    list.children[at].scrollIntoView({ block: "nearest" })
    if (take) choose(at)
  }

  function choose(index) {
    for (const [place, option] of [...list.children].entries())
      option.setAttribute("aria-selected", String(place === index))
    chosen(found[index])
  }

  async function search() {
    const turn = ++asking
    try {
      const answer = await asked(`${address}?${new URLSearchParams({ q: input.value })}`)
      if (turn !== asking) return
      found = answer.found
    } catch (error) {
      count.textContent = error.message
      return
    }
    list.replaceChildren(...found.map((row, place) => {
      const option = crel("li", { id: `${id}-${place}`, role: "option", "aria-selected": "false" }, describe(row))
      option.addEventListener("click", () => mark(place, true))
      return option
    }))
    mark(-1)
    count.textContent = found.length ? `${found.length} found` : "Nothing found. Try fewer or other words."
  }

  input.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(search, WAIT)
  })
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && found.length) {
      event.preventDefault()
      mark((at + step + found.length) % found.length)
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault()
      mark(at, true)
    }
  })
  search()
  return { input, dom: [field(label, input), count, list] }
}

/* An attribute of a mark that its HTML keeps as data-…. */
export const dataAttribute = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(`data-${name}`),
  renderHTML: (attributes) => (attributes[name] ? { [`data-${name}`]: attributes[name] } : {}),
})
