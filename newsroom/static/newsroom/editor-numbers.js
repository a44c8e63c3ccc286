/* Numbers in the body: each shows what the desk last counted. The server writes what readers see. */

import { crel, Node } from "django-prose-editor/editor"
import { asked, chooser, dataAttribute, dialog } from "newsroom/editor-desk"

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
