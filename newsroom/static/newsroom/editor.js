/* What the body editor knows beyond django-prose-editor: citations of the record, numbers, our own pictures, and pastes
   cleaned by the server. The server cleans whatever is saved once more, and alone decides what a body holds. */

import { crel, mergeAttributes, Extension, Node, Plugin } from "django-prose-editor/editor"

const WAIT = 200 // milliseconds after the last letter before the desk is asked

const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value

async function asked(address, options = {}) {
  const response = await fetch(address, { credentials: "same-origin", ...options })
  const isJson = (response.headers.get("Content-Type") || "").startsWith("application/json")
  const answer = isJson ? await response.json() : {}
  if (response.ok && isJson) return answer
  const said = response.redirected || response.status === 403 ? "Sign in again in another tab, then try once more." : "The desk did not answer. Try once more."
  throw new Error((answer.problems || [said]).join(" "))
}

const posted = (address, body, headers = {}) =>
  asked(address, { method: "POST", body, headers: { "X-CSRFToken": token(), ...headers } })

/* A line that says what became of a paste, read out by screen readers too. */
function say(editor, words) {
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

function field(label, input, help = "") {
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
function dialog(title, parts, button, submit) {
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
function chooser({ label, address, describe, chosen }) {
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

/* Citations */

const titles = new Map() // "source-7" → what it is called
const waiting = new Map()

function titled(address, name, tell) {
  if (titles.has(name)) return tell(titles.get(name))
  if (!waiting.size) queueMicrotask(() => fetchTitles(address))
  waiting.set(name, [...(waiting.get(name) || []), tell])
}

async function fetchTitles(address) {
  const names = new Map(waiting)
  waiting.clear()
  try {
    const { found } = await asked(`${address}?${new URLSearchParams([...names.keys()].map((name) => ["named", name]))}`)
    for (const row of found) titles.set(`${row.kind}-${row.number}`, row.words)
  } catch {
    return // the mark stands without its title
  }
  for (const [name, tells] of names) for (const tell of tells) tell(titles.get(name) || "no longer in the record")
}

const nameOf = (attrs) => (attrs.statement ? `statement-${attrs.statement}` : `source-${attrs.source}`)
const dataAttribute = (name) => ({
  default: null,
  parseHTML: (element) => element.getAttribute(`data-${name}`),
  renderHTML: (attributes) => (attributes[name] ? { [`data-${name}`]: attributes[name] } : {}),
})

async function citationDialog(options, attrs) {
  let row = attrs && { kind: attrs.statement ? "statement" : "source", number: attrs.statement || attrs.source }
  const picked = crel("p", { className: "editor-picked", role: "status" })
  const locator = crel("input", { type: "text", maxLength: 120, value: attrs?.locator || "" })
  const accessed = crel("input", { type: "date", value: attrs?.accessed || "" })
  const ofSource = crel("div", { className: "editor-row" }, [
    field("Where in it", locator, "Page, paragraph or minute."), field("Read on", accessed),
  ])
  const show = () => {
    picked.textContent = row ? `Cites: ${row.words || titles.get(`${row.kind}-${row.number}`) || `${row.kind} ${row.number}`}` : ""
    ofSource.hidden = row?.kind === "statement"
  }
  const search = chooser({
    label: "Source or statement of the record",
    address: options.search,
    describe: (found) => [crel("strong", { textContent: found.words }), crel("span", { textContent: found.about })],
    chosen(found) {
      row = found
      show()
    },
  })
  show()
  const add = crel("a", { href: options.add, target: "_blank", textContent: "File a new source (opens another tab)" })
  return dialog("Cite", [...search.dom, crel("p", { className: "editor-help" }, [add]), picked, ofSource], attrs ? "Change" : "Cite", () => {
    if (!row) throw new Error("Choose a source or a statement first: type some of its words, then press the down arrow and Enter.")
    if (row.words) titles.set(`${row.kind}-${row.number}`, row.words)
    const isSource = row.kind === "source"
    return { source: null, statement: null, [row.kind]: String(row.number),
      locator: (isSource && locator.value.trim()) || null, accessed: (isSource && accessed.value) || null }
  })
}

export const Citation = Node.create({
  name: "citation",
  group: "inline",
  inline: true,
  atom: true,
  marks: "",

  addOptions: () => ({ search: "", add: "" }),
  addAttributes: () => Object.fromEntries(["source", "statement", "locator", "accessed"].map((name) => [name, dataAttribute(name)])),
  parseHTML: () => [{ tag: "cite[data-source]" }, { tag: "cite[data-statement]" }],
  renderHTML: ({ HTMLAttributes }) => ["cite", HTMLAttributes],

  addNodeView() {
    return ({ node, getPos, editor }) => {
      const dom = crel("cite", { className: "editor-citation", role: "img", "aria-label": "Note" })
      titled(this.options.search, nameOf(node.attrs), (title) => {
        dom.title = `${title}${node.attrs.locator ? `, ${node.attrs.locator}` : ""}`
        dom.setAttribute("aria-label", `Note: ${dom.title}`)
      })
      dom.addEventListener("dblclick", () => editor.chain().setNodeSelection(getPos()).cite().run())
      return { dom }
    }
  },

  addCommands() {
    return {
      cite: () => ({ editor, state }) => {
        const held = state.selection.node?.type.name === "citation" ? state.selection.node.attrs : null
        const after = state.selection.to
        setTimeout(async () => {
          const attrs = await citationDialog(this.options, held)
          if (!attrs) return editor.commands.focus()
          const at = held ? editor.chain().focus().updateAttributes("citation", attrs) : editor.chain().focus().insertContentAt(after, { type: "citation", attrs })
          at.run()
        })
        return true
      },
    }
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Alt-f": () => this.editor.commands.cite(),
      Enter: () => this.editor.state.selection.node?.type.name === "citation" && this.editor.commands.cite(),
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "cite",
      groups: "record",
      button: buttons.text("Cite", "Cite a source or a statement of the record (Ctrl+Alt+F)"),
      command: (editor) => editor.chain().cite().run(),
      active: (editor) => editor.isActive("citation"),
    })
  },
})

/* Numbers */

const told = new Map() // 7 → the number as the desk last told it
const askers = new Map()

function whatItSays(address, number, tell) {
  if (told.has(number)) tell(told.get(number))
  if (!askers.size) queueMicrotask(() => fetchNumbers(address))
  askers.set(number, [...(askers.get(number) || []), tell])
}

async function fetchNumbers(address) {
  const asking = new Map(askers)
  askers.clear()
  try {
    const { found } = await asked(`${address}?${new URLSearchParams([...asking.keys()].map((number) => ["named", `number-${number}`]))}`)
    for (const row of found) told.set(String(row.number), row)
  } catch {
    return // the mark stands without its value
  }
  for (const [number, tells] of asking) for (const tell of tells) tell(told.get(number))
}

async function numberDialog(options, held) {
  let row = held && told.get(held)
  const picked = crel("p", { className: "editor-picked", role: "status" })
  const show = () => {
    picked.textContent = row ? `Puts in: ${row.value} (${row.words})` : ""
  }
  const search = chooser({
    label: "Number of the desk",
    address: options.search,
    describe: (found) => [crel("strong", { textContent: found.words }), crel("span", { textContent: found.about })],
    chosen(found) {
      row = found
      show()
    },
  })
  show()
  const add = crel("a", { href: options.add, target: "_blank", textContent: "Make a new number (opens another tab)" })
  const help = crel("p", { className: "editor-help", textContent: "It is counted anew until the story is published, and then stays as it was. Should the record move it, the sentence is flagged." })
  return dialog("Put in a number", [...search.dom, crel("p", { className: "editor-help" }, [add]), picked, help], held ? "Change" : "Put in", () => {
    if (!row) throw new Error("Choose a number first: type some of its title, then press the down arrow and Enter.")
    told.set(String(row.number), row)
    return { number: String(row.number) }
  })
}

export const LiveNumber = Node.create({
  name: "liveNumber",
  group: "inline",
  inline: true,
  atom: true,

  addOptions: () => ({ search: "", add: "" }),
  addAttributes: () => ({ number: dataAttribute("number") }),
  parseHTML: () => [{ tag: "data[data-number]" }],
  renderHTML: ({ HTMLAttributes }) => ["data", HTMLAttributes],
  renderText: ({ node }) => told.get(node.attrs.number)?.value || "…",

  addNodeView() {
    return ({ node, getPos, editor }) => {
      const dom = crel("data", { className: "editor-number", textContent: "…" })
      whatItSays(this.options.search, node.attrs.number, (row) => {
        dom.textContent = row ? row.value : "?"
        dom.title = row ? `${row.words}: ${row.about}` : "This number was removed: take it out, or put another in its place."
        dom.classList.toggle("missing", !row)
      })
      dom.addEventListener("dblclick", () => editor.chain().setNodeSelection(getPos()).putInNumber().run())
      return { dom }
    }
  },

  addCommands() {
    return {
      putInNumber: () => ({ editor, state }) => {
        const held = state.selection.node?.type.name === "liveNumber" ? state.selection.node.attrs.number : null
        const { from, to } = state.selection
        setTimeout(async () => {
          const attrs = await numberDialog(this.options, held)
          if (!attrs) return editor.commands.focus()
          editor.chain().focus().insertContentAt({ from, to }, { type: "liveNumber", attrs }).run()
        })
        return true
      },
    }
  },

  addKeyboardShortcuts() {
    return {
      "Mod-Alt-n": () => this.editor.commands.putInNumber(),
      Enter: () => this.editor.state.selection.node?.type.name === "liveNumber" && this.editor.commands.putInNumber(),
    }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "number",
      groups: "record",
      button: buttons.text("123", "Put in a number that knows the record, or change this one (Ctrl+Alt+N)"),
      command: (editor) => editor.chain().putInNumber().run(),
      active: (editor) => editor.isActive("liveNumber"),
    })
  },
})

