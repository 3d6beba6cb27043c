import { ask } from '../test/emulator/kill/states.js';
import { type Client, createClient } from '../test/emulator/signed-call.js';
import { type Times, timed, timesOf } from './statistics.js';

export interface Traversal {
  readonly SortBy: string;
  readonly before: number;
  readonly insertedMeanwhile: number;
  readonly visited: number;
  readonly visitedTwice: number;
  /** Of those that were there before. */
  readonly missed: number;
  readonly pages: Times;
}

/** Pages through all videos by ScrollToken, while another connection adds some without a pause. */
export async function traverse(origin: string, SortBy: string): Promise<Traversal> {
  const client = createClient(origin);
  const before = await collect(client, SortBy, () => {});
  const times: number[] = [];
  const ending = new AbortController();
  const inserting = insertUntil(origin, ending.signal);
  const visited = await collect(client, SortBy, (milliseconds) => times.push(milliseconds));
  ending.abort();
  const insertedMeanwhile = await inserting;
  client.close();
  const distinct = new Set(visited);
  return {
    SortBy,
    before: before.length,
    insertedMeanwhile,
    visited: visited.length,
    visitedTwice: visited.length - distinct.size,
    missed: before.filter((id) => !distinct.has(id)).length,
    pages: timesOf(times),
  };
}

/** The ids of all pages; ends at the first that is not full. */
async function collect(
  client: Client,
  SortBy: string,
  onPage: (milliseconds: number) => void,
): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1, token = ''; ; page++) {
    const paging = { PageNo: String(page), PageSize: '100', ScrollToken: token, SortBy };
    const [answer, milliseconds] = await timed(() =>
      ask(client, { Action: 'SearchMedia', Fields: 'Title', ...paging }),
    );
    onPage(milliseconds);
    const hits = answer.MediaList as { MediaId: string }[];
    ids.push(...hits.map(({ MediaId }) => MediaId));
    if (hits.length < 100) return ids;
    token = String(answer.ScrollToken);
  }
}

async function insertUntil(origin: string, signal: AbortSignal): Promise<number> {
  const client = createClient(origin);
  let inserted = 0;
  while (!signal.aborted) {
    inserted += 1;
    const Title = `Added meanwhile, 第${inserted}期`;
    await ask(client, { Action: 'CreateUploadVideo', Title, FileName: `${inserted}.mp4` });
  }
  client.close();
  return inserted;
}
