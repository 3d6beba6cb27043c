import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  readEnum,
  readId,
  readInteger,
  readNumber,
  readTags,
  readText,
  readTexts,
  readTime,
} from '../src/datasources/wire.js';
import { MediaStatus } from '../src/types/media.js';

/** What pop-core's parser makes of a number longer than 15 characters; `toFixed` has no exponent. */
function bigNumber(digits: string) {
  return { s: 1, e: 16, c: [1], toFixed: () => digits, toString: () => digits };
}

/** All objects of pop-core's answers are such. */
const bare = Object.assign(Object.create(null) as object, { Duration: 1 });

describe('readNumber', () => {
  it.each([
    [135.6, 135.6],
    ['135.6', 135.6],
    [' 135.6 ', 135.6],
    [bigNumber('135.60000000000002'), 135.60000000000002],
    [0, 0],
    ['0', 0],
    ['25.0000', 25],
    [-1, -1],
  ])('reads %p as %p', (wire, expected) => {
    expect(readNumber(wire)).toBe(expected);
  });

  it.each([undefined, null, '', ' ', 'n/a', '1,5', Number.NaN, Number.POSITIVE_INFINITY, true])(
    'reads %p as null',
    (wire) => {
      expect(readNumber(wire)).toBeNull();
    },
  );

  it.each([[[]], [[5]], [{}], [bare], [Object.create(null)]])(
    'reads an object that is no number as null: %p',
    (wire) => {
      expect(readNumber(wire)).toBeNull();
    },
  );
});

describe('readInteger', () => {
  it.each([
    [10_897_890, 10_897_890],
    ['10897890', 10_897_890],
    [12.9, 12],
    [-1.5, -1],
    [2 ** 53 - 1, 2 ** 53 - 1],
    ['9007199254740991', 2 ** 53 - 1],
    [bigNumber('9007199254740991'), 2 ** 53 - 1],
  ])('reads %p as %p', (wire, expected) => {
    expect(readInteger(wire)).toBe(expected);
  });

  it.each([2 ** 53, '9007199254740992', '9007199254740993', bigNumber('9007199254740993'), '', {}])(
    'reads %p as null: there is no exact answer',
    (wire) => {
      expect(readInteger(wire)).toBeNull();
    },
  );
});

describe('readId', () => {
  it.each([
    [1_000_101, '1000101'],
    [-1, '-1'],
    ['1000101', '1000101'],
    [bigNumber('9007199254740993'), '9007199254740993'],
  ])('reads %p exactly as %p', (wire, expected) => {
    expect(readId(wire)).toBe(expected);
  });

  it.each([undefined, null, '', 'all', 1.5, bare])('reads %p as null', (wire) => {
    expect(readId(wire)).toBeNull();
  });
});

describe('readText', () => {
  it.each([undefined, null, '', 5, {}, []])('reads %p as null', (wire) => {
    expect(readText(wire)).toBeNull();
  });

  it('leaves a text as it is', () => {
    expect(readText(' 清晨 ')).toBe(' 清晨 ');
  });
});

describe('readTags', () => {
  it.each([
    ['sea,dawn', ['sea', 'dawn']],
    ['sea', ['sea']],
    ['sea,,dawn,', ['sea', 'dawn']],
    ['', []],
    [undefined, []],
    [['sea'], []],
  ])('reads %p as %p', (wire, expected) => {
    expect(readTags(wire)).toEqual(expected);
  });
});

describe('readTexts', () => {
  it.each([
    [
      ['a', 'b'],
      ['a', 'b'],
    ],
    [['a', null, 1], ['a']],
    [undefined, []],
    ['a', []],
    [{ Snapshot: ['a'] }, []],
  ])('reads %p as %p', (wire, expected) => {
    expect(readTexts(wire)).toEqual(expected);
  });
});

describe('readTime', () => {
  it.each([
    ['2024-05-01T08:00:00Z', '2024-05-01T08:00:00.000Z'],
    ['2024-02-29T23:59:59Z', '2024-02-29T23:59:59.000Z'],
    ['2024-12-31T00:00:00Z', '2024-12-31T00:00:00.000Z'],
    ['2024-05-01T08:00:00.25Z', '2024-05-01T08:00:00.250Z'],
    ['2024-05-01T08:00:00+08:00', '2024-05-01T00:00:00.000Z'],
  ])('reads %p as %p', (wire, expected) => {
    expect(readTime(wire)).toBe(expected);
  });

  it('reads what a Date reads, as it prints it', () => {
    const part = (max: number) => fc.integer({ min: 0, max }).map((n) => `${n}`.padStart(2, '0'));
    const time = fc
      .tuple(fc.integer({ min: 1000, max: 9999 }), part(13), part(32), part(25), part(61), part(61))
      .map(([year, month, day, h, m, s]) => `${year}-${month}-${day}T${h}:${m}:${s}Z`);
    fc.assert(
      fc.property(time, (wire) => {
        expect(readTime(wire)).toBe(new Date(wire).toJSON());
      }),
    );
  });

  it.each([undefined, null, '', 'soon', '2024-13-01T08:00:00Z', 1_714_550_400_000, {}])(
    'reads %p as null',
    (wire) => {
      expect(readTime(wire)).toBeNull();
    },
  );
});

describe('readEnum', () => {
  it('answers the value if the enum has it, otherwise UNKNOWN', () => {
    expect(readEnum(MediaStatus, 'Normal')).toBe('Normal');
    expect(readEnum(MediaStatus, 'Frozen')).toBe('UNKNOWN');
    expect(readEnum(MediaStatus, 7)).toBe('UNKNOWN');
    expect(readEnum(MediaStatus, 'constructor')).toBe('UNKNOWN');
  });

  it.each([undefined, null, ''])('answers null for %p', (wire) => {
    expect(readEnum(MediaStatus, wire)).toBeNull();
  });
});
