import { describe, expect, it } from '@jest/globals';
import { type OperationDefinitionNode, parse } from 'graphql';
import { PassedOperations } from '../src/limits/passed.js';

const operationOf = (query: string) => parse(query).definitions[0] as OperationDefinitionNode;
const id = (digit: number) => `${digit}`.repeat(32);

/** How often variables are checked, of one operation and in turn. */
function checks(query: string, ...all: Record<string, unknown>[]): number {
  const operations = new PassedOperations<number>();
  const operation = operationOf(query);
  let count = 0;
  for (const variables of all) {
    operations.check(operation, variables, () => {
      count += 1;
      return count;
    });
  }
  return count;
}

const query = 'query ($ids: [ID!]!) { videos(ids: $ids) { title } }';

describe('an operation that has passed the limits', () => {
  it('is not checked again for other ids', () => {
    expect(checks(query, { ids: [id(1), id(2)] }, { ids: [id(3), id(4)] })).toBe(1);
  });

  it.each([
    ['more ids', { ids: [id(1)] }, { ids: [id(1), id(2)] }],
    ['ids that are not the same any more', { ids: [id(1), id(1)] }, { ids: [id(1), id(2)] }],
    ['the same ids elsewhere', { a: id(1), b: id(1) }, { a: id(1), b: id(2) }],
    ['what is no usual id', { ids: ['a'] }, { ids: ['b'] }],
    ['what looks like the number of an id', { ids: [id(1)] }, { ids: ['0'] }],
    ['another type', { type: 'VIDEO' }, { type: 'AUDIO' }],
    ['another page size', { first: 1 }, { first: 100 }],
    ['another condition', { yes: true }, { yes: false }],
  ])('is checked again for %s', (_what, first, second) => {
    expect(checks(query, first, second)).toBe(2);
  });

  it.each([
    ['ids', id(1)],
    ['ids with escaped characters', id(1).replace('1', '\\u0031')],
  ])('is checked each time if its document holds %s itself', (_what, held) => {
    const own = `query ($id: ID!) { a: video(id: $id) { title } b: video(id: "${held}") { title } }`;
    expect(checks(own, { id: id(1) }, { id: id(2) }, { id: id(2) })).toBe(3);
  });

  it('is remembered for the newest variables', () => {
    const texts = Array.from({ length: 60 }, (_, index) => ({ text: `${index}` }));
    expect(checks(query, ...texts, ...texts.slice(-10))).toBe(60);
    expect(checks(query, ...texts, ...texts.slice(0, 10))).toBe(70);
  });

  it('is checked again if it was refused', () => {
    const operations = new PassedOperations<number>();
    const operation = operationOf(query);
    const refuse = () => {
      throw new Error('too much');
    };
    for (const _ of [1, 2]) {
      expect(() => operations.check(operation, { ids: [] }, refuse)).toThrow('too much');
    }
  });
});
