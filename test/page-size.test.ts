import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../src/config.js';
import { useWorld } from './support.js';
import { createWorld, post } from './world.js';

const world = useWorld();

describe('the size of a page', () => {
  it.each([
    ['a literal', '{ searchMedia(first: 101) { totalCount } }', {}],
    ['a variable', 'query ($n: Int) { searchMedia(first: $n) { totalCount } }', { n: 101 }],
    [
      'the default of a variable',
      'query ($n: Int = 101) { videoList(first: $n) { totalCount } }',
      {},
    ],
    [
      'a field in a fragment',
      '{ ...Search } fragment Search on Query { searchMedia(first: 101) { totalCount } }',
      {},
    ],
  ])('is bounded when it comes from %s', async (_, query, variables) => {
    const { data, errors } = await world.query(query, variables);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions).toEqual({
      code: 'BAD_USER_INPUT',
      limit: 'pageSize',
      max: 100,
      actual: 101,
    });
    expect(world.calls()).toEqual({});
  });

  it('is answered with HTTP 400, as every refusal before execution', async () => {
    const response = await fetch(`${world.origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ searchMedia(first: 0) { totalCount } }' }),
    });
    expect(response.status).toBe(400);
  });

  it('counts in the operation that runs only', async () => {
    const query = `query Small { searchMedia(first: 1) { totalCount } }
      query Large { searchMedia(first: 101) { totalCount } }`;
    const { errors } = await post(world.origin, { query, operationName: 'Small' });
    expect(errors).toBeUndefined();
  });

  it('can be bounded lower by the setting', async () => {
    const { limits } = readConfig({ MAX_PAGE_SIZE: '10' });
    const small = await createWorld({ settings: { limits } });
    const { errors } = await small.query('{ searchMedia(first: 11) { totalCount } }');
    expect(errors?.[0]?.message).toBe('first: must be 1 to 10; got 11.');
    await small.close();
  });
});
