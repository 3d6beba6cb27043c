import { notice } from './notices.js';

/**
 * Asks the service's control. A refusal is thrown; that of a change is shown to the user first.
 *
 * @template [Answer=unknown]
 * @param {string} path below `/_control`
 * @param {{ method?: string, body?: unknown }} [options]
 * @returns {Promise<Answer>}
 */
export async function control(path, { method = 'GET', body } = {}) {
  const response = await fetch(`/_control${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return answer;
  const { field, message: reason } = answer?.error ?? {};
  const message =
    (field ? `${field}: ${reason}` : reason) ?? `The service answered ${response.status}.`;
  if (method !== 'GET') notice(message);
  throw new Error(message);
}
