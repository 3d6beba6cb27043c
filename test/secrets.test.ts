import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault } from '../src/emulator/faults.js';
import { type Emulator, startEmulator } from '../src/emulator/server.js';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { type GraphQLAnswer, post } from './world.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const [video = '', other = ''] = shippedIds.videos;
const [image = ''] = shippedIds.images;

/** A temporary key, each part of which can be told wherever it turns up. */
const key = {
  id: 'STS.idThatMustNotShow',
  secret: 'secretThatMustNotShow/+=',
  securityToken: 'CAIStokenThatMustNotShow/+==',
};

/** Marks of secrets and signatures, however they are encoded. */
const forbidden =
  /ThatMustNotShow|auth_key|Signature(=|%|Nonce|Method)|OSSAccessKeyId|SecurityToken(=|%)|POST&|x-acs/i;

let emulator: Emulator;
const processes: ChildProcess[] = [];

/** The server as its operator runs it, and all that it writes. */
async function startProcess(settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      LOG_LEVEL: 'trace',
      VOD_ENDPOINT: emulator.origin,
      VOD_READ_TIMEOUT_MS: '3000',
      VOD_MAX_ATTEMPTS: '2',
      ALIBABA_CLOUD_ACCESS_KEY_ID: key.id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: key.secret,
      ALIBABA_CLOUD_SECURITY_TOKEN: key.securityToken,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  processes.push(child);
  const printed: string[] = [];
  child.stderr.on('data', (text) => printed.push(String(text)));
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (text) => {
      printed.push(String(text));
      const found = /^GraphQL +(.+)\/graphql$/m.exec(printed.join(''))?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', () => reject(new Error(`ended at start: ${printed.join('')}`)));
  });
  return { origin, printed: () => printed.join(''), child };
}

beforeAll(async () => {
  emulator = await startEmulator({ port: 0, dataFolder: ':memory:', allowedAccessKeys: [key] });
});

afterAll(async () => {
  for (const child of processes) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  await emulator.close();
});

/** Every operation of VOD at least once, with URLs in data, arguments and variables. */
const documents: [query: string, variables?: object][] = [
  ['{ a: video(id: "ID") { title coverUrl snapshots auditStatus mezzanine { fileUrl } } }'],
  [
    '{ videos(ids: ["ID", "OTHER"]) { title transcodeMode mezzanine { fileUrl } streams { url } } }',
  ],
  ['{ mezzanine(videoId: "ID", outputType: OSS) { fileUrl } video(id: "ID") { streams { url } } }'],
  ['{ image(id: "IMAGE") { url mezzanine { fileUrl } } }'],
  ['{ images(ids: ["IMAGE", "none"]) { url modifiedAt } }'],
  ['{ searchMedia { nodes { id title ... on Video { coverUrl } } } }'],
  ['{ videoList(first: 3) { nodes { id coverUrl } } }'],
  ['mutation { updateVideo(input: { id: "ID", title: "x" }) { video { coverUrl } } }'],
  [
    'mutation ($url: String!) { updateVideo(input: { id: "ID", coverUrl: $url }) { video { coverUrl } } }',
    { url: 'https://img.example.com/a.jpg?auth_key=1-0-0-secretThatMustNotShow&Signature=x' },
  ],
  [
    'mutation { updateVideos(input: [{ id: "ID", title: "x" }, { id: "none", title: "x" }]) { results { outcome code message } } }',
  ],
  [
    'mutation { updateImages(input: [{ id: "IMAGE", title: "x" }]) { results { outcome code message } images { url } } }',
  ],
  ['mutation { deleteVideos(ids: ["none"]) { results { outcome code message } } }'],
  ['mutation { deleteMezzanines(videoIds: ["none"]) { results { outcome code message } } }'],
  [
    'mutation { deleteStreams(videoId: "OTHER", jobIds: ["JOB"]) { results { outcome code message } } }',
  ],
  ['mutation { deleteImages(input: { ids: ["none"] }) { results { outcome code message } } }'],
  [
    'mutation ($url: String!) { deleteImages(input: { urls: [$url] }) { results { outcome code message } } }',
    { url: 'https://img.example.com/b.jpg?auth_key=1-0-0-secretThatMustNotShow' },
  ],
];

function runAll(origin: string): Promise<GraphQLAnswer[]> {
  const [stream] = emulator.store.streams.ofMedium(other);
  const ids: Record<string, string> = { ID: video, OTHER: other, IMAGE: image };
  ids.JOB = stream?.jobId ?? 'none';
  return Promise.all(
    documents.map(([text, variables]) => {
      const query = text.replace(/"([A-Z]+)"/g, (_, name: string) => `"${ids[name]}"`);
      return post(origin, { query, variables });
    }),
  );
}

/** After so many failures the server spares VOD for a while. */
async function untilItCallsAgain(origin: string): Promise<void> {
  for (;;) {
    const { errors } = await post(origin, { query: '{ videoList(first: 1) { totalCount } }' });
    if (errors === undefined) return;
    await setTimeout(50);
  }
}

/** An answer without the fields whose values are URLs to be used. */
function withoutUrls(answers: readonly GraphQLAnswer[]): string {
  const urls = new Set(['url', 'fileUrl', 'coverUrl', 'snapshots']);
  return JSON.stringify(answers, (name, value) => (urls.has(name) ? undefined : value));
}

function expectNoSecrets(text: string): void {
  expect(forbidden.exec(text)?.[0]).toBeUndefined();
  const nonces = emulator.calls.all().map(({ nonce }) => nonce ?? '');
  expect(nonces.filter((nonce) => nonce !== '' && text.includes(nonce))).toEqual([]);
}

