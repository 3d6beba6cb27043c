import { control } from './api.js';
import { byId, element, fill } from './dom.js';
import { duration, size, time } from './format.js';
import { notice } from './notices.js';
import { Player } from './player.js';
import { statusMark } from './status.js';

/** @typedef {import('../src/emulator/console/shapes.js').ItemDetail} ItemDetail */
/** @typedef {import('../src/emulator/console/shapes.js').PlayableStream} PlayableStream */
/** @typedef {import('../src/emulator/console/shapes.js').SourceFile} SourceFile */

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
  addEventListener('hashchange', () => void showItem());
}

/** Loads the player anew at the next look: what it plays has an address that may have ended. */
export function forgetItem() {
  open?.player.unload();
  open = undefined;
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
  } catch {
    return undefined;
  }
}

/** @param {string} text */
function drawNothing(text) {
  forgetItem();
  fill(place, element('p', { class: 'empty' }, text));
}

/** @param {ItemDetail} item */
function openItem(item) {
  forgetItem();
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
    ...sourceFacts(item.source),
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

/** @param {ItemDetail} item */
function jobList({ jobs }) {
  if (jobs.length === 0) return [];
  const rows = jobs.map(({ work, state, progress, error }) =>
    element(
      'li',
      { class: 'job' },
      element('span', {}, work),
      state === 'running' && element('progress', { max: 100, value: progress, 'aria-label': work }),
      element('span', { class: `status ${jobLooks[state]}` }, state),
      error !== undefined && element('span', { class: 'quiet' }, error),
    ),
  );
  return [element('h3', {}, 'Processing'), element('ul', { class: 'jobs' }, ...rows)];
}

const jobLooks = { waiting: 'other', running: 'busy', succeeded: 'good', failed: 'bad' };

/** @param {string} jobId */
function streamOf(jobId) {
  return open?.item.streams.find((stream) => stream.jobId === jobId);
}

/** @param {ItemDetail} item */
function facts({
  description,
  tags,
  category,
  createdAt,
  modifiedAt,
  duration: seconds,
  size: bytes,
}) {
  return factList([
    ['Description', description],
    [
      'Tags',
      tags.length > 0 &&
        element('span', {}, ...tags.map((tag) => element('span', { class: 'tag' }, tag))),
    ],
    ['Category', category],
    ['Duration', seconds !== undefined && duration(seconds)],
    ['Size', bytes !== undefined && size(bytes)],
    ['Created', time(createdAt)],
    ['Modified', modifiedAt !== createdAt && time(modifiedAt)],
  ]);
}

/** @param {SourceFile | undefined} source */
function sourceFacts(source) {
  if (source === undefined)
    return [element('h3', {}, 'Source'), element('p', { class: 'quiet' }, 'Deleted.')];
  const { fileName, status, width, height, bitrate, fps, url } = source;
  const list = factList([
    ['File', fileName],
    ['Status', status],
    ['Picture', width && height && `${width} × ${height}${fps ? `, ${fps} fps` : ''}`],
    ['Bitrate', bitrate && `${Math.round(bitrate)} kbit/s`],
  ]);
  const copy =
    url &&
    element(
      'p',
      {},
      copyButton('Copy address', () => open?.item.source?.url),
    );
  return [element('h3', {}, 'Source'), list, ...(copy ? [copy] : [])];
}

/** @param {[name: string, value: Node | string | number | undefined | false][]} entries */
function factList(entries) {
  const present = entries.filter(
    ([, value]) => value !== undefined && value !== false && value !== '',
  );
  const pairs = present.flatMap(([name, value]) => [
    element('dt', {}, name),
    element('dd', {}, value),
  ]);
  return element('dl', { class: 'facts' }, ...pairs);
}

/** @param {ItemDetail} item */
function snapshots({ snapshotUrls }) {
  if (snapshotUrls.length === 0) return [];
  const pictures = snapshotUrls.map((src, index) =>
    element('img', { src, alt: `Snapshot ${index + 1}`, loading: 'lazy' }),
  );
  return [element('h3', {}, 'Snapshots'), element('div', { class: 'snapshots' }, ...pictures)];
}

/**
 * @param {string} label
 * @param {() => string | undefined} read
 */
function copyButton(label, read) {
  const copy = async () => {
    await navigator.clipboard.writeText(read() ?? '');
    notice('Copied.');
  };
  return element('button', { type: 'button', class: 'small', click: () => void copy() }, label);
}
