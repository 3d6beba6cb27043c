const listed = 'Title,CoverURL,Status,CreationTime,Duration';
const everything = [
  'Title,Description,Tags,CateId,CateName,CoverURL,Duration,Size,Status,CreationTime',
  'ModificationTime,Snapshots,SpriteSnapshots,StorageLocation,AppId,DownloadSwitch',
  'PreprocessStatus,TranscodeMode,MediaSource,StorageClass,ReferenceId',
].join();

type Parameters = Readonly<Record<string, string>>;

/** What pages of a media library ask for, by what they are after. */
const matches: Readonly<Record<string, string | Parameters>> = {
  'all videos': '',
  'one status': "Status in ('Normal')",
  'several statuses': "Status in ('Normal','Blocked','Checking')",
  'rare statuses': "Status in ('Uploading','Blocked')",
  'status and title': "Status in ('Normal') and Title='harbour'",
  'title, English words': "Title='harbour at dawn'",
  'title, frequent word': "Title='the'",
  'title, one Chinese character': "Title='海'",
  'title, frequent Chinese character': "Title='的'",
  'title, two Chinese characters': "Title='港口'",
  'title, Chinese phrase': "Title='清晨的港口'",
  'title, in nothing': "Title='zzzz'",
  'any of three titles and a status':
    "Title in ('harbour','glacier','灯塔') and Status in ('Normal')",
  description: "Description='海鸥'",
  tag: "Tags='航拍'",
  'any of three tags': "Tags in ('航拍','harbour','4k')",
  'category and statuses': "CateId=1000102 and Status in ('Normal','Blocked')",
  'a month of creation': "CreationTime=['2025-01-01T00:00:00Z','2025-02-01T00:00:00Z')",
  'created since, and a status': "CreationTime=['2025-01-01T00:00:00Z',) and Status in ('Normal')",
  'a month of modification': "ModificationTime=['2025-01-01T00:00:00Z','2025-02-01T00:00:00Z')",
  'range of sizes': 'Size=[300000,600000]',
  'range of sizes and a status': "Size=[300000,600000] and Status in ('Normal')",
  'range of durations': 'Duration=[1,10]',
  'media sources': "MediaSource in ('editing','live')",
  'several ids':
    "VideoId in ('749726f6986b026a2c58a5e760985799','00000000000000000000000000000000')",
  'title or description or tag': "(Title='harbour' or Description='harbour' or Tags='harbour')",
  'title or category, and a status': "(Title='港口' or CateId=1000103) and Status in ('Normal')",
  'by modification': { SortBy: 'ModificationTime:Desc', Match: "Status in ('Normal')" },
  'title by modification': { SortBy: 'ModificationTime:Desc', Match: "Title='harbour'" },
  'the last page without a token': { PageNo: '250', Match: "Status in ('Normal')" },
  'all fields': { Fields: everything, Match: "Status in ('Normal')" },
  'all fields of 100': { Fields: everything, PageSize: '100', Match: "Status in ('Normal')" },
  'audio by title': { SearchType: 'audio', Match: "Title='古琴'" },
  'images by title and status': {
    ...{ SearchType: 'image', Fields: 'Title,URL' },
    Match: "Title='封面' and Status in ('Normal')",
  },
};

export const typicalSearches: readonly (readonly [name: string, parameters: Parameters])[] =
  Object.entries(matches).map(([name, asked]) => [
    name,
    {
      ...{ Action: 'SearchMedia', Fields: listed, PageSize: '20' },
      ...(typeof asked === 'string' ? { Match: asked } : asked),
    },
  ]);
