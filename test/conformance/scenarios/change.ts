import { shippedIds } from '../../../src/emulator/shipped-ids.js';
import { pick, type Session } from '../session.js';

const [landscape, portrait, square, cinema] = shippedIds.videos;
const none = 'f'.repeat(32);

export async function update(session: Session): Promise<void> {
  await session.ok('UpdateVideoInfo', {
    VideoId: landscape,
    Title: `a+b & <c> "d" 'e' %20 ~*() 海洋 🎬`,
    Description: 'One line,\nand another.',
    Tags: '测试,x y',
    CoverURL: 'https://img.example.com/a.jpg?x=1&y=%2C',
    CateId: '1000105',
    UserData: '{"Extend":{"tenant":"t1"}}',
  });
  await session.ok('UpdateVideoInfo', { ReferenceId: 'clip-portrait', Description: '', Tags: '' });
  await session.ok('GetVideoInfos', { VideoIds: [landscape, portrait].join() });
  await session.ok('UpdateVideoInfos', {
    UpdateContent: JSON.stringify([
      { VideoId: square, Title: 'Square', CateId: 1_000_105 },
      { ReferenceId: 'clip-cinema', Tags: 'wide' },
      { VideoId: none, Title: 'Nobody' },
    ]),
  });
  await session.ok('GetVideoInfos', { VideoIds: [square, cinema].join() });
  const [first] = shippedIds.images;
  await session.ok('UpdateImageInfos', {
    UpdateContent: JSON.stringify([
      { ImageId: first, Title: 'Set', Description: '集', Tags: '', CateId: '1000112' },
      { ImageId: none },
    ]),
  });
  await session.ok('GetImageInfo', { ImageId: first });
  await session.refused('UpdateVideoInfo', { VideoId: none }, '404 InvalidVideo.NotFound');
}

export async function changeCategories(session: Session): Promise<void> {
  await session.ok('GetCategories', { SortBy: 'CreationTime:Asc', PageNo: '1', PageSize: '5' });
  const nature = await session.ok('AddCategory', { CateName: 'Clouds 云' });
  const ParentId = pick(nature, 'Category', 'CateId');
  const below = await session.ok('AddCategory', { CateName: 'High', ParentId, Type: 'default' });
  const CateId = pick(below, 'Category', 'CateId');
  await session.ok('UpdateVideoInfo', { VideoId: cinema, CateId });
  await session.ok('UpdateCategory', { CateId, CateName: 'Higher' });
  await session.ok('GetVideoInfo', { VideoId: cinema });
  await session.ok('GetCategories', { CateId: ParentId, Type: 'default' });
  await session.ok('DeleteCategory', { CateId: ParentId });
  await session.ok('GetVideoInfo', { VideoId: cinema });
  await session.refused('GetCategories', { CateId }, '404 InvalidCateId.NotFound');
}

export async function setCallback(session: Session): Promise<void> {
  await session.ok('GetMessageCallback');
  await session.ok('SetMessageCallback', {
    CallbackType: 'HTTP',
    CallbackURL: 'http://127.0.0.1:9/events?a=1',
    EventTypeList: 'FileUploadComplete,TranscodeComplete',
    AuthSwitch: 'on',
    AuthKey: 'Demo1Key2Demo3Key4',
    AppId: 'app-1000000',
  });
  await session.ok('GetMessageCallback', { AppId: 'app-1000000' });
  await session.ok('DeleteMessageCallback', { AppId: 'app-1000000' });
  await session.ok('GetMessageCallback');
}

export async function remove(session: Session): Promise<void> {
  const streams = await session.ok('GetPlayInfo', { VideoId: landscape });
  const JobIds = pick(streams, 'PlayInfoList', 'PlayInfo', 0, 'JobId');
  await session.ok('DeleteStream', { VideoId: landscape, JobIds });
  const others = await session.ok('GetPlayInfo', { ReferenceId: 'clip-portrait' });
  const job = pick(others, 'PlayInfoList', 'PlayInfo', 0, 'JobId');
  await session.ok('DeleteStream', { ReferenceId: 'clip-portrait', JobIds: job });
  await session.refused(
    'DeleteStream',
    { VideoId: landscape, JobIds },
    '404 InvalidStream.NotFound',
  );

  const sources = [portrait, none, shippedIds.noTranscodeVideo].join();
  await session.ok('DeleteMezzanines', { VideoIds: sources, ReferenceIds: 'clip-square,nobody' });
  await session.ok('DeleteMezzanines', { VideoIds: shippedIds.noTranscodeVideo, Force: 'true' });

  const { audio, blockedVideo } = shippedIds;
  await session.ok('DeleteVideo', { VideoIds: [audio, none].join(), ReferenceIds: 'clip-cinema' });
  await session.refused('DeleteVideo', { VideoIds: audio }, '404 InvalidVideo.NotFound');
  await session.ok('GetVideoInfos', { VideoIds: [audio, cinema, blockedVideo].join() });

  const [first, second] = shippedIds.images;
  await session.ok('DeleteImage', { DeleteImageType: 'ImageId', ImageIds: first });
  const image = await session.ok('GetImageInfo', { ImageId: second });
  const ImageURLs = encodeURIComponent(pick(image, 'ImageInfo', 'URL'));
  await session.ok('DeleteImage', { DeleteImageType: 'ImageURL', ImageURLs });
  const snapshots = { VideoId: landscape, ImageType: 'NormalSnapshot,SpriteSnapshot' };
  await session.ok('DeleteImage', { DeleteImageType: 'VideoId', ...snapshots });
  await session.refused('GetImageInfo', { ImageId: second }, '404 NoSuchResource');
}
