/** Something that is measured by `npm run bench`. */
export interface Bench {
  readonly name: string;
  /** `build` is the folder of a build (see `test/launch.ts`). */
  readonly run: (build: string, options: BenchOptions) => Promise<Outcome>;
}

/** Given behind the names. */
interface BenchOptions {
  /** How long `memory` takes. */
  readonly minutes?: number;
}

export interface Outcome {
  /** Written to `results/<name>.json`. */
  readonly figures: Readonly<Record<string, unknown>>;
  /** Printed, a row a line. */
  readonly table: readonly Readonly<Record<string, string | number>>[];
  /** What should be true and is not. */
  readonly missed: readonly string[];
}
