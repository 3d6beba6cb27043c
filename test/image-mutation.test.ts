import { describe, expect, it } from '@jest/globals';
import { insertSnapshot } from './emulator/media.js';
import { addImage, addImages, addVideo, missingId } from './library.js';
import { useWorld } from './support.js';

const world = useWorld({ library: false });

const updateImages = (
  input: readonly object[],
  selection = 'results { id outcome } images { id title }',
) =>
  world.query(
    `mutation ($input: [UpdateImageInput!]!) { updateImages(input: $input) { ${selection} } }`,
    { input },
  );
const deleteImages = (input: object) =>
  world.query(
    `mutation ($input: DeleteImagesInput!) {
      deleteImages(input: $input) { results { id outcome code retryable } }
    }`,
    { input },
  );

const result = (id: string, outcome: string) => ({ id, outcome, code: null, retryable: false });
const exists = (id: string) => world.emulator.store.images.byId(id) !== undefined;
const parametersOf = (operation: string) =>
  world.emulator.calls.of(operation).map(({ parameters }) => parameters);

describe('updateImages', () => {
  it('answers per item in input order, each once, and reads back what exists', async () => {
    const [a, b] = addImages(world, 2) as [string, string];
    const { data, errors } = await updateImages([
      { id: b, title: '"B" © \\ \'x\'', description: '第二张', tags: ['a', 'b c'] },
      { id: missingId, title: 'x' },
      { id: a, title: 'A' },
      { id: a, title: 'A' },
    ]);
    expect(errors).toBeUndefined();
    expect(data.updateImages).toEqual({
      results: [
        { id: b, outcome: 'DONE' },
        { id: missingId, outcome: 'NOT_FOUND' },
        { id: a, outcome: 'DONE' },
      ],
      images: [
        { id: b, title: '"B" © \\ \'x\'' },
        { id: a, title: 'A' },
      ],
    });
    expect(world.calls()).toEqual({ UpdateImageInfos: 1, GetImageInfos: 1 });
  });

  it.each([
    ['🎬', 'title'],
    ['sunny ☀️', 'title'],
    ['from 🇩🇪', 'description'],
    ['1️⃣', 'description'],
  ])('refuses %j, which holds emoji, in the %s', async (text, field) => {
    const { errors } = await updateImages([
      { id: 'a', title: 'fine' },
      { id: 'b', [field]: text },
    ]);
    expect(errors?.[0]).toMatchObject({
      message: `input[1].${field}: must not hold emoji.`,
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(world.calls()).toEqual({});
  });

  it('refuses emoji in tags, null, empty and nothing to change', async () => {
    const inputs = [{ tags: ['a', '👍'] }, { title: null }, { description: '' }, { tags: [] }, {}];
    const answers = await Promise.all(inputs.map((input) => updateImages([{ id: 'a', ...input }])));
    expect(answers.map(({ errors }) => errors?.[0]?.message)).toEqual([
      'input[0].tags: must not hold emoji.',
      'input[0].title: must not be null; leave it out to keep it as it is.',
      'input[0].description: must not be empty; leave it out to keep it as it is.',
      'input[0].tags: must not be empty; leave it out to keep it as it is.',
      'input[0]: must hold something to change besides `id`.',
    ]);
    expect(world.calls()).toEqual({});
  });

  it.each(['Price: 5 €, ©®™', '½ × ←→ ✓', '𠮷野家', '❤ as text'])('takes %j', async (title) => {
    const { data, errors } = await updateImages([{ id: addImage(world), title }]);
    expect(errors).toBeUndefined();
    expect(data.updateImages).toMatchObject({
      results: [{ outcome: 'DONE' }],
      images: [{ title }],
    });
  });

  it('changes 21 images in two calls, and fails the items of a failed one only', async () => {
    const ids = addImages(world, 21);
    world.emulator.faults.add('UpdateImageInfos', {
      kind: 'refuse',
      status: 403,
      code: 'Forbidden',
      when: ({ UpdateContent }) => UpdateContent?.includes(ids[20] as string) === true,
    });
    const { data } = await updateImages(
      ids.map((id) => ({ id, title: 'x' })),
      'results { id outcome code }',
    );
    expect(data.updateImages.results).toEqual([
      ...ids.slice(0, 20).map((id) => ({ id, outcome: 'DONE', code: null })),
      { id: ids[20], outcome: 'FORBIDDEN', code: 'Forbidden' },
    ]);
    expect(world.calls()).toEqual({ UpdateImageInfos: 2 });
  });

  it.each([
    ['wrapped', { ImageId: ['gone'] }],
    ['bare', ['gone']],
    ['absent', undefined],
  ])('reads a list of missing images that is %s', async (form, list) => {
    world.emulator.faults.add('UpdateImageInfos', {
      kind: 'rewrite',
      rewrite: (body) => ({ ...body, NonExistImageIds: list }),
    });
    const { data } = await updateImages([{ id: 'gone', title: 'x' }], 'results { outcome }');
    const outcome = form === 'absent' ? 'DONE' : 'NOT_FOUND';
    expect(data.updateImages.results).toEqual([{ outcome }]);
  });

  it('takes a refusal as not found for all of a chunk', async () => {
    const fault = { kind: 'refuse', status: 404, code: 'NoSuchResource' } as const;
    world.emulator.faults.add('UpdateImageInfos', fault);
    const { data, errors } = await updateImages(
      [{ id: 'gone', title: 'x' }],
      'results { outcome }',
    );
    expect(errors).toBeUndefined();
    expect(data.updateImages.results).toEqual([{ outcome: 'NOT_FOUND' }]);
  });

  it('is done, and says so, if reading back fails', async () => {
    world.emulator.faults.add('GetImageInfo', { kind: 'refuse', status: 403, code: 'Forbidden' });
    const { data, errors } = await updateImages([{ id: addImage(world), title: 'x' }]);
    expect(data.updateImages).toMatchObject({ results: [{ outcome: 'DONE' }], images: null });
    expect(errors?.[0]).toMatchObject({
      path: ['updateImages', 'images'],
      extensions: { code: 'FORBIDDEN', outcome: 'DONE' },
    });
  });
});

describe('deleteImages', () => {
  it.each([
    ['none', {}],
    ['two', { ids: ['a'], urls: ['https://a.example/b'] }],
    ['null', { ids: null }],
    ['one beside null', { ids: ['a'], video: null }],
  ])('refuses %s of its fields before anything is sent', async (_name, input) => {
    const { data, errors } = await deleteImages(input);
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(world.calls()).toEqual({});
  });

  it.each([
    [{ ids: [] }, 'input.ids: must hold 1 to 500 items; got 0.'],
    [{ urls: [] }, 'input.urls: must hold 1 to 500 items; got 0.'],
    [{ urls: ['https://a.example/b', 'b.png'] }, 'input.urls[1]: must be an http or https URL.'],
    [{ video: { id: 'v', types: [] } }, 'input.video.types: must hold at least one type.'],
    [
      { video: { id: 'v', types: ['ALL', 'COVER_SNAPSHOT'] } },
      'input.video.types: ALL must stand alone.',
    ],
  ])('refuses %j', async (input, message) => {
    const { data, errors } = await deleteImages(input);
    expect(data).toEqual({ deleteImages: null });
    expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
    expect(world.calls()).toEqual({});
  });

  it('deletes by id what exists, and does not send what does not', async () => {
    const [a, b] = addImages(world, 2) as [string, string];
    const { data, errors } = await deleteImages({ ids: [b, missingId, a, b] });
    expect(errors).toBeUndefined();
    expect(data.deleteImages.results).toEqual([
      result(b, 'DONE'),
      result(missingId, 'NOT_FOUND'),
      result(a, 'DONE'),
    ]);
    expect([a, b].map(exists)).toEqual([false, false]);
    expect(parametersOf('DeleteImage')).toEqual([
      { DeleteImageType: 'ImageId', ImageIds: `${b},${a}` },
    ]);
    expect(world.calls()).toEqual({ GetImageInfos: 1, DeleteImage: 1 });
  });

  it('sends no deletion if none of the ids exists', async () => {
    const { data } = await deleteImages({ ids: [missingId] });
    expect(data.deleteImages.results).toEqual([result(missingId, 'NOT_FOUND')]);
    expect(world.calls()).toEqual({ GetImageInfo: 1 });
  });

  it('deletes 45 images in three calls', async () => {
    const ids = addImages(world, 45);
    const { data } = await deleteImages({ ids });
    expect(data.deleteImages.results).toEqual(ids.map((id) => result(id, 'DONE')));
    expect(world.calls()).toEqual({ GetImageInfos: 3, DeleteImage: 3 });
  });

  it('leaves alone those that could not be read first', async () => {
    const ids = addImages(world, 21);
    const last = ids[20] as string;
    const when = ({ ImageIds }: { readonly ImageIds?: string }) => ImageIds === last;
    world.emulator.faults.add('GetImageInfos', { kind: 'reset', when }, 3);
    const { data, errors } = await deleteImages({ ids });
    expect(errors).toBeUndefined();
    expect(data.deleteImages.results).toEqual([
      ...ids.slice(0, 20).map((id) => result(id, 'DONE')),
      { id: last, outcome: 'FAILED', code: 'UPSTREAM_UNAVAILABLE', retryable: true },
    ]);
    expect(exists(last)).toBe(true);
  });

  it('fails as a whole if nothing could be read first', async () => {
    world.emulator.faults.add('GetImageInfo', { kind: 'reset' }, 3);
    const { data, errors } = await deleteImages({ ids: [addImage(world)] });
    expect(data).toEqual({ deleteImages: null });
    expect(errors?.[0]?.extensions).toEqual({
      code: 'UPSTREAM_UNAVAILABLE',
      retryable: true,
      vod: { operation: 'GetImageInfo' },
    });
  });

  it('deletes by the URLs that were handed out, one call each', async () => {
    const [a, b] = addImages(world, 2) as [string, string];
    const { data: read } = await world.query(
      'query ($a: ID!, $b: ID!) { image(id: $a) { url } other: image(id: $b, outputType: OSS) { url } }',
      { a, b },
    );
    world.emulator.calls.clear();
    const unknown = 'https://img.example.com/a,b.png?x=%2C&y=1';
    const urls = [read.image.url, unknown, read.other.url, read.image.url];
    const { data, errors } = await deleteImages({ urls });
    expect(errors).toBeUndefined();
    expect(data.deleteImages.results).toEqual([
      result(read.image.url, 'DONE'),
      result(unknown, 'NOT_FOUND'),
      result(read.other.url, 'DONE'),
    ]);
    expect([a, b].map(exists)).toEqual([false, false]);
    expect(world.calls()).toEqual({ DeleteImage: 3 });
  });

  it("deletes a video's images of the kinds that are named", async () => {
    const { store } = world.emulator;
    const video = addVideo(world);
    for (const type of ['CoverSnapshot', 'NormalSnapshot', 'SpriteSnapshot'] as const) {
      insertSnapshot(store, video, type);
    }
    const types = ['NORMAL_SNAPSHOT', 'SPRITE_SNAPSHOT', 'NORMAL_SNAPSHOT'];
    const { data } = await deleteImages({ video: { id: video, types } });
    expect(data.deleteImages.results).toEqual([result(video, 'DONE')]);
    expect(store.snapshots.ofMedium(video, 'CoverSnapshot')).toHaveLength(1);
    expect(store.snapshots.ofMedium(video, 'NormalSnapshot')).toEqual([]);
    await deleteImages({ video: { id: video, types: ['ALL'] } });
    expect(store.snapshots.ofMedium(video, 'CoverSnapshot')).toEqual([]);
    expect(parametersOf('DeleteImage')).toEqual([
      { DeleteImageType: 'VideoId', VideoId: video, ImageType: 'NormalSnapshot,SpriteSnapshot' },
      { DeleteImageType: 'VideoId', VideoId: video, ImageType: 'All' },
    ]);
  });

  it('is NOT_FOUND for a video without such images', async () => {
    const { data, errors } = await deleteImages({ video: { id: missingId, types: ['ALL'] } });
    expect(errors).toBeUndefined();
    expect(data.deleteImages.results).toEqual([result(missingId, 'NOT_FOUND')]);
  });
});
