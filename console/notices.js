import { byId, element } from './dom.js';

const shownMs = 6000;

/**
 * Tells the user something that needs no answer.
 *
 * @param {string} text
 */
export function notice(text) {
  const shown = element('p', { class: 'notice' }, text);
  byId('notices', HTMLElement).append(shown);
  setTimeout(() => shown.remove(), shownMs);
}

/**
 * Does something that the user wished for, and tells what went wrong.
 *
 * @param {() => Promise<unknown>} work
 */
export async function attempt(work) {
  try {
    await work();
  } catch (error) {
    notice(error instanceof Error ? error.message : String(error));
  }
}
