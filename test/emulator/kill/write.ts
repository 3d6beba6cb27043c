import type { Choices } from '../../../src/emulator/catalogue/deterministic.js';
import type { Client } from '../signed-call.js';
import type { Answer, State, States, Target } from './states.js';

/** One call that changes something, and what is there once it has: all of it or nothing. */
export interface Write {
  readonly action: string;
  /** Rejects with `Refused` if the service did not accept it, with anything else if it died. */
  readonly send: (service: KilledService) => Promise<Answer>;
  /** Only an answer tells the ids that the service made. */
  readonly after: (answer?: Answer) => States;
}

/** How a running service is reached. */
export interface KilledService {
  readonly client: Client;
  readonly origin: string;
}

export class Refused extends Error {
  override readonly name = 'Refused';
}

/** A write by one call of an operation. */
export function callOf(values: Readonly<Record<string, string>>, after: Write['after']): Write {
  return {
    action: values.Action ?? '',
    after,
    send: async ({ client }) => {
      const { status, json } = await client.call(values);
      if (status === 200) return json;
      throw new Refused(`${JSON.stringify(values)} was refused: ${JSON.stringify(json)}`);
    },
  };
}

/** What one writer changes, alone: at most one change of each target is under way. */
export interface Realm {
  readonly name: string;
  readonly choices: Choices;
  readonly states: States;
  /** A number that no realm of this run was given before. */
  readonly newNumber: () => number;
}

/** The targets of a kind that are there, with what is known of them. */
export function living(realm: Realm, kind: string): [Target, Record<string, unknown>][] {
  return [...realm.states].flatMap(([target, state]) =>
    state && target.startsWith(`${kind}/`) ? [[target, state]] : [],
  );
}

export function oneOf<Item>({ choices }: Realm, items: readonly Item[]): Item | undefined {
  return items[choices.integer(0, items.length - 1)];
}

export const known =
  (...states: [Target, State][]) =>
  (): States =>
    new Map(states);

/** Unmistakable texts, which also say whether one of them stands without the others. */
export function newTexts({ choices, newNumber }: Realm) {
  const number = newNumber();
  const [harbour, kill] = choices.happens(0.5) ? ['港口', '第'] : ['Harbour ', 'no. '];
  const Title = `${harbour}${kill}${number}.`;
  return { Title, Description: `Text of ${Title}`, Tags: `tag${number},港口${number}` };
}

/** Is it one that a write gave, and no medium of the catalogue has? */
export function isGivenTitle(title: unknown): title is string {
  return typeof title === 'string' && /\d\.$/.test(title);
}
