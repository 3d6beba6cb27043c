import { describe, expect, it } from '@jest/globals';
import {
  readBoolean,
  readIds,
  readInteger,
  readPage,
  readTime,
  refuseUnsupported,
  requireIds,
  requireText,
} from '../../src/emulator/parameters.js';
import {
  checkDescription,
  checkJsonObject,
  checkNoEmoji,
  checkTags,
  checkTitle,
  checkUrl,
} from '../../src/emulator/texts.js';
import { readUpdateContent } from '../../src/emulator/update-content.js';

const refused = (code: string, message: string | RegExp) =>
  expect.objectContaining({ status: 400, code, message: expect.stringMatching(message) });

describe('parameters', () => {
  it.each([{}, { VideoId: '' }])('are missing if absent or empty: %p', (parameters) => {
    expect(() => requireText(parameters, 'VideoId')).toThrow(
      refused('MissingVideoId', /^VideoId is mandatory for this action\.$/),
    );
  });

  it.each(['0', '-1', '101', '1.5', '1e2', 'ten', ' 5', '0x10', '99999999999999999999'])(
    'are no page size if %p',
    (PageSize) => {
      expect(() => readPage({ PageSize })).toThrow(refused('InvalidParameter', 'PageSize'));
    },
  );

  it('page by ten from the first page unless told otherwise', () => {
    expect(readPage({})).toEqual({ number: 1, size: 10, offset: 0, end: 10 });
    expect(readPage({ PageNo: '3', PageSize: '100' })).toMatchObject({ offset: 200, end: 300 });
  });

  it('are integers in their range', () => {
    expect(readInteger({ CateId: '-1' }, 'CateId', { min: -1 })).toBe(-1);
    expect(readInteger({ CateId: '' }, 'CateId', { min: -1 })).toBeUndefined();
    expect(() => readInteger({ N: '3001' }, 'N', { min: 100, max: 3000 })).toThrow(
      refused('InvalidParameter', 'an integer of at least 100 and at most 3000'),
    );
  });

  it('are booleans in words', () => {
    expect(readBoolean({ Force: 'true' }, 'Force')).toBe(true);
    expect(readBoolean({ Force: 'True' }, 'Force')).toBe(true);
    expect(readBoolean({}, 'Force')).toBe(false);
    expect(() => readBoolean({ Force: '1' }, 'Force')).toThrow(
      refused('InvalidParameter', 'Force'),
    );
  });

  it('list ids, each once, twenty at most', () => {
    expect(readIds({ VideoIds: ' a,b,,a, c' }, 'VideoIds')).toEqual(['a', 'b', 'c']);
    expect(readIds({ VideoIds: ',,' }, 'VideoIds')).toBeUndefined();
    const twentyOne = Array.from({ length: 21 }, (_, index) => `id${index}`).join();
    expect(() => requireIds({ VideoIds: twentyOne }, 'VideoIds')).toThrow(
      refused('VideoIdsExceededMax', /^The VideoIds exceeded maximum\.$/),
    );
  });

  it.each(['2024-05-01', '2024-05-01T08:00:00', '2024-13-01T00:00:00Z', '2024-02-30T00:00:00Z'])(
    'are no time if %p',
    (StartTime) => {
      expect(() => readTime({ StartTime }, 'StartTime')).toThrow(
        refused('InvalidParameter', 'StartTime'),
      );
    },
  );

  it('are refused if documented but not served', () => {
    expect(() => refuseUnsupported({ Trace: 'x' }, ['PlayConfig', 'Trace'])).toThrow(
      refused(
        'InvalidParameter',
        /^The specified parameter Trace is not supported by this service\.$/,
      ),
    );
    expect(() => refuseUnsupported({ Trace: '' }, ['Trace'])).not.toThrow();
  });
});

