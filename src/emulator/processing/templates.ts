import { idOf } from '../catalogue/deterministic.js';
import type { Definition, TranscodeWork } from '../store/records.js';
import { fitsInto, type Size, sizeLimits } from './sizes.js';

/** What uploads are transcoded with unless they name another group. */
export const defaultTemplateGroupId = idOf('template-group/default');

/** Nothing is transcoded: the source is published as it is. */
export const noTranscodeGroupId = 'VOD_NO_TRANSCODE';

/** The account has these template groups and no others. */
export function isKnownTemplateGroup(id: string): boolean {
  return id === defaultTemplateGroupId || id === noTranscodeGroupId;
}

/**
 * What the default group makes: of audio two MP3s, of video two definitions, each as MP4 and HLS.
 * Larger ones than SD would cost more time than a local service is worth; smaller sources are not
 * blown up, their second definition has the better bitrate only.
 */
export function chooseTemplates(type: 'video' | 'audio', size?: Size): TranscodeWork[] {
  if (type === 'audio') return templatesOf(['SQ', 'HQ'], ['mp3']);
  const isSmall = size !== undefined && fitsInto(size, sizeLimits.LD);
  return templatesOf(isSmall ? ['FD', 'LD'] : ['LD', 'SD'], ['mp4', 'm3u8']);
}

function templatesOf(
  definitions: readonly Definition[],
  formats: readonly TranscodeWork['format'][],
): TranscodeWork[] {
  return definitions.flatMap((definition) =>
    formats.map((format) => {
      const templateId = idOf(`template/${format}/${definition}`);
      return { kind: 'transcode', templateId, format, definition } as const;
    }),
  );
}
