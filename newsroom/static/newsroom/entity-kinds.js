// Shows of an entity's fields those its kind has; one that is filled stays, so that an error beside it is seen.
document.addEventListener("DOMContentLoaded", () => {
  const kind = document.querySelector("select[data-fields-of-kinds]");
  if (!kind) return;
  const kindsOf = JSON.parse(kind.dataset.fieldsOfKinds);

  const holds = (row) =>
    Boolean(row.querySelector(".errorlist")) ||
    [...row.querySelectorAll("input, select")].some((field) => field.type !== "hidden" && field.value);

  const show = () => {
    for (const [name, kinds] of Object.entries(kindsOf)) {
      const row = document.querySelector(`.form-row.field-${name}`);
      if (row) row.hidden = !kinds.includes(kind.value) && !holds(row);
    }
  };

  kind.addEventListener("change", show);
  show();
});
