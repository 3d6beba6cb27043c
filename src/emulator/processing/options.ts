import type { Work } from '../store/records.js';

/** How media are processed. */
export interface ProcessingOptions {
  /** How long, by the service's clock, each stage takes at least: the work is often done sooner. */
  readonly analysisMs?: number;
  readonly snapshotMs?: number;
  readonly transcodeMs?: number;
  /** How many streams are transcoded at a time. */
  readonly workers?: number;
  /** What takes longer is given up, by the machine's clock. */
  readonly timeLimitMs?: number;
}

export const processingDefaults = {
  analysisMs: 1000,
  snapshotMs: 1000,
  transcodeMs: 2000,
  workers: 1,
  timeLimitMs: 2 * 3_600_000,
};

export function stageOf({ kind }: Work): 'analysisMs' | 'snapshotMs' | 'transcodeMs' {
  switch (kind) {
    case 'analysis':
      return 'analysisMs';
    case 'covers':
    case 'snapshots':
      return 'snapshotMs';
    default:
      return 'transcodeMs';
  }
}
