/** Fails when nothing is on its way any more, lest a later failure finds nobody listening. */
export function failAfter(parts: readonly unknown[], problem: unknown): Promise<never> {
  return Promise.allSettled(parts).then(() => {
    throw problem;
  });
}
