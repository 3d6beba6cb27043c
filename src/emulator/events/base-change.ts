import { coverUrl } from '../operations/media-fields.js';
import type { Medium } from '../store/records.js';
import type { Store } from '../store.js';
import type { MediaBaseChangeComplete } from './bodies.js';
import { emitEvent } from './emit.js';
import { eventUrl } from './event-url.js';

/**
 * Announces a medium that was created (`undefined` before), changed, or is about to be deleted
 * (`undefined` after). A change of nothing that VOD tells here is not announced.
 */
export function emitBaseChange(
  store: Store,
  before: Medium | undefined,
  after: Medium | undefined,
): void {
  const medium = after ?? before;
  const content = changedContent(before, after);
  const mode = operateMode(before, after);
  if (!medium || (mode === 'update' && Object.keys(content).length === 0)) return;
  emitEvent(store, medium.id, {
    EventType: 'MediaBaseChangeComplete',
    Status: 'success',
    MediaId: medium.id,
    MediaType: 'video',
    OperateMode: mode,
    MediaContent: content,
  });
}

function operateMode(
  before: Medium | undefined,
  after: Medium | undefined,
): MediaBaseChangeComplete['OperateMode'] {
  if (!before) return 'create';
  return after ? 'update' : 'delete';
}

/** Each value is JSON text. A text that was taken away is told as empty, what is new without an old value. */
function changedContent(before: Medium | undefined, after: Medium | undefined) {
  const old = before && contentOf(before);
  const current = after && contentOf(after);
  const content: Record<string, string> = {};
  for (const name of ['Title', 'Description', 'CoverURL', 'CateId', 'Tags'] as const) {
    const [OldValue, NewValue] = [old?.[name], current?.[name]];
    if (OldValue === NewValue) continue;
    const isCleared = NewValue === undefined && typeof OldValue === 'string';
    content[name] = JSON.stringify({ OldValue, NewValue: isCleared ? '' : NewValue });
  }
  return content;
}

function contentOf(medium: Medium) {
  return {
    Title: medium.title,
    Description: medium.description,
    CoverURL: coverUrl(medium, (key) => eventUrl(key, 'cdn')),
    CateId: medium.categoryId,
    Tags: medium.tags,
  };
}
