import type { Client } from '../signed-call.js';
import type { Round } from './round.js';
import { ask, idOf, isSame, observe, type States, type Target } from './states.js';
import { isGivenTitle, type Realm, type Write } from './write.js';

const searchedTitles = 60;

/**
 * After a restart: each target is as the last answer left it, or as a whole as a write under way at
 * the kill would have left it; searches agree. Answers how many of those were done, and how many
 * targets were compared.
 */
export async function checkAnswers(
  client: Client,
  realms: readonly Realm[],
  { acknowledged, pending }: Round,
): Promise<{ done: number; compared: number }> {
  const targets = new Set<Target>(
    [...pending.keys()].flatMap((write) => [...write.after().keys()]),
  );
  for (const { states } of realms) for (const target of states.keys()) targets.add(target);
  const observed = await observe(client, targets);
  const done = [...pending].filter(([write, realm]) => adopt(write, realm, observed)).length;

  const expected: States = new Map(realms.flatMap(({ states }) => [...states]));
  for (const [target, state] of observed) {
    if (isSame(state, expected.get(target))) continue;
    const wanted = JSON.stringify(expected.get(target)) ?? 'nothing';
    const told = JSON.stringify(state) ?? 'nothing';
    throw new Error(`${target} is ${told} after the kill, not ${wanted}`);
  }
  const writes = [...acknowledged.slice(-searchedTitles), ...pending.keys()];
  for (const [target, title] of titlesOf(writes).slice(-searchedTitles)) {
    await checkSearch(client, target, title, expected.get(target)?.Title === title);
  }
  return { done, compared: observed.size };
}

/** If all that a write would have left is there, it was done: the realm goes on from there. */
function adopt(write: Write, { states }: Realm, observed: States): boolean {
  const after = [...write.after()];
  if (!after.every(([target, state]) => isSame(observed.get(target), state))) return false;
  for (const [target] of after) states.set(target, observed.get(target));
  return true;
}

function titlesOf(writes: readonly Write[]): [Target, string][] {
  return writes.flatMap((write) =>
    [...write.after()].flatMap(([target, state]): [Target, string][] =>
      state && isGivenTitle(state.Title) ? [[target, state.Title]] : [],
    ),
  );
}

async function checkSearch(
  client: Client,
  target: Target,
  title: string,
  isTitle: boolean,
): Promise<void> {
  const [SearchType = ''] = target.split('/');
  const values = { Action: 'SearchMedia', SearchType, Match: `Title='${title}'` };
  const { MediaList } = await ask(client, values);
  const found = (MediaList as { MediaId: string }[]).map(({ MediaId }) => MediaId).join();
  const expected = isTitle ? idOf(target) : '';
  if (found === expected) return;
  throw new Error(`The title ${title} finds ${found || 'nothing'}, not ${expected || 'nothing'}`);
}
