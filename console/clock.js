import { control } from './api.js';
import { byId, element } from './dom.js';
import { difference } from './format.js';
import { attempt } from './notices.js';

/** @typedef {{ now: string, offsetMs: number }} ClockState */

/** @type {[label: string, ms: number][]} */
const moves = [
  ['+1 min', 60_000],
  ['+15 min', 900_000],
  ['+1 h', 3_600_000],
  ['+1 day', 86_400_000],
];

/** What the service's clock is ahead of this machine's. */
let aheadMs = 0;

/**
 * Starts the clock of the bar and its buttons.
 *
 * @param {() => void} moved called after each move: what was signed may have expired
 */
export function startClock(moved) {
  /** @param {Promise<ClockState>} answer */
  const move = async (answer) => {
    show(await answer);
    moved();
  };
  const buttons = moves.map(([label, ms]) =>
    element('button', { type: 'button', click: () => void attempt(() => move(moveBy(ms))) }, label),
  );
  const reset = element(
    'button',
    { type: 'button', click: () => void attempt(() => move(resetClock())) },
    'Reset',
  );
  byId('moves', HTMLFieldSetElement).append(...buttons, reset);
  setInterval(tick, 1000);
}

/** Reads the clock again: others may have moved it. */
export async function showClock() {
  show(await control('/clock'));
}

/** @param {number} ms @returns {Promise<ClockState>} */
const moveBy = (ms) => control('/clock', { method: 'POST', body: { advanceMs: ms } });

/** @returns {Promise<ClockState>} */
const resetClock = () => control('/clock', { method: 'POST', body: { offsetMs: 0 } });

/** @param {ClockState} state */
function show({ now, offsetMs }) {
  aheadMs = Date.parse(now) - Date.now();
  byId('offset', HTMLElement).textContent = difference(offsetMs);
  tick();
}

function tick() {
  const now = new Date(Date.now() + aheadMs);
  byId('time', HTMLTimeElement).textContent = now.toISOString().slice(0, 19).replace('T', ' ');
}
