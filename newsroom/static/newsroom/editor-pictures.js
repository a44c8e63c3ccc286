/* Our own pictures in the body, with alt text, credit and caption. */

import { crel, mergeAttributes, Node } from "django-prose-editor/editor"
import { chooser, dialog, field, posted } from "newsroom/editor-desk"

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
