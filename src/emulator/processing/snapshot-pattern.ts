/**
 * What the keys of a job's pictures, or their URLs, have in common, with VOD's placeholder for the
 * number: `…/1f2e3d4c-{SnapshotCount}.jpg`.
 */
export function toPattern(keyOrUrl: string): string {
  return keyOrUrl.replace(/\d{5}(?=\.\w+$)/, '{SnapshotCount}');
}
