import { type Emulator, startEmulator } from '../../src/emulator/server.js';
import { ask } from '../../test/emulator/kill/states.js';
import { type Client, createClient } from '../../test/emulator/signed-call.js';
import type { Bench } from '../bench.js';
import { load } from '../server/load.js';
import { keysOf, startVodgraph } from '../vodgraph.js';
import { startBff } from './bff.js';
import { startFacade } from './facade.js';
import { startHive } from './hive.js';
import {
  type Asking,
  askBff,
  askHive,
  askVodgraph,
  type Question,
  questionsOf,
} from './questions.js';

const latencyMs = 20;
const connections = 64;
const warmUpRequests = 300;

interface Contender {
  readonly name: string;
  readonly asking: Asking;
  stop(): Promise<void>;
}

/** Titles by id, the newest video first. */
type Titles = ReadonlyMap<string, string>;

/** How many calls of VOD the same questions take in different servers: by the call log of one service. */
export const calls: Bench = {
  name: 'calls',
  async run(build) {
    const upstream = await startEmulator({ port: 0, dataFolder: ':memory:', latency: latencyMs });
    const client = createClient(upstream.origin, connections);
    const facade = await startFacade(client);
    const contenders: Contender[] = [];
    try {
      for await (const one of contendersOf(build, upstream, facade, client)) contenders.push(one);
      const titles = await titlesOf(client);
      const questions = questionsOf([...titles.keys()]);
      for (const contender of contenders) await warmUp(contender, [...titles.keys()]);
      const table = [];
      for (const question of questions) {
        table.push(await countAll(upstream, contenders, question, titles));
      }
      return { figures: { latencyMs, table }, table, missed: [] };
    } finally {
      for (const contender of contenders) await contender.stop();
      facade.close();
      client.close();
      await upstream.close();
    }
  },
};

async function* contendersOf(
  build: string,
  upstream: Emulator,
  facade: Awaited<ReturnType<typeof startFacade>>,
  client: Client,
): AsyncGenerator<Contender> {
  const bff = await startBff(client);
  yield { name: 'REST, a call an item', asking: askBff(bff.url), stop: bff.stop };
  const hive = await startHive(facade);
  yield { name: 'Hive Gateway', asking: askHive(hive.url), stop: hive.stop };
  const off = Object.fromEntries(
    ['MEDIA', 'IMAGE', 'SOURCE', 'STREAM', 'MISSING'].map((kind) => [`CACHE_${kind}_MS`, '0']),
  );
  for (const [name, env] of [
    ['vodgraph without its cache', off],
    ['vodgraph', {}],
  ] as const) {
    const server = await startVodgraph(build, { ...keysOf(upstream), ...env });
    yield { name, asking: askVodgraph(`${server.origin}/graphql`), stop: server.stop };
  }
}

/** Videos that can be played, as searches find them. */
async function titlesOf(client: Client): Promise<Titles> {
  const { MediaList: list } = await ask(client, {
    Action: 'SearchMedia',
    SearchType: 'video',
    Fields: 'Title',
    PageNo: '1',
    PageSize: '100',
  });
  const media = list as { readonly MediaId: string; readonly Video: { readonly Title: string } }[];
  return new Map(media.map(({ MediaId, Video }) => [MediaId, Video.Title]));
}

/** Until what is compiled at the first requests is compiled; with ids that no question asks for. */
async function warmUp({ asking }: Contender, ids: readonly string[]): Promise<void> {
  await load([asking('many', ids.slice(-5))], warmUpRequests, 8);
}

async function countAll(
  upstream: Emulator,
  contenders: readonly Contender[],
  { name, kind, requests }: Question,
  titles: Titles,
) {
  const counts: [string, number][] = [];
  for (const contender of contenders) {
    upstream.calls.clear();
    const answers = await Promise.all(
      requests.map((ids) => load([contender.asking(kind, ids)], 1, 1)),
    );
    for (const [index, { body }] of answers.entries()) {
      const missing = requests[index]?.filter(
        (id) => !body.includes(JSON.stringify(titles.get(id))),
      );
      if (missing?.length !== 0) throw new Error(`${contender.name} to ${name}: ${body}`);
    }
    counts.push([contender.name, upstream.calls.all().length]);
  }
  return { query: name, ...Object.fromEntries(counts) };
}
