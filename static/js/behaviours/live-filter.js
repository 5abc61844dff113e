// Narrows the list as boxes are ticked, and keeps the address in step. The button stays for those without it.
const PARTS = "[data-live], [data-facet]";
const nameOf = (part) => part.dataset.live ?? `facet ${part.dataset.facet}`;

export function start(form) {
  let asking = null;

  form.addEventListener("change", async () => {
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const results = document.querySelector("[data-live=results]");
    const address = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
    results.setAttribute("aria-busy", "true");
    try {
      const reply = await fetch(address, { signal, headers: { Accept: "text/html" } });
      if (!reply.ok) return form.submit();
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (!signal.aborted) replace(page, address);
    } catch {
      if (!signal.aborted) form.submit();
    } finally {
      if (!signal.aborted) results.removeAttribute("aria-busy");
    }
  });
}

function replace(page, address) {
  const focused = document.activeElement;
  const kept = focused?.matches("input[name]") ? [focused.name, focused.value] : null;
  const fresh = new Map([...page.querySelectorAll(PARTS)].map((part) => [nameOf(part), part]));

  for (const part of document.querySelectorAll(PARTS)) {
    const next = fresh.get(nameOf(part));
    if (!next) continue;
    const unfolded = [...part.querySelectorAll("details[open] > summary")].map((one) => one.textContent);
    part.replaceChildren(...next.childNodes);
    for (const summary of part.querySelectorAll("details > summary")) {
      if (unfolded.includes(summary.textContent)) summary.parentElement.open = true;
    }
  }
  history.replaceState(null, "", address);
  if (!kept) return;
  const [name, value] = kept.map(CSS.escape);
  document.querySelector(`input[name="${name}"][value="${value}"]`)?.focus({ preventScroll: true });
}
