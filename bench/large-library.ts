import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask } from '../test/emulator/kill/states.js';
import type { Client } from '../test/emulator/signed-call.js';
import type { Bench } from './bench.js';
import { nodeStartMs, startService } from './service.js';
import { median, type Times, timed, timesOf } from './statistics.js';
import { type Traversal, traverse } from './traversal.js';
import { typicalSearches } from './typical-searches.js';

const media = 100_000;
const starts = 7;
const callsEach = 60;

const maxSearchMs = 50;
/** Beside the start of node itself. */
const maxStartMs = 1000;

interface Searched extends Times {
  readonly search: string;
  readonly matches: number;
}

/** Medians, from the start of the process to the first answered call. */
interface Starts {
  readonly libraryMs: number;
  readonly emptyLibraryMs: number;
  /** To its end, of node with nothing to run. */
  readonly nodeAloneMs: number;
}

interface Figures {
  readonly start: Starts;
  readonly searches: readonly Searched[];
  readonly traversals: readonly Traversal[];
}

/** What the service takes with 100,000 media: to start, to search, to page through all of them. */
export const largeLibrary: Bench = {
  name: 'large-library',
  async run(build) {
    const folder = await mkdtemp(path.join(tmpdir(), 'vodgraph-large-'));
    try {
      return await measure(build, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function measure(build: string, folder: string) {
  const seeding = await startService(build, folder, String(media));
  await seeding.stop();
  const start = await measureStarts(build, folder);
  const service = await startService(build, folder, String(media));
  const searches: Searched[] = [];
  for (const [search, parameters] of typicalSearches) {
    searches.push({ search, ...(await measureSearch(service.client, parameters)) });
  }
  const traversals: Traversal[] = [];
  for (const SortBy of ['CreationTime:Desc', 'CreationTime:Asc']) {
    traversals.push(await traverse(service.origin, SortBy));
  }
  const memoryMiB = Math.round(await service.memory());
  await service.stop();
  const { size } = await stat(path.join(folder, 'vod.sqlite'));
  const figures = {
    media,
    seedingSeconds: Math.round(seeding.startMs / 1000),
    databaseMiB: Math.round(size / 1024 ** 2),
    memoryMiB,
    start,
    searches,
    traversals,
  };
  return { figures, table: tableOf(figures), missed: missedOf(figures) };
}

async function measureStarts(build: string, folder: string): Promise<Starts> {
  const library: number[] = [];
  const empty: number[] = [];
  const node: number[] = [];
  const emptyFolder = path.join(folder, 'empty');
  for (let round = 0; round < starts; round++) {
    node.push(await nodeStartMs());
    for (const [data, seed, times] of [
      [folder, String(media), library],
      [emptyFolder, 'none', empty],
    ] as const) {
      const service = await startService(build, data, seed);
      times.push(service.startMs);
      await service.stop();
    }
  }
  return {
    libraryMs: median(library),
    emptyLibraryMs: median(empty),
    nodeAloneMs: median(node),
  };
}

async function measureSearch(
  client: Client,
  parameters: Readonly<Record<string, string>>,
): Promise<Times & { matches: number }> {
  const times: number[] = [];
  let matches = 0;
  for (let call = 0; call < callsEach; call++) {
    const [{ Total }, milliseconds] = await timed(() => ask(client, parameters));
    times.push(milliseconds);
    matches = Number(Total);
  }
  return { matches, ...timesOf(times) };
}

function tableOf({ start, searches, traversals }: Figures) {
  const row = (
    what: string,
    matches: number | string,
    medianMs: number,
    p95Ms: number | string,
  ) => ({
    what,
    matches,
    'median ms': medianMs,
    'p95 ms': p95Ms,
  });
  return [
    row('start with the library', '', start.libraryMs, ''),
    row('start without', '', start.emptyLibraryMs, ''),
    row('start of node alone', '', start.nodeAloneMs, ''),
    ...searches.map((it) => row(it.search, it.matches, it.medianMs, it.p95Ms)),
    ...traversals.map((it) =>
      row(`a page of all, ${it.SortBy}`, it.visited, it.pages.medianMs, it.pages.p95Ms),
    ),
  ];
}

function missedOf({ start, searches, traversals }: Figures): string[] {
  const own = start.libraryMs - start.nodeAloneMs;
  return [
    ...(own < maxStartMs ? [] : [`a start takes ${Math.round(own)} ms beside node's own`]),
    ...searches
      .filter(({ medianMs }) => medianMs >= maxSearchMs)
      .map(({ search, medianMs }) => `the search for ${search} takes ${medianMs} ms`),
    ...traversals
      .filter(({ visitedTwice, missed }) => visitedTwice > 0 || missed > 0)
      .map((it) => `paging by ${it.SortBy}: ${it.visitedTwice} visited twice, ${it.missed} missed`),
  ];
}
