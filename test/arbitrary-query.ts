import fc from 'fast-check';
import type { Directive, Item, Query } from './query-document.js';

/** Seldom, for what soon adds up: aliases and directives have limits. */
const seldom = <Value>(arbitrary: fc.Arbitrary<Value>) =>
  fc.oneof(
    { weight: 11, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: arbitrary as fc.Arbitrary<Value | null> },
  );

const directive = seldom<Directive>(
  fc.record({
    name: fc.constantFrom('include', 'skip'),
    value: fc.constantFrom('true', 'false', '$yes', '$no'),
  }),
);

/** Fields by name; `category { id name }` is one of them with its suffix. */
function leaves(names: readonly string[]): fc.Arbitrary<Item> {
  return fc
    .tuple(fc.constantFrom(...names), seldom(fc.constantFrom('1', '2')), directive)
    .map(([text, alias, directive]) => {
      const [name = '', ...below] = text.split(' ');
      return {
        kind: 'field',
        name,
        directive,
        ...(below.length > 0 && { suffix: ` ${below.join(' ')}` }),
        // The same alias always stands for the same field, or selections could not be merged.
        ...(alias !== null && { alias: `${name}${alias}` }),
      };
    });
}

const words = (text: string) => text.split(' ');

const media = [
  ...words('id title description tags status createdAt storageLocation appId __typename'),
  'category { id name }',
];
const playable = [
  ...media,
  ...words('modifiedAt referenceId size duration downloadSwitch preprocessStatus regionId'),
  ...words('templateGroupId userData storageClass'),
];
const searched = words('transcodeMode source');
const image = [
  ...media,
  ...words('type regionId auditStatus fileName modifiedAt'),
  'mezzanine { width height originalFileName }',
];
const mezzanine = [
  ...words('videoId fileName status size width preprocessStatus __typename'),
  'videoStreams { codecName }',
];
const stream = words('jobId definition width status __typename');

/** Long lists as often as short ones. */
const manyOf = (id: fc.Arbitrary<string>, maxLength: number) =>
  fc.array(id, { maxLength, size: 'max' });

const some = (items: fc.Arbitrary<Item>) => fc.array(items, { minLength: 1, maxLength: 4 });

function field(
  name: string,
  selection: fc.Arbitrary<Item[]>,
  options?: { alias: string; args: string },
) {
  return fc
    .record({ kind: fc.constant('field' as const), name: fc.constant(name), selection, directive })
    .map((item): Item => ({ ...item, ...options }));
}

function inline(on: string | null, selection: fc.Arbitrary<Item[]>): fc.Arbitrary<Item> {
  return fc.record({
    kind: fc.constant('inline' as const),
    on: fc.constant(on),
    selection,
    directive,
  });
}

const spread = (fragment: string): fc.Arbitrary<Item> =>
  fc.record({ kind: fc.constant('spread' as const), fragment: fc.constant(fragment), directive });

/** What may stand below an object of this kind, nested so many levels deep. */
function ofPlayable(kind: 'Video' | 'Audio', depth: number): fc.Arbitrary<Item[]> {
  return some(
    fc.oneof(
      { weight: 5, arbitrary: leaves(playable) },
      leaves(searched),
      leaves(['auditStatus']),
      spread('MediaBits'),
      kind === 'Video' ? spread('VideoBits') : inline(null, some(leaves(media))),
      inline('Media', some(leaves(media))),
      ...(depth === 0 ? [] : below(kind, depth - 1)),
    ),
  );
}

function below(kind: 'Video' | 'Audio', depth: number): fc.Arbitrary<Item>[] {
  const args = '(authTimeout: 100)';
  return [
    inline(kind, ofPlayable(kind, depth)),
    field('mezzanine', ofMezzanine(depth)),
    field('mezzanine', ofMezzanine(0), { alias: 'signed', args }),
    field('streams', ofStream(depth)),
    field('streams', ofStream(0), { alias: 'timed', args }),
  ];
}

