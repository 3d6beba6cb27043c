import { VodUnreachable } from './errors.js';
import type { OperationName, ResponseOf } from './operations.js';

export type AnswerOf<Name extends OperationName> = ResponseOf<Name> & {
  readonly RequestId: string;
};

/**
 * Whether what came back is an answer of VOD. pop-core looks for a `Code` only: the 5xx body of a
 * proxy in between would pass for a success, above all where an answer holds nothing but RequestId.
 */
export function checkAnswer<Name extends OperationName>(
  name: Name,
  status: number,
  answer: unknown,
): AnswerOf<Name> {
  const fields = isObject(answer) ? answer : {};
  const requestId = typeof fields.RequestId === 'string' ? fields.RequestId : undefined;
  const [payload, isRight] = payloads[name] ?? ['RequestId', isThere];
  if (requestId === undefined || status < 200 || status > 299 || !isRight(fields[payload])) {
    throw new VodUnreachable(name, 'unusable', requestId);
  }
  return answer as AnswerOf<Name>;
}

/** A field that each answer must have besides RequestId, where there is one that is never absent. */
const payloads: {
  readonly [Name in OperationName]?: readonly [field: string, isRight: (value: unknown) => boolean];
} = {
  SearchMedia: ['Total', isThere],
  GetVideoInfo: ['Video', isObject],
  GetVideoInfos: ['VideoList', Array.isArray],
  GetMezzanineInfo: ['Mezzanine', isObject],
  GetVideoList: ['Total', isThere],
  GetImageInfo: ['ImageInfo', isObject],
  GetPlayInfo: ['VideoBase', isObject],
  BatchGetMediaInfos: ['MediaInfos', Array.isArray],
};

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
