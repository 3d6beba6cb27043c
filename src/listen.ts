import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import { OperatorError } from './operator-error.js';

/** A port that somebody else listens on; the message names the setting. */
class PortInUse extends OperatorError {
  override readonly name = 'PortInUse';
  constructor(host: string, port: number, setting: string, cause: unknown) {
    super(`Port ${port} on ${host} is in use. Choose another with ${setting}.`, { cause });
  }
}

/** Runs what listens on a port; a busy one becomes a `PortInUse`. */
export async function listenOn<Result>(
  host: string,
  port: number,
  setting: string,
  listen: () => Promise<Result>,
): Promise<Result> {
  try {
    return await listen();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new PortInUse(host, port, setting, error);
  }
}

/**
 * Rejects with `PortInUse` if somebody listens there now. Asked before the library is opened: when the
 * whole server runs already, its port says more to the operator than its locked folder.
 */
export async function checkPortFree(host: string, port: number, setting: string): Promise<void> {
  const probe = createServer();
  await listenOn(host, port, setting, () => once(probe.listen(port, host), 'listening'));
  await promisify(probe.close.bind(probe))();
}
