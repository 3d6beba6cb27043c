import { beforeAll, describe, expect, it } from '@jest/globals';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import type { AttachedMedium, Image, Medium } from '../src/emulator/store/records.js';
import { insertImage, insertVideo } from './emulator/media.js';
import { useWorld } from './support.js';

type Row = Partial<
  Omit<Medium, 'type'> & Omit<Image, 'type'> & Omit<AttachedMedium, 'businessType'>
> & { readonly businessType?: string };
type Kind = 'VIDEO' | 'AUDIO' | 'IMAGE' | 'ATTACHED';

const world = useWorld();
const elsewhere = {
  appId: 'app-1000001',
  storageLocation: 'in-elsewhere.oss-cn-beijing.aliyuncs.com',
};

beforeAll(() => {
  const { store } = world.emulator;
  insertVideo(store, { ...elsewhere, id: 'elsewhere-video', preprocessStatus: 'Preprocessing' });
  insertVideo(store, {
    ...elsewhere,
    id: 'elsewhere-audio',
    type: 'audio',
    description: '100% 港口',
  });
  insertImage(store, { ...elsewhere, id: 'elsewhere-image', status: 'Uploading', title: '港口' });
  for (const id of ['elsewhere-attached', 'two-categories']) {
    store.attachedMedia.insert({
      ...elsewhere,
      id,
      title: '港口字幕',
      description: 'Subtitles',
      status: id === 'two-categories' ? 'Normal' : 'UploadFail',
      businessType: 'subtitle',
      objectKey: `attached/${id}.vtt`,
      createdAt: '2026-05-01T08:00:00Z',
      modifiedAt: '2026-05-02T08:00:00Z',
    });
  }
  store.attachedMedia.addToCategory('two-categories', 1_000_111);
  store.attachedMedia.addToCategory('two-categories', 1_000_120);
});

function rows(kind: Kind): Row[] {
  const { media, images, attachedMedia } = world.emulator.store;
  const all = { limit: 10_000 };
  if (kind === 'IMAGE') return images.find(all);
  if (kind === 'ATTACHED') return attachedMedia.find(all);
  return media.find(all).filter(({ type }) => type === kind.toLowerCase());
}

/** Ids of all hits, page by page. */
async function found(type: Kind, args: Record<string, unknown>): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await world.query(
      `query ($type: MediaType, $filter: MediaFilter, $match: String, $after: String) {
        searchMedia(type: $type, filter: $filter, match: $match, first: 100, after: $after) {
          totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`,
      { type, after, ...args },
    );
    expect(errors).toBeUndefined();
    const { nodes, pageInfo, totalCount } = data.searchMedia;
    ids.push(...nodes.map(({ id }: { id: string }) => id));
    if (!pageInfo.hasNextPage) {
      expect(ids).toHaveLength(totalCount);
      return ids;
    }
    after = pageInfo.endCursor;
  }
}

const has = (value: string | undefined, ...parts: string[]) =>
  parts.some((part) => value?.toLowerCase().includes(part.toLowerCase()));
const within = (value: number | string | undefined, from: number | string, to?: number | string) =>
  value !== undefined && value >= from && (to === undefined || value <= to);

