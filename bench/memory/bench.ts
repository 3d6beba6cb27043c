import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask as askService } from '../../test/emulator/kill/states.js';
import type { Bench } from '../bench.js';
import { evenly } from '../evenly.js';
import { send } from '../server/load.js';
import { type Service, startService } from '../service.js';
import { keysOf, startVodgraph, type Vodgraph } from '../vodgraph.js';
import { outcomeOf, type Watched } from './outcome.js';
import { type Ids, type MixedRequest, mixedRequest } from './requests.js';
import { memoryOf, type Sample } from './samples.js';

const defaultMinutes = 10;
const requestsPerSecond = 80;
const media = 5000;
/** An eighth of the default, so that it is full long before the second half. */
const cacheBytes = 8 * 1024 ** 2;
const sampleMs = 5000;
const giveUpMs = 3;
const connections = 50;

/** The memory of one server under a steady mixed load, the upstream being another process. */
export const memory: Bench = {
  name: 'memory',
  async run(build, { minutes = defaultMinutes }) {
    const folder = await mkdtemp(path.join(tmpdir(), 'vodgraph-memory-'));
    const service = await startService(build, folder, String(media));
    const env = { ...keysOf(service), CACHE_MAX_BYTES: String(cacheBytes) };
    const server = await startVodgraph(build, env);
    try {
      const watched = await watch(server, await idsOf(service), minutes);
      return outcomeOf(watched, { minutes, requestsPerSecond });
    } finally {
      await server.stop();
      await service.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
};

async function idsOf({ client }: Service): Promise<Ids> {
  const found = async (SearchType: string) => {
    const ids: string[] = [];
    for (let page = 1; ; page += 1) {
      const { MediaList: list = [] } = await askService(client, {
        Action: 'SearchMedia',
        SearchType,
        PageNo: String(page),
        PageSize: '100',
      });
      const media = list as { readonly MediaId: string }[];
      if (media.length === 0) return ids;
      ids.push(...media.map(({ MediaId }) => MediaId));
    }
  };
  return { videos: await found('video'), images: await found('image') };
}

async function watch(server: Vodgraph, ids: Ids, minutes: number): Promise<Watched> {
  const samples: Sample[] = [];
  const failures: string[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const startedAt = performance.now();
  let requests = 0;
  const sample = async () => {
    const minute = (performance.now() - startedAt) / 60_000;
    samples.push({ minute, requests, ...(await memoryOf(server)) });
  };
  await sample();
  let sampling = Promise.resolve();
  const timer = setInterval(() => {
    sampling = sampling.then(sample);
  }, sampleMs);
  const asked = await evenly(requestsPerSecond, minutes * 60, async (number) => {
    try {
      await ask(server, agent, mixedRequest(ids, number));
      requests += 1;
    } catch (error) {
      failures.push(String(error));
    }
  });
  await Promise.all(asked);
  clearInterval(timer);
  await sampling;
  agent.destroy();
  return { samples, failures };
}

/** Rejects if the answer is not as it should be; whoever gives up does not care. */
async function ask(server: Vodgraph, agent: Agent, request: MixedRequest): Promise<void> {
  const { query, variables, refused = false, givenUp = false } = request;
  const url = `${server.origin}/graphql`;
  const body = JSON.stringify({ query, variables });
  const signal = givenUp ? AbortSignal.timeout(giveUpMs) : undefined;
  try {
    const answer = await send({ url, method: 'POST', body }, agent, signal);
    if (answer.body.includes('"errors"') === refused) return;
    throw new Error(`${query} answers ${answer.body}`);
  } catch (error) {
    if (!givenUp) throw error;
  }
}
