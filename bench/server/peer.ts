import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own. */
export interface Peer {
  readonly name: string;
  readonly url: string;
  /** User and system time of its process so far, all threads. */
  cpuMicros(): Promise<number>;
  stop(): Promise<void>;
}

export async function startPeer(
  name: string,
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<Peer> {
  const child = fork(fileURLToPath(new URL(`peers/${file}`, import.meta.url)), {
    execArgv: [],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
  });
  const { url } = await message<{ url: string }>(child);
  return {
    name,
    url,
    cpuMicros: async () => {
      child.send('usage');
      return (await message<{ cpuMicros: number }>(child)).cpuMicros;
    },
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** The next message; rejects if the process ends instead. */
async function message<Message>(child: ChildProcess): Promise<Message> {
  const over = new AbortController();
  const options = { signal: over.signal };
  const ended = once(child, 'exit', options).then(() => {
    throw new Error(`${child.spawnargs.at(-1)} ended before it answered`);
  });
  try {
    const [first] = await Promise.race([once(child, 'message', options), ended]);
    return first as Message;
  } finally {
    ended.catch(() => {});
    over.abort();
  }
}
