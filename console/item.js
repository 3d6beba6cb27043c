import { control, Refused } from './api.js';
import { copyButton } from './copy-button.js';
import { byId, element, fill } from './dom.js';
import { size } from './format.js';
import { facts, jobList, snapshots, sourceFacts } from './item-facts.js';
import { Player } from './player.js';
import { statusMark } from './status.js';

/** @typedef {import('../src/emulator/console/shapes.js').ItemDetail} ItemDetail */
/** @typedef {import('../src/emulator/console/shapes.js').PlayableStream} PlayableStream */

const place = byId('item', HTMLElement);

/**
 * What is on show: its texts are drawn again, but a player that plays goes on. `item` is the newest
 * that is known of it, with addresses that were just signed.
 *
 * @type {{ item: ItemDetail, player: Player, texts: HTMLElement, drawn: string } | undefined}
 */
let open;

/** Shows the medium that the page's address names. */
export function startItem() {
  addEventListener('hashchange', async () => {
    await showItem();
    // On a narrow page it stands below the library.
    place.scrollIntoView({ block: 'nearest', behavior: 'smooth' });
  });
}

/** Reads the medium on show again and draws what changed. */
export async function showItem() {
  const id = location.hash.slice(1);
  if (id === '') return drawNothing('Choose a medium to see its streams and play them.');
  const item = await readItem(id);
  if (location.hash.slice(1) !== id) return;
  if (item === undefined) return drawNothing('This medium does not exist (any more).');
  if (open?.item.id !== id) openItem(item);
  update(item);
}

/** @param {string} id */
async function readItem(id) {
  try {
    return /** @type {ItemDetail} */ (await control(`/media/${encodeURIComponent(id)}`));
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return undefined;
    throw error;
  }
}

/** @param {string} text */
function drawNothing(text) {
  open?.player.unload();
  open = undefined;
  if (place.textContent !== text) fill(place, element('p', { class: 'empty' }, text));
}

/** @param {ItemDetail} item */
function openItem(item) {
  open?.player.unload();
  const screen = element('div', { class: 'screen' });
  const texts = element('div', { class: 'texts' });
  fill(place, screen, texts);
  open = { item, player: new Player(screen), texts, drawn: '' };
}

/** @param {ItemDetail} item */
function update(item) {
  if (open === undefined) return;
  open.item = item;
  const shown = JSON.stringify(item, (name, value) => (/url/i.test(name) ? Boolean(value) : value));
  if (shown === open.drawn) return;
  const isFirst = open.drawn === '';
  open.drawn = shown;
  if (isFirst || open.player.isIdle) showFirst(item, open.player);
  fill(
    open.texts,
    element('h2', {}, item.title || '(no title)'),
    element(
      'p',
      { class: 'line' },
      statusMark(item.status),
      copyButton('Copy id', () => item.id),
    ),
    ...streamList(item, open.player),
    ...jobList(item),
    facts(item),
    ...sourceFacts(item.source, () => open?.item.source?.url),
    ...snapshots(item),
  );
}

/**
 * The first stream, ready to be played; of what has none, a picture.
 *
 * @param {ItemDetail} item
 * @param {Player} player
 */
function showFirst({ streams, kind, title, coverUrl }, player) {
  const stream = streams.find(({ status }) => status === 'Normal');
  if (stream) player.load(stream, { poster: coverUrl, autoplay: false });
  else if (coverUrl) player.show(element('img', { src: coverUrl, alt: title }));
  else player.show(element('p', { class: 'empty' }, noPicture[kind]));
}

const noPicture = {
  video: 'Nothing to play yet.',
  audio: 'Nothing to play yet.',
  image: 'The image has not arrived yet.',
  attached: 'No preview.',
};

/**
 * @param {ItemDetail} item
 * @param {Player} player
 */
function streamList({ streams }, player) {
  if (streams.length === 0) return [];
  const list = element('ul', { class: 'streams' }, ...streams.map((stream) => row(stream, player)));
  return [element('h3', {}, 'Streams'), list];
}

/**
 * @param {PlayableStream} stream
 * @param {Player} player
 */
function row({ jobId, definition, format, width, height, size: bytes, bitrate, status }, player) {
  const figures = [
    width && height && `${width} × ${height}`,
    size(bytes),
    bitrate && `${Math.round(bitrate)} kbit/s`,
    status !== 'Normal' && status,
  ];
  const play = element(
    'button',
    { type: 'button', class: 'play', 'aria-pressed': player.jobId === jobId ? 'true' : 'false' },
    element('strong', {}, `${definition} ${format}`),
    element('span', {}, figures.filter(Boolean).join(' · ')),
  );
  play.addEventListener('click', () => {
    const stream = streamOf(jobId);
    if (stream) player.load(stream, { poster: open?.item.coverUrl, autoplay: true });
    for (const other of play.closest('ul')?.querySelectorAll('.play') ?? []) {
      other.setAttribute('aria-pressed', String(other === play));
    }
  });
  return element(
    'li',
    {},
    play,
    copyButton('Copy address', () => streamOf(jobId)?.url),
  );
}

/** @param {string} jobId */
function streamOf(jobId) {
  return open?.item.streams.find((stream) => stream.jobId === jobId);
}
