import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../src/emulator/faults.js';
import type { OperationName } from '../src/vod/operations.js';
import { addVideo, addVideos } from './library.js';
import { useWorld } from './support.js';

const world = useWorld({ library: false });
const maxAttempts = 3;

interface Sent {
  readonly operation: OperationName;
  readonly field: string;
  readonly query: string;
}

/** One field of each kind of upstream call: what a failure may cost depends on it. */
const read: Sent = {
  operation: 'GetVideoInfos',
  field: 'video',
  query: 'query ($id: ID!) { video(id: $id) { title } }',
};
const update: Sent = {
  operation: 'UpdateVideoInfo',
  field: 'updateVideo',
  query: 'mutation ($id: ID!) { updateVideo(input: { id: $id, title: "x" }) { __typename } }',
};
const remove: Sent = {
  operation: 'DeleteVideo',
  field: 'deleteVideos',
  query: 'mutation ($id: ID!) { deleteVideos(ids: [$id]) { results { id } } }',
};

async function meet({ operation, query }: Sent, fault: Fault) {
  const id = addVideo(world, { title: 'before' });
  world.emulator.faults.add(operation, fault, 100);
  const answer = await world.query(query, { id });
  const calls = world.emulator.calls.all();
  return { ...answer, title: world.emulator.store.media.byId(id)?.title, calls };
}

type Row = [code: string, status: number, ours: string];

const neverAgain: Row[] = [
  ['Forbidden', 403, 'FORBIDDEN'],
  ['Forbidden.RAM', 403, 'FORBIDDEN'],
  ['Forbidden.RAM', 400, 'FORBIDDEN'],
  ['NoPermission', 403, 'FORBIDDEN'],
  ['OperationDenied', 403, 'FORBIDDEN'],
  ['OperationDenied.Suspended', 403, 'FORBIDDEN'],
  ['InvalidAccessKeyId.NotFound', 404, 'UPSTREAM_AUTH'],
  ['InvalidAccessKeyId.Inactive', 400, 'UPSTREAM_AUTH'],
  ['Forbidden.AccessKeyDisabled', 403, 'UPSTREAM_AUTH'],
  ['SignatureDoesNotMatch', 400, 'UPSTREAM_AUTH'],
  ['IncompleteSignature', 400, 'UPSTREAM_AUTH'],
  ['SignatureNonceUsed', 400, 'UPSTREAM_AUTH'],
  ['InvalidTimeStamp.Expired', 400, 'UPSTREAM_AUTH'],
  ['InvalidTimeStamp.Format', 400, 'UPSTREAM_AUTH'],
  ['InvalidSecurityToken.Expired', 403, 'UPSTREAM_AUTH'],
  ['InvalidSecurityToken.Malformed', 400, 'UPSTREAM_AUTH'],
  ['MissingSecurityToken', 400, 'UPSTREAM_AUTH'],
  ['InvalidParameter', 400, 'UPSTREAM_REFUSED'],
  ['MissingVideoId', 400, 'UPSTREAM_REFUSED'],
  ['Some.CodeOfTomorrow', 418, 'UPSTREAM_REFUSED'],
];
const surelyNotExecuted: Row[] = [
  ['Throttling', 400, 'THROTTLED'],
  ['Throttling', 503, 'THROTTLED'],
  ['Throttling.User', 400, 'THROTTLED'],
  ['Throttling.Api', 429, 'THROTTLED'],
];
const perhapsExecuted: Row[] = [
  ['InternalError', 500, 'UPSTREAM_UNAVAILABLE'],
  ['ServiceUnAvailable', 503, 'UPSTREAM_UNAVAILABLE'],
  ['ServiceUnavailable', 503, 'UPSTREAM_UNAVAILABLE'],
  ['DeleteVideoFailed', 503, 'UPSTREAM_UNAVAILABLE'],
];

describe.each([
  { sent: read, repeatable: true },
  { sent: update, repeatable: true },
  { sent: remove, repeatable: false },
])("VOD's refusal of $sent.operation", ({ sent, repeatable }) => {
  const refuse = async ([code, status, ours]: Row, retryable: boolean, attempts: number) => {
    const fault = { kind: 'refuse', status, code, message: 'Because.' } as const;
    const { data, errors, calls, title } = await meet(sent, fault);
    expect(data).toEqual({ [sent.field]: null });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]).toMatchObject({ path: [sent.field] });
    expect(errors?.[0]?.extensions).toEqual({
      code: ours,
      retryable,
      vod: { operation: sent.operation, code, requestId: calls.at(-1)?.requestId },
    });
    expect(errors?.[0]?.message).toBe(
      ours === 'UPSTREAM_AUTH'
        ? `${sent.operation}: VOD does not accept this server's keys.`
        : `${sent.operation}: ${code}: Because.`,
    );
    expect(calls.map(({ operation }) => operation)).toEqual(Array(attempts).fill(sent.operation));
    expect(title).toBe('before');
  };

  it.each(neverAgain)('with %s (HTTP %i) is %s, after one call', (...row) => refuse(row, false, 1));

  it.each(surelyNotExecuted)('with %s (HTTP %i) is %s, after all attempts', (...row) =>
    refuse(row, true, maxAttempts),
  );

  it.each(perhapsExecuted)('with %s (HTTP %i) is %s, after as many calls as do no harm', (...row) =>
    refuse(row, true, repeatable ? maxAttempts : 1),
  );
});

