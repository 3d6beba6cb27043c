import { ControlRefusal } from './control/refusal.js';

/** Draws a number of milliseconds; `random` is in [0, 1). */
type Distribution = (random: () => number) => number;

/** No call takes longer, whatever is drawn. */
const maxMs = 60_000;

const number = String.raw`(\d+(?:\.\d+)?)`;

/** `off`, `20`, `20-80`, `normal:mean,deviation` or `lognormal:median,sigma`. */
export function readDistribution(text: string): Distribution {
  const distribution = findDistribution(text);
  return (random) => Math.min(maxMs, Math.max(0, distribution(random)));
}

function findDistribution(text: string): Distribution {
  if (text === 'off') return () => 0;
  const fixed = read(text, `^${number}$`);
  if (fixed) return () => fixed[0];
  const range = read(text, `^${number}-${number}$`);
  if (range) return uniform(text, ...range);
  const normal = read(text, `^normal:${number},${number}$`);
  if (normal) return (random) => normal[0] + normal[1] * standardNormal(random);
  const lognormal = read(text, `^lognormal:${number},${number}$`);
  if (lognormal) return (random) => lognormal[0] * Math.exp(lognormal[1] * standardNormal(random));
  throw invalid(
    text,
    'is none of `off`, milliseconds (`20`), a range (`20-80`), `normal:mean,deviation`, `lognormal:median,sigma`',
  );
}

function uniform(text: string, from: number, to: number): Distribution {
  if (from > to) throw invalid(text, 'ends before it begins');
  return (random) => from + (to - from) * random();
}

/** The numbers of a text that has this form; the second is 0 where the form has one only. */
function read(text: string, form: string): [number, number] | undefined {
  const found = new RegExp(form).exec(text);
  if (!found) return undefined;
  const numbers = [Number(found[1]), Number(found[2] ?? 0)] as [number, number];
  if (numbers.some((value) => value > maxMs)) throw invalid(text, `goes beyond ${maxMs} ms`);
  return numbers;
}

/** Box and Muller's way to a normal distribution of mean 0 and deviation 1. */
function standardNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function invalid(text: string, reason: string): ControlRefusal {
  return new ControlRefusal(400, `\`${text.slice(0, 100)}\` ${reason}`, 'latency');
}
