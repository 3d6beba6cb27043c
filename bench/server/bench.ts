import type { Bench } from '../bench.js';
import { installPeers } from '../install.js';
import { median } from '../statistics.js';
import { type Exchange, load } from './load.js';
import { type Peer, startPeer } from './peer.js';
import { exchangeFor, unseenExchangeFor, videosIn } from './question.js';
import { ids } from './upstream.mjs';

interface Question {
  readonly name: string;
  readonly videos: number;
  readonly requests: number;
  /** Until V8 has compiled all of a server as well as it can. */
  readonly requestsBefore: number;
  /** Each request has a query of its own, which no server has seen. */
  readonly isUnseen?: boolean;
}

const questions: readonly Question[] = [
  { name: '20 videos', videos: 20, requests: 1000, requestsBefore: 12_000 },
  { name: '100 videos', videos: 100, requests: 300, requestsBefore: 6000 },
  {
    name: 'a video, unseen query',
    videos: 1,
    requests: 600,
    requestsBefore: 1200,
    isUnseen: true,
  },
];
const rounds = 7;
const connections = 8;

/** What one server did in one round. */
interface Round {
  readonly cpuMicros: number;
  readonly perSecond: number;
}

type Exchanges = readonly [Exchange, ...Exchange[]];

type Columns = Readonly<Record<string, number>>;

/**
 * What a request costs each server while the upstream's answers lie in memory: all in one run, in
 * turns, the median of several rounds. Answers are compared before anything is measured.
 */
export const server: Bench = {
  name: 'server',
  async run(build) {
    await installPeers();
    const peers: Peer[] = [];
    try {
      for (const [name, file, env] of peersOf(build)) peers.push(await startPeer(name, file, env));
      const columns: Columns[][] = [];
      for (const question of questions) columns.push(await measureAll(peers, question));
      const table = peers.map(({ name }, index) =>
        Object.assign({ server: name }, ...columns.map((column) => column[index])),
      );
      return { figures: { rounds, connections, questions, table }, table, missed: [] };
    } finally {
      for (const peer of peers) await peer.stop();
    }
  },
};

function peersOf(build: string) {
  const vodgraph = { VODGRAPH_DIST: `${build}/dist` };
  return [
    ['Apollo Server on Express', 'apollo-express.mjs', {}],
    ['Apollo Server on Fastify', 'apollo-fastify.mjs', {}],
    ['GraphQL Yoga', 'yoga.mjs', {}],
    ['GraphQL Yoga with jit', 'yoga.mjs', { JIT: 'true' }],
    ['Mercurius with jit', 'mercurius-jit.mjs', {}],
    ['Mercurius with jit and scalars', 'mercurius-jit.mjs', { SCALARS: 'true' }],
    ['REST by hand', 'rest.mjs', {}],
    ['REST by hand, times checked', 'rest.mjs', { CHECKED: 'true' }],
    ['vodgraph', 'vodgraph.mjs', vodgraph],
    ['vodgraph with graphql-js', 'vodgraph.mjs', { ...vodgraph, EXECUTOR: 'graphql-js' }],
  ] as const;
}

/** The columns of one question, a row a server. */
async function measureAll(peers: readonly Peer[], question: Question): Promise<Columns[]> {
  const { name, requests, requestsBefore } = question;
  const bodies = new Set<string>();
  for (const peer of peers) {
    const [first, ...others] = exchangesFor(peer, question);
    const { body } = await load([first], 1, 1);
    bodies.add(JSON.stringify(videosIn(body)));
    await load([first, ...others], requestsBefore, connections);
  }
  if (bodies.size !== 1) throw new Error(`the answers differ: ${[...bodies].join('\n')}`);
  const measured = peers.map((): Round[] => []);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, peer] of peers.entries()) {
      measured[index]?.push(await measure(peer, exchangesFor(peer, question), requests));
    }
  }
  return measured.map((of) => ({
    [`CPU µs, ${name}`]: Math.round(median(of.map(({ cpuMicros }) => cpuMicros))),
    [`requests/s, ${name}`]: Math.round(median(of.map(({ perSecond }) => perSecond))),
  }));
}

/** Requests at the same time ask for other videos, so that no server can share its work between them. */
function exchangesFor({ url }: Peer, { videos, requests, isUnseen }: Question): Exchanges {
  const exchangeOf = isUnseen ? unseenExchangeFor : exchangeFor;
  const exchanges = Array.from({ length: isUnseen ? requests : connections }, (_, index) => {
    const from = ((index % connections) * ids.length) / connections;
    return exchangeOf(url, ids.slice(from, from + videos));
  });
  return exchanges as [Exchange, ...Exchange[]];
}

async function measure(peer: Peer, exchanges: Exchanges, requests: number): Promise<Round> {
  const before = await peer.cpuMicros();
  const since = performance.now();
  await load(exchanges, requests, connections);
  const seconds = (performance.now() - since) / 1000;
  const cpuMicros = ((await peer.cpuMicros()) - before) / requests;
  return { cpuMicros, perSecond: requests / seconds };
}