describe('texts', () => {
  it('are measured in bytes of UTF-8', () => {
    const title = '海'.repeat(42);
    expect(checkTitle('Title', `${title}ab`)).toBe(`${title}ab`);
    expect(() => checkTitle('Title', `${title}abc`)).toThrow(
      refused('InvalidParameter', '129 bytes of UTF-8, at most 128'),
    );
    expect(checkDescription('Description', 'a'.repeat(1024))).toHaveLength(1024);
    expect(() => checkDescription('Description', 'a'.repeat(1025))).toThrow();
  });

  it('hold sixteen tags of 32 bytes at most', () => {
    const tags = (count: number, bytes: number) => Array(count).fill('t'.repeat(bytes)).join();
    expect(checkTags('Tags', tags(16, 32))).toHaveLength(16 * 33 - 1);
    expect(() => checkTags('Tags', tags(17, 1))).toThrow(refused('InvalidParameter', '16 tags'));
    expect(() => checkTags('Tags', tags(1, 33))).toThrow(refused('InvalidParameter', '33 bytes'));
  });

  it.each(['\u0000', 'a\u0007', '\ud83d'])('hold nothing that XML cannot carry: %j', (text) => {
    expect(() => checkTitle('Title', text)).toThrow(refused('InvalidParameter', 'Title'));
  });

  it.each(['😀', '❤️', '🌶', '🇨🇳'])('of images hold no emoji: %s', (text) => {
    expect(() => checkNoEmoji('Title', text)).toThrow(refused('InvalidParameter', 'emoji'));
  });

  it('of images may hold any other sign', () => {
    expect(checkNoEmoji('Title', '海 © № ½ 10 #1 —')).toBe('海 © № ½ 10 #1 —');
  });

  it('that are URLs or JSON are checked to be', () => {
    expect(checkUrl('CoverURL', 'https://example.com/a.jpg')).toBe('https://example.com/a.jpg');
    for (const url of ['a.jpg', 'ftp://example.com/a', 'javascript:alert(1)', 'http://']) {
      expect(() => checkUrl('CoverURL', url)).toThrow(refused('InvalidParameter', 'CoverURL'));
    }
    expect(checkJsonObject('UserData', '{"Extend":{}}')).toBe('{"Extend":{}}');
    for (const json of ['[]', '1', '{', 'null', '"x"']) {
      expect(() => checkJsonObject('UserData', json)).toThrow(
        refused('InvalidParameter', 'UserData'),
      );
    }
  });
});

describe('UpdateContent', () => {
  const read = (content: unknown) =>
    readUpdateContent({ UpdateContent: JSON.stringify(content) }, ['VideoId', 'Title', 'CateId']);

  it('becomes text members; a category may be a number or text', () => {
    const items = read([
      { VideoId: 'a', CateId: 7 },
      { VideoId: 'b', CateId: '7', Other: true },
    ]);
    expect(items.map(({ members }) => members)).toEqual([
      { VideoId: 'a', CateId: '7' },
      { VideoId: 'b', CateId: '7' },
    ]);
  });

  it.each([true, 1.5, {}, [], null, 7])('refuses %p where text belongs', (Title) => {
    expect(() => read([{ VideoId: 'a' }, { VideoId: 'b', Title }])).toThrow(
      refused('InvalidParameter', /UpdateContent\[1\]\.Title/),
    );
  });

  it.each([true, 1.5, {}, null, 2 ** 60])('refuses %p as a category', (CateId) => {
    expect(() => read([{ VideoId: 'a', CateId }])).toThrow(
      refused('InvalidParameter', /UpdateContent\[0\]\.CateId/),
    );
  });

  it.each(['{}', '"x"', '[1]', '[null]', '[[]]', '[', '[]'])('refuses %s', (UpdateContent) => {
    expect(() => readUpdateContent({ UpdateContent }, [])).toThrow(
      refused('InvalidParameter', 'UpdateContent'),
    );
  });

  it('holds twenty objects at most', () => {
    expect(read(Array(20).fill({}))).toHaveLength(20);
    expect(() => read(Array(21).fill({}))).toThrow(refused('CountExceededMax', 'UpdateContent'));
  });
});
