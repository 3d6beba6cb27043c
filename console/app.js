import { byId } from './dom.js';
import { showItem, startItem } from './item.js';
import { showLibrary, startLibrary } from './library.js';

/** How often the page looks what became of uploads and transcodes. */
const lookMs = 1500;

byId('endpoint', HTMLElement).textContent = location.origin;
startLibrary();
startItem();
await look();

/** Looks again and again, unless nobody sees it. */
async function look() {
  if (!document.hidden) {
    const seen = await Promise.allSettled([showLibrary(), showItem()]);
    document.body.classList.toggle(
      'offline',
      seen.some(({ status }) => status === 'rejected'),
    );
  }
  setTimeout(() => void look(), lookMs);
}
