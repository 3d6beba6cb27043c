import { describe, expect, it } from '@jest/globals';
import {
  type HeldFrom,
  type Look,
  type Lookup,
  lookupsFor,
  type Plan,
  planFor,
} from '../src/datasources/planner.js';

const infos: Plan = { lookup: 'GetVideoInfos', search: false };
const anyLookup: Plan = { lookup: 'BatchGetMediaInfos', search: false };
const nothing: Plan = { search: false };

describe('the plan of a medium', () => {
  it.each<[string, string[], HeldFrom | undefined, Plan]>([
    ['a look-up', ['id', 'title'], undefined, anyLookup],
    ['a look-up', ['title', 'size'], undefined, infos],
    ['a look-up', ['duration'], undefined, infos],
    ['a look-up of nothing but existence', [], undefined, anyLookup],
    ['a look-up', ['transcodeMode'], undefined, { ...anyLookup, search: true }],
    ['a look-up', ['source', 'title'], undefined, { ...anyLookup, search: true }],
    ['a look-up', ['spriteSnapshots'], undefined, { ...anyLookup, search: true }],
    ['a look-up', ['auditStatus'], undefined, { lookup: 'GetVideoInfo', search: false }],
    ['a look-up', ['auditStatus', 'source'], undefined, { lookup: 'GetVideoInfo', search: true }],
    ['a listed video', [], 'GetVideoList', nothing],
    ['a listed video', ['title', 'userData', 'snapshots', 'size'], 'GetVideoList', nothing],
    ['a listed video', ['templateGroupId'], 'GetVideoList', anyLookup],
    ['a listed video', ['downloadSwitch'], 'GetVideoList', anyLookup],
    ['a listed video', ['preprocessStatus'], 'GetVideoList', anyLookup],
    ['a listed video', ['regionId'], 'GetVideoList', anyLookup],
    ['a listed video', ['source'], 'GetVideoList', { search: true }],
    ['a listed video', ['auditStatus'], 'GetVideoList', { lookup: 'GetVideoInfo', search: false }],
    ['a hit', [], 'SearchMedia', nothing],
    ['a hit', ['title', 'downloadSwitch', 'preprocessStatus'], 'SearchMedia', nothing],
    ['a hit', ['transcodeMode', 'source', 'spriteSnapshots'], 'SearchMedia', nothing],
    ['a hit', ['userData'], 'SearchMedia', anyLookup],
    ['a hit', ['regionId', 'source'], 'SearchMedia', anyLookup],
    ['a hit', ['templateGroupId'], 'SearchMedia', anyLookup],
    [
      'a hit',
      ['auditStatus', 'userData'],
      'SearchMedia',
      { lookup: 'GetVideoInfo', search: false },
    ],
    ['a hit', ['mezzanine', 'streams'], 'SearchMedia', nothing],
  ])('%s with %j (held from %s)', (_, fields, held, expected) => {
    expect(planFor(new Set(fields), held)).toEqual(expected);
  });
});

describe('the look-ups of a tick', () => {
  const one = 'GetVideoInfo';
  const many = 'GetVideoInfos';
  const batch = 'BatchGetMediaInfos';
  const look = (text: string, lookup: Lookup): Look => ({
    ids: [text.charAt(0)],
    lookup,
    files: text.endsWith('+files'),
  });
  it.each<[looks: [text: string, lookup: Lookup][], lookups: [id: string, lookup: Lookup][]]>([
    [[], []],
    [[['a', batch]], [['a', many]]],
    [
      [
        ['a', batch],
        ['b', batch],
      ],
      [
        ['a', many],
        ['b', many],
      ],
    ],
    [[['a+files', batch]], [['a', many]]],
    [
      [
        ['a+files', batch],
        ['b+files', batch],
      ],
      [
        ['a', batch],
        ['b', batch],
      ],
    ],
    [
      [
        ['a+files', batch],
        ['b+files', many],
      ],
      [
        ['a', many],
        ['b', many],
      ],
    ],
    [
      [
        ['a+files', batch],
        ['b', batch],
        ['a', batch],
      ],
      [
        ['a', many],
        ['b', many],
      ],
    ],
    [
      [
        ['a+files', batch],
        ['a', many],
        ['b+files', batch],
        ['c+files', batch],
        ['c', batch],
      ],
      [
        ['a', many],
        ['b', batch],
        ['c', batch],
      ],
    ],
    [
      [
        ['a', many],
        ['a', one],
        ['a+files', batch],
      ],
      [['a', one]],
    ],
    [
      [
        ['a+files', batch],
        ['b+files', batch],
        ['c', one],
        ['d', batch],
      ],
      [
        ['a', batch],
        ['b', batch],
        ['c', one],
        ['d', many],
      ],
    ],
  ])('for %j are %j', (looks, expected) => {
    expect([...lookupsFor(looks.map(([text, lookup]) => look(text, lookup)))]).toEqual(expected);
  });
});
