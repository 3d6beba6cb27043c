import { element } from './dom.js';
import { attempt, notice } from './notices.js';

/**
 * Puts a text into the clipboard. It is read at the click: addresses are signed anew all the time.
 *
 * @param {string} label
 * @param {() => string | undefined} read
 */
export function copyButton(label, read) {
  const copy = async () => {
    await navigator.clipboard.writeText(read() ?? '');
    notice('Copied.');
  };
  const click = () => void attempt(copy);
  return element('button', { type: 'button', class: 'small', click }, label);
}
