import { ApolloServer } from '@apollo/server';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  jest,
} from '@jest/globals';
import { costHeader } from '../src/cost.js';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { createWorld, type World, type WorldOptions } from './world.js';

const [video = '', other = ''] = shippedIds.videos;
const titles = 'query Titles($ids: [ID!]!) { videos(ids: $ids) { id title } }';
const apollo = jest.spyOn(ApolloServer.prototype, 'executeHTTPGraphQLRequest');

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => void apollo.mockClear());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

async function send(body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${world.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const { date, ...others } = Object.fromEntries(response.headers);
  return { status: response.status, headers: others, text: await response.text() };
}

/** A query of its own for each test, so that none is known from another. */
let queries = 0;
const newQuery = () => {
  queries += 1;
  return `${titles} # ${queries}`;
};

describe('a query that is asked again', () => {
  it('is answered as before without Apollo', async () => {
    const body = { query: newQuery(), variables: { ids: [video, 'missing'] } };
    const [first, ...others] = [await send(body), await send(body), await send(body)];
    expect(others).toEqual([first, first]);
    expect(apollo).toHaveBeenCalledTimes(1);
  });

  it('is answered without Apollo for other ids, as many and as different', async () => {
    const query = newQuery();
    await send({ query, variables: { ids: [video] } });
    const { text } = await send({ query, variables: { ids: [other] } });
    expect(JSON.parse(text).data.videos[0].id).toBe(other);
    expect(apollo).toHaveBeenCalledTimes(1);
  });

  it('is Apollo’s again with ids that have not passed the limits', async () => {
    const query = newQuery();
    await send({ query, variables: { ids: [video] } });
    const tooMany = {
      query,
      variables: { ids: Array.from({ length: 501 }, (_, id) => `id${id}`) },
    };
    const refused = await send(tooMany);
    expect(JSON.parse(refused.text).errors[0].message).toContain('500');
    expect(await send(tooMany)).toEqual(refused);
    expect(apollo).toHaveBeenCalledTimes(3);
  });

  it.each<[string, Record<string, unknown>]>([
    ['null for a list', { ids: null }],
    ['a number nested too deep', { ids: [[[3]]] }],
    ['no variable', {}],
    ['a list for the variables', [] as unknown as Record<string, unknown>],
    ['text for the variables', '{}' as unknown as Record<string, unknown>],
  ])('is refused as before with %s', async (_, variables) => {
    const query = newQuery();
    const refused = await send({ query, variables });
    await send({ query, variables: { ids: [video] } });
    expect(await send({ query, variables })).toEqual(refused);
    expect(refused.status).toBe(400);
  });

  it('tells what went wrong in the same words', async () => {
    const query = newQuery();
    const answers: Answer[] = [];
    for (let times = 0; times < 3; times += 1) {
      world.emulator.faults.add('GetVideoInfos', { kind: 'refuse', code: 'Forbidden.RAM' });
      const answer = await send({ query, variables: { ids: [video] } });
      answers.push({ ...answer, text: answer.text.replace(/[0-9A-F-]{36}/g, '') });
      world.emulator.faults.clear();
    }
    expect(answers[0]?.text).toContain('FORBIDDEN');
    expect(answers.slice(1)).toEqual([answers[0], answers[0]]);
    expect(apollo).toHaveBeenCalledTimes(1);
  });

  it.each<[string, Record<string, unknown>, Record<string, string>]>([
    ['its cost', {}, { [costHeader]: '1' }],
    ['another media type', {}, { accept: 'application/graphql-response+json' }],
    ['a media type that there is not', {}, { accept: 'text/html' }],
    ['another content type', {}, { 'content-type': 'application/json; charset=utf-8' }],
    ['an operation that there is not', { operationName: 'Others' }, {}],
    ['an operation without a name', { operationName: '' }, {}],
    ['an operation named null', { operationName: 'null' }, {}],
    ['an operation with the end of a line', { operationName: 'Titles\n' }, {}],
    ['a persisted query', { extensions: { persistedQuery: { version: 1, sha256Hash: '0' } } }, {}],
  ])('is Apollo’s if it asks for %s', async (_, more, headers) => {
    const body = { query: newQuery(), variables: { ids: [video] } };
    const changed = { ...body, query: newQuery(), ...more };
    const expected = await send(changed, headers);
    await send(body);
    apollo.mockClear();
    const answer = await send({ ...changed, query: body.query }, headers);
    expect(apollo).toHaveBeenCalledTimes(1);
    expect({ ...answer, headers: { ...answer.headers, 'content-length': '' } }).toEqual({
      ...expected,
      headers: { ...expected.headers, 'content-length': '' },
    });
  });

  it('answers each client in the media type that it takes', async () => {
    const body = { query: newQuery(), variables: { ids: [video] } };
    const types = ['application/graphql-response+json', '*/*', 'application/graphql-response+json'];
    const got: (string | undefined)[] = [];
    for (const accept of [...types, ...types]) {
      got.push((await send(body, { accept })).headers['content-type']);
    }
    expect(got).toEqual(
      [...types, ...types].map((accept) =>
        accept === '*/*'
          ? 'application/json; charset=utf-8'
          : 'application/graphql-response+json; charset=utf-8',
      ),
    );
    expect(apollo).toHaveBeenCalledTimes(2);
  });
});

it('has Apollo answer each request with a long query, which would be slow to find', async () => {
  const query = `${newQuery()} ${'#'.repeat(10_000)}`;
  for (let times = 0; times < 3; times += 1) await send({ query, variables: { ids: [video] } });
  expect(apollo).toHaveBeenCalledTimes(3);
});

it('has Apollo answer each request with long headers', async () => {
  const body = { query: newQuery(), variables: { ids: [video] } };
  const accept = `application/json, ${'text/plain, '.repeat(900)}*/*`;
  for (let times = 0; times < 3; times += 1) await send(body, { accept });
  expect(apollo).toHaveBeenCalledTimes(3);
});

it('has Apollo execute each change', async () => {
  const query = 'mutation ($input: UpdateVideoInput!) { updateVideo(input: $input) { id } }';
  const variables = { input: { id: video, title: 'Known' } };
  for (let times = 0; times < 3; times += 1) await send({ query, variables });
  expect(apollo).toHaveBeenCalledTimes(3);
});

describe('has Apollo answer each request', () => {
  const apolloKey = 'APOLLO_KEY';
  afterEach(() => {
    delete process.env[apolloKey];
  });

  it.each<[string, () => WorldOptions]>([
    ['operations are traced', () => ({ settings: { tracesUrl: 'http://127.0.0.1:9/v1/traces' } })],
    [
      'Apollo may report them',
      () => {
        process.env[apolloKey] = 'none';
        return {};
      },
    ],
  ])('while %s', async (_, optionsOf) => {
    const watched = await createWorld(optionsOf());
    try {
      for (let times = 0; times < 3; times += 1) await watched.query(titles, { ids: [video] });
      expect(apollo).toHaveBeenCalledTimes(3);
    } finally {
      await watched.close();
    }
  });
});
