import { z } from 'zod';

/** An optional text that has no value is absent, so one that is there is never empty. */
export const text = z.string().min(1);

export const mediaId = z.string().regex(/^[0-9a-z-]{4,64}$/);
const requestId = z.string().regex(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
export const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
export const url = z.url({ protocol: /^https?$/ });
export const jsonText = z.string().refine((value) => typeof JSON.parse(value) === 'object');

/** The vendor's clients turn literals of more than 15 characters into objects. */
const short = (value: number) => String(value).length <= 15;
export const integer = z.int().refine(short);
export const count = z.int().nonnegative().refine(short);
export const seconds = z.number().nonnegative().refine(short);

/** `25.0000`: figures that travel as text. */
export const figure = z.string().regex(/^\d+(\.\d+)?$/);

export const ids = z.array(text);

export const outputType = z.enum(['cdn', 'oss']);

/** Every answer has its request id. */
export function answer<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.strictObject({ RequestId: requestId, ...fields });
}

export const refusal = z.strictObject({
  RequestId: requestId,
  HostId: text,
  Code: text,
  Message: text,
  Recommend: url,
});
