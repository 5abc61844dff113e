// Moves the reader to what went wrong in a form.
export function start(element) {
  element.focus();
}
