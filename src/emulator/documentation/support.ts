/** A choice of ours where the vendor does not say what happens; the text says which. */
type Unverified = `unverified: ${string}`;

/** `refused` is answered with `InvalidParameter`: nothing documented is silently ignored. */
export type ParameterSupport = 'supported' | 'refused' | Unverified;

/** HTTP status, then whether the error is answered; `never`: nothing here can lead to it. */
export type ErrorSupport = `${number} ${'supported' | 'never' | Unverified}`;

export interface OperationDocumentation {
  /** Published quota in calls per second and account; absent where none is published. */
  readonly qps?: number;
  readonly parameters: Readonly<Record<string, ParameterSupport>>;
  /** Errors of the operation itself; those of the gateway can come with every operation. */
  readonly errors: Readonly<Record<string, ErrorSupport>>;
}

/** Documentation of some operations, by name. */
export type Documented<Names extends string> = Readonly<Record<Names, OperationDocumentation>>;

/** VideoId, or ReferenceId in its place. */
export const videoId = {
  VideoId: 'supported',
  ReferenceId: 'unverified: with both, VideoId decides',
} as const;

export const videoIds = {
  VideoIds: 'unverified: more than 20 are refused with VideoIdsExceededMax',
  ReferenceIds: 'unverified: more than 20 are refused with ReferenceIdsExceededMax',
} as const;

export const pageOf100 = {
  PageNo: 'supported',
  PageSize: 'unverified: more than 100 is refused',
} as const;

export const signedUrl = {
  AuthTimeout:
    'unverified: a value out of range is refused; the time in auth_key is the end of the URL less 1800 seconds, the validity of the domain',
  OutputType: 'supported',
} as const;

export const videoNotFound = { 'InvalidVideo.NotFound': '404 supported' } as const;
