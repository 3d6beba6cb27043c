import { control } from './api.js';
import { byId, element, fieldValue, fill } from './dom.js';
import { attempt } from './notices.js';

/**
 * @typedef {object} PendingFault
 * @property {number} id
 * @property {string} operation
 * @property {number | 'always'} times
 * @property {string} kind
 * @property {Record<string, Record<string, string>> | string} [when]
 */

/**
 * What can be ordered, and what each kind has to be told.
 *
 * @type {Record<string, { label: string, fields: [name: string, label: string, preset: string][] }>}
 */
const kinds = {
  refuse: { label: 'Refused with a code', fields: [['code', 'Code', 'Throttling.User']] },
  status: { label: 'JSON without a code', fields: [['status', 'Status', '500']] },
  html: { label: 'HTML of a proxy', fields: [['status', 'Status', '502']] },
  empty: { label: 'Empty body', fields: [['status', 'Status', '503']] },
  truncate: { label: 'Body cut in the middle', fields: [] },
  hang: { label: 'Never answered', fields: [] },
  'hang-body': { label: 'Stops in the body', fields: [] },
  drip: { label: 'Slow drip', fields: [['everyMs', 'Every ms', '100']] },
  reset: { label: 'Connection reset', fields: [] },
  'reset-after': { label: 'Executed, then reset', fields: [] },
  delay: { label: 'Late answer', fields: [['ms', 'Late by ms', '3000']] },
  'long-digits': { label: 'Long fractions', fields: [] },
  'absent-lists': { label: 'Absent lists', fields: [] },
  skew: { label: 'Clock skew', fields: [['ms', 'Off by ms', '3600000']] },
};

const form = byId('fault', HTMLFormElement);
const fields = byId('fault-fields', HTMLElement);
const list = byId('faults', HTMLUListElement);
const clear = byId('faults-clear', HTMLButtonElement);

let drawn = '';

/** Starts the form and the list. */
export async function startFaults() {
  /** @type {{ operations: string[], gatewayErrors: string[] }} */
  const { operations, gatewayErrors } = await control('/');
  fill(byId('codes', HTMLDataListElement), ...gatewayErrors.map((code) => option(code, code)));
  fill(
    select('operation'),
    ...['*', ...operations].map((name) => option(name, name === '*' ? 'Any operation' : name)),
  );
  fill(select('kind'), ...Object.entries(kinds).map(([kind, { label }]) => option(kind, label)));
  select('kind').addEventListener('change', drawFields);
  drawFields();
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void attempt(async () => {
      await control('/faults', { method: 'POST', body: readFault() });
      await showFaults();
    });
  });
  clear.addEventListener('click', () => {
    void attempt(async () => {
      await control('/faults', { method: 'DELETE' });
      await showFaults();
    });
  });
}

/** Reads again what is pending: calls use faults up. */
export async function showFaults() {
  /** @type {{ faults: PendingFault[] }} */
  const { faults } = await control('/faults');
  const shown = JSON.stringify(faults);
  if (shown === drawn) return;
  drawn = shown;
  fill(list, ...faults.map(row));
  clear.hidden = faults.length === 0;
}

/** @param {PendingFault} fault */
function row({ id, operation, times, kind, when, ...details }) {
  const told = [...Object.entries(details).map((entry) => entry.join(' ')), ...conditions(when)];
  const remove = () =>
    attempt(async () => {
      await control(`/faults/${id}`, { method: 'DELETE' });
      await showFaults();
    });
  return element(
    'li',
    {},
    element(
      'span',
      { class: 'grow' },
      element('strong', {}, kind),
      ` ${told.join(', ')}`,
      element('br'),
      element(
        'span',
        { class: 'quiet' },
        `${operation === '*' ? 'any operation' : operation}, ${times === 'always' ? 'always' : `${times} ×`}`,
      ),
    ),
    element(
      'button',
      {
        type: 'button',
        class: 'small',
        click: () => void remove(),
        'aria-label': `Remove ${kind} of ${operation}`,
      },
      'Remove',
    ),
  );
}

/** @param {PendingFault['when']} when */
function conditions(when) {
  if (when === undefined) return [];
  if (typeof when === 'string') return [`when ${when} says so`];
  return Object.entries(when).flatMap(([parameter, rules]) =>
    Object.entries(rules).map(([rule, value]) => `when ${parameter} ${rule} ${value}`),
  );
}

/** What the chosen kind has to be told. */
function drawFields() {
  const chosen = kinds[fieldValue(form, 'kind')];
  fill(
    fields,
    ...(chosen?.fields ?? []).map(([name, label, preset]) =>
      element(
        'label',
        {},
        `${label} `,
        element('input', {
          name,
          value: preset,
          required: true,
          ...(name === 'code' ? { list: 'codes' } : { inputmode: 'numeric' }),
        }),
      ),
    ),
  );
}

/** The fault as the form tells it. */
function readFault() {
  const times = fieldValue(form, 'times');
  const kind = fieldValue(form, 'kind');
  const told = (kinds[kind]?.fields ?? []).map(([name]) => {
    const value = fieldValue(form, name);
    return [name, name === 'code' ? value : Number(value)];
  });
  return {
    operation: fieldValue(form, 'operation'),
    times: times === '' ? 'always' : Number(times),
    kind,
    ...Object.fromEntries(told),
  };
}

/** @param {string} value @param {string} label */
const option = (value, label) => element('option', { value }, label);

/** @param {string} name */
function select(name) {
  const found = form.elements.namedItem(name);
  if (!(found instanceof HTMLSelectElement)) throw new Error(`The form has no ${name}`);
  return found;
}
