import { setTimeout as sleep } from 'node:timers/promises';

const maxBehindMs = 2000;

/**
 * Asks at an even rate, whether or not the answers keep up; resolves when the last was asked. What a
 * pause of the whole process left out is not made up for in a burst.
 */
export async function evenly(
  perSecond: number,
  seconds: number,
  ask: (number: number) => Promise<void>,
): Promise<readonly Promise<void>[]> {
  let startedAt = performance.now();
  const asked: Promise<void>[] = [];
  const count = perSecond * seconds;
  while (asked.length < count) {
    const behind = performance.now() - startedAt - (asked.length / perSecond) * 1000;
    if (behind > maxBehindMs) startedAt += behind;
    const due = ((performance.now() - startedAt) * perSecond) / 1000;
    while (asked.length < Math.min(due, count)) asked.push(ask(asked.length));
    await sleep(1);
  }
  return asked;
}
