import type { ObjectFiles, ReceivedFile } from '../object-files.js';

export interface FetchLimits {
  /** The whole of it must not take longer. */
  readonly totalMs: number;
  /** Nothing may come for so long. */
  readonly idleMs: number;
}

export interface FetchedFile extends ReceivedFile {
  readonly contentType: string;
}

/**
 * Fetches a file into the data folder. Throws whatever went wrong, `StorageFull` if there is no
 * room. `fetch` follows 20 redirects at most, and none to anything but http and https.
 */
export async function fetchFile(
  url: string,
  files: ObjectFiles,
  extension: string,
  { totalMs, idleMs }: FetchLimits,
  stopping: AbortSignal,
): Promise<FetchedFile> {
  const idle = new AbortController();
  const timer = setTimeout(() => idle.abort(new Error(`Nothing came for ${idleMs} ms`)), idleMs);
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([stopping, idle.signal, AbortSignal.timeout(totalMs)]),
      // The file as it is.
      headers: { 'accept-encoding': 'identity' },
    });
    const { ok, status, headers, body } = response;
    if (!ok || !body) throw new Error(`The answer was ${status}`);
    const bytes = readLength(headers.get('content-length'));
    const received = await files.receive(watched(body, timer), `.${extension}`, bytes);
    const contentType = headers.get('content-type') ?? 'application/octet-stream';
    return { ...received, contentType };
  } finally {
    clearTimeout(timer);
    // Hangs up on whoever is not read to the end.
    idle.abort();
  }
}

/** What is announced as too large is refused before the first byte of it. */
function readLength(header: string | null): number {
  return /^\d{1,15}$/.test(header ?? '') ? Number(header) : 0;
}

async function* watched(
  body: AsyncIterable<Uint8Array>,
  timer: NodeJS.Timeout,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    timer.refresh();
    yield chunk;
  }
}
