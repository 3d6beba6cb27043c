/** Operations whose records may already hold what a query selected. */
export type HeldFrom = 'GetVideoList' | 'SearchMedia';

/** The look-ups that tell of a video or audio; each knows more or other fields than the next. */
export type Lookup = 'GetVideoInfo' | 'GetVideoInfos' | 'BatchGetMediaInfos';

/** What a query selects of a video or audio. */
export interface PlayableSelection {
  readonly fields: ReadonlySet<string>;
  /** Whether source or streams are among them in a form that BatchGetMediaInfos answers. */
  readonly files: boolean;
}

export interface Plan {
  /** The poorest look-up that tells all that is selected; `undefined` if what is held is enough. */
  readonly lookup?: Lookup;
  /** Whether to search for the id as well. */
  readonly search: boolean;
}

/** Fields that only SearchMedia answers (contract 2.3). */
const searchOnly: ReadonlySet<string> = new Set(['transcodeMode', 'source', 'spriteSnapshots']);

/** The field that only GetVideoInfo answers. */
const detailOnly = 'auditStatus';

/** Fields that BatchGetMediaInfos does not tell, beside those above. */
const notInBatch: ReadonlySet<string> = new Set(['duration', 'size']);

/** Fields of a source that BatchGetMediaInfos does not know (contract 3.16). */
export const sourceFieldsNotInBatch: ReadonlySet<string> = new Set([
  'outputType',
  'preprocessStatus',
  'storageClass',
  'restoreStatus',
  'restoreExpiration',
]);

/** Fields of the look-ups that the records of lists and searches do not have. */
const notHeld: Readonly<Record<HeldFrom, ReadonlySet<string>>> = {
  GetVideoList: new Set(['templateGroupId', 'downloadSwitch', 'preprocessStatus', 'regionId']),
  SearchMedia: new Set(['templateGroupId', 'regionId', 'userData']),
};

/** What a medium needs for what a query selected of it: nothing that was not selected. */
export function planFor(fields: ReadonlySet<string>): Plan & { readonly lookup: Lookup };
export function planFor(fields: ReadonlySet<string>, held: HeldFrom | undefined): Plan;
export function planFor(fields: ReadonlySet<string>, held?: HeldFrom): Plan {
  const selects = (names: ReadonlySet<string>) => [...fields].some((field) => names.has(field));
  const search = held !== 'SearchMedia' && selects(searchOnly);
  if (fields.has(detailOnly)) return { lookup: 'GetVideoInfo', search };
  if (held !== undefined && !selects(notHeld[held])) return { search };
  return { lookup: selects(notInBatch) ? 'GetVideoInfos' : 'BatchGetMediaInfos', search };
}

/** A look-up of media: the poorest that does, and whether source or streams are wanted too. */
export interface Look {
  readonly ids: readonly string[];
  readonly lookup: Lookup;
  readonly files: boolean;
}

/**
 * Which look-up answers each medium of one tick. A richer one that some field needs anyway serves the
 * others of the medium too. The batch is called for source or streams of several media only, and then
 * serves their own fields: of one medium alone, source and streams have operations of their own.
 */
export function lookupsFor(looks: readonly Look[]): Map<string, Lookup> {
  const chosen = new Map<string, Lookup>();
  for (const { ids, lookup } of looks) {
    for (const id of ids) {
      const known = chosen.get(id);
      if (known === undefined || isEnough(lookup, known)) chosen.set(id, lookup);
    }
  }
  const withFiles = new Set(looks.flatMap(({ ids, files }) => (files ? ids : [])));
  const batched = [...withFiles].filter((id) => chosen.get(id) === 'BatchGetMediaInfos');
  for (const [id, lookup] of chosen) {
    const inBatch = withFiles.has(id) && batched.length > 1;
    if (lookup === 'BatchGetMediaInfos' && !inBatch) chosen.set(id, 'GetVideoInfos');
  }
  return chosen;
}

/** From the poorest of fields to the richest. */
const order: readonly Lookup[] = ['BatchGetMediaInfos', 'GetVideoInfos', 'GetVideoInfo'];

/** Whether a look-up, if any was made, tells all of a medium that the wanted one would. */
export function isEnough(made: Lookup | undefined, wanted: Lookup): boolean {
  return made !== undefined && order.indexOf(made) >= order.indexOf(wanted);
}