describe('no usable answer to a look-up', () => {
  const noAnswers: [name: string, fault: Fault, knowsRequest: boolean][] = [
    ['a reset connection', { kind: 'reset' }, false],
    ['a connection reset after execution', { kind: 'reset-after' }, false],
    ['half an answer', { kind: 'truncate' }, false],
    ['the page of a proxy', { kind: 'html', status: 502 }, false],
    ['nothing', { kind: 'empty', status: 503 }, false],
    ['an HTTP status without a code', { kind: 'status', status: 500 }, true],
    ['something else than an answer', { kind: 'rewrite', rewrite: () => '[1]' }, false],
    ['a text', { kind: 'rewrite', rewrite: () => '"ok"' }, false],
    ['null', { kind: 'rewrite', rewrite: () => 'null' }, false],
    ['an answer without RequestId', { kind: 'rewrite', rewrite: () => ({ VideoList: [] }) }, false],
    ['an answer without its payload', { kind: 'rewrite', rewrite: withoutList }, true],
    ['an answer of another shape', { kind: 'rewrite', rewrite: wrapped }, true],
  ];

  function withoutList(body: object): object {
    return { ...body, VideoList: null };
  }
  function wrapped(body: object): object {
    return { ...body, VideoList: { Video: [] } };
  }

  it.each(noAnswers)('(%s) is UPSTREAM_UNAVAILABLE after all attempts', async (...row) => {
    const [, fault, knowsRequest] = row;
    const { data, errors, calls } = await meet(read, fault);
    expect(data).toEqual({ video: null });
    expect(errors).toHaveLength(1);
    expect(errors?.[0]?.extensions).toEqual({
      code: 'UPSTREAM_UNAVAILABLE',
      retryable: true,
      vod: {
        operation: 'GetVideoInfos',
        ...(knowsRequest && { requestId: calls.at(-1)?.requestId }),
      },
    });
    expect(calls).toHaveLength(maxAttempts);
    expect(new Set(calls.map(({ nonce }) => nonce)).size).toBe(maxAttempts);
  });

  it.each(noAnswers)('(%s) goes unnoticed if the next attempt is answered', async (...row) => {
    const id = addVideo(world, { title: 'there' });
    world.emulator.faults.add('GetVideoInfos', row[1], maxAttempts - 1);
    const answer = await world.query(read.query, { id });
    expect(answer).toEqual({ data: { video: { title: 'there' } } });
    expect(world.calls()).toEqual({ GetVideoInfos: maxAttempts });
  });
});

describe('an answer with errors', () => {
  const raw = async (query: string, variables: object) => {
    const response = await fetch(`${world.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return { status: response.status, body: JSON.parse(await response.text()) };
  };

  it('is HTTP 200 with the data that is there', async () => {
    const [a, b] = addVideos(world, 2, { title: 'there' });
    world.emulator.faults.add('GetVideoInfo', { kind: 'refuse', status: 403, code: 'Forbidden' });
    const { status, body } = await raw(
      'query ($a: ID!, $b: ID!) { ok: video(id: $a) { title } failing: video(id: $b) { auditStatus } }',
      { a, b },
    );
    expect(status).toBe(200);
    expect(body.data).toEqual({ ok: { title: 'there' }, failing: null });
    expect(body.errors).toHaveLength(1);
  });

  it('is HTTP 200 even if all of the data failed', async () => {
    const [id] = addVideos(world, 1);
    world.emulator.faults.add('GetVideoInfos', { kind: 'refuse', status: 403, code: 'Forbidden' });
    const { status, body } = await raw(read.query, { id });
    expect(status).toBe(200);
    expect(body.data).toEqual({ video: null });
  });

  it('never cuts errors of execution', async () => {
    const ids = addVideos(world, 60);
    world.emulator.faults.add(
      'GetVideoInfos',
      { kind: 'refuse', status: 403, code: 'Forbidden' },
      3,
    );
    const { body } = await raw('query ($ids: [ID!]!) { videos(ids: $ids) { id } }', { ids });
    expect(body.data.videos).toEqual(Array(60).fill(null));
    expect(body.errors).toHaveLength(60);
  });

  it('shows nothing of a mistake of ours, which is logged whole', async () => {
    const [id] = addVideos(world, 1);
    world.logged.length = 0;
    world.emulator.faults.add('GetVideoInfos', {
      kind: 'rewrite',
      rewrite: (body) => ({ ...body, VideoList: [null] }),
    });
    const { status, body } = await raw(read.query, { id });
    expect(status).toBe(200);
    expect(body.data).toEqual({ video: null });
    expect(body.errors).toEqual([
      {
        message: 'Internal server error',
        path: ['video'],
        locations: expect.anything(),
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ]);
    const line = world.logged.find((text) => text.includes('TypeError'));
    expect(JSON.parse(line ?? '{}').err.stack).toContain('datasources');
  });
});
