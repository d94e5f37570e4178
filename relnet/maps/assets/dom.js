// Elements of the page.

/**
 * @param {string} id
 * @returns {any}
 */
function byId(id) {
  return document.getElementById(id);
}

/**
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {string | null} text
 * @param {Element | null} parent
 * @returns {any}
 */
function element(name, attributes = {}, text = null, parent = null) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (text !== null) node.textContent = text;
  if (parent) parent.append(node);
  return node;
}

/**
 * An element with a name in it, which may be written from right to left.
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {string} text
 * @param {Element} parent
 */
function named(name, attributes, text, parent) {
  const node = element(name, attributes, null, parent);
  element("bdi", {}, text, node);
  return node;
}

/**
 * A box to tick, with its words.
 * @param {Element} parent
 * @param {string} text
 * @param {boolean} checked
 * @param {(checked: boolean) => void} onChange
 */
function tick(parent, text, checked, onChange) {
  const label = element("label", {}, null, parent);
  const box = element("input", { type: "checkbox" }, null, label);
  box.checked = checked;
  box.addEventListener("change", () => onChange(box.checked));
  label.append(" ");
  element("bdi", {}, text, label);
  return box;
}

/**
 * @param {Element} select
 * @param {string | number} value
 * @param {string} text
 */
function option(select, value, text) {
  element("option", { value: String(value) }, text, select);
}
