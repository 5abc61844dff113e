// What the tests ask of a page on the screen: `measures.sideways()` and so on. Most answer a list of
// faults in words, empty on a good page.

addEventListener("securitypolicyviolation", (event) => {
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});

globalThis.measures = (() => {
  const CONTROLS = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const styleOf = (one) => getComputedStyle(one);
  const seen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !one.closest(".visually-hidden, .skip-link");
  const name = (one) => {
    const words = (one.getAttribute("aria-label") || one.textContent || one.id).trim();
    return `${one.localName} “${words.replace(/\s+/g, " ").slice(0, 50)}”`;
  };
  let stops = [];

  // Folded parts are part of the page.
  function unfold() {
    for (const one of all("details")) one.open = true;
  }

  // What makes a page scroll sideways. Tables may scroll in a box of theirs.
  function sideways() {
    const page = document.documentElement;
    const scrolls = (one) => one
      && (["auto", "scroll"].includes(styleOf(one).overflowX) || scrolls(one.parentElement));
    if (page.scrollWidth <= page.clientWidth) return [];
    const end = (one) => Math.round(one.getBoundingClientRect().right + scrollX);
    const culprits = all("body *")
      .filter((one) => seen(one) && !scrolls(one.parentElement) && end(one) > page.clientWidth);
    return [`the page is ${page.scrollWidth} wide`, ...culprits.map((one) => `${name(one)} to ${end(one)}`)];
  }

  // Boxes that hide a part of their text.
  function cut() {
    const hides = (one, axis) => ["hidden", "clip"].includes(styleOf(one)[`overflow${axis}`]);
    return all("body *")
      .filter((one) => one.textContent.trim() && seen(one) && one.localName !== "svg")
      .filter((one) => (hides(one, "X") && one.scrollWidth > one.clientWidth + 1)
        || (hides(one, "Y") && one.scrollHeight > one.clientHeight + 1))
      .map(name);
  }

  // Controls that a finger may miss (WCAG 2.5.8): under 24 pixels, outside a sentence, and with
  // another control within 12 pixels of their middle.
  function smallTargets() {
    const inSentence = (one) => styleOf(one).display === "inline"
      && [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const targets = all(CONTROLS).filter(seen).map((one) => {
      const box = (one.closest("label") ?? one).getBoundingClientRect();
      const middle = [box.x + box.width / 2, box.y + box.height / 2];
      return { one, box, middle, small: Math.min(box.width, box.height) < 24 };
    });
    const near = ({ middle: [x, y] }, { box, middle, small }) => small
      ? Math.hypot(x - middle[0], y - middle[1]) < 24
      : Math.hypot(
        x - Math.min(Math.max(x, box.left), box.right),
        y - Math.min(Math.max(y, box.top), box.bottom),
      ) < 12;
    return targets
      .filter((target) => target.small && !inSentence(target.one))
      .filter((target) => targets.some((other) => other !== target && near(target, other)))
      .map(({ one, box }) => `${name(one)} ${Math.round(box.width)}×${Math.round(box.height)}`);
  }

  // Links to a place of the page that is not there.
  function lostPlaces() {
    return all('a[href^="#"]')
      .filter((one) => !document.getElementById(decodeURIComponent(one.hash.slice(1))))
      .map((one) => `${name(one)} to ${one.hash}`);
  }

  // The spacing that a reader may ask for (WCAG 1.4.12).
  function spreadOut() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      p { margin-block-end: 2em !important }
      * {
        line-height: 1.5 !important;
        letter-spacing: 0.12em !important;
        word-spacing: 0.16em !important;
      }
    `);
    document.adoptedStyleSheets.push(sheet);
  }

  function textSize() {
    return parseFloat(styleOf(document.body).fontSize);
  }

  // Every control in sight and its place.
  function controls() {
    return all(CONTROLS).filter(seen).map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return [name(one), ...[x, y, width, height].map(Math.round)].join(" ");
    });
  }

  // What moves by itself, or would at a touch.
  function moving() {
    const takesTime = (one) => [styleOf(one).transitionDuration, styleOf(one).animationDuration]
      .some((duration) => /[1-9]/.test(duration));
    return [
      ...document.getAnimations().map(() => "an animation"),
      ...all("*").filter((one) => takesTime(one) || styleOf(one).scrollBehavior === "smooth").map(name),
    ];
  }

  // How many stops the Tab key has to make, in the order of the document.
  function countStops() {
    const sameChoice = (one) => all("[type=radio]").filter((other) => other.name === one.name);
    const passed = (one) => one.type === "radio"
      && one !== (sameChoice(one).find((other) => other.checked) ?? sameChoice(one)[0]);
    stops = all(`${CONTROLS}, [tabindex="0"]`)
      .filter((one) => one.checkVisibility() && !one.disabled && !passed(one));
    return stops.length;
  }

  // What is wrong with the stop where the focus is.
  function faultsHere(place) {
    const here = document.activeElement;
    const box = here.getClientRects()[0] ?? here.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const inSight = [here, ...(here.labels ?? [])].some((one) => one.contains(top));
    const ringed = [here, here.closest(".search-box__row")].filter(Boolean).some((one) => {
      const { outlineStyle, outlineWidth, outlineColor } = styleOf(one);
      const clear = outlineColor === "transparent" || /, 0\)$/.test(outlineColor);
      return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !clear;
    });
    return [
      here !== stops[place] && `stop ${place} should be ${name(stops[place])}, and is ${name(here)}`,
      !inSight && `not in sight: ${name(here)}`,
      !ringed && `not marked: ${name(here)}`,
    ].filter(Boolean);
  }

  return {
    unfold, sideways, cut, smallTargets, lostPlaces, spreadOut, textSize, controls, moving,
    countStops, faultsHere,
  };
})();
