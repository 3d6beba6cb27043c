import { control } from './api.js';
import { byId, element, fill } from './dom.js';
import { attempt } from './notices.js';

/**
 * A call as the service logs it; times are text in JSON.
 *
 * @typedef {object} Call
 * @property {number} sequence
 * @property {string} operation
 * @property {Record<string, string>} parameters
 * @property {string[]} unknownParameters
 * @property {string} requestId
 * @property {string} at
 * @property {number} [status]
 * @property {string} [code]
 * @property {number} [durationMs]
 * @property {string} [fault]
 */

/** More than anybody reads; the service keeps more. */
const shownCalls = 300;

const rows = byId('calls', HTMLTableSectionElement);
const filter = byId('calls-filter', HTMLInputElement);
const pause = byId('calls-pause', HTMLButtonElement);

/** The newest calls, by their number; a call comes again when more is known of it. */
const calls = /** @type {Map<number, Call>} */ (new Map());
/** A row stays as long as nothing new is known of its call: the user may have opened it. */
const drawn = /** @type {WeakMap<Call, HTMLTableRowElement>} */ (new WeakMap());
let isPaused = false;

/**
 * Starts the live log.
 *
 * @param {(call: Call) => void} changed called for each call that may have changed the library
 */
export function startCalls(changed) {
  const stream = new EventSource('/_control/calls/stream');
  stream.addEventListener('open', () => void showEarlier());
  stream.addEventListener('call', ({ data }) => {
    /** @type {Call} */
    const call = JSON.parse(data);
    keep(call);
    if (!isPaused) drawSoon();
    if (call.status !== undefined && !/^(Get|List|Search|Batch)/.test(call.operation))
      changed(call);
  });
  filter.addEventListener('input', draw);
  pause.addEventListener('click', () => {
    isPaused = !isPaused;
    pause.setAttribute('aria-pressed', String(isPaused));
    pause.textContent = isPaused ? 'Resume' : 'Pause';
    if (!isPaused) draw();
  });
  byId('calls-clear', HTMLButtonElement).addEventListener('click', () => {
    void attempt(async () => {
      await control('/calls', { method: 'DELETE' });
      calls.clear();
      draw();
    });
  });
}

/** The calls from before the stream began; after a restart of the service there are none of it. */
async function showEarlier() {
  calls.clear();
  /** @type {{ calls: Call[] }} */
  const earlier = await control(`/calls?limit=${shownCalls}`);
  // The stream may have told more of a call in the meantime.
  for (const call of earlier.calls) if (!calls.has(call.sequence)) keep(call);
  draw();
}

/** @param {Call} call */
function keep(call) {
  calls.set(call.sequence, call);
  if (calls.size > shownCalls) calls.delete(Math.min(...calls.keys()));
}

let isDrawing = false;

/** A hundred calls in one frame are drawn once. */
function drawSoon() {
  if (isDrawing) return;
  isDrawing = true;
  requestAnimationFrame(() => {
    isDrawing = false;
    draw();
  });
}

function draw() {
  const wanted = filter.value.trim().toLowerCase();
  const shown = [...calls.values()]
    .filter((call) => textOf(call).includes(wanted))
    .sort((one, other) => other.sequence - one.sequence);
  const focused = document.activeElement;
  fill(rows, ...shown.map(rowOf));
  if (focused instanceof HTMLElement && rows.contains(focused)) focused.focus();
  byId('no-calls', HTMLElement).hidden = calls.size > 0;
  byId('calls-state', HTMLElement).textContent =
    wanted === '' ? `${calls.size || ''}` : `${shown.length} of ${calls.size}`;
}

/** @param {Call} call */
function textOf({ operation, code, fault, parameters, requestId }) {
  const parts = [operation, code, fault, requestId, ...Object.entries(parameters).flat()];
  return parts.join('\n').toLowerCase();
}

/** @param {Call} call */
function rowOf(call) {
  const made = drawn.get(call) ?? makeRow(call);
  drawn.set(call, made);
  return made;
}

/** @param {Call} call */
function makeRow(call) {
  const { operation, at, durationMs } = call;
  return element(
    'tr',
    {},
    element('td', { class: 'time' }, at.slice(11, 23)),
    element('td', {}, operation || '(none)'),
    element('td', { class: 'answer' }, ...answer(call)),
    element('td', { class: 'number' }, durationMs === undefined ? '' : Math.round(durationMs)),
    element('td', { class: 'parameters' }, parameters(call)),
  );
}

/** @param {Call} call */
function answer({ status, code, fault }) {
  /** @param {string} look @param {string | number} text */
  const mark = (look, text) => element('span', { class: `status ${look}` }, text);
  return [
    status === undefined ? mark('other', '…') : mark(status < 400 ? 'good' : 'bad', status),
    fault !== undefined && mark('busy', fault),
    code,
  ];
}

/** @param {Call} call */
function parameters({ parameters, unknownParameters, requestId }) {
  const entries = Object.entries(parameters);
  const short = entries.map(([name, value]) => `${name}=${value}`).join('  ');
  const details = entries.map(([name, value]) =>
    element(
      'div',
      {},
      element('strong', {}, name),
      unknownParameters.includes(name) && ' (not known to VOD)',
      ` ${value}`,
    ),
  );
  return element(
    'details',
    {},
    element('summary', {}, short || '–'),
    ...details,
    element('div', { class: 'quiet' }, `RequestId ${requestId}`),
  );
}
