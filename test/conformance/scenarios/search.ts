import { pick, type Session } from '../session.js';

const mediumFields =
  'Title,Description,Tags,CateId,CateName,CoverURL,Status,CreationTime,ModificationTime,StorageLocation,AppId,Size,Duration,DownloadSwitch,PreprocessStatus,TranscodeMode,MediaSource,StorageClass,RestoreStatus,RestoreExpiration,ReferenceId,Snapshots,SpriteSnapshots';
const uploadFields =
  'Title,Description,Tags,CateId,CateName,Categories,BusinessType,Status,CreationTime,ModificationTime,StorageLocation,URL,AppId,FileName';

export async function search(session: Session): Promise<void> {
  await session.ok('SearchMedia');
  for (const SearchType of ['video', 'audio']) {
    await session.ok('SearchMedia', { SearchType, Fields: mediumFields, PageSize: '100' });
  }
  for (const SearchType of ['image', 'attached']) {
    await session.ok('SearchMedia', { SearchType, Fields: uploadFields, PageSize: '100' });
  }
  for (const Match of [
    "(Title='test' or Tags in ('harbour','海')) and Status in ('Normal','Checking')",
    "CreationTime=('2025-01-01T00:00:00Z',) and Size=[1,]",
    "Title='a*b+c~(d)!' and Description=\"it's\"",
  ]) {
    await session.ok('SearchMedia', { Match, Fields: 'Title,Tags', SortBy: 'CreationTime:Asc' });
  }
  await session.refused('SearchMedia', { Match: 'Title>1' }, '400 ErrorMatchSyntax');
}

export async function traverse(session: Session): Promise<void> {
  const query = { SortBy: 'ModificationTime:Desc', PageSize: '40' };
  let ScrollToken = pick(await session.ok('SearchMedia', { ...query, PageNo: '1' }), 'ScrollToken');
  for (const PageNo of ['2', '3']) {
    const page = await session.ok('SearchMedia', { ...query, PageNo, ScrollToken });
    ScrollToken = pick(page, 'ScrollToken');
  }
  await session.refused(
    'SearchMedia',
    { ...query, PageNo: '4', ScrollToken: '0'.repeat(32) },
    '400 InvalidScrollToken.Expired',
  );
}

export async function list(session: Session): Promise<void> {
  await session.ok('GetVideoList');
  await session.ok('GetVideoList', {
    Status: 'Normal,Blocked',
    StartTime: '2025-01-01T00:00:00Z',
    EndTime: '2026-06-30T00:00:00Z',
    SortBy: 'CreationTime:Asc',
    PageNo: '2',
    PageSize: '20',
  });
  await session.ok('GetVideoList', { CateId: '1000101', PageSize: '3' });
  await session.ok('GetVideoList', { ReferenceIds: 'clip-landscape,nobody' });
  await session.ok('GetVideoList', { StorageLocation: 'nowhere' });
  await session.refused('GetVideoList', { PageNo: '501' }, '400 VideoListExceededMax');
}
