import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { emulatorEnvironment } from '../src/emulator/settings.js';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { call } from './emulator/signed-call.js';
import {
  createBuild,
  type Env,
  hasPrinted,
  kill,
  type Launched,
  launch as launchCommand,
} from './launch.js';
import { post } from './world.js';

/** From the signal to the end of the process: far less than any time-out of a call. */
const maxStopMs = 3000;

const run = promisify(execFile);

let build: string;
beforeAll(async () => {
  build = await createBuild();
}, 120_000);
afterAll(() => rm(build, { recursive: true, force: true }));

let folder: string;
const processes: Launched[] = [];
const listeners: Server[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vodgraph-data-'));
});
afterEach(async () => {
  for (const launched of processes.splice(0)) await kill(launched);
  for (const listener of listeners.splice(0)) listener.close();
  await rm(folder, { recursive: true, force: true });
});

function launch(env: Env = {}, words: readonly string[] = []): Launched {
  const preset = { PORT: '0', VOD_EMULATOR_PORT: '0', VOD_EMULATOR_DATA: folder };
  const launched = launchCommand(build, words, { ...preset, ...env });
  processes.push(launched);
  return launched;
}

async function start(env: Env = {}, words: readonly string[] = [], lastWords = /curl .*\n/) {
  const launched = launch(env, words);
  await hasPrinted(launched, lastWords);
  const { out } = launched.printed;
  const origin = /^GraphQL +(.+)\/graphql$/m.exec(out)?.[1] ?? '';
  const service = /^Embedded VOD.*(http:\S+)/m.exec(out)?.[1] ?? '';
  return { ...launched, origin, service };
}

async function stopped({ child, ended }: Launched, signal: NodeJS.Signals) {
  const since = Date.now();
  child.kill(signal);
  const code = await ended;
  return { code, inTime: Date.now() - since < maxStopMs };
}

/** A port that somebody else listens on; `connected` resolves with the first caller. */
async function occupyPort() {
  const listener = createServer();
  listeners.push(listener);
  const connected = once(listener, 'connection');
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return { port: (listener.address() as AddressInfo).port, connected };
}

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string };
const title = (id: string) => `{ video(id: "${id}") { title } }`;
const [video] = shippedIds.videos;
const hasCurl = existsSync('/bin/bash') && existsSync('/usr/bin/curl');

describe('a start', () => {
  it('prints what listens where, and the key of the embedded service', async () => {
    const { printed, origin, service } = await start();
    expect(printed.out).toMatch(/^Playground +http:\/\/127\.0\.0\.1:\d+\/$/m);
    expect(printed.out).toContain('access key id vodgraph, secret vodgraph-secret');
    expect(printed.err).toBe('');
    expect((await fetch(`${origin}/`)).headers.get('content-type')).toMatch('text/html');
    expect(await (await fetch(service)).text()).toContain('<Code>MissingAction</Code>');
  });

  (hasCurl || process.env.CI ? it : it.skip)('prints a line to paste into a shell', async () => {
    const { printed } = await start();
    const line = printed.out.split('\n').find((text) => text.includes('curl ')) ?? '';
    const { stdout } = await run('bash', ['-c', `${line} --silent`]);
    expect(JSON.parse(stdout)).toMatchObject({
      data: { video: { title: 'Test card with clock, 16:9', streams: expect.any(Array) } },
    });
  });

  it('with keys names the real service and prints no key', async () => {
    const { printed } = await start({
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-of-the-account',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret-of-the-account',
      VOD_ENDPOINT: 'http://vod.example.com',
    });
    expect(printed.out).toMatch(/^VOD +http:\/\/vod\.example\.com$/m);
    expect(printed.err).toBe(
      'Warning: VOD_ENDPOINT: plain http, so that calls and signed URLs travel unencrypted\n',
    );
    expect(printed.out + printed.err).not.toContain('of-the-account');
  });

  it('again with the same folder finds the changes of last time', async () => {
    const first = await start();
    const change = `mutation { updateVideo(input: { id: "${video}", title: "Kept" }) { video { id } } }`;
    await post(first.origin, { query: change });
    await stopped(first, 'SIGTERM');
    const second = await start();
    const { data } = await post(second.origin, { query: title(video) });
    expect(data).toEqual({ video: { title: 'Kept' } });
  });
});

