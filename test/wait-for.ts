import { setTimeout } from 'node:timers/promises';

const longestMs = 20_000;

/** What `look` finds, as soon as it finds anything. */
export async function waitFor<Found>(
  look: () => Found | undefined | Promise<Found | undefined>,
): Promise<Found> {
  const giveUpAt = Date.now() + longestMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > giveUpAt) throw new Error(`Nothing was found within ${longestMs} ms`);
    await setTimeout(5);
  }
}
