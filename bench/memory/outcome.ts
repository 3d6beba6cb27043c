import { chunksOf } from '../../src/datasources/loader.js';
import type { Outcome } from '../bench.js';
import { median } from '../statistics.js';
import type { Sample } from './samples.js';

/** In MiB a minute, of the heap: garbage makes it a saw, a leak makes the feet of its teeth climb. */
const maxGrowth = 1;

/** The time that is looked at is cut into so many parts, of each of which the lowest sample counts. */
const parts = 5;

export interface Watched {
  readonly samples: readonly Sample[];
  /** Why requests failed. */
  readonly failures: readonly string[];
}

interface Load {
  readonly minutes: number;
  readonly requestsPerSecond: number;
}

export function outcomeOf({ samples, failures }: Watched, load: Load): Outcome {
  const { minutes } = load;
  const growth = growthSince(samples, minutes / 2);
  const table = [
    rowOf('at the start', samples.slice(0, 1)),
    rowOf('after a tenth', around(samples, minutes / 10)),
    rowOf('after a half', around(samples, minutes / 2)),
    rowOf('at the end', samples.slice(-6)),
    growthRow('growth a minute, second half', growth),
  ];
  const missed = [
    ...(growth.heapMiB > maxGrowth ? [`the heap grows by ${growth.heapMiB} MiB a minute`] : []),
    ...(failures.length > 0 ? [`${failures.length} requests failed, first: ${failures[0]}`] : []),
  ];
  const figures = { ...load, failed: failures.length, growth, table, samples };
  return { figures, table, missed };
}

type Growth = Pick<Sample, 'rssMiB' | 'heapMiB'>;

function growthSince(samples: readonly Sample[], from: number): Growth {
  const later = samples.filter(({ minute }) => minute >= from);
  return { rssMiB: growthOf(later, 'rssMiB'), heapMiB: growthOf(later, 'heapMiB') };
}

/** By how much a figure grows in a minute: the slope of the straight line closest to its lowest samples. */
function growthOf(all: readonly Sample[], figure: keyof Growth): number {
  const size = Math.ceil(all.length / parts);
  const samples = chunksOf(all, size).map((part) =>
    part.reduce((lowest, sample) => (sample[figure] < lowest[figure] ? sample : lowest)),
  );
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const minute = mean((sample) => sample.minute);
  const level = mean((sample) => sample[figure]);
  const covariance = mean((sample) => (sample.minute - minute) * (sample[figure] - level));
  const slope = covariance / mean((sample) => (sample.minute - minute) ** 2);
  return Math.round(slope * 100) / 100;
}

/** The samples of half a minute. */
function around(samples: readonly Sample[], minute: number): readonly Sample[] {
  return samples.filter((sample) => Math.abs(sample.minute - minute) <= 0.25);
}

function rowOf(moment: string, samples: readonly Sample[]) {
  return {
    moment,
    requests: samples.at(-1)?.requests ?? 0,
    'RSS, MiB': Math.round(median(samples.map(({ rssMiB }) => rssMiB))),
    'heap, MiB': Math.round(median(samples.map(({ heapMiB }) => heapMiB))),
  };
}

const growthRow = (moment: string, { rssMiB, heapMiB }: Growth) => ({
  moment,
  requests: '',
  'RSS, MiB': rssMiB,
  'heap, MiB': heapMiB,
});
