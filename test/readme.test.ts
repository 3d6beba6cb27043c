import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { getOperationAST, parse } from 'graphql';
import { banner } from '../src/banner.js';
import { environment } from '../src/config.js';
import { predictCost } from '../src/cost/predict.js';
import { totalOf } from '../src/cost/prediction.js';
import { defaultAccessKey } from '../src/emulator/server.js';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { createSchema } from '../src/schema.js';
import type { OperationName } from '../src/vod/operations.js';
import { useWorld } from './support.js';

/**
 * The README's blocks are marked by what follows the three backticks. A tour step is a `graphql`
 * block with one or more pairs of `json variables` and `json answer`, each pair with its line of
 * `VOD calls: …`. In an answer, a string that ends with … stands for all that start like it.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(`${root}/README.md`, 'utf8');

/** Where the README's embedded service listens; a test's listens somewhere else. */
const documentedOrigin = 'http://127.0.0.1:4001';

/** The client's catalogue: an operation that is missing here does not compile. */
const called: Record<OperationName, true> = {
  SearchMedia: true,
  GetVideoInfo: true,
  GetVideoInfos: true,
  GetVideoList: true,
  GetMezzanineInfo: true,
  GetPlayInfo: true,
  GetImageInfo: true,
  GetImageInfos: true,
  BatchGetMediaInfos: true,
  UpdateVideoInfo: true,
  UpdateVideoInfos: true,
  UpdateImageInfos: true,
  DeleteVideo: true,
  DeleteStream: true,
  DeleteMezzanines: true,
  DeleteImage: true,
};

const tour = readTour();
const world = useWorld();

describe('the tour of the README', () => {
  it('has six queries', () => {
    expect(new Set(tour.map(({ query }) => query)).size).toBe(6);
  });

  it.each(tour)('is predicted at no more than twice what it takes for $title', async (step) => {
    const document = parse(step.query);
    const operation = getOperationAST(document);
    if (!operation) throw new Error('no operation');
    const { variables } = step;
    const cost = predictCost({ schema: await createSchema(), document, operation, variables });
    expect([...cost.keys()]).toEqual(expect.arrayContaining(step.calls));
    expect(totalOf(cost)).toBeLessThanOrEqual(2 * step.calls.length);
  });

  it.each(tour)('gives the answer and makes the calls of $title', async (step) => {
    const answer = withOrigin(await world.query(step.query, step.variables));
    expect(shortenedLike(step.answer, answer)).toEqual(step.answer);
    expect(Object.keys(world.calls())).toEqual(step.calls);
    expect(new Set(Object.values(world.calls()))).toEqual(new Set([1]));
  });
});

describe('the README', () => {
  it('names every setting with its default', () => {
    const defaults: Record<string, unknown> = environment.parse({});
    const rows = Object.keys(environment.shape).map((name) => {
      const value = defaults[name];
      return [name, value === undefined ? '–' : `\`${value}\``];
    });
    expect(settingsTable()).toEqual(rows);
  });

  it('shows what a start prints', () => {
    const printed = banner({
      origin: 'http://127.0.0.1:4000',
      playground: true,
      videoId: shippedIds.videos[0],
      upstream: {
        origin: documentedOrigin,
        keyId: defaultAccessKey.id,
        keySecret: defaultAccessKey.secret,
      },
    });
    expect(block('text banner')).toBe(printed.trim());
  });

  it('asks for permission to every operation that is called, and no other', () => {
    const { Statement: statements } = JSON.parse(block('json policy'));
    const actions: string[] = statements[0].Action;
    expect([...actions].sort()).toEqual(
      Object.keys(called)
        .map((name) => `vod:${name}`)
        .sort(),
    );
  });

  it("points the vendor's client at the embedded service", async () => {
    const script = block('js').replace(documentedOrigin, world.emulator.origin);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', script],
      { cwd: root },
    );
    expect(stdout.trim()).toBe(block('text output'));
  });

  it('links to files that exist', () => {
    const targets = [...readme.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, target]) => target);
    expect(targets).toContain('docs/playground.png');
    for (const target of targets) expect(() => readFileSync(`${root}/${target}`)).not.toThrow();
  });
});

function readTour() {
  const steps = [];
  const section = readme.slice(readme.indexOf('## A tour'), readme.indexOf('## Settings'));
  for (const part of section.split('\n### ').slice(1)) {
    const title = part.slice(0, part.indexOf('\n'));
    const query = block('graphql', part);
    const pairs = part.matchAll(
      /```json variables\n(.*?)\n```\n\n```json answer\n(.*?)\n```\n\nVOD calls: (.*)/gs,
    );
    for (const [, variables = '', answer = '', calls = ''] of pairs) {
      steps.push({
        title,
        query,
        variables: JSON.parse(variables),
        answer: JSON.parse(answer) as unknown,
        calls: (calls.split('\n')[0] ?? '').split(', '),
      });
    }
  }
  return steps;
}

/** The first block with this mark. */
function block(mark: string, text = readme): string {
  const start = text.indexOf(`\n\`\`\`${mark}\n`);
  if (start < 0) throw new Error(`There is no block of ${mark}`);
  const [, body = ''] = text.slice(start + 1).split(/```[^\n]*\n/, 2);
  return body.trimEnd();
}

function settingsTable(): string[][] {
  const section = readme.slice(readme.indexOf('## Settings'), readme.indexOf('## Your own keys'));
  return [...section.matchAll(/^\| `(\w+)` \| (.+?) \|/gm)].map(([, name = '', preset = '']) => [
    name,
    preset,
  ]);
}

function withOrigin(answer: unknown): unknown {
  return JSON.parse(JSON.stringify(answer).replaceAll(world.emulator.origin, documentedOrigin));
}

/** The answer, with each string cut where the documented one is cut. */
function shortenedLike(documented: unknown, actual: unknown): unknown {
  if (typeof actual === 'string' && typeof documented === 'string') {
    const isCut = documented.endsWith('…') && actual.startsWith(documented.slice(0, -1));
    return isCut ? documented : actual;
  }
  if (typeof actual !== 'object' || actual === null) return actual;
  const member = (name: string) => (documented as Record<string, unknown> | null)?.[name];
  if (Array.isArray(actual)) return actual.map((item, i) => shortenedLike(member(`${i}`), item));
  return Object.fromEntries(
    Object.entries(actual).map(([name, value]) => [name, shortenedLike(member(name), value)]),
  );
}
