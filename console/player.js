import Hls from 'hls.js';
import { element, fill } from './dom.js';

/** @typedef {import('../src/emulator/console/shapes.js').PlayableStream} PlayableStream */

/** Plays one stream at a time in an element of the page: HLS through hls.js, files as they are. */
export class Player {
  #hls = /** @type {Hls | undefined} */ (undefined);
  #jobId = /** @type {string | undefined} */ (undefined);

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
  }

  /** Whether no stream is loaded, or none could be. */
  get isIdle() {
    return this.#jobId === undefined;
  }

  /** The stream that is loaded. */
  get jobId() {
    return this.#jobId;
  }

  /**
   * @param {PlayableStream} stream
   * @param {{ poster?: string | undefined, autoplay: boolean }} options
   */
  load(stream, { poster, autoplay }) {
    this.unload();
    this.#jobId = stream.jobId;
    const media = element(stream.type === 'audio' ? 'audio' : 'video', {
      controls: true,
      playsinline: true,
      preload: 'metadata',
      poster: stream.type === 'audio' ? undefined : poster,
      'aria-label': `${stream.definition} ${stream.format}`,
    });
    fill(this.place, media);
    media.addEventListener('error', () => this.#fail());
    if (stream.format === 'm3u8' && Hls.isSupported()) this.#attach(stream.url, media, autoplay);
    else media.src = stream.url;
    if (autoplay) media.play().catch(() => {});
  }

  /**
   * Shows something else in the player's place.
   *
   * @param {...import('./dom.js').Child} children
   */
  show(...children) {
    this.unload();
    fill(this.place, ...children);
  }

  unload() {
    this.#hls?.destroy();
    this.#hls = undefined;
    this.#jobId = undefined;
    const media = this.place.querySelector('video, audio');
    // A media element that is only removed would go on loading.
    if (media instanceof HTMLMediaElement) {
      media.removeAttribute('src');
      media.load();
    }
    this.place.replaceChildren();
  }

  /**
   * @param {string} url
   * @param {HTMLMediaElement} media
   * @param {boolean} autoplay
   */
  #attach(url, media, autoplay) {
    // Without its worker, which would need a permission of its own in the page's policy.
    const hls = new Hls({ enableWorker: false, autoStartLoad: autoplay });
    if (!autoplay) media.addEventListener('play', () => hls.startLoad(), { once: true });
    hls.on(Hls.Events.ERROR, (_event, { fatal }) => {
      if (fatal) this.#fail();
    });
    hls.loadSource(url);
    hls.attachMedia(media);
    this.#hls = hls;
  }

  #fail() {
    const text = 'This stream cannot be played. Its address may have expired: choose it again.';
    this.show(element('p', { class: 'empty' }, text));
  }
}
