import { control } from './api.js';
import { byId, element, fieldValue } from './dom.js';
import { attempt } from './notices.js';

const quotas = byId('quotas', HTMLFormElement);
const latency = byId('latency', HTMLFormElement);

/** Starts the controls of flow control and latency. */
export function startConditions() {
  quotas.addEventListener('change', () => {
    void attempt(() =>
      control('/quotas', { method: 'PUT', body: { quotas: fieldValue(quotas, 'setting') } }),
    );
  });
  latency.addEventListener('submit', (event) => {
    event.preventDefault();
    const setting = fieldValue(latency, 'setting') || 'off';
    void attempt(() => control('/latency', { method: 'PUT', body: { latency: setting } }));
  });
}

/** Reads both again; what somebody is about to change is left alone. */
export async function showConditions() {
  const [flow, delay] = await Promise.all([
    /** @type {Promise<{ quotas: unknown }>} */ (control('/quotas')),
    /** @type {Promise<{ latency: string }>} */ (control('/latency')),
  ]);
  showQuotas(flow.quotas);
  const field = latency.elements.namedItem('setting');
  if (field instanceof HTMLInputElement && field !== document.activeElement)
    field.value = delay.latency;
}

/** @param {unknown} setting */
function showQuotas(setting) {
  const field = quotas.elements.namedItem('setting');
  if (!(field instanceof HTMLSelectElement) || field === document.activeElement) return;
  const value = typeof setting === 'string' ? setting : 'own';
  const isKnown = [...field.options].some((option) => option.value === value);
  // Figures of one's own can be seen here, not chosen.
  if (!isKnown) field.append(element('option', { value, disabled: true }, 'Own figures'));
  field.value = value;
}
