/* Citations of the record in the body: a mark that points at a source or a statement. */

import { crel, Node } from "django-prose-editor/editor"
import { asked, chooser, dataAttribute, dialog, field } from "newsroom/editor-desk"

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
