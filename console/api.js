/** The service said no. */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * Asks the service's control; a refusal is thrown.
 *
 * @template [Answer=unknown]
 * @param {string} path below `/_control`
 * @param {{ method?: string, body?: unknown }} [options]
 * @returns {Promise<Answer>}
 */
export async function control(path, { method = 'GET', body } = {}) {
  const response = await fetch(`/_control${path}`, {
    method,
    // Also without a body: the control takes no change that another page could send unasked.
    ...(method !== 'GET' && { headers: { 'content-type': 'application/json' } }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = text === '' ? undefined : JSON.parse(text);
  if (response.ok) return answer;
  const { field, message } = answer?.error ?? {};
  const reason = message ?? `The service answered ${response.status}.`;
  throw new Refused(response.status, field ? `${field}: ${reason}` : reason);
}
