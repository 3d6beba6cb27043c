import { describe, expect, it } from '@jest/globals';
import { QuotaExhausted } from '../src/vod/errors.js';
import { Governor } from '../src/vod/governor.js';
import { Scope } from '../src/vod/scope.js';

/** Two calls a second: the second waits for half of one. */
const governor = () => new Governor({ quotaShare: 1, quotas: { SearchMedia: 2 }, maxWaiting: 10 });

describe('a call that has to wait', () => {
  it.each([
    [530, 'QuotaExhausted'],
    [2000, 'sent'],
  ])('with %i ms to live ends as %s', async (timeoutMs, end) => {
    const line = governor();
    const scope = new Scope({ timeoutMs });
    await line.admit('SearchMedia', scope, async () => 'sent');
    const second = line
      .admit('SearchMedia', scope, async () => 'sent')
      .catch((problem) => {
        expect(problem).toBeInstanceOf(QuotaExhausted);
        return problem.constructor.name;
      });
    expect(await second).toBe(end);
  });

  it('leaves its turn to others if it could not be answered any more', async () => {
    const line = governor();
    const late = new Scope({ timeoutMs: 700 });
    const patient = new Scope({ timeoutMs: 5000 });
    const sent: string[] = [];
    const send = (name: string, scope: Scope) =>
      line
        .admit('SearchMedia', scope, async () => sent.push(name))
        .catch((problem: QuotaExhausted) => sent.push(problem.constructor.name));
    await send('first', patient);
    const waiting = send('late', late);
    // The timers of a busy machine: its turn comes with too little time left.
    const busyUntil = performance.now() + 650;
    while (performance.now() < busyUntil);
    const other = send('other', patient);
    await Promise.all([waiting, other]);
    expect(sent.toSorted()).toEqual(['QuotaExhausted', 'first', 'other']);
  });

  it('is not held up for long by calls that hang', async () => {
    const quotas = { SearchMedia: 50 };
    const line = new Governor({ quotaShare: 1, quotas, maxWaiting: 10 });
    const scope = new Scope({ timeoutMs: 10_000 });
    const hung = new Promise<string>(() => undefined);
    for (let call = 0; call < 6; call += 1) void line.admit('SearchMedia', scope, () => hung);
    expect(line.stateOf('SearchMedia').waiting).toBeGreaterThan(0);
    expect(await line.admit('SearchMedia', scope, async () => 'sent')).toBe('sent');
    expect(line.stateOf('SearchMedia')).toMatchObject({ inFlight: 6, waiting: 0 });
    scope.finish();
  });
});
