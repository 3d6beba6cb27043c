import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { libraryFolder } from '../../src/emulator/library.js';
import { bucketOf } from '../emulator/bucket.js';
import { isSignedFor, useReceiver } from '../emulator/receiver.js';
import { useEmulator } from '../emulator/rpc-client.js';
import { Session } from './session.js';
import { eventShapes } from './shapes/event-bodies.js';
import { openApiClient } from './vendor-client.js';

const AuthKey = 'Demo1Key2Demo3Key4';
const atOnce = { analysisMs: 0, snapshotMs: 0, transcodeMs: 0 };
const UserData = '{"Extend":{"tenant":"t1"}}';

/** A service, a subscriber to all its events, and the ways in. */
async function subscribe() {
  const { origin } = await useEmulator({ processing: atOnce });
  const receiver = await useReceiver();
  const session = new Session(openApiClient('POST', 'query'), origin);
  const bucket = bucketOf(origin);
  await session.ok('SetMessageCallback', {
    CallbackType: 'HTTP',
    CallbackURL: receiver.url,
    EventTypeList: 'ALL',
    AuthSwitch: 'on',
    AuthKey,
  });
  return {
    session,
    receiver,
    /** Announces a file and stores it with the vendor's OSS client; answers its id. */
    async upload(values: Record<string, string>, content: Buffer): Promise<string> {
      const { id, key, credentials } = await bucket.ask(values);
      await bucket.client(credentials).put(key, content);
      return id;
    },
    /** Until an event of this type has come in for the n-th time. */
    async awaited(type: string, times = 1): Promise<void> {
      const count = () => receiver.types().filter((known) => known === type).length;
      while (count() < times) await receiver.arrived(receiver.received.length + 1);
    },
  };
}

const file = (name: string) => readFileSync(path.join(libraryFolder, name));

describe('the events', () => {
  it('of everything that happens to media have the documented bodies', async () => {
    const { session, receiver, upload, awaited } = await subscribe();
    const video = { Action: 'CreateUploadVideo', Title: 'Lesson 1', UserData };
    const VideoId = await upload({ ...video, FileName: 'a.mp4' }, file('classic/source.mp4'));
    await upload({ ...video, FileName: 'a.mp3' }, file('tone/source.mp3'));
    await upload({ ...video, FileName: 'bad.mp4' }, Buffer.from('no video at all'));
    await awaited('TranscodeComplete', 3);
    await upload({ Action: 'CreateUploadImage', ImageType: 'cover' }, file('images/portrait.jpg'));
    const subtitle = { BusinessType: 'subtitle', MediaExt: 'vtt' };
    await upload({ Action: 'CreateUploadAttachedMedia', ...subtitle }, file('attached/en.vtt'));
    await session.ok('UploadMediaByURL', { UploadURLs: 'http%3A%2F%2F127.0.0.1%3A9%2Fa.mp4' });
    await awaited('UploadByURLComplete');
    await session.ok('UpdateVideoInfo', { VideoId, Title: '第 “1” 课', Tags: 'a,b' });
    await session.ok('DeleteVideo', { VideoIds: VideoId });
    await awaited('DeleteMediaComplete');

    for (const { event, text } of receiver.received) {
      const shape = eventShapes[String(event.EventType)];
      const { error } = shape?.safeParse(event) ?? {};
      if (!shape || error) throw new Error(`${text}\n${error && z.prettifyError(error)}`);
    }
    expect(new Set(receiver.types())).toEqual(new Set(Object.keys(eventShapes)));
    expect(receiver.received.filter((one) => !isSignedFor(one, receiver.url, AuthKey))).toEqual([]);
    const ofVideo = receiver.received
      .map(({ event }) => event)
      .filter((event) => event.VideoId === VideoId || event.MediaId === VideoId);
    expect(new Set(ofVideo.map(({ Extend }) => Extend))).toEqual(new Set(['{"tenant":"t1"}']));
    expectDocumentedOrder(ofVideo.map(({ EventType }) => String(EventType)));
  });
});

/** Pictures and streams come in any order between the analysis and the end of transcoding. */
function expectDocumentedOrder(types: readonly string[]): void {
  const streams = 'StreamTranscodeComplete';
  expect(types.indexOf(streams)).toBeGreaterThan(types.indexOf('VideoAnalysisComplete'));
  expect(types.lastIndexOf(streams)).toBeLessThan(types.indexOf('TranscodeComplete'));
  expect(types.filter((type) => type !== streams && type !== 'SnapshotComplete')).toEqual([
    'MediaBaseChangeComplete',
    'FileUploadComplete',
    'VideoAnalysisComplete',
    'TranscodeComplete',
    'MediaBaseChangeComplete',
    'MediaBaseChangeComplete',
    'DeleteMediaComplete',
  ]);
}
