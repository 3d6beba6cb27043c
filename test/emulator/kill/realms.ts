import { Choices } from '../../../src/emulator/catalogue/deterministic.js';
import { seedLibrary } from '../../../src/emulator/catalogue.js';
import { compare } from '../../../src/emulator/store/condition.js';
import { openStore } from '../../../src/emulator/store.js';
import type { Client } from '../signed-call.js';
import { ask, observe, type Target } from './states.js';
import type { Realm } from './write.js';

/** Rejects unless the service holds what a start that nothing disturbs seeds. */
export async function checkSeeded(client: Client): Promise<void> {
  const store = openStore({ folder: ':memory:', now: () => new Date() });
  seedLibrary(store);
  const video = store.media.count(compare('media.type', '=', 'video'));
  const expected = { video, image: store.images.count(), attached: store.attachedMedia.count() };
  store.close();
  for (const [SearchType, total] of Object.entries(expected)) {
    const { Total } = await ask(client, { Action: 'SearchMedia', SearchType });
    if (Total !== total) throw new Error(`Seeded ${Total} of ${SearchType}, not ${total}`);
  }
}

/** Deals the whole library of the service out to so many writers. */
export async function divide(client: Client, count: number, choices: Choices): Promise<Realm[]> {
  let number = 0;
  const kinds = ['video', 'image', 'attached'] as const;
  const targets = (await Promise.all(kinds.map((kind) => list(client, kind)))).flat();
  const states = [...(await observe(client, targets))];
  return Array.from({ length: count }, (_, index) => ({
    name: `writer${index}`,
    choices: new Choices(`writer/${index}/${choices.next()}`),
    states: new Map(states.filter((_state, place) => place % count === index)),
    newNumber: () => ++number,
  }));
}

async function list(client: Client, SearchType: 'video' | 'image' | 'attached'): Promise<Target[]> {
  const targets: Target[] = [];
  for (let page = 1; ; page++) {
    const paging = { PageNo: String(page), PageSize: '100' };
    const answer = await ask(client, { Action: 'SearchMedia', SearchType, ...paging });
    const hits = answer.MediaList as { MediaId: string }[];
    targets.push(...hits.map(({ MediaId }): Target => `${SearchType}/${MediaId}`));
    if (targets.length >= Number(answer.Total)) return targets;
  }
}
