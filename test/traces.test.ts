import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { type ReceivedSpan, startCollector } from './collector.js';
import { waitFor } from './wait-for.js';
import { createWorld, type World, type WorldOptions } from './world.js';

const [video = '', other = ''] = shippedIds.videos;
const server = 2;
const client = 3;
const failed = { code: 2 };

let collector: Awaited<ReturnType<typeof startCollector>>;
beforeEach(async () => {
  collector = await startCollector();
});
afterEach(() => collector.close());

/** What a server that sends its traces to the collector has sent when it has stopped. */
async function spansOf(
  act: (world: World) => Promise<unknown>,
  options: WorldOptions = {},
): Promise<ReceivedSpan[]> {
  const tracesUrl = `${collector.origin}/v1/traces`;
  const world = await createWorld({ ...options, settings: { tracesUrl } });
  try {
    await act(world);
  } finally {
    await world.close();
  }
  return collector.spans();
}

describe('traces', () => {
  it('have a span of the operation, and below it one of each call', async () => {
    let requestId: string | undefined;
    const spans = await spansOf(async (world) => {
      await world.query('query Titles($ids: [ID!]!) { videos(ids: $ids) { title } }', {
        ids: [video, other],
      });
      requestId = world.emulator.calls.all()[0]?.requestId;
    });
    const [operation, call] = ['query', 'VOD GetVideoInfos'].map((name) =>
      spans.find((span) => span.name === name),
    );
    expect(spans).toHaveLength(2);
    expect(operation).toMatchObject({
      kind: server,
      status: { code: 0 },
      attributes: { 'graphql.operation.type': 'query', 'graphql.operation.name': 'Titles' },
    });
    expect(call).toMatchObject({
      kind: client,
      traceId: operation?.traceId,
      parentSpanId: operation?.spanId,
      attributes: {
        'vod.operation': 'GetVideoInfos',
        'vod.keys': 2,
        'vod.attempt': 1,
        'vod.request_id': requestId,
      },
    });
    expect(new Set(collector.paths)).toEqual(new Set(['/v1/traces']));
    expect(collector.bodies[0]).toContain('"stringValue":"vodgraph"');
  });

  it('have a span of each attempt, with what went wrong', async () => {
    const spans = await spansOf(async (world) => {
      const message = 'no';
      const fault = { kind: 'refuse', status: 400, code: 'Throttling.User', message } as const;
      world.emulator.faults.add('GetVideoInfos', fault, 1);
      await world.query(`{ video(id: "${video}") { title } }`);
    });
    const calls = spans.filter(({ kind }) => kind === client);
    expect(calls.map(({ attributes, status }) => [attributes['vod.attempt'], status])).toEqual([
      [1, failed],
      [2, { code: 0 }],
    ]);
    expect(calls[0]?.attributes['error.type']).toBe('Throttling.User');
  });

  it('link a call to all operations that waited for it', async () => {
    const spans = await spansOf(
      async (world) => {
        const look = (id: string) => world.query(`{ video(id: "${id}") { title } }`);
        await look(other);
        await Promise.all([look(video), look(video), look(other)]);
      },
      { governor: { quotaShare: 1, quotas: { GetVideoInfos: 3 }, maxWaiting: 10 } },
    );
    // One call for all of them, or one that some join, or a second one for whoever comes after it.
    const calls = spans.filter(({ kind }) => kind === client).slice(1);
    const linked = calls.flatMap(({ parentSpanId, links }) => [
      parentSpanId,
      ...(links ?? []).map(({ spanId }) => spanId),
    ]);
    const operations = spans.filter(({ kind }) => kind === server).map(({ spanId }) => spanId);
    expect(linked.toSorted()).toEqual(operations.slice(1).toSorted());
  });

  it('go on with the trace of the client', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const spans = await spansOf((world) =>
      fetch(`${world.origin}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          traceparent: `00-${traceId}-b7ad6b7169203331-01`,
        },
        body: JSON.stringify({ query: `{ video(id: "${video}") { title } }` }),
      }),
    );
    expect(spans.map((span) => span.traceId)).toEqual([traceId, traceId]);
  });

  it('tell of operations that were refused, whatever they are called', async () => {
    const spans = await spansOf(async (world) => {
      await world.query('query ($');
      await world.query(`query ${'x'.repeat(1000)} { video(id: "${video}") { title } }`);
      await world.query('mutation { deleteVideos(ids: []) { results { outcome } } }');
    });
    const operations = spans.filter(({ kind }) => kind === server);
    expect(operations.map(({ name }) => name)).toEqual(['graphql', 'query', 'mutation']);
    expect(operations.map(({ attributes }) => attributes['error.type'])).toEqual([
      'GRAPHQL_PARSE_FAILED',
      undefined,
      'BAD_USER_INPUT',
    ]);
    expect(operations[1]?.attributes['graphql.operation.name']).toBe('x'.repeat(256));
  });

  it('hold no secret, URL or argument', async () => {
    await spansOf(async (world) => {
      await world.query(
        `{ video(id: "${video}") { coverUrl mezzanine { fileUrl } streams { url } } }`,
      );
      await world.query('{ searchMedia(filter: { title: ["argumentOfMine"] }) { totalCount } }');
      world.emulator.faults.add('*', { kind: 'reset' }, 10);
      await world.query(`{ video(id: "${video}") { title } }`);
    });
    const sent = collector.bodies.join('');
    expect(sent).toContain('VOD SearchMedia');
    expect(sent).not.toMatch(/vodgraph-secret|Signature|auth_key|https?:|argumentOfMine/);
    expect(sent).not.toContain(video);
  });
});

describe('a collector that takes nothing', () => {
  const [delay, headers] = ['OTEL_BSP_SCHEDULE_DELAY', 'OTEL_EXPORTER_OTLP_HEADERS'];
  beforeEach(() => {
    process.env[delay] = '20';
    process.env[headers] = 'authorization=secretOfCollector';
  });
  afterEach(() => {
    delete process.env[delay];
    delete process.env[headers];
  });

  /** Asks until spans were sent several times, as far as they get; what the server then has logged. */
  async function linesOf(isOver: (world: World) => boolean): Promise<string[]> {
    let logged: string[] = [];
    await spansOf(async (world) => {
      ({ logged } = world);
      await waitFor(async () => {
        const answer = await world.query(`{ video(id: "${video}") { title } }`);
        expect(answer).toEqual({ data: { video: { title: expect.any(String) } } });
        return isOver(world) || undefined;
      });
    });
    return logged;
  }

  it('is warned of once, however often it refuses them, and costs no answer', async () => {
    collector.answerWith(401);
    const logged = await linesOf(() => collector.bodies.length > 3);
    expect(logged.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ level: 40, collector: { code: '401' } }),
    ]);
    expect(logged.join()).not.toMatch(/secretOfCollector|127\.0\.0\.1/);
  });

  it('is warned of again when it has taken some in between', async () => {
    collector.answerWith(400);
    let sent = 0;
    const logged = await linesOf(({ logged }) => {
      if (logged.length === 2) return true;
      if (logged.length === 1 && sent === 0) {
        sent = collector.bodies.length;
        collector.answerWith(200);
      }
      // The first one after the change may still have been refused.
      if (sent > 0 && collector.bodies.length > sent + 2) collector.answerWith(400);
      return false;
    });
    expect(logged).toHaveLength(2);
  });

  it.each<[what: string, become: () => unknown]>([
    ['is not there', () => collector.close()],
    ['does not answer', () => collector.fallSilent()],
  ])('because it %s is warned of once, and does not hold up the end', async (_what, become) => {
    await become();
    const startedAt = performance.now();
    const logged = await linesOf(() => true);
    expect(performance.now() - startedAt).toBeLessThan(8000);
    expect(logged.map((line) => JSON.parse(line).level)).toEqual([40]);
    expect(logged.join()).not.toMatch(/secretOfCollector|127\.0\.0\.1/);
  });
});

describe('a server without a collector', () => {
  it('sends none', async () => {
    const world = await createWorld();
    expect((await world.query(`{ video(id: "${video}") { title } }`)).errors).toBeUndefined();
    await world.close();
    expect(collector.bodies).toEqual([]);
  });
});
