import { type KilledService, type Realm, Refused, type Write } from './write.js';
import { createWrite } from './writes.js';

/** What was sent between a start and the next kill. */
export interface Round {
  readonly acknowledged: readonly Write[];
  /** Sent, but never answered. */
  readonly pending: ReadonlyMap<Write, Realm>;
}

/** All realms write at once until so many answers have come, and go on while `end` ends it. */
export async function writeUntil(
  service: KilledService,
  realms: readonly Realm[],
  answers: number,
  end: () => Promise<void>,
): Promise<Round> {
  const acknowledged: Write[] = [];
  const pending = new Map<Write, Realm>();
  let isEnding = false;
  let enough = () => {};
  const hasEnough = new Promise<void>((resolve) => {
    enough = resolve;
  });
  const keepWriting = async (realm: Realm) => {
    for (;;) {
      const write = createWrite(realm);
      pending.set(write, realm);
      try {
        const answer = await write.send(service);
        for (const [target, state] of write.after(answer)) realm.states.set(target, state);
      } catch (error) {
        if (isEnding && !(error instanceof Refused)) return;
        throw error;
      }
      pending.delete(write);
      acknowledged.push(write);
      if (acknowledged.length >= answers) enough();
    }
  };
  const writing = Promise.all(realms.map(keepWriting));
  await Promise.race([hasEnough, writing]);
  isEnding = true;
  await end();
  await writing;
  return { acknowledged, pending };
}
