// Makes the desk's pages quicker. Everything works without it.

(() => {
  const rows = [...document.querySelectorAll("[data-row]")];
  const keys = document.getElementById("keys");
  let marked = -1;

  document.documentElement.classList.add("quick");

  function mark(next) {
    if (rows.length === 0) return;
    rows[marked]?.classList.remove("marked");
    marked = Math.max(0, Math.min(rows.length - 1, next));
    const row = rows[marked];
    row.classList.add("marked");
    row.querySelector("[data-open]")?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }

  /** Opens the form that a key stands for and puts the cursor where it is needed. */
  function goTo(key) {
    const target = document.querySelector(`[data-key="${key}"]`);
    if (target === null) return;
    const details = target.closest("details");
    if (details !== null) details.open = true;
    const field = details?.querySelector("input:not([type=hidden]), textarea");
    (field ?? target).focus();
    target.scrollIntoView({ block: "nearest" });
  }

  const acts = {
    j: () => mark(marked + 1),
    k: () => mark(marked - 1),
    a: () => goTo("a"),
    h: () => goTo("h"),
    r: () => goTo("r"),
    q: () => window.location.assign("/desk"),
    "?": () => keys?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select, dialog");
    if (typing !== null || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
    if (act === undefined) return;
    event.preventDefault();
    act();
  });

  // Tab and the pointer move the mark too, so that j and k go on from where one is.
  document.addEventListener("focusin", (event) => {
    const at = rows.indexOf(event.target.closest("[data-row]"));
    if (at < 0 || at === marked) return;
    rows[marked]?.classList.remove("marked");
    marked = at;
    rows[at].classList.add("marked");
  });

  // A second click must not act twice.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method === "dialog") return;
    if (event.target.dataset.sent === "yes") event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });

  for (const field of document.querySelectorAll("[data-copy]")) {
    field.addEventListener("focus", () => field.select());
  }

  function openHashed() {
    const target = document.getElementById(window.location.hash.slice(1));
    if (target instanceof HTMLDetailsElement) target.open = true;
  }
  window.addEventListener("hashchange", openHashed);
  openHashed();
})();
