import { describe, expect, it } from '@jest/globals';
import { readConfig } from '../src/config.js';
import { ConfigError } from '../src/environment.js';

const secret = 'a-secret-that-nobody-may-read';
const keys = { ALIBABA_CLOUD_ACCESS_KEY_ID: 'LTAI-id', ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret };

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the settings', () => {
  it('have defaults that listen on this machine only and use the embedded service', () => {
    expect(readConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      upstream: { kind: 'embedded', port: 4001, dataFolder: '.vodgraph' },
      playground: true,
      introspection: true,
      production: false,
      warnings: [],
    });
  });

  it('are read from the environment', () => {
    const env = {
      HOST: '::1',
      PORT: '0',
      VOD_EMULATOR_PORT: '5001',
      VOD_EMULATOR_DATA: ':memory:',
      MAX_DEPTH: '20',
      PLAYGROUND: 'false',
      LOG_LEVEL: 'debug',
      NODE_ENV: 'production',
    };
    expect(readConfig(env)).toMatchObject({
      host: '::1',
      port: 0,
      upstream: { kind: 'embedded', port: 5001, dataFolder: ':memory:' },
      limits: { maxDepth: 20 },
      playground: false,
      logLevel: 'debug',
      production: true,
    });
  });

  it('count as not set if they are empty', () => {
    const names = ['HOST', 'PORT', 'VOD_REGION', 'VOD_ENDPOINT', 'PLAYGROUND', 'CORS_ORIGINS'];
    const keyNames = [...Object.keys(keys), 'ALIBABA_CLOUD_SECURITY_TOKEN'];
    const empty = Object.fromEntries([...names, ...keyNames].map((name) => [name, '']));
    expect(readConfig(empty)).toEqual(readConfig({}));
  });

  it('cannot be changed once read', () => {
    expect(Object.isFrozen(readConfig({}))).toBe(true);
  });
});

describe('the upstream', () => {
  it('is the real service once both parts of a key are there', () => {
    expect(readConfig(keys).upstream).toEqual({
      kind: 'vod',
      endpoint: 'https://vod.cn-shanghai.aliyuncs.com',
      accessKeyId: 'LTAI-id',
      accessKeySecret: secret,
    });
  });

  it('is called with the token of a temporary key', () => {
    const env = { ...keys, ALIBABA_CLOUD_SECURITY_TOKEN: 'token' };
    expect(readConfig(env).upstream).toMatchObject({ securityToken: 'token' });
  });

  it.each([
    ['cn-shanghai', 'https://vod.cn-shanghai.aliyuncs.com'],
    ['ap-southeast-1', 'https://vod.ap-southeast-1.aliyuncs.com'],
    ['eu-central-1', 'https://vod.eu-central-1.aliyuncs.com'],
    ['cn-north-2-gov-1', 'https://vod.cn-north-2-gov-1.aliyuncs.com'],
    ['cn-hangzhou', 'https://vod.cn-shanghai.aliyuncs.com'],
    ['cn-qingdao', 'https://vod.aliyuncs.com'],
  ])('of region %s is %s', (VOD_REGION, endpoint) => {
    expect(readConfig({ ...keys, VOD_REGION }).upstream).toMatchObject({ endpoint });
  });

  it('is the endpoint that is set, whatever the region', () => {
    const env = {
      ...keys,
      VOD_REGION: 'eu-central-1',
      VOD_ENDPOINT: 'https://vod.example.com:8443/',
    };
    expect(readConfig(env)).toMatchObject({
      upstream: { endpoint: 'https://vod.example.com:8443' },
      warnings: [],
    });
  });

  it.each(['http://127.0.0.1:4001', 'http://127.3.2.1', 'http://localhost:4001', 'http://[::1]:1'])(
    'may be plain http on this machine: %s',
    (VOD_ENDPOINT) => {
      expect(readConfig({ ...keys, VOD_ENDPOINT }).warnings).toEqual([]);
    },
  );

  it.each(['http://vod.example.com', 'http://127.0.0.1.example.com', 'http://localhost.example'])(
    'is warned of if it is plain http elsewhere: %s',
    (VOD_ENDPOINT) => {
      expect(readConfig({ ...keys, VOD_ENDPOINT }).warnings).toEqual([
        'VOD_ENDPOINT: plain http, so that calls and signed URLs travel unencrypted',
      ]);
    },
  );
});

