import { idOf } from '../catalogue/deterministic.js';

/** What uploads are transcoded with unless they name another group. */
export const defaultTemplateGroupId = idOf('template-group/default');

/** Nothing is transcoded: the source is published as it is. */
export const noTranscodeGroupId = 'VOD_NO_TRANSCODE';

/** The account has these template groups and no others. */
export function isKnownTemplateGroup(id: string): boolean {
  return id === defaultTemplateGroupId || id === noTranscodeGroupId;
}
