"use strict";

// Select2 names its boxes by their content alone: an empty one has no name, a filled one does not say what it is for.
{
  const nameBoxes = (part) => {
    for (const select of part.querySelectorAll("select.admin-autocomplete")) {
      const label = select.getAttribute("aria-label") || (select.labels[0] && select.labels[0].textContent.trim());
      const box = select.nextElementSibling && select.nextElementSibling.querySelector(".select2-selection__rendered");
      if (label && box) box.setAttribute("aria-label", label);
    }
  };
  // Django makes them when jQuery is ready, which may be after the page has loaded.
  window.addEventListener("load", () => django.jQuery(() => setTimeout(() => nameBoxes(document))));
  document.addEventListener("formset:added", (event) => setTimeout(() => nameBoxes(event.target)));
}
