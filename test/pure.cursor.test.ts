import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { listKey, readCursor, writeCursor } from '../src/datasources/cursor.js';

const key = listKey('searchMedia', ['video', null, 'CreationTime:Desc']);
const encode = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const notOurs = 'after: not a cursor of this graph; take one from `edges` or `pageInfo`.';

describe('a cursor', () => {
  it('tells where to go on, with the scroll token if there is one', () => {
    const position = fc.record(
      {
        start: fc.integer({ min: 1, max: 2_000_000 }),
        scrollToken: fc.stringMatching(/^[0-9a-f]{32}$/),
      },
      { requiredKeys: ['start'] },
    );
    fc.assert(
      fc.property(position, (expected) => {
        expect(readCursor(key, writeCursor(key, expected))).toEqual(expected);
      }),
    );
  });

  it('is text that needs no escaping in a URL', () => {
    expect(writeCursor(key, { start: 5001, scrollToken: 'ab'.repeat(16) })).toMatch(/^[\w-]+$/);
  });

  it('is refused for another field or other arguments', () => {
    const cursor = writeCursor(key, { start: 20 });
    for (const other of [
      listKey('videoList', ['video', null, 'CreationTime:Desc']),
      listKey('searchMedia', ['audio', null, 'CreationTime:Desc']),
    ]) {
      expect(() => readCursor(other, cursor)).toThrow(
        'after: the cursor belongs to another field or to other arguments',
      );
    }
  });

  it.each([
    ['nothing', ''],
    ['a word', 'garbage'],
    ['a number', '20'],
    ['base64 of no JSON', Buffer.from('20:20').toString('base64url')],
    ['an object', encode({ key, start: 20 })],
    ['null', encode(null)],
    ['too few parts', encode([key])],
    ['too many parts', encode([key, 20, 'ab', 1])],
    ['a start of 0', encode([key, 0])],
    ['a negative start', encode([key, -20])],
    ['a fraction', encode([key, 1.5])],
    ['a start in quotes', encode([key, '20'])],
    ['a start beyond 2^53', encode([key, 2 ** 53])],
    ['no start', encode([key, null])],
    ['another kind of key', encode([1, 20])],
    ['a token of null', encode([key, 6000, null])],
    ['a token that is a number', encode([key, 6000, 12])],
    ['a token that is a list', encode([key, 6000, ['ab']])],
    ['an empty token', encode([key, 6000, ''])],
    ['a token with a separator', encode([key, 6000, 'ab&Match=x'])],
    ['a token without end', encode([key, 6000, 'a'.repeat(65)])],
  ])('is refused when it is %s', (_, cursor) => {
    expect(() => readCursor(key, cursor)).toThrow(notOurs);
  });

  it('never throws anything but a refusal, whatever it holds', () => {
    const anything = fc.oneof(fc.string(), fc.base64String(), fc.json().map(encode));
    fc.assert(
      fc.property(anything, (cursor) => {
        expect(() => readCursor(key, cursor)).toThrow(/^after: /);
      }),
      { numRuns: 500 },
    );
  });
});

describe('listKey', () => {
  it('is the same for the same arguments and differs for others', () => {
    expect(listKey('videoList', { Status: 'Normal' })).toBe(
      listKey('videoList', { Status: 'Normal' }),
    );
    const keys = [
      listKey('videoList', { Status: 'Normal' }),
      listKey('videoList', { Status: 'Blocked' }),
      listKey('videoList', {}),
      listKey('searchMedia', {}),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