describe('a start that cannot be', () => {
  it.each(['PORT', 'VOD_EMULATOR_PORT'])(
    'names the port and %s if it is taken',
    async (setting) => {
      const { port } = await occupyPort();
      const { printed, ended } = launch({ [setting]: `${port}` });
      expect(await ended).toBe(1);
      expect(printed).toEqual({
        out: '',
        err: `Port ${port} on 127.0.0.1 is in use. Choose another with ${setting}.\n`,
      });
    },
  );

  it('names a folder that another process has', async () => {
    await start();
    const { printed, ended } = launch();
    expect(await ended).toBe(1);
    expect(printed.err).toBe(
      `The folder ${folder} is in use by another embedded VOD service. End that one, or choose another folder with VOD_EMULATOR_DATA.\n`,
    );
  });

  it('names an address that is not of this machine', async () => {
    const { printed, ended } = launch({ HOST: '192.0.2.1' });
    expect(await ended).toBe(1);
    expect(printed.err).toMatch(/^Warning: HOST: .*\nlisten EADDRNOTAVAIL.*192\.0\.2\.1.*\n$/);
  });

  it('lists everything that is wrong with the settings', async () => {
    const wrong = { PORT: 'http', MAX_DEPTH: '-1', ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'hidden' };
    const { printed, ended } = launch(wrong);
    expect(await ended).toBe(1);
    expect(printed.err.split('\n').map((line) => line.split(':')[0]?.trim())).toEqual([
      'The settings are not usable',
      'PORT',
      'MAX_DEPTH',
      'ALIBABA_CLOUD_ACCESS_KEY_ID',
      '',
    ]);
    expect(printed.err).not.toContain('hidden');
  });
});

describe('a stop', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('by %s is clean and quick', async (signal) => {
    const server = await start();
    expect(await stopped(server, signal)).toEqual({ code: 0, inTime: true });
    expect(server.printed.err).toBe('');
    await expect(fetch(server.origin)).rejects.toThrow();
  });

  it('does not wait for idle connections', async () => {
    const server = await start();
    const agent = new Agent({ keepAlive: true });
    const [response] = await once(get(`${server.origin}/health`, { agent }), 'response');
    response.resume();
    await once(response, 'end');
    expect(await stopped(server, 'SIGINT')).toEqual({ code: 0, inTime: true });
    agent.destroy();
  });

  it('does not wait for half a request', async () => {
    const server = await start();
    const socket = connect(Number(new URL(server.origin).port), '127.0.0.1');
    socket.on('error', () => {});
    socket.write('POST /graphql HTTP/1.1\r\nhost: here\r\ncontent-length: 10\r\n\r\n{');
    await (await fetch(`${server.origin}/health`)).text();
    expect(await stopped(server, 'SIGINT')).toEqual({ code: 0, inTime: true });
    socket.destroy();
  });

  it('lets operations under way end', async () => {
    const server = await start({ VOD_EMULATOR_LATENCY: '700' });
    const answer = post(server.origin, { query: title(video) });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stop = stopped(server, 'SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await fetch(`${server.origin}/health`)).status).toBe(503);
    expect(await stop).toEqual({ code: 0, inTime: true });
    expect((await answer).data).toEqual({ video: { title: expect.any(String) } });
  });

  it('does not wait for ever for a call that nobody answers', async () => {
    const silent = await occupyPort();
    const server = await start({
      ALIBABA_CLOUD_ACCESS_KEY_ID: 'id',
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'secret',
      VOD_ENDPOINT: `http://127.0.0.1:${silent.port}`,
      STOP_TIMEOUT_MS: '500',
    });
    const answer = post(server.origin, { query: title(video) }).catch(() => 'hung up');
    const [called] = await silent.connected;
    expect(await stopped(server, 'SIGINT')).toEqual({ code: 0, inTime: true });
    expect(await answer).toBe('hung up');
    called.destroy();
  });
});

