import { describe, expect, it } from '@jest/globals';
import type { Rewrite } from '../src/emulator/faults.js';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import type { MediaHit } from '../src/vod/operations.js';
import { useWorld } from './support.js';

const world = useWorld();

async function search(text: string, variables?: Record<string, unknown>) {
  const { data, errors } = await world.query(text, variables);
  expect(errors).toBeUndefined();
  return data.searchMedia;
}

/** The Fields that the only SearchMedia call asked for, sorted. */
function askedFields(): string[] {
  const calls = world.emulator.calls.of('SearchMedia');
  expect(calls).toHaveLength(1);
  return calls[0]?.parameters.Fields?.split(',').sort() ?? [];
}

function rewriteHits(change: (hits: MediaHit[]) => unknown[]): void {
  const rewrite: Rewrite = (body) => {
    const { MediaList, ...answer } = body as { MediaList: MediaHit[] };
    return { ...answer, MediaList: change(MediaList) };
  };
  world.emulator.faults.add('SearchMedia', { kind: 'rewrite', rewrite });
}

describe('searchMedia', () => {
  it.each([
    ['VIDEO', 'Video'],
    ['AUDIO', 'Audio'],
    ['IMAGE', 'Image'],
    ['ATTACHED', 'AttachedMedia'],
  ])('finds media of type %s', async (type, typeName) => {
    const found = await search(
      `query ($type: MediaType) { searchMedia(type: $type, first: 5) {
        totalCount nodes { __typename id title status createdAt storageLocation appId } } }`,
      { type },
    );
    expect(found.totalCount).toBeGreaterThan(5);
    expect(found.nodes).toHaveLength(5);
    for (const node of found.nodes) {
      expect(node).toEqual({
        __typename: typeName,
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        title: expect.any(String),
        status: expect.any(String),
        createdAt: expect.stringMatching(/\.000Z$/),
        storageLocation: expect.stringContaining('.oss-cn-shanghai.'),
        appId: 'app-1000000',
      });
    }
    expect(world.calls()).toEqual({ SearchMedia: 1 });
  });

  it('finds videos, twenty, newest first, unless told otherwise', async () => {
    const { nodes } = await search('{ searchMedia { nodes { __typename createdAt } } }');
    const times = nodes.map((node: { createdAt: string }) => node.createdAt);
    expect(nodes).toHaveLength(20);
    expect(nodes[0].__typename).toBe('Video');
    expect(times).toEqual([...times].sort().reverse());
  });

  it('takes null for an argument left out', async () => {
    const usual = await search('{ searchMedia { nodes { id } } }');
    for (const sort of ['null', '[]', '[{ field: CREATED_AT, order: null }]']) {
      const found = await search(
        `{ searchMedia(type: null, filter: null, match: null, first: null, after: null, sort: ${sort}) { nodes { id } } }`,
      );
      expect(found).toEqual(usual);
    }
  });

  it('answers attached media with their categories', async () => {
    const { nodes } = await search(
      `{ searchMedia(type: ATTACHED, filter: { businessType: [MATERIAL] }) { nodes {
        category { id } ... on AttachedMedia { businessType url fileName categories { id name level parentId } } } } }`,
    );
    expect(nodes).toHaveLength(5);
    expect(nodes[0]).toEqual({
      category: { id: '1000120' },
      businessType: 'MATERIAL',
      url: expect.stringContaining(world.emulator.origin),
      fileName: 'backdrop.jpg',
      categories: [{ id: '1000120', name: 'Materials', level: 0, parentId: '-1' }],
    });
    expect(world.calls()).toEqual({ SearchMedia: 1 });
  });

  it('answers a null node, without an error, for a hit of a kind it does not know', async () => {
    rewriteHits(([first, ...others]) => [{ ...first, MediaType: 'hologram' }, ...others]);
    const { nodes, edges } = await search(
      '{ searchMedia(first: 3) { nodes { title } edges { cursor node { title } } } }',
    );
    expect(nodes.map((node: unknown) => node === null)).toEqual([true, false, false]);
    expect(edges[0]).toEqual({ cursor: expect.any(String), node: null });
  });

  it('answers by what MediaType says, not by which objects are there', async () => {
    rewriteHits((hits) =>
      hits.map((hit) => ({ ...hit, Audio: { Title: 'no' }, Image: { Title: 'no' } })),
    );
    const { nodes } = await search('{ searchMedia(first: 3) { nodes { __typename title } } }');
    for (const node of nodes) expect(node).not.toMatchObject({ title: 'no' });
  });

  it('copes with hits that hold nothing, and with no list at all', async () => {
    rewriteHits((hits) => hits.map(({ MediaId, MediaType }) => ({ MediaId, MediaType })));
    const { nodes } = await search('{ searchMedia(first: 1) { nodes { title tags status } } }');
    expect(nodes).toEqual([{ title: null, tags: [], status: null }]);
    world.emulator.faults.add('SearchMedia', {
      kind: 'rewrite',
      rewrite: () => ({ Total: 0, RequestId: 'R' }),
    });
    expect(await search('{ searchMedia { totalCount nodes { id } } }')).toEqual({
      totalCount: 0,
      nodes: [],
    });
  });
});

