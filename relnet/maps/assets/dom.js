// Elements of the page.

/**
 * @template {keyof PageElements} Id
 * @param {Id} id
 * @returns {PageElements[Id]}
 */
function byId(id) {
  return /** @type {any} */ (document.getElementById(id));
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {string | null} text
 * @param {Element | null} parent
 * @returns {HTMLElementTagNameMap[Name]}
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
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
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

/**
 * Write a text that is read out when it changes: one that stays as it is, is not read again.
 * @param {Element} node
 * @param {string} text
 */
function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Whether a button does something now; one that does not, keeps the place of a keyboard.
 * @param {keyof PageElements} id
 * @param {boolean} does
 */
function allow(id, does) {
  byId(id).setAttribute("aria-disabled", String(!does));
}

/**
 * @template {keyof HTMLElementEventMap} Kind
 * @param {keyof PageElements} id
 * @param {Kind} kind
 * @param {(event: HTMLElementEventMap[Kind]) => void} does
 */
function on(id, kind, does) {
  byId(id).addEventListener(kind, /** @type {EventListener} */ (does));
}
