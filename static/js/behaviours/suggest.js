// A search box that suggests while one types: an ARIA combobox with a list of links to pages.
const PAUSE = 180; // milliseconds without a key before asking

export function start(form) {
  const input = form.querySelector("input[type=search]");
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let asking = null;
  let waiting = null;
  let chosen = -1;

  list.id = `${input.id}-list`;
  list.className = "search-box__list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.getAttribute("aria-label"));
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.querySelector(".search-box__row").append(list);
  form.append(status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  close();

  function close() {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(index) {
    const options = [...list.children];
    chosen = (index + options.length + 1) % (options.length + 1); // one place for the input itself
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
    const option = options[chosen];
    if (!option) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  function draw(suggestion, place) {
    const option = document.createElement("li");
    const label = document.createElement("span");
    const kind = document.createElement("span");
    option.id = `${list.id}-${place}`;
    option.className = "search-box__option";
    option.dataset.url = suggestion.url;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    label.textContent = suggestion.label;
    kind.textContent = suggestion.kind_label;
    kind.className = "search-box__kind";
    option.append(label, " ", kind);
    return option;
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map(draw));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = suggestions.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    const { none, one, many } = form.dataset;
    const count = suggestions.length;
    status.textContent = count === 0 ? none : count === 1 ? one : many.replace("{count}", count);
  }

  async function ask() {
    asking?.abort();
    const words = input.value.trim();
    if (words.length < 2) return close();
    asking = new AbortController();
    const { signal } = asking;
    const address = new URL(form.dataset.suggestUrl, location.href);
    address.searchParams.set("q", words);
    try {
      const reply = await fetch(address, { signal, headers: { Accept: "application/json" } });
      if (!reply.ok) return close();
      const { suggestions } = await reply.json();
      if (!signal.aborted && document.activeElement === input) show(suggestions);
    } catch {
      if (!signal.aborted) close();
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const open = !list.hidden;
    const last = list.children.length;
    if (event.key === "ArrowDown") open ? choose(chosen === -1 ? 0 : chosen + 1) : ask();
    else if (event.key === "ArrowUp" && open) choose(chosen === -1 ? last - 1 : chosen - 1);
    else if (event.key === "Escape" && open) close();
    else if (event.key === "Enter" && open && list.children[chosen]) location.assign(list.children[chosen].dataset.url);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", () => {
    clearTimeout(waiting);
    asking?.abort();
    close();
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // keeps the focus in the input
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[data-url]");
    if (option) location.assign(option.dataset.url);
  });
}
