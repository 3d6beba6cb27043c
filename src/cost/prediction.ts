import type { OperationName } from '../vod/operations.js';

/** The most calls of one VOD operation, and which fields of the document they are for. */
interface OperationCost {
  readonly calls: number;
  /** Calls by path of response names, e.g. `videos.streams`. */
  readonly fields: ReadonlyMap<string, number>;
}

export type Prediction = ReadonlyMap<OperationName, OperationCost>;

/** Adds up calls while a document is walked. */
export class Tally {
  readonly #costs = new Map<OperationName, { calls: number; fields: Map<string, number> }>();

  add(operation: OperationName, calls: number, path: string): void {
    if (calls === 0) return;
    const cost = this.#costs.get(operation) ?? { calls: 0, fields: new Map<string, number>() };
    cost.calls += calls;
    cost.fields.set(path, (cost.fields.get(path) ?? 0) + calls);
    this.#costs.set(operation, cost);
  }

  get prediction(): Prediction {
    return this.#costs;
  }
}

export const totalOf = (prediction: Prediction): number =>
  [...prediction.values()].reduce((sum, { calls }) => sum + calls, 0);

export const callsByOperation = (prediction: Prediction): Record<string, number> =>
  Object.fromEntries([...prediction].map(([operation, { calls }]) => [operation, calls]));

/** The fields that cost most, as `videos.streams (300 GetPlayInfo)`. */
export function dearestFields(prediction: Prediction, count: number): string[] {
  const entries = [...prediction].flatMap(([operation, { fields }]) =>
    [...fields].map(([path, calls]) => ({ operation, path, calls })),
  );
  return entries
    .sort((one, other) => other.calls - one.calls)
    .slice(0, count)
    .map(({ operation, path, calls }) => `${path} (${calls} ${operation})`);
}
