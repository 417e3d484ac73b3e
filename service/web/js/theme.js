// Runs before the first paint, so that the page does not flash in the other theme.
// "auto" follows the machine; the switch goes auto → light → dark.
(() => {
  const NAMES = { auto: "Theo máy", light: "Sáng", dark: "Tối" };
  const ORDER = Object.keys(NAMES);
  const KEY = "tracuu.theme";
  let theme = "auto";
  try {
    theme = localStorage.getItem(KEY) ?? "auto";
  } catch {
    // Storage is closed to this page; the switch still works until it is left.
  }
  if (!ORDER.includes(theme)) theme = "auto";

  function apply() {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  function label(button) {
    button.querySelector("span").textContent = NAMES[theme];
    button.setAttribute("aria-label", `Giao diện: ${NAMES[theme]}`);
  }

  apply();
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    label(button);
    button.addEventListener("click", () => {
      theme = ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length];
      try {
        localStorage.setItem(KEY, theme);
      } catch {
        // As above.
      }
      apply();
      label(button);
    });
  });
})();
