import { badUserInput } from '../errors.js';
import type { UrlArgs } from '../types/image.js';
import { checkKnown } from './input.js';

/** How the URLs of an answer are signed; part of a loader's key, so that variants never mix. */
export interface UrlOptions {
  readonly AuthTimeout?: number;
  readonly OutputType?: string;
}

/** Longest validities in seconds that VOD gives OSS URLs (contract 2.6); CDN URLs know none. */
export const maxFileTimeout = 2_592_000;
export const maxStreamTimeout = 604_800;

export function readUrlOptions(
  { authTimeout, outputType }: UrlArgs,
  maxOssTimeout: number,
): UrlOptions {
  if (authTimeout != null)
    checkTimeout(authTimeout, outputType === 'oss' ? maxOssTimeout : undefined);
  if (outputType != null) checkKnown('outputType', [outputType]);
  return {
    ...(authTimeout != null && { AuthTimeout: authTimeout }),
    ...(outputType != null && { OutputType: outputType }),
  };
}

function checkTimeout(seconds: number, max: number | undefined): void {
  if (seconds < 1 || (max !== undefined && seconds > max)) {
    const rule = max === undefined ? 'at least 1 second' : `1 to ${max} seconds for OSS URLs`;
    throw badUserInput(`authTimeout: must be ${rule}; got ${seconds}.`);
  }
}

export function hasOptions(options: UrlOptions): boolean {
  return options.AuthTimeout !== undefined || options.OutputType !== undefined;
}
