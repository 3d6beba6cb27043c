import { describe, expect, it } from '@jest/globals';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { addImages, missingId } from './library.js';
import { useWorld } from './support.js';

const world = useWorld();
const [mandelbrot, gradients, testcard] = shippedIds.images;

const images = (ids: readonly string[], selection = 'id') =>
  world.query(`query ($ids: [ID!]!) { images(ids: $ids) { ${selection} } }`, { ids });

describe('image', () => {
  it('answers one image by one call of the single operation', async () => {
    const { data, errors } = await world.query(
      `query ($id: ID!) {
        image(id: $id) {
          id title tags status type category { name } createdAt url
          mezzanine { fileUrl fileSize width height originalFileName }
        }
      }`,
      { id: mandelbrot },
    );
    expect(errors).toBeUndefined();
    expect(data.image).toMatchObject({
      id: mandelbrot,
      status: 'NORMAL',
      type: 'COVER',
      createdAt: expect.stringMatching(/:\d\d\.000Z$/),
      url: expect.stringContaining('/cdn/'),
      mezzanine: {
        fileUrl: expect.stringContaining('OSSAccessKeyId='),
        fileSize: expect.any(Number),
        width: expect.any(Number),
        height: expect.any(Number),
      },
    });
    expect(world.calls()).toEqual({ GetImageInfo: 1 });
  });

  it.each([missingId, shippedIds.videos[0]])('answers null without an error for %s', async (id) => {
    expect(await world.query('query ($id: ID!) { image(id: $id) { id } }', { id })).toEqual({
      data: { image: null },
    });
  });

  it.each(['', 'a,b', 'a b', '\ud800'])('answers null without a call for %j', async (id) => {
    expect(await world.query('query ($id: ID!) { image(id: $id) { id } }', { id })).toEqual({
      data: { image: null },
    });
    expect(world.calls()).toEqual({});
  });

  it('shares the batch operation with other look-ups of the query', async () => {
    const { data } = await world.query(
      `query ($a: ID!, $b: ID!) {
        one: image(id: $a) { id }
        other: image(id: $b) { ... on Media { id } }
        again: image(id: $a) { type }
      }`,
      { a: mandelbrot, b: gradients },
    );
    expect(data).toMatchObject({ one: { id: mandelbrot }, other: { id: gradients } });
    expect(world.calls()).toEqual({ GetImageInfos: 1 });
  });

  it('keeps variants of the arguments apart', async () => {
    const { data } = await world.query(
      `query ($a: ID!, $b: ID!, $c: ID!) {
        plain: image(id: $a) { url }
        null: image(id: $a, authTimeout: null, outputType: null) { url }
        oss: image(id: $a, outputType: OSS) { url }
        ossToo: image(id: $b, outputType: OSS) { url }
        short: images(ids: [$a, $b, $c], authTimeout: 60) { url }
      }`,
      { a: mandelbrot, b: gradients, c: testcard },
    );
    expect(data.plain.url).toContain('auth_key=');
    expect(data.null.url).toBe(data.plain.url);
    expect(data.oss.url).toContain('OSSAccessKeyId=');
    expect(data.ossToo.url).toContain('OSSAccessKeyId=');
    expect(
      world.emulator.calls
        .all()
        .map(({ operation, parameters }) => ({ operation, ...parameters }))
        .toSorted((a, b) => Object.keys(a).length - Object.keys(b).length),
    ).toEqual([
      { operation: 'GetImageInfo', ImageId: mandelbrot },
      { operation: 'GetImageInfos', ImageIds: `${mandelbrot},${gradients}`, OutputType: 'oss' },
      {
        operation: 'GetImageInfos',
        ImageIds: `${mandelbrot},${gradients},${testcard}`,
        AuthTimeout: '60',
      },
    ]);
  });

  it.each([
    ['authTimeout: 0', 'authTimeout: must be at least 1 second; got 0.'],
    [
      'authTimeout: 2592001, outputType: OSS',
      'authTimeout: must be 1 to 2592000 seconds for OSS URLs; got 2592001.',
    ],
    ['outputType: UNKNOWN', 'outputType: UNKNOWN is answered only; it cannot be asked for.'],
  ])('refuses %s before any call', async (argument, message) => {
    const { data, errors } = await world.query(
      `query ($id: ID!) { image(id: $id, ${argument}) { id } }`,
      { id: mandelbrot },
    );
    expect(data).toEqual({ image: null });
    expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
    expect(world.calls()).toEqual({});
  });
});

