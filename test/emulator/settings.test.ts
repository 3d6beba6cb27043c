import { describe, expect, it } from '@jest/globals';
import { emulatorWarnings, readEmulatorSettings } from '../../src/emulator/settings.js';

describe('the settings of the embedded service', () => {
  it('have defaults', () => {
    expect(readEmulatorSettings({})).toEqual({
      host: '127.0.0.1',
      port: 4001,
      dataFolder: '.vodgraph',
      library: true,
      maxDataBytes: 4 * 1024 ** 3,
      ffmpeg: 'auto',
      latency: 'off',
      quotas: 'off',
    });
  });

  it('come from the environment', () => {
    const environment = {
      VOD_EMULATOR_HOST: '::1',
      VOD_EMULATOR_PORT: '0',
      VOD_EMULATOR_DATA: '/data',
      VOD_EMULATOR_SEED: 'none',
      VOD_EMULATOR_MAX_BYTES: '1048576',
      VOD_EMULATOR_FFMPEG: '/opt/ffmpeg',
      VOD_EMULATOR_LATENCY: 'lognormal:40,0.5',
      VOD_EMULATOR_QUOTAS: 'GetPlayInfo=5, SearchMedia=0.5',
    };
    expect(readEmulatorSettings(environment)).toEqual({
      host: '::1',
      port: 0,
      dataFolder: '/data',
      library: false,
      maxDataBytes: 1_048_576,
      ffmpeg: '/opt/ffmpeg',
      latency: 'lognormal:40,0.5',
      quotas: { GetPlayInfo: 5, SearchMedia: 0.5 },
    });
  });

  it.each([
    ['shipped', true],
    ['none', false],
    ['0', 0],
    ['100000', 100_000],
  ])('choose what a new library holds: %s', (VOD_EMULATOR_SEED, library) => {
    expect(readEmulatorSettings({ VOD_EMULATOR_SEED })).toMatchObject({ library });
  });

  it.each([
    ['VOD_EMULATOR_PORT', 'four', 'must be an integer from 0 to 65535'],
    ['VOD_EMULATOR_PORT', '1.5', 'must be an integer from 0 to 65535'],
    ['VOD_EMULATOR_PORT', '65536', 'must be an integer from 0 to 65535'],
    ['VOD_EMULATOR_SEED', 'everything', 'must be `shipped`, `none` or a number up to 999999'],
    ['VOD_EMULATOR_SEED', '-1', 'must be `shipped`, `none` or a number up to 999999'],
    ['VOD_EMULATOR_LATENCY', 'slow', '`slow` is none of'],
    ['VOD_EMULATOR_LATENCY', '80-20', '`80-20` ends before it begins'],
    ['VOD_EMULATOR_QUOTAS', 'on', 'must be `off`, `published`, or calls per second by operation'],
    ['VOD_EMULATOR_QUOTAS', 'GetNothing=5', 'GetNothing is no operation that this service answers'],
    ['VOD_EMULATOR_QUOTAS', 'GetPlayInfo=', 'GetPlayInfo must be calls per second'],
    ['VOD_EMULATOR_QUOTAS', 'GetPlayInfo=many', 'GetPlayInfo must be calls per second'],
    ['VOD_EMULATOR_MAX_BYTES', '0', `must be an integer from 1 to ${Number.MAX_SAFE_INTEGER}`],
    ['VOD_EMULATOR_MAX_BYTES', '4GB', `must be an integer from 1 to ${Number.MAX_SAFE_INTEGER}`],
  ])('refuse %s=%j', (name, value, problem) => {
    expect(() => readEmulatorSettings({ [name]: value })).toThrow(`${name}: ${problem}`);
  });

  it('count as not set if they are empty', () => {
    const names = ['HOST', 'PORT', 'DATA', 'SEED', 'MAX_BYTES', 'FFMPEG', 'LATENCY', 'QUOTAS'];
    const empty = Object.fromEntries(names.map((name) => [`VOD_EMULATOR_${name}`, '']));
    expect(readEmulatorSettings(empty)).toEqual(readEmulatorSettings({}));
  });

  it('warn of an address that others reach', () => {
    const warningsAt = (host: string) =>
      emulatorWarnings(readEmulatorSettings({ VOD_EMULATOR_HOST: host }));
    expect(warningsAt('localhost')).toEqual([]);
    expect(warningsAt('0.0.0.0')).toEqual([expect.stringContaining('VOD_EMULATOR_HOST')]);
  });
});