describe('a hit that holds the selection', () => {
  it.each<[string, string, string[]]>([
    ['nothing but its id', '{ nodes { id } }', []],
    ['no hit at all', '{ totalCount pageInfo { hasNextPage } }', []],
    ['the type name', '{ nodes { __typename } edges { cursor } }', []],
    ['fields of nodes', '{ nodes { title tags } }', ['Tags', 'Title']],
    ['fields of edges', '{ edges { cursor node { title status } } }', ['Status', 'Title']],
    ['both', '{ nodes { title } edges { node { title description } } }', ['Description', 'Title']],
    ['aliases', '{ hits: nodes { name: title } }', ['Title']],
    ['the same field twice', '{ nodes { title } more: nodes { title tags } }', ['Tags', 'Title']],
    ['the category', '{ nodes { category { name } } }', ['CateId', 'CateName']],
    ['times', '{ nodes { createdAt modifiedAt } }', ['CreationTime', 'ModificationTime']],
    [
      'fields of the type',
      '{ nodes { ... on Video { size duration coverUrl snapshots } } }',
      ['CoverURL', 'Duration', 'Size', 'Snapshots'],
    ],
    [
      'fields that a look-up does not have',
      '{ nodes { ... on Video { transcodeMode source spriteSnapshots preprocessStatus downloadSwitch } } }',
      ['DownloadSwitch', 'MediaSource', 'PreprocessStatus', 'SpriteSnapshots', 'TranscodeMode'],
    ],
    [
      'storage',
      '{ nodes { storageLocation appId ... on Video { storageClass restoreStatus restoreExpiration referenceId } } }',
      [
        'AppId',
        'ReferenceId',
        'RestoreExpiration',
        'RestoreStatus',
        'StorageClass',
        'StorageLocation',
      ],
    ],
    [
      'no fields of other types',
      '{ nodes { title ... on Image { url } ... on Audio { size } } }',
      ['Title'],
    ],
    ['a fragment on the interface', '{ nodes { ...Texts } }', ['Description', 'Title']],
    ['a fragment in a fragment', '{ ...Page }', ['Description', 'Size', 'Title']],
    [
      '@include and @skip',
      '{ nodes { title @skip(if: $yes) tags @include(if: $yes) ... @include(if: $no) { ...Texts } } }',
      ['Tags'],
    ],
  ])('costs one call that asks for %s', async (_, selection, fields) => {
    const fragments = [
      'fragment Texts on Media { title description }',
      'fragment Page on MediaConnection { edges { node { ...Texts ... on Video { size } } } }',
    ].filter((fragment) => {
      const name = fragment.split(' ')[1];
      return (
        selection.includes(`...${name}`) || (name === 'Texts' && selection.includes('...Page'))
      );
    });
    const variables = selection.includes('$') ? '($yes: Boolean!, $no: Boolean!)' : '';
    await search(
      `query ${variables} { searchMedia(first: 5) ${selection} } ${fragments.join(' ')}`,
      {
        yes: true,
        no: false,
      },
    );
    expect(askedFields()).toEqual(fields);
    expect(world.calls()).toEqual({ SearchMedia: 1 });
  });

  it('costs one call for images and for attached media', async () => {
    await search(
      '{ searchMedia(type: IMAGE) { nodes { category { id } ... on Image { url fileName modifiedAt } } } }',
    );
    expect(askedFields()).toEqual(['CateId', 'CateName', 'FileName', 'ModificationTime', 'URL']);
    world.emulator.calls.clear();
    await search(
      '{ searchMedia(type: ATTACHED) { nodes { category { id } ... on AttachedMedia { categories { id } businessType } } } }',
    );
    expect(askedFields()).toEqual(['BusinessType', 'Categories']);
  });

  it('costs a call for each of two searches, with the fields of each', async () => {
    const { data } = await world.query(
      '{ a: searchMedia(first: 2) { nodes { title } } b: searchMedia(first: 2, type: AUDIO) { nodes { tags } } }',
    );
    expect(data.b.nodes).toHaveLength(2);
    const fields = world.emulator.calls
      .of('SearchMedia')
      .map(({ parameters }) => [parameters.SearchType, parameters.Fields]);
    expect(fields.sort()).toEqual([
      ['audio', 'Tags'],
      ['video', 'Title'],
    ]);
  });
});

