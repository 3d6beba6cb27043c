import { idOf } from './catalogue/deterministic.js';

/** Some media of the shipped library by what they are good for: examples and tests name them. */
export const shippedIds = {
  /** The five clips themselves; the first has MP4 and HLS streams, the last no sound. */
  videos: [
    idOf('video/landscape'),
    idOf('video/portrait'),
    idOf('video/square'),
    idOf('video/cinema'),
    idOf('video/classic'),
  ],
  audio: idOf('audio/tone'),
  images: [
    idOf('image/mandelbrot.png'),
    idOf('image/gradients.jpg'),
    idOf('image/testcard.png'),
    idOf('image/portrait.jpg'),
    idOf('image/square.webp'),
    idOf('image/plasma.gif'),
  ],
  transcodingVideo: idOf('video/transcoding'),
  blockedVideo: idOf('video/blocked'),
  /** Its only stream is the source. */
  noTranscodeVideo: idOf('video/no-transcode'),
  /** Plays, but its source is gone. */
  deletedSourceVideo: idOf('video/deleted-source'),
} as const;