const ofMedia = (depth: number): fc.Arbitrary<Item[]> =>
  some(
    fc.oneof(
      { weight: 3, arbitrary: leaves(media) },
      spread('MediaBits'),
      spread('VideoBits'),
      inline('Video', ofPlayable('Video', depth)),
      inline('Audio', ofPlayable('Audio', depth)),
    ),
  );

/** The ways back from a source or a stream to its medium. */
const links = (depth: number): fc.Arbitrary<Item>[] =>
  depth === 0
    ? []
    : [field('video', ofPlayable('Video', depth - 1)), field('media', ofMedia(depth - 1))];

const ofMezzanine = (depth: number): fc.Arbitrary<Item[]> =>
  some(fc.oneof({ weight: 3, arbitrary: leaves(mezzanine) }, ...links(depth)));

const ofStream = (depth: number): fc.Arbitrary<Item[]> =>
  some(fc.oneof({ weight: 3, arbitrary: leaves(stream) }, ...links(depth)));

function ofConnection(node: fc.Arbitrary<Item[]>): fc.Arbitrary<Item[]> {
  const edges = field('edges', fc.tuple(field('node', node)));
  return some(fc.oneof(field('nodes', node), edges, leaves(['totalCount', '__typename'])));
}

const typeNames = { VIDEO: 'Video', AUDIO: 'Audio', IMAGE: 'Image', ATTACHED: 'AttachedMedia' };

function ofHits(type: keyof typeof typeNames): fc.Arbitrary<Item[]> {
  if (type === 'VIDEO') return ofMedia(1);
  const below =
    type === 'AUDIO' ? ofPlayable('Audio', 1) : some(leaves(type === 'IMAGE' ? image : media));
  return some(fc.oneof(leaves(media), inline(typeNames[type], below), spread('MediaBits')));
}

export interface IdPool {
  readonly media: readonly string[];
  readonly images: readonly string[];
}

/** Random valid queries over ids of a library, among them some that do not exist. */
export function arbitraryQuery(pool: IdPool): fc.Arbitrary<Query> {
  const depth = 4;
  const id = fc.constantFrom(...pool.media);
  const imageId = fc.constantFrom(...pool.images);
  const root = (
    field: string,
    args: fc.Arbitrary<Record<string, unknown>>,
    selection: fc.Arbitrary<Item[]>,
  ) => fc.record({ field: fc.constant(field), args, selection });
  const first = fc.integer({ min: 1, max: 25 });
  const search = (type: keyof typeof typeNames) =>
    root('searchMedia', fc.record({ type: fc.constant(type), first }), ofConnection(ofHits(type)));
  const roots = fc.oneof(
    root('video', fc.record({ id }), ofPlayable('Video', depth)),
    root('videos', fc.record({ ids: manyOf(id, 45) }), ofPlayable('Video', depth)),
    root('audio', fc.record({ id }), ofPlayable('Audio', depth)),
    root('mezzanine', fc.record({ videoId: id }), ofMezzanine(depth)),
    root('image', fc.record({ id: imageId }), some(leaves(image))),
    root('images', fc.record({ ids: manyOf(imageId, 25) }), some(leaves(image))),
    root('videoList', fc.record({ first }), ofConnection(ofPlayable('Video', 1))),
    fc
      .constantFrom('VIDEO', 'AUDIO', 'IMAGE', 'ATTACHED' as const)
      .chain((type) => search(type as keyof typeof typeNames)),
  );
  return fc.record({
    roots: fc.array(roots, { minLength: 1, maxLength: 6 }),
    fragments: fc.record({
      VideoBits: fc.record({
        on: fc.constant('Video'),
        selection: some(leaves([...playable, ...searched])),
      }),
      MediaBits: fc.record({ on: fc.constant('Media'), selection: some(leaves(media)) }),
    }),
  });
}