/* Pictures */

async function pictureDialog(options, attrs, file = null) {
  let image = attrs ? { number: attrs.image, alt: attrs.alt } : null
  const upload = crel("input", { type: "file", accept: "image/jpeg,image/png,image/webp,image/avif,image/gif" })
  if (file) {
    const files = new DataTransfer()
    files.items.add(file)
    upload.files = files.files
  }
  const alt = crel("textarea", { rows: 2, maxLength: 500, value: attrs?.alt || "" })
  const decorative = crel("input", { type: "checkbox", checked: Boolean(attrs?.decorative) })
  const credit = crel("input", { type: "text", maxLength: 200 })
  const picked = crel("p", { className: "editor-picked", role: "status" })
  const creditField = field("Credit", credit, "Who made it, as it is to be printed.")
  const follow = () => {
    alt.disabled = decorative.checked
    creditField.hidden = !upload.files.length
  }
  decorative.addEventListener("change", follow)
  upload.addEventListener("change", () => {
    image = null
    picked.textContent = ""
    follow()
  })
  const search = chooser({
    label: "Or choose one that is here",
    address: options.search,
    describe: (found) => [
      crel("img", { src: found.small, alt: "", loading: "lazy" }),
      crel("span", {}, [crel("strong", { textContent: found.alt || found.caption || `Picture ${found.number}` }),
        crel("span", { textContent: found.credit || "no credit yet" })]),
    ],
    chosen(found) {
      image = found
      upload.value = ""
      if (!alt.value) alt.value = found.alt
      picked.textContent = `Shows: ${found.alt || `picture ${found.number}`}`
      follow()
    },
  })
  search.dom.at(-1).classList.add("editor-thumbs")
  follow()
  const tick = field("Decorative: it tells a reader nothing, so nothing is read out for it", decorative)
  tick.classList.add("editor-tick")
  const parts = attrs ? [] : [field("Upload a picture", upload), ...search.dom, picked]
  return dialog(attrs ? "Picture" : "Put in a picture", [...parts, field("Alt text", alt, "What there is to see, for whoever doesn't see it."), tick, creditField], attrs ? "Change" : "Put in", async () => {
    const said = decorative.checked ? "" : alt.value.trim()
    if (!image && !upload.files.length) throw new Error("Choose a file, or one of the pictures here.")
    if (!said && !decorative.checked) throw new Error("Write the alt text: what is there to see? Only a decorative picture may go without.")
    if (upload.files.length) {
      if (!credit.value.trim()) throw new Error("Say who made the picture: readers see the credit.")
      const body = new FormData()
      body.append("file", upload.files[0])
      body.append("alt", said)
      body.append("credit", credit.value)
      image = await posted(options.upload, body)
    }
    return { image: String(image.number), alt: said, decorative: decorative.checked, caption: image.caption || "" }
  })
}

