import { describe, expect, it } from '@jest/globals';
import type { ItemDetail, ItemPage } from '../../src/emulator/console/shapes.js';
import { shippedIds } from '../../src/emulator/shipped-ids.js';
import { id, insertImage, insertVideo } from './media.js';
import { useEmulator } from './rpc-client.js';

const [video] = shippedIds.videos;

async function read<Body>(origin: string, path: string) {
  const response = await fetch(`${origin}/_control/media${path}`);
  return { status: response.status, body: (await response.json()) as Body };
}

const list = async (origin: string, query: string) => (await read<ItemPage>(origin, query)).body;

const detail = async (origin: string, itemId: string | undefined) =>
  (await read<ItemDetail>(origin, `/${itemId}`)).body;

describe('the library as the page reads it', () => {
  it('is paged, newest first', async () => {
    const { origin } = await useEmulator({ library: true });
    const first = await list(origin, '?pageSize=3');
    const second = await list(origin, '?pageSize=3&page=2');
    expect(first).toMatchObject({ page: 1, pageSize: 3, total: 376 });
    expect(first.items[0]).toMatchObject({
      id: video,
      kind: 'video',
      title: 'Test card with clock, 16:9',
      status: 'Normal',
      duration: 12,
      size: 816_307,
      createdAt: '2026-07-01T08:00:00Z',
    });
    const times = [...first.items, ...second.items].map(({ createdAt }) => createdAt);
    expect(times).toEqual(times.toSorted().reverse());
    expect(new Set(times).size).toBe(6);
  });

  it.each(['audio', 'video', 'image', 'attached'])('is narrowed to %s', async (kind) => {
    const { origin } = await useEmulator({ library: true });
    const { items } = await list(origin, `?kind=${kind}`);
    expect(new Set(items.map((item) => item.kind))).toEqual(new Set([kind]));
  });

  it('is searched in titles, descriptions, tags and for an id, narrowed by status', async () => {
    const { origin, store } = await useEmulator();
    insertVideo(store, { id: id(1), title: 'Harbour at dawn', tags: 'sea' });
    insertVideo(store, { id: id(2), title: '海洋 B', description: 'No HARBOUR here' });
    insertVideo(store, { id: id(3), title: 'x', tags: 'old harbour,y', status: 'Blocked' });
    insertImage(store, { id: id(4), title: 'Harbour' });
    const found = async (query: string) =>
      (await list(origin, query)).items.map((item) => item.id).toSorted();
    expect(await found('?search=harbour')).toEqual([id(1), id(2), id(3)]);
    expect(await found('?search=%20harbour%20&status=Blocked')).toEqual([id(3)]);
    expect(await found('?search=harbour&kind=image')).toEqual([id(4)]);
    expect(await found(`?search=${encodeURIComponent('海')}`)).toEqual([id(2)]);
    expect(await found(`?search=${id(3)}`)).toEqual([id(3)]);
    expect(await found('?search=%25%27%22%5C')).toEqual([]);
  });

  it.each([
    ['page', '0'],
    ['page', 'x'],
    ['pageSize', '101'],
    ['kind', 'film'],
    ['sort', 'title'],
  ])('refuses %s=%s', async (name, value) => {
    const { origin } = await useEmulator();
    const { status, body } = await read(origin, `?${name}=${value}`);
    expect({ status, body }).toMatchObject({ status: 400, body: { error: { field: name } } });
  });

  it('tells of a medium what can be played, and its files by URLs that open them', async () => {
    const { origin } = await useEmulator({ library: true });
    const item = await detail(origin, video);
    expect(item).toMatchObject({
      tags: ['test', 'clock', 'landscape'],
      category: 'City',
      source: { status: 'Normal', width: 1280, height: 720, fps: 25 },
      jobs: [],
    });
    expect(item.streams).toContainEqual(
      expect.objectContaining({ definition: 'LD', format: 'mp4', width: 720, status: 'Normal' }),
    );
    const { coverUrl, source, streams, snapshotUrls } = item;
    for (const url of [coverUrl, source?.url, streams[0]?.url, snapshotUrls[0]]) {
      expect((await fetch(url ?? '')).status).toBe(200);
    }
  });

  it('tells of an image and of an attached medium their file', async () => {
    const { origin } = await useEmulator({ library: true });
    const image = await detail(origin, shippedIds.images[0]);
    expect(image).toMatchObject({ kind: 'image', source: { width: 640, height: 400 } });
    expect((await fetch(image.source?.url ?? '')).headers.get('content-type')).toBe('image/png');
    const { items } = await list(origin, '?kind=attached');
    const attached = await detail(origin, items[0]?.id);
    expect((await fetch(attached.source?.url ?? '')).status).toBe(200);
  });

  it('asks nobody else for a cover that lies elsewhere', async () => {
    const { origin, store } = await useEmulator();
    insertVideo(store, { id: id(1), coverUrl: 'https://elsewhere.example/cover.jpg' });
    expect(JSON.stringify(await detail(origin, id(1)))).not.toContain('elsewhere');
  });

  it('knows no other id', async () => {
    const { origin } = await useEmulator();
    expect((await read(origin, '/none')).status).toBe(404);
    expect((await read(origin, '/..%2f..%2fpackage.json')).status).toBe(404);
  });
});
