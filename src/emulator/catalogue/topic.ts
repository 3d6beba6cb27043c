/** A text in English and in Chinese. */
type Both = readonly [english: string, chinese: string];

/** What the generated catalogue is about: each subject may stand in each frame (`{}`). */
export interface Topic {
  readonly categories: readonly [string, ...string[]];
  readonly subjects: readonly Both[];
  readonly frames: readonly Both[];
  readonly tags: readonly Both[];
  /** About every second medium has one of them. */
  readonly descriptions: readonly [Both, ...Both[]];
}