describe('a filter', () => {
  it.each<[Kind, string, Record<string, unknown>, (row: Row) => boolean]>([
    [
      'VIDEO',
      'ids',
      { ids: [...shippedIds.videos, 'missing'] },
      ({ id }) => shippedIds.videos.some((it) => it === id),
    ],
    [
      'AUDIO',
      'ids',
      { ids: [shippedIds.audio, 'elsewhere-audio'] },
      ({ id }) => id === shippedIds.audio || id === 'elsewhere-audio',
    ],
    [
      'IMAGE',
      'ids',
      { ids: [...shippedIds.images] },
      ({ id }) => shippedIds.images.some((it) => it === id),
    ],
    ['ATTACHED', 'ids', { ids: ['two-categories'] }, ({ id }) => id === 'two-categories'],
    [
      'VIDEO',
      'title',
      { title: ['harbour', '港口'] },
      ({ title }) => has(title, 'harbour', '港口'),
    ],
    ['AUDIO', 'title', { title: ['chord'] }, ({ title }) => has(title, 'chord')],
    ['IMAGE', 'title', { title: ['港口'] }, ({ title }) => has(title, '港口')],
    ['ATTACHED', 'title', { title: ['字幕'] }, ({ title }) => has(title, '字幕')],
    ['VIDEO', 'tags', { tags: ['数学', 'cells'] }, ({ tags }) => has(tags, '数学', 'cells')],
    ['AUDIO', 'tags', { tags: ['MUSIC'] }, ({ tags }) => has(tags, 'music')],
    ['IMAGE', 'tags', { tags: ['still'] }, ({ tags }) => has(tags, 'still')],
    ['ATTACHED', 'tags', { tags: ['watermark'] }, ({ tags }) => has(tags, 'watermark')],
    [
      'VIDEO',
      'description',
      { description: ['手机竖屏'] },
      ({ description }) => has(description, '手机竖屏'),
    ],
    [
      'AUDIO',
      'description',
      { description: ['100%'] },
      ({ description }) => has(description, '100%'),
    ],
    ['IMAGE', 'description', { description: ['a'] }, ({ description }) => has(description, 'a')],
    [
      'ATTACHED',
      'description',
      { description: ['sub'] },
      ({ description }) => has(description, 'sub'),
    ],
    [
      'IMAGE',
      'fileName',
      { fileName: ['.png', 'plasma'] },
      ({ fileName }) => has(fileName, '.png', 'plasma'),
    ],
    ['ATTACHED', 'fileName', { fileName: ['.srt'] }, ({ fileName }) => has(fileName, '.srt')],
    [
      'VIDEO',
      'status',
      { status: ['BLOCKED', 'UPLOAD_SUCC'] },
      ({ status }) => status === 'Blocked' || status === 'UploadSucc',
    ],
    ['AUDIO', 'status', { status: ['UPLOADING'] }, ({ status }) => status === 'Uploading'],
    ['IMAGE', 'status', { status: ['UPLOADING'] }, ({ status }) => status === 'Uploading'],
    ['ATTACHED', 'status', { status: ['UPLOAD_FAIL'] }, ({ status }) => status === 'UploadFail'],
    [
      'VIDEO',
      'source',
      { source: ['SHORT_VIDEO'] },
      ({ mediaSource }) => mediaSource === 'short_video',
    ],
    [
      'AUDIO',
      'source',
      { source: ['LIVE', 'EDITING'] },
      ({ mediaSource }) => mediaSource === 'live' || mediaSource === 'editing',
    ],
    [
      'VIDEO',
      'preprocessStatus',
      { preprocessStatus: ['PREPROCESSING'] },
      ({ preprocessStatus }) => preprocessStatus === 'Preprocessing',
    ],
    [
      'AUDIO',
      'preprocessStatus',
      { preprocessStatus: ['UN_PREPROCESS'] },
      ({ preprocessStatus }) => preprocessStatus === 'UnPreprocess',
    ],
    [
      'ATTACHED',
      'businessType',
      { businessType: ['WATERMARK', 'SUBTITLE'] },
      ({ businessType }) => businessType !== 'material',
    ],
    ...(['VIDEO', 'AUDIO', 'IMAGE', 'ATTACHED'] as const).flatMap(
      (kind): [Kind, string, Record<string, unknown>, (row: Row) => boolean][] => [
        [
          kind,
          'storageLocation',
          { storageLocation: [elsewhere.storageLocation] },
          (row) => row.storageLocation === elsewhere.storageLocation,
        ],
        [kind, 'appId', { appId: ['app-1000001', 'app-0'] }, (row) => row.appId === 'app-1000001'],
        [
          kind,
          'createdAt',
          { createdAt: { from: '2025-09-01T00:00:00Z', to: '2026-05-01T08:00:00Z' } },
          (row) => within(row.createdAt, '2025-09-01T00:00:00Z', '2026-05-01T08:00:00Z'),
        ],
        [
          kind,
          'modifiedAt',
          { modifiedAt: { to: '2026-01-01T08:00:00+08:00' } },
          (row) => within(row.modifiedAt, '', '2026-01-01T00:00:00Z'),
        ],
      ],
    ),
    [
      'VIDEO',
      'categoryId',
      { categoryId: '1000107' },
      ({ categoryId }) => categoryId === 1_000_107,
    ],
    [
      'AUDIO',
      'categoryId',
      { categoryId: 1_000_111 },
      ({ categoryId }) => categoryId === 1_000_111,
    ],
    [
      'IMAGE',
      'categoryId',
      { categoryId: '1000112' },
      ({ categoryId }) => categoryId === 1_000_112,
    ],
    ['ATTACHED', 'categoryId', { categoryId: '1000111' }, ({ id }) => id === 'two-categories'],
    ['VIDEO', 'size', { size: { from: 1, to: 600_000 } }, ({ size }) => within(size, 1, 600_000)],
    ['AUDIO', 'size', { size: { from: 100_000 } }, ({ size }) => within(size, 100_000)],
    ['VIDEO', 'duration', { duration: { to: 8.5 } }, ({ duration }) => within(duration, 0, 8.5)],
    [
      'AUDIO',
      'duration',
      { duration: { from: 0.5, to: 1e6 } },
      ({ duration }) => within(duration, 0.5),
    ],
  ])('of type %s by %s finds what the store has', async (kind, _, filter, matches) => {
    const expected = rows(kind)
      .filter(matches)
      .map(({ id }) => id);
    expect((await found(kind, { filter })).sort()).toEqual(expected.sort());
    expect(expected.length).toBeGreaterThan(0);
    expect(expected.length).toBeLessThan(rows(kind).length);
  });

  it('lets everything through if it holds nothing', async () => {
    for (const filter of [{}, { and: [] }, { title: null, and: null }]) {
      expect(await found('VIDEO', { filter })).toHaveLength(rows('VIDEO').length);
    }
  });

  it('holds in all its fields and in each of its groups of alternatives', async () => {
    const filter = {
      status: ['NORMAL'],
      and: [
        { or: [{ title: ['harbour'] }, { tags: ['sea'] }, { description: ['海'] }] },
        { or: [{ duration: { from: 8 } }, { categoryId: '1000102' }] },
      ],
    };
    const expected = rows('VIDEO').filter(
      ({ status, title, tags, description, duration, categoryId }) =>
        status === 'Normal' &&
        (has(title, 'harbour') || has(tags, 'sea') || has(description, '海')) &&
        (within(duration, 8) || categoryId === 1_000_102),
    );
    expect(expected.length).toBeGreaterThan(1);
    expect((await found('VIDEO', { filter })).sort()).toEqual(expected.map(({ id }) => id).sort());
  });

  it('finds alternatives of ids where the type knows no list of them', async () => {
    const or = [{ ids: shippedIds.images.slice(0, 2) }, { ids: ['elsewhere-image'] }];
    const ids = await found('IMAGE', { filter: { and: [{ or }] } });
    expect(ids.sort()).toEqual([...shippedIds.images.slice(0, 2), 'elsewhere-image'].sort());
  });

  it.each<Kind>(['VIDEO', 'AUDIO', 'IMAGE', 'ATTACHED'])(
    'takes 100 ids of type %s',
    async (kind) => {
      const known = rows(kind)
        .slice(0, 5)
        .map(({ id }) => id ?? '');
      const ids = [...known, ...Array.from({ length: 95 }, (_, index) => `missing-${index}`)];
      expect((await found(kind, { filter: { ids } })).sort()).toEqual(known.sort());
    },
  );
});

describe('a raw match', () => {
  it('is passed on as it is', async () => {
    const match = "(Title in ('港口') or Tags='sea')  AND Status=\"Normal\"";
    const expected = rows('VIDEO').filter(
      ({ title, tags, status }) => status === 'Normal' && (has(title, '港口') || has(tags, 'sea')),
    );
    expect((await found('VIDEO', { match })).sort()).toEqual(expected.map(({ id }) => id).sort());
    expect(world.emulator.calls.of('SearchMedia')[0]?.parameters.Match).toBe(match);
  });
});
