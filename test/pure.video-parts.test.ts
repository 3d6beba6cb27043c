import { describe, expect, it } from '@jest/globals';
import { type HeldFrom, type Parts, partsFor } from '../src/datasources/video-parts.js';

const infos: Parts = { lookup: 'GetVideoInfos', search: false };
const nothing: Parts = { search: false };

describe('partsFor', () => {
  it.each<[string, string[], HeldFrom | undefined, Parts]>([
    ['a look-up', ['id', 'title'], undefined, infos],
    ['a look-up of nothing but existence', [], undefined, infos],
    ['a look-up', ['transcodeMode'], undefined, { ...infos, search: true }],
    ['a look-up', ['source', 'title'], undefined, { ...infos, search: true }],
    ['a look-up', ['spriteSnapshots'], undefined, { ...infos, search: true }],
    ['a look-up', ['auditStatus'], undefined, { lookup: 'GetVideoInfo', search: false }],
    ['a look-up', ['auditStatus', 'source'], undefined, { lookup: 'GetVideoInfo', search: true }],
    ['a listed video', [], 'GetVideoList', nothing],
    ['a listed video', ['title', 'userData', 'snapshots', 'size'], 'GetVideoList', nothing],
    ['a listed video', ['templateGroupId'], 'GetVideoList', infos],
    ['a listed video', ['downloadSwitch'], 'GetVideoList', infos],
    ['a listed video', ['preprocessStatus'], 'GetVideoList', infos],
    ['a listed video', ['regionId'], 'GetVideoList', infos],
    ['a listed video', ['source'], 'GetVideoList', { search: true }],
    ['a listed video', ['auditStatus'], 'GetVideoList', { lookup: 'GetVideoInfo', search: false }],
    ['a hit', [], 'SearchMedia', nothing],
    ['a hit', ['title', 'downloadSwitch', 'preprocessStatus'], 'SearchMedia', nothing],
    ['a hit', ['transcodeMode', 'source', 'spriteSnapshots'], 'SearchMedia', nothing],
    ['a hit', ['userData'], 'SearchMedia', infos],
    ['a hit', ['regionId', 'source'], 'SearchMedia', infos],
    ['a hit', ['templateGroupId'], 'SearchMedia', infos],
    [
      'a hit',
      ['auditStatus', 'userData'],
      'SearchMedia',
      { lookup: 'GetVideoInfo', search: false },
    ],
    ['a hit', ['mezzanine', 'streams'], 'SearchMedia', nothing],
  ])('%s with %j (held from %s)', (_, fields, held, expected) => {
    expect(partsFor(new Set(fields), held)).toEqual(expected);
  });
});