describe('the embedded service alone', () => {
  const alone = (env?: Env, ...flags: string[]) => start(env, ['vod', ...flags], /secret: .*\n/);

  it('prints where it listens and its key, and stops at a signal', async () => {
    const service = await alone();
    expect(service.printed.out).toMatch(
      /^Embedded VOD service: http:\/\/127\.0\.0\.1:\d+\nPage: http:\/\/127\.0\.0\.1:\d+\/\nAccess key: vodgraph, secret: vodgraph-secret\n$/,
    );
    expect(await (await fetch(service.service)).text()).toContain('<Code>MissingAction</Code>');
    expect(await stopped(service, 'SIGINT')).toEqual({ code: 0, inTime: true });
  });

  it('stops while its page is open', async () => {
    const service = await alone();
    const stream = await fetch(`${service.service}/_control/calls/stream`);
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    expect(await stopped(service, 'SIGTERM')).toEqual({ code: 0, inTime: true });
    await expect(stream.text()).rejects.toThrow();
  });

  it('takes a flag before the variable of the environment', async () => {
    const { port } = await occupyPort();
    const { service } = await alone({ VOD_EMULATOR_PORT: `${port}` }, '--port', '0');
    expect(new URL(service).port).not.toBe(`${port}`);
  });

  it.each([
    ['shipped', 'Test card with clock, 16:9'],
    ['none', undefined],
  ])('starts a new library of --seed %s', async (seed, title) => {
    const { service } = await alone({}, '--seed', seed, '--data', ':memory:');
    const { json } = await call(service, { Action: 'GetVideoInfo', VideoId: video });
    expect(json.Video?.Title).toBe(title);
  });

  it('generates as many media as --seed says beside the shipped ones', async () => {
    const totalOf = async (seed: string) => {
      const { service } = await alone({}, '--seed', seed, '--data', ':memory:');
      const types = ['video', 'audio', 'image'];
      const found = types.map((SearchType) => call(service, { Action: 'SearchMedia', SearchType }));
      return (await Promise.all(found)).reduce((sum, { json }) => sum + json.Total, 0);
    };
    expect((await totalOf('7')) - (await totalOf('0'))).toBe(7);
  });

  it('lets calls take the time of --latency, and refuses those above --quotas', async () => {
    const flags = ['--latency', '50', '--quotas', 'GetVideoInfo=1'];
    const { service } = await alone({}, ...flags);
    const since = performance.now();
    const calls = [1, 2, 3].map(() => call(service, { Action: 'GetVideoInfo', VideoId: video }));
    const codes = (await Promise.all(calls)).map(({ json }) => json.Code);
    expect(performance.now() - since).toBeGreaterThan(49);
    expect(codes).toContain('Throttling.User');
  });

  it('names the port and how to choose another if it is taken', async () => {
    const { port } = await occupyPort();
    const { printed, ended } = launch({}, ['vod', '--port', `${port}`]);
    expect(await ended).toBe(1);
    expect(printed.err).toBe(
      `Port ${port} on 127.0.0.1 is in use. Choose another with --port (VOD_EMULATOR_PORT).\n`,
    );
  });

  it('names an ffmpeg that is not there', async () => {
    const { printed, ended } = launch({}, ['vod', '--ffmpeg', '/nowhere/ffmpeg']);
    expect(await ended).toBe(1);
    expect(printed.err).toMatch(/^There is no ffmpeg .* at \/nowhere\/ffmpeg.*\n$/);
  });

  it('warns of an address that others reach', async () => {
    const { printed } = await alone({}, '--host', '0.0.0.0');
    expect(printed.err).toMatch(/^Warning: VOD_EMULATOR_HOST: .*whoever reaches this address/);
  });
});

describe('the command', () => {
  const outcome = async (...words: string[]) => {
    const { printed, ended } = launch({}, words);
    return { code: await ended, ...printed };
  };

  it('tells its version, its commands and the options of the service', async () => {
    expect(await outcome('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
    expect((await outcome('--help')).out).toMatch(/^ {2}serve .*^ {2}vod /ms);
    const { code, out } = await outcome('vod', '--help');
    expect(code).toBe(0);
    for (const variable of Object.keys(emulatorEnvironment)) expect(out).toContain(variable);
  });

  it.each([
    ['an option that it does not know', ['vod', '--prot', '4001'], "unknown option '--prot'"],
    ['an option without its value', ['vod', '--port'], "'--port <number>' argument missing"],
    ['an option of another command', ['serve', '--port', '4001'], "unknown option '--port'"],
    ['a command that it does not know', ['vdo'], 'too many arguments'],
    ['a word too many', ['vod', '4001'], 'too many arguments'],
  ])('refuses %s', async (_name, words, problem) => {
    const { code, out, err } = await outcome(...words);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(problem);
  });

  it('lists all values that it cannot use', async () => {
    const { code, err } = await outcome('vod', '--port', '4e3', '--seed', 'all', '--max-bytes', '');
    expect(code).toBe(1);
    expect(err.split('\n').map((line) => line.split(':')[0]?.trim())).toEqual([
      'The settings are not usable',
      '--port (VOD_EMULATOR_PORT)',
      '--seed (VOD_EMULATOR_SEED)',
      '',
    ]);
  });
});
