/* Pastes cleaned by the server. It cleans whatever is saved once more, and alone decides what a body holds. */

import { Extension, Plugin } from "django-prose-editor/editor"
import { posted, say } from "newsroom/editor-desk"

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
