/** The kinds of media that SearchMedia searches, one at a time. */
export type SearchType = 'video' | 'audio' | 'image' | 'attached';

/** How one field can be searched for one SearchType. */
export interface SearchField {
  /** As it stands in the answer; a query may know it by another name. */
  readonly name: string;
  readonly dataType: 'text' | 'number' | 'time';
  /** `=` compares the whole value. */
  readonly exact: boolean;
  /** `=` and `in` look for the text within the value. */
  readonly fuzzy: boolean;
  /** `in` takes a list of values. */
  readonly multi: boolean;
  /** `=` takes a range. */
  readonly range: boolean;
}

type Columns = readonly [video: string, audio: string, image: string, attached: string];

const everywhere = (letters: string): Columns => [letters, letters, letters, letters];
const videoAndAudio = (letters: string): Columns => [letters, letters, '', ''];

/**
 * What can be searched, from the vendor's table (help page 86991): E exact, F fuzzy, M multi-value,
 * G range. Fields that are only returned or sorted by are as unknown to Match as any other name.
 */
const capabilities: Readonly<Record<string, Columns>> = {
  VideoId: ['EM', '', '', ''],
  AudioId: ['', 'E', '', ''],
  ImageId: ['', '', 'E', ''],
  MediaId: ['', '', '', 'E'],
  AppId: ['M', 'M', 'M', ''],
  AppIdString: ['', '', '', 'M'],
  CateId: everywhere('E'),
  StorageLocation: ['EM', 'M', 'EM', 'EM'],
  FileName: ['', '', 'FM', 'FM'],
  Title: everywhere('FM'),
  Tags: everywhere('FM'),
  Description: everywhere('FM'),
  Status: everywhere('M'),
  MediaSource: videoAndAudio('M'),
  PreprocessStatus: videoAndAudio('M'),
  Size: videoAndAudio('G'),
  Duration: videoAndAudio('G'),
  CreationTime: everywhere('G'),
  ModificationTime: everywhere('G'),
  BusinessType: ['', '', '', 'E'],
};

const columns: readonly SearchType[] = ['video', 'audio', 'image', 'attached'];

/** The field by its name in a query, if it can be searched; names are case-sensitive. */
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
    exact: letters.includes('E'),
    fuzzy: letters.includes('F'),
    multi: letters.includes('M'),
    range: letters.includes('G'),
  };
}

function dataTypeOf(name: string): SearchField['dataType'] {
  if (['CateId', 'Size', 'Duration'].includes(name)) return 'number';
  return ['CreationTime', 'ModificationTime'].includes(name) ? 'time' : 'text';
}
