import { describe, expect, it } from '@jest/globals';
import {
  type Failure,
  isRetryable,
  isUnconfirmed,
  type Trouble,
  troubleOf,
  VodError,
  VodUnreachable,
} from '../src/vod/errors.js';

const codes: Record<Trouble, readonly string[]> = {
  throttled: ['Throttling', 'Throttling.User', 'Throttling.Api'],
  auth: [
    'InvalidAccessKeyId.NotFound',
    'InvalidAccessKeyId.Inactive',
    'Forbidden.AccessKeyDisabled',
    'SignatureDoesNotMatch',
    'IncompleteSignature',
    'SignatureNonceUsed',
    'InvalidTimeStamp.Expired',
    'InvalidTimeStamp.Format',
    'InvalidSecurityToken.Expired',
    'InvalidSecurityToken.Malformed',
    'MissingSecurityToken',
  ],
  forbidden: [
    'Forbidden',
    'Forbidden.RAM',
    'Forbidden.IllegalStatus',
    'NoPermission',
    'OperationDenied',
    'OperationDenied.Suspended',
  ],
  unavailable: [
    'InternalError',
    'ServiceUnAvailable',
    'ServiceUnavailable',
    'DeleteVideoFailed',
    'DeleteStreamFailed',
  ],
  refused: [
    'InvalidVideo.NotFound',
    'InvalidParameter',
    'ErrorMatchSyntax',
    'InvalidScrollToken.Expired',
    'MissingVideoId',
    'SomethingNew',
    'MyForbidden',
    '',
  ],
};

const table = Object.entries(codes).flatMap(([trouble, names]) =>
  names.map((code) => [code, trouble] as [string, Trouble]),
);

describe('troubleOf', () => {
  it.each(table)('takes %p for %s', (code, trouble) => {
    expect(troubleOf(code)).toBe(trouble);
  });
});

describe('isRetryable', () => {
  it.each(table)('%p (%s) depends on the kind of trouble', (code, trouble) => {
    const error = new VodError('GetVideoInfos', code, 'no', undefined);
    expect(isRetryable(error)).toBe(trouble === 'throttled' || trouble === 'unavailable');
    expect(isUnconfirmed(error)).toBe(false);
  });
});

describe('isUnconfirmed', () => {
  it.each<[Failure, boolean]>([
    ['refused', false],
    ['timeout', true],
    ['broken', true],
    ['unusable', true],
  ])('after %s: %p', (failure, expected) => {
    const error = new VodUnreachable('DeleteVideo', failure);
    expect(isUnconfirmed(error)).toBe(expected);
    expect(isRetryable(error)).toBe(true);
    expect(error.message).toMatch(/^DeleteVideo: /);
  });
});
