import { describe, expect, it } from '@jest/globals';
import { type Failure, VodError, VodUnreachable } from '../src/vod/errors.js';
import type { OperationName } from '../src/vod/operations.js';
import { mayRepeat, retryDelayMs } from '../src/vod/retry.js';

const refused = (operation: OperationName, code: string) =>
  new VodError(operation, code, 'no', 'request');

describe('mayRepeat', () => {
  it.each<[OperationName, string, boolean]>([
    ['GetVideoInfos', 'Throttling.User', true],
    ['GetVideoInfos', 'InternalError', true],
    ['GetVideoInfos', 'ServiceUnAvailable', true],
    ['GetVideoInfos', 'ServiceUnavailable', true],
    ['GetVideoInfos', 'Forbidden.RAM', false],
    ['GetVideoInfos', 'InvalidVideo.NotFound', false],
    ['GetVideoInfos', 'SignatureDoesNotMatch', false],
    ['UpdateVideoInfos', 'InternalError', true],
    ['DeleteVideo', 'Throttling', true],
    ['DeleteVideo', 'Throttling.Api', true],
    ['DeleteVideo', 'DeleteVideoFailed', false],
    ['DeleteVideo', 'InternalError', false],
    ['DeleteMezzanines', 'ServiceUnavailable', false],
  ])('%s after %s: %p', (operation, code, expected) => {
    expect(mayRepeat(operation, refused(operation, code))).toBe(expected);
  });

  it.each<[OperationName, Failure, boolean]>([
    ['SearchMedia', 'timeout', true],
    ['SearchMedia', 'broken', true],
    ['SearchMedia', 'unusable', true],
    ['SearchMedia', 'refused', true],
    ['UpdateImageInfos', 'timeout', true],
    ['DeleteImage', 'refused', true],
    ['DeleteImage', 'timeout', false],
    ['DeleteStream', 'broken', false],
    ['DeleteMezzanines', 'unusable', false],
  ])('%s without a usable answer (%s): %p', (operation, failure, expected) => {
    expect(mayRepeat(operation, new VodUnreachable(operation, failure))).toBe(expected);
  });

  it.each([new TypeError('a bug'), undefined, 'text'])('never after %p', (problem) => {
    expect(mayRepeat('GetVideoInfos', problem)).toBe(false);
  });
});

describe('retryDelayMs', () => {
  it.each([
    [1, 100],
    [2, 200],
    [3, 400],
    [9, 25_600],
  ])('waits before repeating attempt %i anywhere from 0 to %i ms', (attempt, longest) => {
    expect(retryDelayMs(attempt, () => 0)).toBe(0);
    expect(retryDelayMs(attempt, () => 0.5)).toBe(longest / 2);
    expect(retryDelayMs(attempt, () => 1 - Number.EPSILON)).toBe(longest - 1);
  });
});
