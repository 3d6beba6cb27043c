/** Operations whose records may already hold what a query selected. */
export type HeldFrom = 'GetVideoList' | 'SearchMedia';

export interface Parts {
  /** The look-up to make; `undefined` if what is held is enough. */
  readonly lookup?: 'GetVideoInfos' | 'GetVideoInfo';
  /** Whether to search for the id as well. */
  readonly search: boolean;
}

/** Fields that only SearchMedia answers (contract 2.3). */
const searchOnly: ReadonlySet<string> = new Set(['transcodeMode', 'source', 'spriteSnapshots']);

/** The field that only GetVideoInfo answers. */
const detailOnly = 'auditStatus';

/** Fields of the look-ups that the records of lists and searches do not have. */
const notHeld: Readonly<Record<HeldFrom, ReadonlySet<string>>> = {
  GetVideoList: new Set(['templateGroupId', 'downloadSwitch', 'preprocessStatus', 'regionId']),
  SearchMedia: new Set(['templateGroupId', 'regionId', 'userData']),
};

/** Which calls a video needs for what a query selected of it: none that was not selected. */
export function partsFor(selection: ReadonlySet<string>, held?: HeldFrom): Parts {
  const search = held !== 'SearchMedia' && [...selection].some((field) => searchOnly.has(field));
  if (selection.has(detailOnly)) return { lookup: 'GetVideoInfo', search };
  const lacks = held === undefined || [...selection].some((field) => notHeld[held].has(field));
  return lacks ? { lookup: 'GetVideoInfos', search } : { search };
}
