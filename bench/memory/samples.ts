import { residentMemory } from '../service.js';
import type { Vodgraph } from '../vodgraph.js';

export interface Sample {
  readonly minute: number;
  readonly rssMiB: number;
  readonly heapMiB: number;
  /** Answered so far. */
  readonly requests: number;
}

/** Of the server's process: what the system says of it, and what it says of itself at `/metrics`. */
export async function memoryOf(server: Vodgraph) {
  const text = await (await fetch(`${server.origin}/metrics`)).text();
  const heap = /^nodejs_heap_size_used_bytes (\S+)/m.exec(text)?.[1];
  return { rssMiB: await residentMemory(server), heapMiB: Number(heap) / 1024 ** 2 };
}
