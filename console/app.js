import { startCalls } from './calls.js';
import { showClock, startClock } from './clock.js';
import { showConditions, startConditions } from './conditions.js';
import { byId } from './dom.js';
import { showFaults, startFaults } from './faults.js';
import { showItem, startItem } from './item.js';
import { forgetCovers, showLibrary, startLibrary } from './library.js';
import { startUploads } from './upload.js';

/** How often the page looks what became of uploads and transcodes. */
const lookMs = 1500;

byId('endpoint', HTMLElement).textContent = location.origin;
startLibrary();
startItem();
startUploads();
startCalls(lookSoon);
startConditions();
startClock(() => {
  forgetCovers();
  lookSoon();
});
void startFaults();

/** @type {ReturnType<typeof setTimeout> | undefined} */
let next;
void look();

/** Looks again and again, unless nobody sees it. */
async function look() {
  clearTimeout(next);
  if (!document.hidden) {
    const parts = [showLibrary, showItem, showClock, showFaults, showConditions];
    const seen = await Promise.allSettled(parts.map((show) => show()));
    document.body.classList.toggle(
      'offline',
      seen.some(({ status }) => status === 'rejected'),
    );
  }
  clearTimeout(next);
  next = setTimeout(look, lookMs);
}

/** Something changed: several changes at once are one look. */
function lookSoon() {
  clearTimeout(next);
  next = setTimeout(look, 100);
}
