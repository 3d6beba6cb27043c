import { control } from './api.js';
import { byId, element } from './dom.js';
import { size } from './format.js';
import { notice } from './notices.js';

/** @typedef {import('../src/emulator/console/shapes.js').AnnouncedUpload} AnnouncedUpload */

const panel = byId('library', HTMLElement);
const list = byId('uploads', HTMLUListElement);
const input = byId('files', HTMLInputElement);

/** Files can be chosen, or dropped on the library. */
export function startUploads() {
  byId('choose', HTMLButtonElement).addEventListener('click', () => input.click());
  input.addEventListener('change', () => {
    uploadAll(input.files);
    input.value = '';
  });
  // A file that misses the panel must not take the place of the page.
  for (const name of ['dragover', 'drop']) {
    addEventListener(name, (event) => event.preventDefault());
  }
  panel.addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    panel.classList.add('target');
  });
  panel.addEventListener('dragleave', ({ relatedTarget }) => {
    const isInside = relatedTarget instanceof Node && panel.contains(relatedTarget);
    if (!isInside) panel.classList.remove('target');
  });
  panel.addEventListener('drop', (event) => {
    event.preventDefault();
    panel.classList.remove('target');
    uploadAll(event.dataTransfer?.files);
  });
}

/** @param {FileList | null | undefined} files */
function uploadAll(files) {
  for (const file of files ?? []) void upload(file);
}

/** @param {File} file */
async function upload(file) {
  const progress = element('progress', {
    max: Math.max(file.size, 1),
    value: 0,
    'aria-label': file.name,
  });
  const row = element('li', {}, element('span', {}, `${file.name}, ${size(file.size)}`), progress);
  list.append(row);
  try {
    /** @type {AnnouncedUpload} */
    const { id, url } = await control('/uploads', {
      method: 'POST',
      body: { fileName: file.name },
    });
    await store(file, url, (bytes) => {
      progress.value = bytes;
    });
    location.hash = id;
  } catch (error) {
    notice(error instanceof Error ? `${file.name}: ${error.message}` : `${error}`);
  } finally {
    row.remove();
  }
}

/**
 * By XMLHttpRequest, which tells how far it is.
 *
 * @param {File} file
 * @param {string} url
 * @param {(bytes: number) => void} tell
 * @returns {Promise<void>}
 */
function store(file, url, tell) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    request.upload.addEventListener('progress', ({ loaded }) => tell(loaded));
    request.addEventListener('load', () => {
      if (request.status === 200) resolve();
      else reject(new Error(messageIn(request.responseText) ?? `refused with ${request.status}`));
    });
    request.addEventListener('error', () => reject(new Error('the connection broke')));
    // Without a type of its own: the address is signed for none.
    request.send(file.slice(0, file.size, ''));
  });
}

/** @param {string} xml */
function messageIn(xml) {
  return /<Message>([^<]*)<\/Message>/.exec(xml)?.[1];
}
