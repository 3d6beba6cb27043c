import { copyButton } from './copy-button.js';
import { element } from './dom.js';
import { duration, size, time } from './format.js';

/** @typedef {import('../src/emulator/console/shapes.js').ItemDetail} ItemDetail */
/** @typedef {import('../src/emulator/console/shapes.js').SourceFile} SourceFile */

/** @param {ItemDetail} item */
export function jobList({ jobs }) {
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

/** @param {ItemDetail} item */
export function facts({
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

/**
 * @param {SourceFile | undefined} source
 * @param {() => string | undefined} readUrl its address, as it was signed last
 */
export function sourceFacts(source, readUrl) {
  if (source === undefined)
    return [element('h3', {}, 'Source'), element('p', { class: 'quiet' }, 'Deleted.')];
  const { fileName, status, width, height, bitrate, fps, url } = source;
  const list = factList([
    ['File', fileName],
    ['Status', status],
    ['Picture', width && height && `${width} × ${height}${fps ? `, ${fps} fps` : ''}`],
    ['Bitrate', bitrate && `${Math.round(bitrate)} kbit/s`],
  ]);
  const copy = url && element('p', {}, copyButton('Copy address', readUrl));
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
export function snapshots({ snapshotUrls }) {
  if (snapshotUrls.length === 0) return [];
  const pictures = snapshotUrls.map((src, index) =>
    element('img', { src, alt: `Snapshot ${index + 1}`, loading: 'lazy' }),
  );
  return [element('h3', {}, 'Snapshots'), element('div', { class: 'snapshots' }, ...pictures)];
}
