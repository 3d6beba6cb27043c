/** A port that somebody else listens on: the operator's to mend, so the message names the setting. */
export class PortInUse extends Error {
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
