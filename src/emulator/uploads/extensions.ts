import type { NewMedium } from '../store/records.js';

/** What VOD takes as a source; the kind of the medium follows from the name of its file. */
const sources: Readonly<Record<NewMedium['type'], ReadonlySet<string>>> = {
  video: words(`ts mp4 3gp mpg mpeg mpe dat vob asf avi wmv flv f4v rm rmvb mov mkv m3u8 dv gif m2t
    m4v mj2 mjpeg mts ogg qt swf webm`),
  audio: words('mp3 wma wav aac ra m4a flac ape ac3 amr caf acm'),
};

export const imageExtensions = ['png', 'jpg', 'jpeg', 'gif', 'heic', 'webp'] as const;

export const attachedExtensions = {
  watermark: ['png', 'gif', 'apng', 'mov'],
  subtitle: ['srt', 'ass', 'stl', 'ttml', 'vtt'],
  material: ['jpg', 'gif', 'png', 'mp4', 'mat', 'zip', 'apk'],
} as const;

/** In lower case and without its dot; empty if there is none. */
export function extensionOf(fileName: string): string {
  return /\.([^./\\]*)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
}

/** `undefined` for what is no source. */
export function mediumTypeOf(extension: string): NewMedium['type'] | undefined {
  if (sources.video.has(extension)) return 'video';
  return sources.audio.has(extension) ? 'audio' : undefined;
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}
