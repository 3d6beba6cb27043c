import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentation, refusedParameters } from '../../src/emulator/documentation.js';
import { type Emulator, startEmulator } from '../../src/emulator/server.js';
import type { ServedOperation } from '../../src/emulator/wire/served.js';
import { clients } from './clients.js';
import { comparable } from './comparable.js';
import { Exercised } from './exercised.js';
import { provoke } from './provocations.js';
import { scenarios } from './scenarios.js';
import { type Exchange, Session } from './session.js';

const [reference] = clients;
const operations = Object.keys(documentation) as ServedOperation[];
const exercised = new Exercised();

/** Clients wait for the work alone. */
const atOnce = { analysisMs: 0, snapshotMs: 0, transcodeMs: 0 };

/** A service with the shipped library for the tests of one `describe`. */
function useLibrary(): { emulator: Emulator } {
  const world = {} as { emulator: Emulator };
  beforeAll(async () => {
    world.emulator = await startEmulator({ port: 0, dataFolder: ':memory:', processing: atOnce });
  });
  afterAll(async () => {
    exercised.note(world.emulator);
    await world.emulator.close();
  });
  return world;
}

/** What the first client was answered, by scenario. */
const answered = new Map<string, { origin: string; exchanges: Exchange[] }>();

describe.each(clients)('$name', (client) => {
  const world = useLibrary();
  let session: Session;
  beforeAll(() => {
    session = new Session(client, world.emulator.origin);
  });

  it.each(Object.entries(scenarios))('%s', async (name, run) => {
    await run(session);
    const exchanges = session.takeExchanges();
    if (client === reference) answered.set(name, { origin: session.origin, exchanges });
    const first = answered.get(name);
    if (!first) throw new Error('The first client did not get so far');
    expect(comparable(exchanges, session.origin, client.format)).toEqual(
      comparable(first.exchanges, first.origin, client.format),
    );
  });
});

describe('an error of an operation', () => {
  const world = useLibrary();
  const answerable = operations.flatMap((operation) =>
    Object.entries(documentation[operation].errors)
      .filter(([, support]) => !support.endsWith(' never'))
      .map(([code, support]) => [operation, code, Number.parseInt(support, 10)] as const),
  );

  it.each(answerable)('%s is refused with %s and status %i', async (operation, code, status) => {
    const { origin } = world.emulator;
    const values = provoke(operation, code, world.emulator);
    await new Session(reference, origin).refused(operation, values, `${status} ${code}`);
  });
});

describe('a parameter that is documented and not served', () => {
  const world = useLibrary();
  const refused = operations.flatMap((operation) =>
    refusedParameters(operation).map((name) => [operation, name] as const),
  );

  it.each(refused)('of %s is refused by name: %s', async (operation, name) => {
    const { origin } = world.emulator;
    const answer = await reference.call(origin, operation, { [name]: 'x' });
    expect(answer).toMatchObject({
      status: 400,
      body: {
        Code: 'InvalidParameter',
        Message: `The specified parameter ${name} is not supported by this service.`,
      },
    });
  });
});

/** Last, because it asks what those above have sent. */
describe('the table', () => {
  it('lists no operation that was not called', () => {
    expect(operations.filter((name) => !exercised.has(name))).toEqual([]);
  });

  it('calls no parameter served that was not sent', () => {
    const served = operations.flatMap((operation) =>
      Object.entries(documentation[operation].parameters)
        .filter(([, support]) => support !== 'refused')
        .map(([name]) => ({ operation, name })),
    );
    expect(served.filter(({ operation, name }) => !exercised.has(operation, name))).toEqual([]);
  });
});
