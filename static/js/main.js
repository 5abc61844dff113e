// Starts what the page asks for: each [data-behaviour="name"] gets behaviours/name.js.
for (const element of document.querySelectorAll("[data-behaviour]")) {
  import(`./behaviours/${element.dataset.behaviour}.js`)
    .then(({ start }) => start(element))
    .catch((problem) => console.error(problem)); // the page works without it
}
