import { describe, expect, it } from '@jest/globals';
import { useWorld } from './support.js';
import { createWorld } from './world.js';

const world = useWorld();
const json = { 'content-type': 'application/json' };

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(world.origin + path, init);
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: JSON.parse(text) };
}

const graphql = (body: string, headers: Record<string, string> = json) =>
  send('/graphql', { method: 'POST', headers, body });

describe('what the HTTP layer refuses', () => {
  it.each([
    ['a body that is not JSON', () => graphql('{"query":'), 400, 'BAD_REQUEST'],
    ['an empty body', () => graphql(''), 400, 'BAD_REQUEST'],
    ['a JSON body that is not an object', () => graphql('"text"'), 400, 'BAD_REQUEST'],
    ['a batch of operations', () => graphql('[{"query":"{__typename}"}]'), 400, 'BAD_REQUEST'],
    [
      'an unknown content type',
      () => graphql('query', { 'content-type': 'image/png' }),
      415,
      'BAD_REQUEST',
    ],
    [
      'a form, which a foreign page could send',
      () => graphql('query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' }),
      415,
      'BAD_REQUEST',
    ],
    [
      'plain text, which a foreign page could send',
      () => graphql('{"query":"{__typename}"}', { 'content-type': 'text/plain' }),
      400,
      'BAD_REQUEST',
    ],
    [
      'a GET that a foreign page could send',
      () => send('/graphql?query={__typename}'),
      400,
      'BAD_REQUEST',
    ],
    [
      'another method',
      () => send('/graphql', { method: 'PUT', headers: json, body: '{}' }),
      405,
      'BAD_REQUEST',
    ],
    [
      'a key that pollutes prototypes',
      () => graphql('{"query":"{__typename}","__proto__":{}}'),
      400,
      'BAD_REQUEST',
    ],
    ['a URL that cannot be decoded', () => send('/%zz?secret=1'), 400, 'BAD_REQUEST'],
    ['an unknown route', () => send('/nowhere?secret=1'), 404, 'NOT_FOUND'],
  ])('answers %s in the shape of a GraphQL answer', async (_, request, status, code) => {
    const answer = await request();
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({
      errors: [{ message: expect.stringMatching(/\w/), extensions: { code } }],
    });
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it('answers OPTIONS that is no preflight', async () => {
    const { status } = await fetch(`${world.origin}/graphql`, { method: 'OPTIONS' });
    expect(status).toBe(204);
  });

  it('refuses a body over the limit with the limit and the figure', async () => {
    const query = `{ __typename }${' '.repeat(262_144)}`;
    const { status, body } = await graphql(JSON.stringify({ query }));
    expect(status).toBe(413);
    expect(body.errors[0].extensions).toEqual({
      code: 'LIMIT_EXCEEDED',
      limit: 'bodyBytes',
      max: 262_144,
      actual: query.length + JSON.stringify({ query: '' }).length,
    });
  });

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])('refuses variables of %s nested without end', async (_what, start, end) => {
    const query = 'query ($ids: [ID!]!) { videos(ids: $ids) { id } }';
    const ids = start.repeat(30_000) + end.repeat(30_000).replace(end, `1${end}`);
    const { status, body } = await graphql(
      `{"query":${JSON.stringify(query)},"variables":{"ids":${ids}}}`,
    );
    expect(status).toBe(400);
    expect(body.errors).toEqual([
      {
        message: 'variables: lists and objects must not be nested more than 100 levels deep.',
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it.each([
    ['query ($no: Boolean = true) { __typename @skip(if: $no) }', { no: null }, 400],
    ['query ($id: ID = "x") { video(id: $id) { id } }', { id: null }, 200],
    [
      'query ($id: ID) { searchMedia(filter: { and: [{ or: [{ categoryId: $id }] }] }) { totalCount } }',
      {},
      200,
    ],
    ['mutation ($ids: [ID!]) { deleteImages(input: { ids: $ids }) { results { id } } }', {}, 200],
    ['subscription { __typename }', {}, 200],
  ])('tells of mistakes that only execution finds: %s', async (query, variables, expected) => {
    world.logged.length = 0;
    const { status, body } = await graphql(JSON.stringify({ query, variables }));
    expect(status).toBe(expected);
    expect(body.errors[0].extensions).toEqual({ code: 'BAD_USER_INPUT' });
    expect(body.errors[0].locations).toHaveLength(1);
    expect(world.logged).toEqual([]);
    expect(world.calls()).toEqual({});
  });

  it('refuses a mutation by GET', async () => {
    const query = 'mutation{deleteVideos(ids:["x"]){deletedIds}}';
    const { status, body } = await send(`/graphql?query=${encodeURIComponent(query)}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(status).toBe(405);
    expect(body.errors[0].extensions.code).toBe('BAD_REQUEST');
    expect(world.calls()).toEqual({});
  });
});

describe('refusals of GraphQL itself', () => {
  it('cuts a huge value out of a coercion message', async () => {
    const { body } = await graphql(
      JSON.stringify({
        query: 'query ($first: Int) { searchMedia(first: $first) { totalCount } }',
        variables: { first: 'x'.repeat(100_000) },
      }),
    );
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect(body.errors[0].message.length).toBeLessThan(1100);
    expect(body.errors[0].message).toContain('$first');
  });

  it('shows no stack trace and no extension that carries the input', async () => {
    const { status, body } = await graphql(
      JSON.stringify({ query: '{ video(id: {a: 1}) { id } }' }),
    );
    expect(status).toBe(400);
    expect(Object.keys(body.errors[0].extensions)).toEqual(['code']);
  });

  it('suggests fields while developing, not in production', async () => {
    const ask = (origin: string) =>
      fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: json,
        body: JSON.stringify({ query: '{ vido { id } }' }),
      }).then((response) => response.text());
    expect(await ask(world.origin)).toContain('Did you mean');
    const production = await createWorld({ settings: { production: true } });
    expect(await ask(production.origin)).not.toContain('Did you mean');
    await production.close();
  });

  it('answers introspection unless it is switched off', async () => {
    const query = '{ __schema { queryType { name } } }';
    expect(await world.query(query)).toEqual({
      data: { __schema: { queryType: { name: 'Query' } } },
    });
    const closed = await createWorld({ settings: { introspection: false, playground: false } });
    expect((await closed.query(query)).errors?.[0]?.extensions.code).toBe(
      'GRAPHQL_VALIDATION_FAILED',
    );
    expect((await fetch(`${closed.origin}/`)).status).toBe(404);
    await closed.close();
  });
});

describe('pages of other origins', () => {
  const allowedFor = async (origin: string, base: string) => {
    const response = await fetch(`${base}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    return response.headers.get('access-control-allow-origin');
  };

  it('may use the graph from this machine only, unless set otherwise', async () => {
    expect(await allowedFor('http://localhost:5173', world.origin)).toBe('http://localhost:5173');
    expect(await allowedFor('https://evil.example', world.origin)).toBeNull();
    expect(await allowedFor('http://localhost.evil.example', world.origin)).toBeNull();
  });

  it('may use it from the origins that are listed', async () => {
    const listed = await createWorld({ settings: { allowedOrigins: ['https://app.example'] } });
    expect(await allowedFor('https://app.example', listed.origin)).toBe('https://app.example');
    expect(await allowedFor('http://localhost:5173', listed.origin)).toBeNull();
    await listed.close();
  });

  it('may not use it at all where none are allowed', async () => {
    const closed = await createWorld({ settings: { allowedOrigins: [] } });
    expect(await allowedFor('http://localhost:5173', closed.origin)).toBeNull();
    await closed.close();
  });
});

describe('health', () => {
  it('says that the process is up without asking anyone', async () => {
    expect(await send('/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(world.calls()).toEqual({});
  });

  it('asks the upstream once in ten seconds whether it can serve', async () => {
    const answers = await Promise.all([send('/ready'), send('/ready'), send('/ready')]);
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body).toMatchObject({ ready: true, upstream: { state: 'ok' } });
    }
    expect(world.calls()).toEqual({ GetVideoList: 1 });
  });

  it('is not ready while VOD does not accept the keys', async () => {
    const locked = await createWorld({ secret: 'wrong' });
    const response = await fetch(`${locked.origin}/ready`);
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      ready: false,
      upstream: { state: 'failing', code: 'UPSTREAM_AUTH' },
    });
    await locked.close();
  });
});
