/** @typedef {Node | string | number | undefined | false} Child */

/**
 * Makes an element. Text is put in as text and never read as markup, whoever wrote it. A function
 * listens to the event of its name; `true` sets an attribute without a value; `undefined` sets none.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | undefined | ((event: Event) => void)>} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== undefined && value !== false) made.setAttribute(name, String(value));
  }
  fill(made, ...children);
  return made;
}

/**
 * Replaces what is in an element.
 *
 * @param {Element} parent
 * @param {...Child} children
 */
export function fill(parent, ...children) {
  const present = children.filter((child) => child !== undefined && child !== false);
  parent.replaceChildren(
    ...present.map((child) => (child instanceof Node ? child : String(child))),
  );
}

/**
 * The element of the page with this id, which must be of this class.
 *
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`The page has no ${kind.name} of id ${id}`);
  return found;
}

/**
 * Within a form.
 *
 * @param {HTMLFormElement} form
 * @param {string} name
 * @returns {string}
 */
export function fieldValue(form, name) {
  const value = new FormData(form).get(name);
  return typeof value === 'string' ? value.trim() : '';
}