const leaky = [
  "The parameter 'https://vod.example.com/a.mp4?Expires=1&OSSAccessKeyId=idThatMustNotShow&Signature=x%3D' of SecurityToken=CAIStokenThatMustNotShow is bad, see http://a.example/?auth_key=1-0-0-x",
  'Signature: secretThatMustNotShow',
  '{"Signature":"secretThatMustNotShow","security-token": "secretThatMustNotShow"}',
  'x?Expires=1&OSSAccessKeyId=idThatMustNotShow&a=b',
  'http%3A%2F%2Fa.example%2Fx%3Fauth_key%3D1-secretThatMustNotShow',
  'ftp://a.example/x?token=secretThatMustNotShow',
].join(' or ');

const faults: [name: string, fault: Fault][] = [
  ['refused', { kind: 'refuse', status: 400, code: 'InvalidParameter', message: leaky }],
  ['forbidden', { kind: 'refuse', status: 403, code: 'Forbidden.RAM', message: leaky }],
  ['throttled', { kind: 'refuse', status: 400, code: 'Throttling.User', message: leaky }],
  ['broken within', { kind: 'refuse', status: 500, code: 'InternalError', message: leaky }],
  ['a bare HTTP status', { kind: 'status', status: 500 }],
  ['a page of a proxy', { kind: 'html', status: 502 }],
  ['empty', { kind: 'empty', status: 503 }],
  ['cut in the middle', { kind: 'truncate' }],
  ['never there', { kind: 'hang' }],
  ['reset', { kind: 'reset' }],
  ['lost', { kind: 'reset-after' }],
  ['something else', { kind: 'rewrite', rewrite: () => '{"RequestId":"x","Total":null}' }],
  [
    'a trap for the mapping',
    { kind: 'rewrite', rewrite: (body) => ({ ...body, VideoList: [null], MediaInfos: [null] }) },
  ],
];

describe('a server writes and answers no secret, signature or signed URL in an error', () => {
  let server: Awaited<ReturnType<typeof startProcess>>;
  beforeAll(async () => {
    server = await startProcess();
  }, 60_000);

  it('while all goes well: URLs are in the data only', async () => {
    const answers = await runAll(server.origin);
    expect(JSON.stringify(answers)).toContain('auth_key=');
    expect(answers.filter(({ data }) => data === undefined)).toEqual([]);
    expectNoSecrets(withoutUrls(answers));
    expectNoSecrets(server.printed());
    const used = new Set(emulator.calls.all().map(({ operation }) => operation));
    expect([...used].toSorted()).toEqual([
      'BatchGetMediaInfos',
      'DeleteImage',
      'DeleteMezzanines',
      'DeleteStream',
      'DeleteVideo',
      'GetImageInfo',
      'GetImageInfos',
      'GetMezzanineInfo',
      'GetPlayInfo',
      'GetVideoInfo',
      'GetVideoInfos',
      'GetVideoList',
      'SearchMedia',
      'UpdateImageInfos',
      'UpdateVideoInfo',
      'UpdateVideoInfos',
    ]);
  });

  it.each(faults)('when every answer of VOD is %s', async (_name, fault) => {
    emulator.faults.add('*', fault, 1000);
    const answers = await runAll(server.origin);
    emulator.faults.clear();
    await untilItCallsAgain(server.origin);
    expect(answers.flatMap(({ errors }) => errors ?? []).length).toBeGreaterThan(0);
    const shown = withoutUrls(answers);
    expectNoSecrets(shown);
    expect(shown).not.toMatch(/\bat .*\.[jt]s:\d/);
  });

  it('in the figures of all that', async () => {
    const figures = await (await fetch(`${server.origin}/metrics`)).text();
    expect(figures).toContain('code="InvalidParameter"');
    expectNoSecrets(figures);
    expect(figures).not.toMatch(/https?:|\?/);
  });

  it('in any line that it has logged of all that', () => {
    const printed = server.printed();
    expect(printed).toContain('"path":"/graphql"');
    expect(printed).toContain('TypeError');
    expect(printed).toContain('"operation":"GetPlayInfo"');
    expectNoSecrets(printed);
  });
});

describe('a server with keys that VOD does not accept writes and answers nothing of them', () => {
  it.each<[string, Record<string, string>]>([
    ['another secret', { ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'wrongThatMustNotShow' }],
    ['another id', { ALIBABA_CLOUD_ACCESS_KEY_ID: 'STS.wrongThatMustNotShow' }],
    ['another token', { ALIBABA_CLOUD_SECURITY_TOKEN: 'wrongThatMustNotShow' }],
    ['a token that is malformed', { ALIBABA_CLOUD_SECURITY_TOKEN: '{wrongThatMustNotShow}' }],
    ['no service at its endpoint', { VOD_ENDPOINT: 'http://127.0.0.1:9' }],
  ])(
    '(%s)',
    async (_name, settings) => {
      const { origin, printed, child } = await startProcess(settings);
      const answers = await runAll(origin);
      const ready = await (await fetch(`${origin}/ready`)).text();
      child.kill('SIGTERM');
      await once(child, 'close');
      const codes = answers.flatMap(({ errors = [] }) => errors.map((it) => it.extensions.code));
      expect(new Set(codes)).toEqual(
        new Set([settings.VOD_ENDPOINT ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_AUTH']),
      );
      for (const text of [JSON.stringify(answers), ready, printed()]) expectNoSecrets(text);
    },
    60_000,
  );
});
