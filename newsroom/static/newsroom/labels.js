/* Select2 builds its own boxes and gives them no name of their own: each is called as the field it stands for.
   So is a field for a file, and a search box whose only label is a picture. */

function name(box) {
  const select = box.previousElementSibling
  const label = select?.labels?.[0]?.textContent.trim().replace(/:$/, "") || select?.getAttribute("aria-label")
  if (!label) return
  for (const part of box.querySelectorAll("[role=combobox], [role=textbox], input[type=search]")) {
    part.removeAttribute("aria-labelledby")
    part.setAttribute("aria-label", label)
  }
}

// Boxes come when the page is ready and with every new row, and parts of them each time something is chosen.
new MutationObserver((records) => {
  for (const node of records.flatMap((record) => [...record.addedNodes])) {
    if (node.nodeType !== Node.ELEMENT_NODE) continue
    const around = node.closest(".select2-container")
    for (const box of around ? [around] : node.querySelectorAll(".select2-container")) name(box)
  }
}).observe(document.body, { childList: true, subtree: true })
for (const box of document.querySelectorAll(".select2-container")) name(box)

for (const field of document.querySelectorAll("fieldset > legend ~ * input[type=file]")) {
  field.setAttribute("aria-label", field.closest("fieldset").querySelector("legend").textContent.trim().replace(/:$/, ""))
}
document.getElementById("searchbar")?.setAttribute("aria-label", "Search")
