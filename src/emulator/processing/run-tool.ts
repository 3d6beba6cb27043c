import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';

/** A tool ended with an error. */
export class ToolFailed extends Error {
  override readonly name = 'ToolFailed';
}

/** A tool was ended because it took too long. */
export class ToolTooSlow extends Error {
  override readonly name = 'ToolTooSlow';
  constructor(timeLimitMs: number) {
    super(`It took more than ${timeLimitMs / 1000} seconds.`);
  }
}

export interface ToolRun {
  readonly signal: AbortSignal;
  readonly timeLimitMs: number;
  /** Where it runs. */
  readonly folder?: string;
  /** Called with what the tool prints, as it comes. */
  readonly onOutput?: (text: string) => void;
}

/** What the tool says of its failures: the end of it is enough. */
const maxComplaint = 2000;

/** Runs a tool to its end and answers what it printed. It is killed if `signal` says so. */
export async function runTool(
  command: string,
  args: readonly string[],
  { signal, timeLimitMs, folder, onOutput }: ToolRun,
): Promise<string> {
  const child = spawn(command, args, {
    cwd: folder,
    signal,
    timeout: timeLimitMs,
    killSignal: 'SIGKILL',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let complaint = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (onOutput) onOutput(text);
    else output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = `${complaint}${text}`.slice(-maxComplaint);
  });
  const [code, killedBy] = await ended(child);
  if (code === 0) return output;
  if (killedBy === 'SIGKILL') throw new ToolTooSlow(timeLimitMs);
  throw new ToolFailed(complaint.trim() || `It ended with ${killedBy ?? code}.`);
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** Rejects if it could not be started, or was aborted; then only once it is gone. */
function ended(child: Child): Promise<[code: number | null, killedBy: string | null]> {
  return new Promise((resolve, reject) => {
    let failure: Error | undefined;
    child.once('error', (error) => {
      failure = error;
      if (child.pid === undefined) reject(error);
    });
    child.once('close', (code, killedBy) => {
      if (failure) reject(failure);
      else resolve([code, killedBy]);
    });
  });
}
