// Narrows the list as boxes are ticked, and keeps the address in step. The button stays for those without it.
const PARTS = "[data-live], [data-facet]";
const nameOf = (part) => part.dataset.live ?? `facet ${part.dataset.facet}`;

export function start(form) {
  const status = document.createElement("p"); // stays while the results are replaced, so that it is read out
  let asking = null;

  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(status);

  form.addEventListener("change", async (event) => {
    if (!event.target.matches("[type=checkbox]")) return; // words wait for the button
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    const asked = [...new FormData(form)].filter(([, value]) => value);
    const address = `${form.getAttribute("action")}?${new URLSearchParams(asked)}`;
    const results = document.querySelector("[data-live=results]");
    results.setAttribute("aria-busy", "true");
    try {
      const reply = await fetch(address, { signal, headers: { Accept: "text/html" } });
      if (!reply.ok) return form.submit();
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      if (signal.aborted) return;
      replace(page, address);
      status.textContent = results.querySelector("[role=status]")?.textContent ?? "";
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