describe('a hit that lacks what is selected', () => {
  it.each([
    ['VIDEO', '... on Video { userData }', { GetVideoInfos: 1 }],
    ['VIDEO', '... on Video { regionId title source }', { GetVideoInfos: 1 }],
    ['VIDEO', '... on Video { templateGroupId }', { GetVideoInfos: 1 }],
    ['VIDEO', '... on Video { auditStatus }', { GetVideoInfo: 20 }],
    ['VIDEO', '... on Video { auditStatus userData transcodeMode }', { GetVideoInfo: 20 }],
    ['AUDIO', '... on Audio { userData }', { GetVideoInfos: 1 }],
    ['IMAGE', '... on Image { type }', { GetImageInfos: 1 }],
    ['IMAGE', '... on Image { mezzanine { width } fileName modifiedAt }', { GetImageInfos: 1 }],
    ['IMAGE', '... on Image { regionId auditStatus }', { GetImageInfos: 1 }],
    ['VIDEO', '... on Video { mezzanine { fileName } }', { BatchGetMediaInfos: 1 }],
    ['VIDEO', '... on Video { streams { url } mezzanine { size } }', { BatchGetMediaInfos: 1 }],
    ['AUDIO', '... on Audio { streams { url } userData }', { BatchGetMediaInfos: 1 }],
  ])('of type %s (%s) costs %j more', async (type, selection, calls) => {
    const { nodes } = await search(
      `query ($type: MediaType) { searchMedia(type: $type, first: 20) { nodes { id ${selection} } } }`,
      { type },
    );
    expect(nodes).not.toContain(null);
    expect(world.calls()).toEqual({ SearchMedia: 1, ...calls });
  });

  it('is completed by what the look-up knows', async () => {
    const { nodes } = await search(
      `query ($ids: [ID!]) { searchMedia(filter: { ids: $ids }) { nodes {
        id title ... on Video { regionId transcodeMode source templateGroupId auditStatus } } } }`,
      { ids: [shippedIds.noTranscodeVideo] },
    );
    expect(nodes).toEqual([
      {
        id: shippedIds.noTranscodeVideo,
        title: 'Screen recording (played as uploaded)',
        regionId: 'cn-shanghai',
        transcodeMode: 'NO_TRANSCODE',
        source: 'GENERAL',
        templateGroupId: 'VOD_NO_TRANSCODE',
        auditStatus: 'NORMAL',
      },
    ]);
  });

  it('is null, without an error, if it is gone when looked up', async () => {
    rewriteHits((hits) =>
      hits.map((hit, index) => (index === 1 ? { ...hit, MediaId: 'gone' } : hit)),
    );
    const { nodes } = await search(
      '{ searchMedia(first: 3) { nodes { ... on Video { userData } } } }',
    );
    expect(nodes.map((node: unknown) => node === null)).toEqual([false, true, false]);
  });

  it('fails alone with its batch: the page and the other hits stay', async () => {
    world.emulator.faults.add('GetVideoInfos', { kind: 'refuse', status: 403, code: 'Forbidden' });
    const { data, errors } = await world.query(
      '{ searchMedia(first: 40) { totalCount pageInfo { hasNextPage endCursor } nodes { ... on Video { userData } } } }',
    );
    const { nodes, ...page } = data.searchMedia;
    expect(nodes.filter((node: unknown) => node === null)).toHaveLength(20);
    expect(page).toEqual({
      totalCount: expect.any(Number),
      pageInfo: { hasNextPage: true, endCursor: expect.any(String) },
    });
    expect(errors).toHaveLength(20);
    expect(errors?.[0]).toMatchObject({
      path: ['searchMedia', 'nodes', expect.any(Number)],
      extensions: { code: 'FORBIDDEN', vod: { operation: 'GetVideoInfos', code: 'Forbidden' } },
    });
    expect(world.calls()).toEqual({ SearchMedia: 1, GetVideoInfos: 2 });
  });
});
