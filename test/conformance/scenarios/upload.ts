import { readFileSync } from 'node:fs';
import path from 'node:path';
import { libraryFolder } from '../../../src/emulator/library.js';
import { shippedIds } from '../../../src/emulator/shipped-ids.js';
import { storageLocation } from '../../../src/emulator/urls.js';
import { bucketOf } from '../../emulator/bucket.js';
import { decoded } from '../../emulator/uploading.js';
import type { Answer } from '../client.js';
import { pick, type Session } from '../session.js';

const [landscape, portrait] = shippedIds.videos;

/** What can be said about everything that is uploaded. */
const texts = { Title: 'Take 1 第一条', Description: 'Fog', Tags: 'a,b' };
const place = {
  StorageLocation: storageLocation,
  AppId: 'app-1000000',
  UserData: '{"Extend":{"tenant":"t1"}}',
};

export async function announce(session: Session): Promise<void> {
  const created = await session.ok('CreateUploadVideo', {
    FileName: 'take 1.MP4',
    ...texts,
    ...place,
    FileSize: '816307',
    CateId: '1000105',
    CoverURL: 'https://img.example.com/a.jpg',
    TemplateGroupId: 'VOD_NO_TRANSCODE',
    ReferenceId: 'take-1_1',
  });
  const VideoId = pick(created, 'VideoId');
  await session.ok('GetVideoInfo', { VideoId });
  await session.ok('RefreshUploadVideo', { VideoId });
  await session.ok('RefreshUploadVideo', { ReferenceId: 'take-1_1' });
  await session.ok('RefreshUploadVideo', { VideoId: landscape });
  await session.refused('GetPlayInfo', { VideoId }, '403 Forbidden.IllegalStatus');

  const image = { ImageType: 'cover', ImageExt: 'jpg', OriginalFileName: 'cover.jpg' };
  const announced = await session.ok('CreateUploadImage', {
    ...image,
    ...texts,
    ...place,
    CateId: '1000112',
  });
  await session.ok('GetImageInfo', { ImageId: pick(announced, 'ImageId') });
  const subtitle = { BusinessType: 'subtitle', MediaExt: 'vtt', FileName: 'en.vtt' };
  const attached = await session.ok('CreateUploadAttachedMedia', {
    ...subtitle,
    ...texts,
    ...place,
    FileSize: '2048',
    CateIds: '1000120',
  });
  await session.ok('GetAttachedMediaInfo', { MediaIds: pick(attached, 'MediaId') });
}

/** From nothing to a file that plays, stored with the vendor's OSS client; published as it is. */
export async function store(session: Session): Promise<void> {
  const values = { FileName: 'a.mp4', Title: 'Take 2', TemplateGroupId: 'VOD_NO_TRANSCODE' };
  const created = await session.ok('CreateUploadVideo', values);
  const content = readFileSync(path.join(libraryFolder, 'classic/source.mp4'));
  await put(session.origin, created, content);
  const VideoId = pick(created, 'VideoId');
  await session.until(isComplete, 'GetVideoInfo', { VideoId });
  await session.ok('GetMezzanineInfo', { VideoId, AdditionType: 'video,audio' });
  await session.ok('GetVideoPlayAuth', { VideoId });
  const playable = await session.ok('GetPlayInfo', { VideoId });
  const url = pick(playable, 'PlayInfoList', 'PlayInfo', 0, 'PlayURL');
  const played = Buffer.from(await (await fetch(url)).arrayBuffer());
  if (!played.equals(content)) throw new Error(`${url} is not what was uploaded`);

  const image = await session.ok('CreateUploadImage', { ImageType: 'default', ImageExt: 'jpg' });
  await put(session.origin, image, readFileSync(path.join(libraryFolder, 'images/portrait.jpg')));
  await session.until(isNormal, 'GetImageInfo', { ImageId: pick(image, 'ImageId') });
}

async function put(origin: string, created: Answer['body'], content: Buffer): Promise<void> {
  const [UploadAddress, UploadAuth] = [pick(created, 'UploadAddress'), pick(created, 'UploadAuth')];
  const { address, auth } = decoded({ UploadAddress, UploadAuth });
  const client = bucketOf(origin).client({
    accessKeyId: String(auth.AccessKeyId),
    accessKeySecret: String(auth.AccessKeySecret),
    stsToken: String(auth.SecurityToken),
  });
  await client.put(String(address.FileName), content);
}

const isNormal = (text: string) => text.includes('"Status":"Normal"');

/** Pictures may come later than the stream. */
const isComplete = (text: string) => isNormal(text) && text.includes('CoverURL');

/** Files come from where nobody listens, so that each client sees the same end. */
export async function pull(session: Session): Promise<void> {
  const first = 'http://127.0.0.1:9/a,b.mp4?x=1&y=%2C';
  const second = 'http://127.0.0.1:9/c.mp3';
  const UploadURLs = [first, second].map(encodeURIComponent).join();
  const { AppId, StorageLocation, UserData } = place;
  const submitted = await session.ok('UploadMediaByURL', {
    UploadURLs,
    UploadMetadatas: JSON.stringify([{ SourceURL: first, ...texts, CateId: 1_000_105 }]),
    TemplateGroupId: 'VOD_NO_TRANSCODE',
    SessionId: 'session-1',
    ...{ AppId, StorageLocation, UserData },
  });
  const JobIds = [0, 1].map((index) => pick(submitted, 'UploadJobs', index, 'JobId')).join();
  const hasEnded = (text: string) => text.match(/DOWNLOAD_FAIL/g)?.length === 2;
  await session.until(hasEnded, 'GetURLUploadInfos', { JobIds: `${JobIds},nobody` });
  await session.ok('GetURLUploadInfos', { UploadURLs: encodeURIComponent(first) });
}

export async function register(session: Session): Promise<void> {
  const values = { VideoId: portrait, OutputType: 'oss' };
  const streams = await session.ok('GetPlayInfo', values);
  const [file] = pick(streams, 'PlayInfoList', 'PlayInfo', 0, 'PlayURL').split('?');
  const RegisterMetadatas = JSON.stringify([
    { FileURL: file, ...texts, CateId: 1_000_105 },
    { FileURL: 'http://127.0.0.1:9/none.mp4', Title: 'Nobody' },
  ]);
  const TemplateGroupId = 'VOD_NO_TRANSCODE';
  const { UserData } = place;
  await session.ok('RegisterMedia', { RegisterMetadatas, TemplateGroupId, UserData });
  await session.ok('RegisterMedia', { RegisterMetadatas });
}