export const Picture = Node.create({
  name: "picture",
  group: "block",
  content: "inline*",
  isolating: true,
  draggable: true,
  defining: true,

  addOptions: () => ({ search: "", upload: "", shown: "" }),

  addAttributes: () => ({ image: { default: null }, alt: { default: "" }, decorative: { default: false } }),

  parseHTML() {
    const read = (image) => image && {
      image: image.getAttribute("data-image"), alt: image.getAttribute("alt") || "",
      decorative: image.getAttribute("role") === "presentation" && !image.getAttribute("alt"),
    }
    return [
      { tag: "figure", getAttrs: (figure) => read(figure.querySelector("img[data-image]")) || false,
        contentElement: (figure) => figure.querySelector("figcaption") || document.createElement("figcaption") },
      { tag: "img[data-image]", getAttrs: read },
    ]
  },

  renderHTML({ node }) {
    const { image, alt, decorative } = node.attrs
    return ["figure", ["img", mergeAttributes({ "data-image": image, alt }, decorative ? { role: "presentation" } : {})], ["figcaption", 0]]
  },

  addNodeView() {
    return ({ node, getPos, editor }) => {
      const image = crel("img", { draggable: false })
      const caption = crel("figcaption", { "data-hint": "Caption" })
      const button = crel("button", { type: "button", className: "button editor-alt" })
      button.addEventListener("click", () => editor.chain().setNodeSelection(getPos()).putInPicture().run())
      const frame = crel("div", { contentEditable: "false", className: "editor-frame" }, [image, button])
      const dom = crel("figure", { className: "editor-picture" }, [frame, caption])
      const show = ({ attrs }) => {
        image.src = this.options.shown.replace(/0(?=\/?$)/, attrs.image)
        image.alt = attrs.alt
        button.textContent = attrs.alt ? `Alt: ${attrs.alt}` : attrs.decorative ? "Decorative" : "Alt text is missing"
        button.classList.toggle("missing", !attrs.alt && !attrs.decorative)
      }
      show(node)
      return {
        dom,
        contentDOM: caption,
        update(now) {
          if (now.type.name !== "picture") return false
          show(now)
          caption.classList.toggle("empty", now.content.size === 0)
          return true
        },
        stopEvent: (event) => event.target === button,
        ignoreMutation: (mutation) => !caption.contains(mutation.target),
      }
    }
  },

  addCommands() {
    return {
      putInPicture: (file = null) => ({ editor, state }) => {
        const { $from, node } = state.selection
        const held = node?.type.name === "picture" ? state.selection.from : $from.parent.type.name === "picture" ? $from.before() : null
        const attrs = held === null ? null : state.doc.nodeAt(held).attrs
        const after = $from.depth ? $from.after(1) : state.selection.to
        setTimeout(async () => {
          const said = await pictureDialog(this.options, attrs, file)
          if (!said) return editor.commands.focus()
          const { caption, ...now } = said
          if (attrs) return editor.chain().focus().setNodeSelection(held).updateAttributes("picture", now).run()
          const content = caption ? [{ type: "text", text: caption }] : []
          editor.chain().focus().insertContentAt(after, { type: "picture", attrs: now, content }).run()
        })
        return true
      },
    }
  },

  addKeyboardShortcuts() {
    const leave = () => {
      const { $from } = this.editor.state.selection
      if ($from.parent.type.name !== "picture") return false
      return this.editor.chain().insertContentAt($from.after(), { type: "paragraph" }).run()
    }
    const takeOut = () => {
      const { $from, empty } = this.editor.state.selection
      if ($from.parent.type.name !== "picture" || !empty || $from.parent.content.size) return false
      return this.editor.commands.deleteNode("picture")
    }
    return { "Mod-Alt-p": () => this.editor.commands.putInPicture(), Enter: leave, Backspace: takeOut }
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "picture",
      groups: "record",
      button: buttons.material("image", "Put in a picture, or change this one (Ctrl+Alt+P)"),
      command: (editor) => editor.chain().putInPicture().run(),
      active: (editor) => editor.isActive("picture"),
    })
  },
})

