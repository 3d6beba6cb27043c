import type { EventType } from './bodies.js';

/** Types that this service emits. */
const emitted: readonly EventType[] = [
  'FileUploadComplete',
  'VideoAnalysisComplete',
  'SnapshotComplete',
  'StreamTranscodeComplete',
  'TranscodeComplete',
  'ImageUploadComplete',
  'AttachedMediaUploadComplete',
  'UploadByURLComplete',
  'DeleteMediaComplete',
  'MediaBaseChangeComplete',
];

/** What else may be asked for: events of what this service does not do. */
const neverEmitted = [
  'CreateAuditComplete',
  'AIComplete',
  'DynamicImageComplete',
  'ProduceMediaComplete',
  'AddLiveRecordVideoComplete',
  'LiveRecordVideoComposeStart',
  'UpdateMediaStorageClassComplete',
  'RestoreMediaComplete',
  'SubmitMediaRefreshComplete',
  'WorkflowTaskComplete',
] as const;

const all = 'ALL';

/** What EventTypeList may hold; the events of AI have one name together. */
export const eventTypeNames = [all, ...emitted, ...neverEmitted] as const;

/** Does the comma-joined list ask for events of this type? */
export function enables(eventTypes: string, type: EventType): boolean {
  const names = eventTypes.split(',');
  return names.includes(all) || names.includes(type);
}
