import { isDeepStrictEqual } from 'node:util';
import type { Client } from '../signed-call.js';

type Kind = 'video' | 'image' | 'attached' | 'upload' | 'category' | 'callback';

/** What is told apart after a restart, named by its kind and what identifies it. */
export type Target = `${Kind}/${string}`;

/** What the service tells of a target; undefined when it knows none. */
export type State = Readonly<Record<string, unknown>> | undefined;

export type States = Map<Target, State>;

/** Stands for a value that only the answer would have told. */
export const unknown = Symbol('unknown');

export function isSame(observed: State, expected: State): boolean {
  if (!observed || !expected) return observed === expected;
  return Object.entries(expected).every(
    ([name, value]) => value === unknown || isDeepStrictEqual(observed[name], value),
  );
}

export type Answer = Record<string, unknown>;

const batchSize = 20;

/** Asks the service for what it knows of the targets. */
export async function observe(client: Client, targets: Iterable<Target>): Promise<States> {
  const named = [...targets];
  const ids = (kind: Kind) => named.filter((target) => target.startsWith(`${kind}/`)).map(idOf);
  const states: States = new Map(named.map((target) => [target, undefined]));
  await observeVideos(client, ids('video'), states);
  await observeImages(client, ids('image'), states);
  await observeAttached(client, ids('attached'), states);
  for (const title of ids('upload')) await observeUpload(client, title, states);
  await observeCategories(client, states);
  for (const appId of ids('callback')) await observeCallback(client, appId, states);
  return states;
}

export function idOf(target: Target): string {
  return target.slice(target.indexOf('/') + 1);
}

/** An answer that the test cannot do without. */
export async function ask(client: Client, values: Record<string, string>): Promise<Answer> {
  const { status, json } = await client.call(values);
  if (status === 200) return json;
  throw new Error(`${values.Action} was refused: ${JSON.stringify(json)}`);
}

async function observeVideos(client: Client, ids: readonly string[], states: States) {
  for (const batch of batches(ids)) {
    const answer = await ask(client, { Action: 'BatchGetMediaInfos', MediaIds: batch.join() });
    for (const entry of answer.MediaInfos as VideoEntry[]) {
      const { Title, Description, Tags, CateId, CateName, UserData } = entry.MediaInfo;
      const streams = entry.PlayInfoList.map(({ JobId }) => JobId);
      const source = entry.MezzanineInfo?.FileName;
      states.set(`video/${entry.MediaId}`, {
        ...{ Title, Description, Tags, CateId, CateName, UserData, streams, source },
      });
    }
  }
}

interface VideoEntry {
  readonly MediaId: string;
  readonly MediaInfo: Answer;
  readonly MezzanineInfo?: { readonly FileName: string; readonly FileMD5?: string };
  readonly PlayInfoList: readonly { readonly JobId: string }[];
}

/** Not by GetImageInfos, which refuses when none of the ids is known. */
async function observeImages(client: Client, ids: readonly string[], states: States) {
  for (const id of ids) {
    const Fields = 'Title,Description,Tags,CateId,CateName';
    const Match = `ImageId='${id}'`;
    const values = { Action: 'SearchMedia', SearchType: 'image', Match, Fields };
    const [hit] = (await ask(client, values)).MediaList as { Image: Answer }[];
    if (!hit) continue;
    const { Title, Description, Tags, CateId, CateName } = hit.Image;
    states.set(`image/${id}`, { Title, Description, Tags, CateId, CateName });
  }
}

async function observeAttached(client: Client, ids: readonly string[], states: States) {
  for (const batch of batches(ids)) {
    const answer = await ask(client, { Action: 'GetAttachedMediaInfo', MediaIds: batch.join() });
    for (const { MediaId, Title, Description, Tags } of answer.AttachedMediaList as Answer[]) {
      states.set(`attached/${MediaId}`, { Title, Description, Tags });
    }
  }
}

async function observeUpload(client: Client, title: string, states: States) {
  const search = { Action: 'SearchMedia', Match: `Title='${title}'` };
  const [hit] = (await ask(client, search)).MediaList as { MediaId: string }[];
  if (!hit) return;
  const batch = { Action: 'BatchGetMediaInfos', MediaIds: hit.MediaId };
  const [entry] = (await ask(client, batch)).MediaInfos as VideoEntry[];
  const { FileMD5 } = entry?.MezzanineInfo ?? {};
  states.set(`upload/${title}`, { VideoId: hit.MediaId, FileMD5 });
}

/** All that the test made, known or not: their names begin with `kill `. */
async function observeCategories(client: Client, states: States) {
  const answer = await ask(client, { Action: 'GetCategories', CateId: '-1', PageSize: '100' });
  const { Category } = answer.SubCategories as { Category: { CateId: number; CateName: string }[] };
  for (const { CateId, CateName } of Category) {
    const [word, slot] = CateName.split(' ');
    if (word === 'kill') states.set(`category/${slot}`, { CateId, CateName });
  }
}

async function observeCallback(client: Client, appId: string, states: States) {
  const { MessageCallback } = await ask(client, { Action: 'GetMessageCallback', AppId: appId });
  const { CallbackURL, EventTypeList, AuthSwitch, AuthKey } = MessageCallback as Answer;
  if (CallbackURL === undefined) return;
  states.set(`callback/${appId}`, { CallbackURL, EventTypeList, AuthSwitch, AuthKey });
}

function batches(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / batchSize);
  return Array.from({ length: count }, (_, index) =>
    ids.slice(index * batchSize, (index + 1) * batchSize),
  );
}