/* Pastes */

const PICTURE = /<img\b[^<>]*>/gi
const pictureIn = (files) => [...(files || [])].find((file) => file.type.startsWith("image/"))

export const Paste = Extension.create({
  name: "cleanedPaste",

  addOptions: () => ({ clean: "" }),

  onCreate() {
    const area = this.editor.view.dom
    const field = area.closest(".prose-editor").querySelector(":scope > textarea")
    area.setAttribute("aria-label", field.labels?.[0]?.textContent.trim().replace(/:$/, "") || "Text")
    area.setAttribute("aria-multiline", "true")
  },

  addProseMirrorPlugins() {
    const { editor } = this
    const address = this.options.clean

    async function pasteCleaned(html) {
      const pictures = (html.match(PICTURE) || []).length
      let place = editor.state.selection.getBookmark()
      const follow = ({ transaction }) => {
        place = place.map(transaction.mapping)
      }
      editor.on("transaction", follow)
      say(editor, "Cleaning what you pasted…")
      let cleaned = html.replace(PICTURE, "")
      let words = ""
      try {
        cleaned = (await posted(address, cleaned, { "Content-Type": "text/html; charset=utf-8" })).html
      } catch (error) {
        words = `It was pasted as it came: ${error.message}`
      } finally {
        editor.off("transaction", follow)
      }
      editor.view.dispatch(editor.state.tr.setSelection(place.resolve(editor.state.doc)))
      editor.view.pasteHTML(cleaned || "<p></p>")
      if (pictures) words += ` ${pictures === 1 ? "A picture" : `${pictures} pictures`} in what you pasted ${pictures === 1 ? "was" : "were"} left out: save as a file and put in with the picture button.`
      say(editor, words.trim())
    }

    return [
      new Plugin({
        props: {
          handleDOMEvents: {
            // Before the editor reads it: what is pasted is nobody's yet, and its styles are not for this page.
            paste(view, event) {
              const html = event.clipboardData?.getData("text/html") || ""
              const file = html ? null : pictureIn(event.clipboardData?.files)
              if (file) editor.commands.putInPicture(file)
              else if (html && !html.includes("data-pm-slice")) pasteCleaned(html)
              else return false
              event.preventDefault()
              return true
            },
          },
          handleDrop(view, event) {
            const file = pictureIn(event.dataTransfer?.files)
            return file ? editor.commands.putInPicture(file) : false
          },
        },
      }),
    ]
  },
})
