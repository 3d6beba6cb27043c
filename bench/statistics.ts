export interface Times {
  readonly calls: number;
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export function timesOf(milliseconds: readonly number[]): Times {
  return {
    calls: milliseconds.length,
    medianMs: percentile(milliseconds, 50),
    p95Ms: percentile(milliseconds, 95),
    p99Ms: percentile(milliseconds, 99),
    maxMs: percentile(milliseconds, 100),
  };
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** By the nearest rank, to a tenth. */
function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return Math.round((sorted[rank - 1] ?? Number.NaN) * 10) / 10;
}

export async function timed<Result>(work: () => Promise<Result>): Promise<[Result, number]> {
  const since = performance.now();
  const result = await work();
  return [result, performance.now() - since];
}
