/**
 * Sums and products that stop at the largest exact integer. Fragments within fragments multiply
 * exponentially, and Infinity would turn into `null` in JSON and into NaN when multiplied by zero.
 */
export const plus = (a: number, b: number) => Math.min(a + b, Number.MAX_SAFE_INTEGER);

export const times = (a: number, b: number) => Math.min(a * b, Number.MAX_SAFE_INTEGER);
