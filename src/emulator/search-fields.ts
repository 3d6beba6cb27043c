/** The kinds of media that SearchMedia searches, one at a time. */
export type SearchType = 'video' | 'audio' | 'image' | 'attached';

/** What one field can do for one SearchType. */
export interface SearchField {
  /** As it stands in the answer; a query may know it by another name. */
  readonly name: string;
  readonly dataType: 'text' | 'number' | 'time';
  /** Can be asked for with `Fields`. */
  readonly returnable: boolean;
  /** `=` compares the whole value. */
  readonly exact: boolean;
  /** `=` and `in` look for the text within the value. */
  readonly fuzzy: boolean;
  /** `in` takes a list of values. */
  readonly multi: boolean;
  /** `=` takes a range. */
  readonly range: boolean;
  /** Can be sorted by. */
  readonly sortable: boolean;
}

type Columns = readonly [video: string, audio: string, image: string, attached: string];

const everywhere = (letters: string): Columns => [letters, letters, letters, letters];
const videoAndAudio = (letters: string): Columns => [letters, letters, '', ''];

/**
 * The vendor's table of search fields (help page 86991), one row a field: R returnable, E exact,
 * F fuzzy, M multi-value, G range, S sortable.
 */
const capabilities: Readonly<Record<string, Columns>> = {
  VideoId: ['REM', '', '', ''],
  AudioId: ['', 'RE', '', ''],
  ImageId: ['', '', 'RE', ''],
  MediaId: ['', '', '', 'RE'],
  AppId: ['RM', 'RM', 'RM', 'R'],
  AppIdString: ['', '', '', 'M'],
  CateId: ['RE', 'RE', 'RE', 'E'],
  CateName: ['R', 'R', 'R', ''],
  Categories: ['', '', '', 'R'],
  StorageLocation: ['REM', 'RM', 'REM', 'REM'],
  FileName: ['', '', 'RFM', 'RFM'],
  Title: everywhere('RFM'),
  Tags: everywhere('RFM'),
  Description: everywhere('RFM'),
  Status: everywhere('RM'),
  MediaSource: videoAndAudio('RM'),
  PreprocessStatus: videoAndAudio('RM'),
  Size: videoAndAudio('RG'),
  Duration: videoAndAudio('RG'),
  CreationTime: everywhere('RGS'),
  ModificationTime: everywhere('RGS'),
  CoverURL: videoAndAudio('R'),
  Snapshots: videoAndAudio('R'),
  SpriteSnapshots: videoAndAudio('R'),
  DownloadSwitch: videoAndAudio('R'),
  TranscodeMode: videoAndAudio('R'),
  StorageClass: videoAndAudio('R'),
  RestoreStatus: videoAndAudio('R'),
  RestoreExpiration: videoAndAudio('R'),
  ReferenceId: videoAndAudio('R'),
  URL: ['', '', 'R', 'R'],
  BusinessType: ['', '', '', 'RE'],
};

const columns: readonly SearchType[] = ['video', 'audio', 'image', 'attached'];

/** The field by its name in a query; names are case-sensitive. */
export function searchField(type: SearchType, queryName: string): SearchField | undefined {
  if (!Object.hasOwn(capabilities, queryName)) return undefined;
  const letters = capabilities[queryName]?.[columns.indexOf(type)] ?? '';
  return letters === '' ? undefined : toField(queryName, letters);
}

function toField(queryName: string, letters: string): SearchField {
  return {
    // Attached media are searched by AppIdString and return it as AppId.
    name: queryName === 'AppIdString' ? 'AppId' : queryName,
    dataType: dataTypeOf(queryName),
    returnable: letters.includes('R'),
    exact: letters.includes('E'),
    fuzzy: letters.includes('F'),
    multi: letters.includes('M'),
    range: letters.includes('G'),
    sortable: letters.includes('S'),
  };
}

function dataTypeOf(name: string): SearchField['dataType'] {
  if (['CateId', 'Size', 'Duration'].includes(name)) return 'number';
  return ['CreationTime', 'ModificationTime'].includes(name) ? 'time' : 'text';
}
