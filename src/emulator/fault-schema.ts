import { z } from 'zod';
import { isServed } from './documentation.js';
import { isGatewayError } from './gateway-errors.js';

const httpStatus = z.int().min(200).max(599);
const milliseconds = z.int().min(0).max(600_000);

/** Longer than the window in which timestamps are accepted, so that the default is noticed. */
const noticeableSkewMs = 3_600_000;
const maxSkewMs = 100 * 365 * 86_400_000;

/** What can go wrong with a call, as JSON describes it. */
export const faultEffect = z.discriminatedUnion(
  'kind',
  [
    /** Refused in VOD's error shape, not executed. */
    z
      .strictObject({
        kind: z.literal('refuse'),
        code: z.string().min(1).max(100),
        /** Known for the codes of the gateway, as the message is. */
        status: httpStatus.optional(),
        message: z.string().max(1000).optional(),
      })
      .refine(({ code, status }) => status !== undefined || isGatewayError(code), {
        path: ['status'],
        error: 'is needed: the code is none of the gateway, whose status is known',
      }),
    /** A JSON body without `Code`: an SDK that looks at the code alone takes it for a success. */
    z.strictObject({ kind: z.literal('status'), status: httpStatus }),
    /** The error page of a proxy. */
    z.strictObject({ kind: z.literal('html'), status: httpStatus.default(502) }),
    /** No body at all. */
    z.strictObject({ kind: z.literal('empty'), status: httpStatus.default(503) }),
    /** Executed; the connection breaks in the middle of the answer. */
    z.strictObject({ kind: z.literal('truncate') }),
    /** Never answered, not executed. */
    z.strictObject({ kind: z.literal('hang') }),
    /** Executed; the answer stops after its headers and half of its body, and nothing more comes. */
    z.strictObject({ kind: z.literal('hang-body') }),
    /** Executed; the body comes in drips. */
    z.strictObject({
      kind: z.literal('drip'),
      bytes: z.int().min(1).max(1_000_000).default(1),
      everyMs: milliseconds.min(1).default(100),
    }),
    /** The connection is reset, not executed. */
    z.strictObject({ kind: z.literal('reset') }),
    /** Executed, then the connection is reset: a lost answer. */
    z.strictObject({ kind: z.literal('reset-after') }),
    /** Executed, answered late. */
    z.strictObject({ kind: z.literal('delay'), ms: milliseconds }),
    /** Fractions get the most digits that a number can have, e.g. `135.60000000000002`. */
    z.strictObject({ kind: z.literal('long-digits') }),
    /** Empty `NonExist…`, `Forbidden…` and `UnRemoveable…` lists are left out of the answer. */
    z.strictObject({ kind: z.literal('absent-lists') }),
    /** To the gateway the service's clock seems to be off. Met before anything was checked. */
    z.strictObject({
      kind: z.literal('skew'),
      ms: z.int().min(-maxSkewMs).max(maxSkewMs).default(noticeableSkewMs),
    }),
  ],
  { error: () => `must be one of ${faultKinds.join(', ')}` },
);

export const faultKinds: readonly string[] = faultEffect.options.map(
  ({ shape }) => shape.kind.value,
);

/** Narrows a fault to calls that have these parameters; all that is said must hold. */
export const condition = z.record(
  z.string().min(1).max(100),
  z
    .strictObject({
      equals: z.string().max(10_000).optional(),
      contains: z.string().max(10_000).optional(),
    })
    .refine(({ equals, contains }) => equals !== undefined || contains !== undefined, {
      error: 'needs `equals` or `contains`',
    }),
);

/** Which calls meet a fault. */
export const faultTarget = z.strictObject({
  operation: z.string().refine((name) => name === '*' || isServed(name), {
    error: 'must be an operation that this service answers, or `*` for all',
  }),
  /** `always` is until somebody takes it back. */
  times: z
    .union([z.int().min(1).max(1_000_000), z.literal('always')], {
      error: 'must be a whole number from 1 to 1000000, or `always`',
    })
    .default(1),
  when: condition.optional(),
});
