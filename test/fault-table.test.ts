import { beforeAll, describe, expect, it } from '@jest/globals';
import { faultKinds } from '../src/emulator/fault-schema.js';
import type { Fault } from '../src/emulator/faults.js';
import type { OperationName } from '../src/vod/operations.js';
import { addVideo } from './library.js';
import { useWorld } from './support.js';
import type { GraphQLAnswer, WorldOptions } from './world.js';

/** Each kind of fault of the embedded service, met by each class of operations. */

const maxAttempts = 3;

interface Row {
  readonly fault: Fault;
  /** What the client is told; nothing of an answer that is as good as any. */
  readonly code?: 'THROTTLED' | 'UPSTREAM_AUTH' | 'UPSTREAM_UNAVAILABLE' | 'UPSTREAM_TIMEOUT';
  readonly isExecuted: boolean;
  /** How many calls are made of what may be sent twice, and of what may not. */
  readonly calls: readonly [repeatable: number, other: number];
}

const harmless = { isExecuted: true, calls: [1, 1] } as const;
const lost = { code: 'UPSTREAM_UNAVAILABLE', calls: [maxAttempts, 1] } as const;
const late = { code: 'UPSTREAM_TIMEOUT', calls: [maxAttempts, 1] } as const;

const rows: Readonly<Record<string, Row>> = {
  refuse: {
    fault: { kind: 'refuse', code: 'Throttling.User' },
    code: 'THROTTLED',
    isExecuted: false,
    calls: [maxAttempts, maxAttempts],
  },
  skew: {
    fault: { kind: 'skew' },
    code: 'UPSTREAM_AUTH',
    isExecuted: false,
    calls: [1, 1],
  },
  status: { fault: { kind: 'status', status: 500 }, ...lost, isExecuted: false },
  html: { fault: { kind: 'html' }, ...lost, isExecuted: false },
  empty: { fault: { kind: 'empty' }, ...lost, isExecuted: false },
  reset: { fault: { kind: 'reset' }, ...lost, isExecuted: false },
  'reset-after': { fault: { kind: 'reset-after' }, ...lost, isExecuted: true },
  truncate: { fault: { kind: 'truncate' }, ...lost, isExecuted: true },
  hang: { fault: { kind: 'hang' }, ...late, isExecuted: false },
  'hang-body': { fault: { kind: 'hang-body' }, ...late, isExecuted: true },
  drip: { fault: { kind: 'drip', everyMs: 1000 }, ...late, isExecuted: true },
  delay: { fault: { kind: 'delay', ms: 60_000 }, ...late, isExecuted: true },
  'long-digits': { fault: { kind: 'long-digits' }, ...harmless },
  'absent-lists': { fault: { kind: 'absent-lists' }, ...harmless },
};

/** What became of an operation whose calls all met the fault. */
interface Met extends GraphQLAnswer {
  readonly codes: unknown[];
  readonly calls: Record<string, number>;
  /** Of the medium that it was about; `undefined` if that is gone. */
  readonly title: string | undefined;
}

/** A class of operations, in worlds of its own: what other classes meet is not its business. */
function operationClass(operation: OperationName, query: string) {
  const use = (options: WorldOptions) => useWorld({ library: false, ...options });
  // Time-outs are waited for; where there is none, no machine is too slow.
  const [patient, hasty] = [use({}), use({ readTimeoutMs: 600 })];
  return async ({ fault, code }: Row): Promise<Met> => {
    const world = code === 'UPSTREAM_TIMEOUT' ? hasty : patient;
    const id = addVideo(world, { title: 'before' });
    world.emulator.faults.add(operation, fault, 'always');
    const answer = await world.query(query, { id });
    return {
      ...answer,
      codes: (answer.errors ?? []).map(({ extensions }) => extensions.code),
      calls: world.calls(),
      title: world.emulator.store.media.byId(id)?.title,
    };
  };
}

const classes = {
  lookUp: operationClass('GetVideoInfos', 'query ($id: ID!) { video(id: $id) { title } }'),
  search: operationClass('SearchMedia', '{ searchMedia(first: 1) { nodes { id } } }'),
  list: operationClass('GetVideoList', '{ videoList(first: 1) { nodes { id } } }'),
  update: operationClass(
    'UpdateVideoInfo',
    'mutation ($id: ID!) { updateVideo(input: { id: $id, title: "after" }) { __typename } }',
  ),
  deletion: operationClass(
    'DeleteVideo',
    'mutation ($id: ID!) { deleteVideos(ids: [$id]) { results { outcome code } } }',
  ),
};

/** All classes at the same time: most of it is waiting. */
async function meetAll(row: Row): Promise<Record<keyof typeof classes, Met>> {
  const [lookUp, search, list, update, deletion] = await Promise.all([
    classes.lookUp(row),
    classes.search(row),
    classes.list(row),
    classes.update(row),
    classes.deletion(row),
  ]);
  return { lookUp, search, list, update, deletion };
}

it('has a row for each kind of fault', () => {
  expect(Object.keys(rows).toSorted()).toEqual([...faultKinds].toSorted());
});

describe.each(Object.entries(rows))('the fault %s', (_kind, row) => {
  const { code, isExecuted } = row;
  const [repeatable, other] = row.calls;
  const codes = code ? [code] : [];
  const isUnconfirmed = code === 'UPSTREAM_UNAVAILABLE' || code === 'UPSTREAM_TIMEOUT';
  // After a lost answer a read tells that it was executed.
  const isDone = code === undefined || (isUnconfirmed && isExecuted);

  let met: Awaited<ReturnType<typeof meetAll>>;
  beforeAll(async () => {
    met = await meetAll(row);
  });

  it('met by a look-up', () => {
    const { data, calls } = met.lookUp;
    expect(met.lookUp.codes).toEqual(codes);
    expect(data).toEqual({ video: code ? null : { title: 'before' } });
    expect(calls).toEqual({ GetVideoInfos: repeatable });
  });

  it.each([
    ['search', 'SearchMedia'],
    ['list', 'GetVideoList'],
  ] as const)('met by a %s', (name, operation) => {
    const { data, calls } = met[name];
    expect(met[name].codes).toEqual(codes);
    expect(JSON.stringify(data).includes('"nodes":[{')).toBe(code === undefined);
    expect(calls).toEqual({ [operation]: repeatable });
  });

  it('met by an update, which may be sent twice', () => {
    const { data, errors, calls, title } = met.update;
    expect(met.update.codes).toEqual(isDone ? [] : codes);
    expect(errors?.[0]?.extensions.outcome).toBe(
      isUnconfirmed && !isDone ? 'UNCONFIRMED' : undefined,
    );
    expect(data.updateVideo !== null).toBe(isDone);
    expect(calls.UpdateVideoInfo).toBe(repeatable);
    expect(title).toBe(isExecuted ? 'after' : 'before');
  });

  it('met by a deletion, which must not', () => {
    const { data, calls, title } = met.deletion;
    if (!isDone && !isUnconfirmed) expect(met.deletion.codes).toEqual(codes);
    else {
      expect(met.deletion.codes).toEqual([]);
      expect(data.deleteVideos.results).toEqual([
        isDone ? { outcome: 'DONE', code: null } : { outcome: 'UNCONFIRMED', code },
      ]);
    }
    expect(calls.DeleteVideo).toBe(other);
    expect(title).toBe(isExecuted ? undefined : 'before');
  });
});