describe('the address of the server', () => {
  it.each(['127.0.0.1', '127.0.0.2', 'localhost', '::1'])('is safe on this machine: %s', (HOST) => {
    expect(readConfig({ HOST }).warnings).toEqual([]);
  });

  it.each(['0.0.0.0', '::', '192.168.1.5'])('is warned of if others reach it: %s', (HOST) => {
    expect(readConfig({ HOST }).warnings).toEqual([
      'HOST: there is no login, so whoever reaches this address can change and delete media',
    ]);
  });
});

describe('settings that cannot be used', () => {
  const integer = (min: number, max: number) => `must be an integer from ${min} to ${max}`;
  const needsKey =
    'needs ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET beside it';

  it.each([
    ['PORT', 'http', integer(0, 65_535)],
    ['PORT', '65536', integer(0, 65_535)],
    ['PORT', '-1', integer(0, 65_535)],
    ['PORT', '4000.5', integer(0, 65_535)],
    ['PORT', ' 4000', integer(0, 65_535)],
    ['PORT', '0x10', integer(0, 65_535)],
    ['VOD_EMULATOR_PORT', '1e3', integer(0, 65_535)],
    ['VOD_READ_TIMEOUT_MS', '0', integer(1, 120_000)],
    ['VOD_MAX_ATTEMPTS', '99', integer(1, 10)],
    ['MAX_DEPTH', '0', integer(1, 100)],
    ['PLAYGROUND', 'yes', 'must be `true` or `false`'],
    ['INTROSPECTION', '1', 'must be `true` or `false`'],
    ['EXECUTOR', 'jit', 'must be `compiled` or `graphql-js`'],
    ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, trace, silent'],
    ['VOD_REGION', 'Shanghai', 'must be a region id, e.g. `cn-shanghai`'],
    ['ALIBABA_CLOUD_SECURITY_TOKEN', 'token', needsKey],
    ['VOD_ENDPOINT', 'https://vod.example.com', needsKey],
  ])('%s=%s', (name, value, problem) => {
    expect(problemsOf({ [name]: value })).toEqual([`${name}: ${problem}`]);
  });

  it.each([
    'vod.cn-shanghai.aliyuncs.com',
    'ftp://vod.example.com',
    'https://vod.example.com/api',
    'https://vod.example.com?a=b',
    'https://id:secret@vod.example.com',
    'https://',
  ])('VOD_ENDPOINT=%s', (VOD_ENDPOINT) => {
    expect(problemsOf({ ...keys, VOD_ENDPOINT })).toEqual([
      'VOD_ENDPOINT: must be an http or https URL without a path, e.g. `https://vod.cn-shanghai.aliyuncs.com`',
    ]);
  });

  it('are half of a key', () => {
    const { ALIBABA_CLOUD_ACCESS_KEY_ID, ALIBABA_CLOUD_ACCESS_KEY_SECRET } = keys;
    expect(problemsOf({ ALIBABA_CLOUD_ACCESS_KEY_ID })).toEqual([
      'ALIBABA_CLOUD_ACCESS_KEY_SECRET: must be set, as the id of its key is',
    ]);
    expect(problemsOf({ ALIBABA_CLOUD_ACCESS_KEY_SECRET })).toEqual([
      'ALIBABA_CLOUD_ACCESS_KEY_ID: must be set, as the secret of its key is',
    ]);
  });

  it('are all named at once, without their values', () => {
    const env = { PORT: secret, MAX_TOKENS: '-5', PLAYGROUND: secret, VOD_ENDPOINT: secret };
    const problems = problemsOf({ ...env, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret });
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual([
      'ALIBABA_CLOUD_ACCESS_KEY_ID',
      'MAX_TOKENS',
      'PLAYGROUND',
      'PORT',
      'VOD_ENDPOINT',
    ]);
    expect(problems.join()).not.toContain(secret);
  });
});
