// Keys of the desk of likely duplicates: j and k go from pair to pair; 1, 2 and n press the pair's buttons.
(() => {
  const pairs = [...document.querySelectorAll(".desk-pair")];
  const current = () => pairs.findIndex((pair) => pair.contains(document.activeElement));
  const goTo = (number) => {
    const pair = pairs[Math.max(0, Math.min(number, pairs.length - 1))];
    pair.focus();
    pair.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (!pairs.length || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea")) return;
    if (event.key === "j") goTo(current() + 1);
    else if (event.key === "k") goTo(current() - 1);
    else pairs[current()]?.querySelector(`[data-key="${CSS.escape(event.key)}"]`)?.click();
  });
})();
