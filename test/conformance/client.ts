export type Values = Readonly<Record<string, string>>;

/** An answer as the client hands it on; a refusal too. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Something that sends a call of VOD's API in its own way. */
export interface Client {
  readonly name: string;
  /** XML knows neither numbers nor lists of one. */
  readonly format: 'JSON' | 'XML';
  call(origin: string, action: string, values: Values): Promise<Answer>;
}

export const accessKeyId = 'vodgraph';
export const accessKeySecret = 'vodgraph-secret';

/** RFC 3986, as all signatures want it. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

export function wireNow(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}
