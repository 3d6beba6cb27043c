import { control } from './api.js';
import { byId, element, fieldValue, fill } from './dom.js';
import { duration, size, time } from './format.js';
import { statuses, statusMark } from './status.js';

/** @typedef {import('../src/emulator/console/shapes.js').ItemPage} ItemPage */
/** @typedef {import('../src/emulator/console/shapes.js').ItemSummary} ItemSummary */

const form = byId('filters', HTMLFormElement);
const rows = byId('items', HTMLTableSectionElement);
const pages = byId('pages', HTMLElement);

let page = 1;
/** What is shown, so that nothing is drawn anew that did not change. */
let drawn = '';
/** Pictures stay: their addresses are signed anew each time, which would load them again. */
const covers = new Map();

/** Starts the list of the library. */
export function startLibrary() {
  const choice = form.elements.namedItem('status');
  for (const status of statuses) {
    if (choice instanceof HTMLSelectElement) choice.append(element('option', {}, status));
  }
  form.addEventListener('input', () => {
    page = 1;
    void showLibrary();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  addEventListener('hashchange', markChosen);
}

/** Forgets pictures whose signatures may have ended. */
export function forgetCovers() {
  covers.clear();
  drawn = '';
}

/** Reads the page of the library again and draws what changed. */
export async function showLibrary() {
  const asked = queryOf(page);
  /** @type {ItemPage} */
  const answer = await control(`/media?${asked}`);
  // A slower answer to what was asked before.
  if (`${asked}` !== `${queryOf(page)}`) return;
  const shown = JSON.stringify(answer, (name, value) => (name === 'coverUrl' ? undefined : value));
  if (shown === drawn) return;
  drawn = shown;
  draw(answer);
}

/** @param {number} number */
function queryOf(number) {
  const query = new URLSearchParams({ page: String(number) });
  for (const name of ['search', 'kind', 'status']) {
    const value = fieldValue(form, name);
    if (value !== '') query.set(name, value);
  }
  return query;
}

/** @param {ItemPage} answer */
function draw({ items, total, pageSize }) {
  const focused = document.activeElement?.closest('tr')?.dataset.id;
  fill(rows, ...items.map(row));
  if (focused) linkOf(focused)?.focus();
  byId('no-items', HTMLElement).hidden = items.length > 0;
  byId('total', HTMLElement).textContent = total === 1 ? '1 item' : `${total} items`;
  drawPages(Math.max(1, Math.ceil(total / pageSize)));
  markChosen();
}

/** @param {ItemSummary} item */
function row(item) {
  const link = element('a', { href: `#${item.id}` }, item.title || '(no title)');
  const made = element(
    'tr',
    { 'data-id': item.id, click: () => link.click() },
    element('td', { class: 'cover' }, cover(item)),
    element('td', { class: 'title' }, link, element('code', {}, item.id)),
    element('td', {}, statusMark(item.status)),
    element('td', { class: 'number extra' }, duration(item.duration)),
    element('td', { class: 'number extra' }, size(item.size)),
    element('td', { class: 'time extra' }, time(item.createdAt)),
  );
  link.addEventListener('click', (event) => event.stopPropagation());
  return made;
}

/** @param {ItemSummary} item */
function cover({ coverUrl, kind }) {
  if (coverUrl === undefined) return element('span', { class: `thumb none ${kind}` });
  const path = new URL(coverUrl).pathname;
  if (!covers.has(path))
    covers.set(path, element('img', { class: 'thumb', src: coverUrl, alt: '', loading: 'lazy' }));
  return covers.get(path);
}

/** @param {number} last */
function drawPages(last) {
  /** @param {string} text @param {number} to */
  const button = (text, to) =>
    element('button', { type: 'button', disabled: to < 1 || to > last, click: () => go(to) }, text);
  fill(
    pages,
    button('Previous', page - 1),
    element('span', {}, `Page ${page} of ${last}`),
    button('Next', page + 1),
  );
}

/** @param {number} to */
function go(to) {
  page = to;
  void showLibrary();
}

function markChosen() {
  const chosen = location.hash.slice(1);
  for (const item of rows.rows) {
    const isChosen = item.dataset.id === chosen;
    item.classList.toggle('chosen', isChosen);
    const link = item.querySelector('a');
    if (isChosen) link?.setAttribute('aria-current', 'true');
    else link?.removeAttribute('aria-current');
  }
}

/** @param {string} id */
function linkOf(id) {
  const link = rows.querySelector(`tr[data-id="${CSS.escape(id)}"] a`);
  return link instanceof HTMLElement ? link : undefined;
}
