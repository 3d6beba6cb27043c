import { shippedIds } from '../../../src/emulator/shipped-ids.js';
import { pick, type Session } from '../session.js';

const [landscape, portrait] = shippedIds.videos;
const none = 'f'.repeat(32);

export async function lookUp(session: Session): Promise<void> {
  await session.ok('GetVideoInfo', { VideoId: landscape });
  await session.ok('GetVideoInfo', { ReferenceId: 'clip-portrait', OwnerId: 'ignored' });
  await session.refused('GetVideoInfo', { VideoId: none }, '404 InvalidVideo.NotFound');
  await session.ok('GetVideoInfos', {
    VideoIds: [landscape, none, portrait, shippedIds.audio].join(),
    ReferenceIds: 'clip-square,nobody',
  });
  await session.refused('GetVideoInfos', { VideoIds: none }, '404 InvalidVideo.NotFound');
  await session.ok('BatchGetMediaInfos', {
    MediaIds: [landscape, none, shippedIds.noTranscodeVideo, shippedIds.transcodingVideo].join(),
    ReferenceIds: 'clip-tone,nobody',
  });
  await session.ok('BatchGetMediaInfos', { MediaIds: none });
}

export async function lookUpSource(session: Session): Promise<void> {
  await session.ok('GetMezzanineInfo', { VideoId: landscape });
  await session.ok('GetMezzanineInfo', {
    ReferenceId: 'clip-landscape',
    AdditionType: 'video,audio',
    OutputType: 'oss',
    AuthTimeout: '60',
  });
  await session.ok('GetMezzanineInfo', { VideoId: shippedIds.audio, AdditionType: 'audio' });
  const gone = { VideoId: shippedIds.deletedSourceVideo };
  await session.refused('GetMezzanineInfo', gone, '404 InvalidFile.NotFound');
}

export async function lookUpImages(session: Session): Promise<void> {
  const [first, second] = shippedIds.images;
  await session.ok('GetImageInfo', { ImageId: first });
  await session.ok('GetImageInfo', { ImageId: second, OutputType: 'oss', AuthTimeout: '60' });
  await session.refused('GetImageInfo', { ImageId: none }, '404 NoSuchResource');
  const ImageIds = [first, none, second].join();
  await session.ok('GetImageInfos', { ImageIds });
  await session.ok('GetImageInfos', { ImageIds, OutputType: 'oss', AuthTimeout: '60' });
}

export async function play(session: Session): Promise<void> {
  await session.ok('GetPlayInfo', { VideoId: landscape });
  await session.ok('GetPlayInfo', { ReferenceId: 'clip-tone', StreamType: 'audio' });
  const chosen = await session.ok('GetPlayInfo', {
    VideoId: landscape,
    Formats: 'mp4,m3u8',
    Definition: 'LD,FD,HD,SD',
    ResultType: 'Multiple',
    CodecName: 'H264',
    PlayConfig: '{"EncryptType":"Unencrypted","StorageClass":"Standard"}',
    ReAuthInfo: '{"uid":"u42","rand":"9b1f"}',
  });
  const { status } = await fetch(pick(chosen, 'PlayInfoList', 'PlayInfo', 0, 'PlayURL'));
  if (status !== 200) throw new Error(`A URL with the parts of ReAuthInfo opens with ${status}`);
  await session.ok('GetPlayInfo', { VideoId: landscape, OutputType: 'oss', AuthTimeout: '604800' });
  await session.ok('GetVideoPlayAuth', { VideoId: landscape });
  await session.ok('GetVideoPlayAuth', {
    ReferenceId: 'clip-portrait',
    AuthInfoTimeout: '3000',
    ApiVersion: '1.0.0',
  });
  const filter = { VideoId: landscape, Formats: 'flv' };
  await session.refused('GetPlayInfo', filter, '404 InvalidVideo.NoneStream');
  const blocked = { VideoId: shippedIds.blockedVideo };
  await session.refused('GetPlayInfo', blocked, '403 Forbidden.IllegalStatus');
  await session.refused('GetVideoPlayAuth', blocked, '403 Forbidden.IllegalStatus');
}

export async function attachedMedia(session: Session): Promise<void> {
  const found = await session.ok('SearchMedia', { SearchType: 'attached', PageSize: '2' });
  const [one, other] = [0, 1].map((index) => pick(found, 'MediaList', index, 'MediaId'));
  const MediaIds = [one, none, other].join();
  await session.ok('GetAttachedMediaInfo', { MediaIds });
  await session.ok('GetAttachedMediaInfo', { MediaIds, OutputType: 'oss', AuthTimeout: '60' });
  await session.ok('UpdateAttachedMediaInfos', {
    UpdateContent: JSON.stringify([
      { MediaId: one, Title: '水印 “新”', Description: '', Tags: 'a,b', CateIds: '1000120' },
      { MediaId: none, Title: 'Nobody' },
    ]),
  });
  await session.ok('GetAttachedMediaInfo', { MediaIds });
  await session.ok('DeleteAttachedMedia', { MediaIds });
  await session.ok('GetAttachedMediaInfo', { MediaIds });
}
