import { describe, expect, it } from '@jest/globals';
import { readSettings } from '../../src/emulator/settings.js';

describe('the settings of the embedded service', () => {
  it('have defaults', () => {
    expect(readSettings({})).toEqual({ host: '127.0.0.1', port: 4001, dataFolder: '.vodgraph' });
  });

  it('come from the environment', () => {
    const environment = { VOD_EMULATOR_PORT: '0', VOD_EMULATOR_DATA: '/data', HOST: '::1' };
    expect(readSettings(environment)).toEqual({ host: '::1', port: 0, dataFolder: '/data' });
  });

  it.each([
    ['VOD_EMULATOR_PORT', 'four', 'must be a port from 0 to 65535'],
    ['VOD_EMULATOR_PORT', '1.5', 'must be a port from 0 to 65535'],
    ['VOD_EMULATOR_PORT', '65536', 'must be a port from 0 to 65535'],
  ])('refuse %s=%j', (name, value, problem) => {
    expect(() => readSettings({ [name]: value })).toThrow(`${name} ${problem}`);
  });

  it('count as not set if they are empty', () => {
    const empty = { VOD_EMULATOR_PORT: '', VOD_EMULATOR_DATA: '', HOST: '' };
    expect(readSettings(empty)).toEqual(readSettings({}));
  });
});