describe('images', () => {
  it('keep order and duplicates, with null where an id does not exist', async () => {
    const { data } = await images([gradients, missingId, mandelbrot, gradients]);
    expect(data.images).toEqual([{ id: gradients }, null, { id: mandelbrot }, { id: gradients }]);
    expect(world.emulator.calls.all().map(({ parameters }) => parameters)).toEqual([
      { ImageIds: [gradients, missingId, mandelbrot].join(',') },
    ]);
  });

  it.each([
    [20, 1],
    [21, 2],
    [60, 3],
  ])('asks for %i images in %i calls', async (count, calls) => {
    const ids = addImages(world, count);
    const { data } = await images(ids);
    expect(data.images).toEqual(ids.map((id) => ({ id })));
    expect(world.calls()).toEqual({ GetImageInfos: calls });
  });

  it('are all null, without an error, if none exists', async () => {
    expect(await images([missingId, 'gone'])).toEqual({ data: { images: [null, null] } });
  });

  it('fail only the ids of a failed batch', async () => {
    const ids = addImages(world, 25);
    world.emulator.faults.add('GetImageInfos', {
      kind: 'refuse',
      status: 403,
      code: 'Forbidden',
      when: ({ ImageIds }) => ImageIds?.includes(ids[20] as string) === true,
    });
    const { data, errors } = await images(ids);
    expect(data.images).toEqual([
      ...ids.slice(0, 20).map((id) => ({ id })),
      ...Array(5).fill(null),
    ]);
    expect(errors?.map(({ path }) => path)).toEqual(
      [20, 21, 22, 23, 24].map((index) => ['images', index]),
    );
  });

  it('answers by id, whatever order VOD answers in and whatever it leaves out', async () => {
    world.emulator.faults.add('GetImageInfos', {
      kind: 'rewrite',
      rewrite: (body) => {
        const {
          ImageInfo,
          NonExistImageIds: _,
          ...rest
        } = body as {
          ImageInfo: unknown[];
          NonExistImageIds: unknown;
        };
        return { ...rest, ImageInfo: ImageInfo.toReversed() };
      },
    });
    const { data } = await images([mandelbrot, missingId, gradients]);
    expect(data.images).toEqual([{ id: mandelbrot }, null, { id: gradients }]);
  });
});

describe('fields that only the search knows', () => {
  const fields = 'id modifiedAt fileName';

  it('cost one search for all images, and it alone', async () => {
    const ids = addImages(world, 30, { fileName: 'upload.png' });
    const { data, errors } = await images(ids, fields);
    expect(errors).toBeUndefined();
    expect(data.images).toEqual(
      ids.map((id) => ({ id, modifiedAt: '2026-05-03T02:37:23.000Z', fileName: 'upload.png' })),
    );
    expect(world.calls()).toEqual({ GetImageInfos: 2, SearchMedia: 1 });
  });

  it('are null for an image that the index does not hold yet', async () => {
    world.emulator.faults.add('SearchMedia', {
      kind: 'rewrite',
      rewrite: (body) => ({ ...body, Total: 0, MediaList: undefined }),
    });
    const { data, errors } = await images([mandelbrot], fields);
    expect(errors).toBeUndefined();
    expect(data.images).toEqual([{ id: mandelbrot, modifiedAt: null, fileName: null }]);
  });

  it('are all that is lost when the search fails', async () => {
    world.emulator.faults.add('SearchMedia', { kind: 'refuse', status: 403, code: 'Forbidden' });
    const { data, errors } = await images([mandelbrot, gradients], fields);
    expect(data.images).toEqual(
      [mandelbrot, gradients].map((id) => ({ id, modifiedAt: null, fileName: null })),
    );
    expect(errors?.map(({ path }) => path?.join('.')).toSorted()).toEqual([
      'images.0.fileName',
      'images.0.modifiedAt',
      'images.1.fileName',
      'images.1.modifiedAt',
    ]);
  });

  it('are null without an error for an image that does not exist', async () => {
    expect(await images([missingId], fields)).toEqual({ data: { images: [null] } });
  });
});
