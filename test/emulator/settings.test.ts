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
    });
  });

  it('come from the environment', () => {
    const environment = {
      VOD_EMULATOR_HOST: '::1',
      VOD_EMULATOR_PORT: '0',
      VOD_EMULATOR_DATA: '/data',
      VOD_EMULATOR_SEED: 'none',
      VOD_EMULATOR_MAX_BYTES: '1048576',
    };
    expect(readEmulatorSettings(environment)).toEqual({
      host: '::1',
      port: 0,
      dataFolder: '/data',
      library: false,
      maxDataBytes: 1_048_576,
    });
  });

  it.each([
    ['VOD_EMULATOR_PORT', 'four', 'must be an integer from 0 to 65535'],
    ['VOD_EMULATOR_PORT', '1.5', 'must be an integer from 0 to 65535'],
    ['VOD_EMULATOR_PORT', '65536', 'must be an integer from 0 to 65535'],
    ['VOD_EMULATOR_SEED', 'everything', 'must be `shipped` or `none`'],
    ['VOD_EMULATOR_MAX_BYTES', '0', `must be an integer from 1 to ${Number.MAX_SAFE_INTEGER}`],
    ['VOD_EMULATOR_MAX_BYTES', '4GB', `must be an integer from 1 to ${Number.MAX_SAFE_INTEGER}`],
  ])('refuse %s=%j', (name, value, problem) => {
    expect(() => readEmulatorSettings({ [name]: value })).toThrow(`${name}: ${problem}`);
  });

  it('count as not set if they are empty', () => {
    const names = ['HOST', 'PORT', 'DATA', 'SEED', 'MAX_BYTES'];
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
