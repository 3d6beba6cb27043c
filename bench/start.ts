import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask } from '../test/emulator/kill/states.js';
import type { Bench } from './bench.js';
import { installPeers } from './install.js';
import { load } from './server/load.js';
import { startPeer } from './server/peer.js';
import { exchangeFor, videosIn } from './server/question.js';
import * as inMemory from './server/upstream.mjs';
import { nodeStartMs, type Service, startService } from './service.js';
import { median } from './statistics.js';
import { keysOf, startVodgraph } from './vodgraph.js';

const rounds = 15;
const videos = 20;

interface Running {
  readonly url: string;
  stop(): Promise<void>;
}

/** What is asked for, and what the upstream holds under these ids. */
interface Asked {
  readonly ids: readonly string[];
  readonly titles: readonly string[];
}

interface Contender {
  readonly name: string;
  readonly asked: Asked;
  start(): Promise<Running>;
}

/** From the spawn of a process to its first correct answer, a query of 20 videos: servers in turns. */
export const start: Bench = {
  name: 'start',
  async run(build) {
    await installPeers();
    const folder = await mkdtemp(path.join(tmpdir(), 'vodgraph-start-'));
    const service = await startService(build, path.join(folder, 'service'), 'shipped');
    try {
      const contenders = [...(await peers(build)), ...(await vodgraphs(build, folder, service))];
      const table = await measureAll(contenders);
      return { figures: { rounds, videos, table }, table, missed: [] };
    } finally {
      await service.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Those whose upstream is in their own memory. */
async function peers(build: string): Promise<Contender[]> {
  const ids = inMemory.ids.slice(0, videos);
  const { VideoList: list } = await inMemory.call('GetVideoInfos', { VideoIds: ids.join(',') });
  const asked = { ids, titles: list.map(({ Title }) => Title) };
  const files = [
    ['Apollo Server on Express', 'apollo-express.mjs'],
    ['Apollo Server on Fastify', 'apollo-fastify.mjs'],
    ['GraphQL Yoga', 'yoga.mjs'],
    ['Mercurius with jit', 'mercurius-jit.mjs'],
    ['REST by hand', 'rest.mjs'],
    ['vodgraph, answers in memory', 'vodgraph.mjs'],
  ] as const;
  const env = { VODGRAPH_DIST: `${build}/dist` };
  return files.map(([name, file]) => ({ name, asked, start: () => startPeer(name, file, env) }));
}

async function vodgraphs(build: string, folder: string, service: Service): Promise<Contender[]> {
  const { client } = service;
  const found = await ask(client, {
    Action: 'GetVideoList',
    Status: 'Normal',
    PageSize: String(videos),
  });
  const { Video: list } = found.VideoList as { Video: { VideoId: string; Title: string }[] };
  const asked = { ids: list.map((it) => it.VideoId), titles: list.map((it) => it.Title) };
  const begin = async (env: Record<string, string>) => {
    const server = await startVodgraph(build, env);
    return { url: `${server.origin}/graphql`, stop: server.stop };
  };
  const embedded = (data: string) =>
    begin({ VOD_EMULATOR_PORT: '0', VOD_EMULATOR_DATA: path.join(folder, data) });
  let firsts = 0;
  return [
    { name: 'vodgraph with keys', asked, start: () => begin(keysOf(service)) },
    { name: 'vodgraph with its embedded service', asked, start: () => embedded('kept') },
    { name: 'vodgraph making its library', asked, start: () => embedded(`new-${firsts++}`) },
  ];
}

async function measureAll(contenders: readonly Contender[]) {
  const node: number[] = [];
  const times = contenders.map((): number[] => []);
  // The first round fills the disk's cache and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    node.push(await nodeStartMs());
    for (const [index, contender] of contenders.entries()) {
      times[index]?.push(await measure(contender));
    }
  }
  return [
    rowOf('Node.js alone, to its end', node),
    ...contenders.map(({ name }, index) => rowOf(name, times[index] ?? [])),
  ];
}

async function measure({ name, asked, start }: Contender): Promise<number> {
  const since = performance.now();
  const server = await start();
  const { body } = await load([exchangeFor(server.url, asked.ids)], 1, 1);
  const milliseconds = performance.now() - since;
  await server.stop();
  const titles = videosIn(body).map(({ title }) => title);
  if (titles.join('\n') !== asked.titles.join('\n')) throw new Error(`${name} answers ${body}`);
  return milliseconds;
}

function rowOf(server: string, [, ...counted]: readonly number[]) {
  return {
    server,
    'median, ms': Math.round(median(counted)),
    'fastest, ms': Math.round(Math.min(...counted)),
    'slowest, ms': Math.round(Math.max(...counted)),
  };
}
