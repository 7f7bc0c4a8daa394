// @ts-check
// A button that prints the page; without JavaScript it stays hidden, and the page says how.

for (const button of document.querySelectorAll("[data-print]")) {
  button.removeAttribute("hidden");
  button.addEventListener("click", () => window.print());
}
