import type { IncomingMessage } from 'node:http';
import type { Content } from '../delivery/content.js';
import type { ObjectFiles } from '../object-files.js';
import type { Store } from '../store.js';
import type { OssRequest } from './request.js';

/** A request whose signature and permission were found good, with what it may use. */
export interface OssCall {
  readonly request: OssRequest;
  readonly body: IncomingMessage;
  readonly store: Store;
  readonly files: ObjectFiles;
  /** As the caller reached the service, e.g. `http://127.0.0.1:4001`. */
  readonly origin: string;
  /** When the signed URL ends, in seconds since 1970; absent if it is not the URL that is signed. */
  readonly urlExpires: number | undefined;
}

/** What is answered: headers and an XML document, or an object. */
export type OssAnswer =
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly xml?: string;
    }
  | { readonly content: Content };
