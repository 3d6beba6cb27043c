import type { CallLog } from '../call-log.js';
import type { Clock } from '../clock.js';
import type { Faults } from '../faults.js';
import type { Latency } from '../latency.js';
import type { LibraryControl } from '../library-control.js';
import type { Quotas } from '../quotas.js';

/** What there is to control of a service: a test has it at hand, everybody else by HTTP. */
export interface Controls {
  readonly calls: CallLog;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly quotas: Quotas;
  readonly latency: Latency;
  readonly library: LibraryControl;
}

export interface ControlRequest {
  /** JSON, of whatever shape. */
  readonly body: unknown;
  readonly query: unknown;
  readonly params: Readonly<Record<string, string>>;
}

/** One thing to ask or do. Knows no HTTP but its method: takes JSON and answers it, or nothing. */
export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the prefix; what follows a colon is to be filled in. */
  readonly path: string;
  readonly does: string;
  readonly answer: (request: ControlRequest) => unknown;
}
