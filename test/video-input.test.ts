import { describe, expect, it } from '@jest/globals';
import { shippedIds } from '../src/emulator/shipped-ids.js';
import { useWorld } from './support.js';

const world = useWorld();
const [video, other] = shippedIds.videos;

const updateVideo = (input: object) =>
  world.query(
    'mutation ($input: UpdateVideoInput!) { updateVideo(input: $input) { video { id } } }',
    {
      input,
    },
  );
const updateVideos = (input: object[]) =>
  world.query(
    'mutation ($input: [UpdateVideoInput!]!) { updateVideos(input: $input) { results { id outcome } } }',
    { input },
  );

const printable = 'must not hold control characters, noncharacters or half a surrogate pair; got ';

/** 42 Chinese characters are 126 bytes of UTF-8, 43 are 129. */
const han = (count: number) => '海'.repeat(count);

describe('an update is refused before anything is sent', () => {
  const cases: [name: string, change: object, message: string][] = [
    ['nothing to change', {}, 'input: must hold something to change besides `id`.'],
    [
      'title null',
      { title: null },
      'input.title: must not be null; leave it out to keep it as it is.',
    ],
    [
      'title empty',
      { title: '' },
      'input.title: must not be empty; leave it out to keep it as it is.',
    ],
    [
      'title blank',
      { title: ' \t\n' },
      'input.title: must not be empty; leave it out to keep it as it is.',
    ],
    [
      'title of 129 bytes',
      { title: 'a'.repeat(129) },
      'input.title: must be at most 128 bytes of UTF-8; got 129.',
    ],
    [
      'title of 43 Chinese characters',
      { title: han(43) },
      'input.title: must be at most 128 bytes of UTF-8; got 129.',
    ],
    [
      'title of 33 emoji',
      { title: '🎬'.repeat(33) },
      'input.title: must be at most 128 bytes of UTF-8; got 132.',
    ],
    ['title with a NUL', { title: 'a\u0000b' }, `input.title: ${printable}U+0000.`],
    ['title with half a character', { title: 'a\ud83cb' }, `input.title: ${printable}U+D83C.`],
    ['title with a noncharacter', { title: 'a\uffffb' }, `input.title: ${printable}U+FFFF.`],
    [
      'description null',
      { description: null },
      'input.description: must not be null; leave it out to keep it as it is.',
    ],
    [
      'description of 342 Chinese characters',
      { description: han(342) },
      'input.description: must be at most 1024 bytes of UTF-8; got 1026.',
    ],
    [
      'tags null',
      { tags: null },
      'input.tags: must not be null; leave it out to keep it as it is.',
    ],
    ['no tags', { tags: [] }, 'input.tags: must not be empty; leave it out to keep it as it is.'],
    [
      'an empty tag',
      { tags: ['a', ''] },
      'input.tags[1]: must not be empty; leave it out to keep it as it is.',
    ],
    [
      'a tag with a comma',
      { tags: ['a', 'b,c'] },
      'input.tags[1]: a tag must not hold a comma; got "b,c".',
    ],
    [
      '17 tags',
      { tags: Array.from({ length: 17 }, (_, n) => `t${n}`) },
      'input.tags: must hold at most 16 tags; got 17.',
    ],
    [
      'a tag of 33 bytes',
      { tags: [han(11)] },
      'input.tags[0]: must be at most 32 bytes of UTF-8; got 33.',
    ],
    [
      'categoryId null',
      { categoryId: null },
      'input.categoryId: must be an integer, the id of a category; got null.',
    ],
    [
      'categoryId a name',
      { categoryId: 'Nature' },
      'input.categoryId: must be an integer, the id of a category; got "Nature".',
    ],
    [
      'categoryId a fraction',
      { categoryId: '1.5' },
      'input.categoryId: must be an integer, the id of a category; got "1.5".',
    ],
    [
      'categoryId too long',
      { categoryId: '1'.repeat(16) },
      `input.categoryId: must be an integer, the id of a category; got "${'1'.repeat(16)}".`,
    ],
    [
      'coverUrl null',
      { coverUrl: null },
      'input.coverUrl: must not be null; leave it out to keep it as it is.',
    ],
    [
      'coverUrl a path',
      { coverUrl: '/cover.jpg' },
      'input.coverUrl: must be an http or https URL.',
    ],
    [
      'coverUrl a script',
      { coverUrl: 'javascript:alert(1)' },
      'input.coverUrl: must be an http or https URL.',
    ],
    [
      'coverUrl with a space',
      { coverUrl: 'https://a.example/b c' },
      'input.coverUrl: must be an http or https URL.',
    ],
    [
      'userData null',
      { userData: null },
      'input.userData: must not be null; leave it out to keep it as it is.',
    ],
    [
      'userData no JSON',
      { userData: '{' },
      'input.userData: must be the text of a JSON object; it is not JSON.',
    ],
    [
      'userData an array',
      { userData: '[]' },
      'input.userData: must be the text of a JSON object; it is another JSON value.',
    ],
    [
      'userData null in JSON',
      { userData: 'null' },
      'input.userData: must be the text of a JSON object; it is another JSON value.',
    ],
  ];

  it.each(cases)('for %s', async (_name, change, message) => {
    const { data, errors } = await updateVideo({ id: video, ...change });
    expect(data).toEqual({ updateVideo: null });
    expect(errors).toEqual([
      expect.objectContaining({
        message,
        path: ['updateVideo'],
        extensions: { code: 'BAD_USER_INPUT' },
      }),
    ]);
    expect(world.calls()).toEqual({});
  });

  it.each(['', 'a,b', 'a b', 'a\tb', 'a\u0000b', '\ud800'])('for the id %j', async (id) => {
    const { errors } = await updateVideo({ id, title: 'x' });
    expect(errors?.[0]).toMatchObject({
      message: expect.stringContaining('input.id: an id must not be empty nor hold a comma'),
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(world.calls()).toEqual({});
  });

  it('for a single bad item among many, naming its place', async () => {
    const good = Array.from({ length: 30 }, (_, n) => ({ id: `id${n}`, title: 'x' }));
    const { data, errors } = await updateVideos([...good, { id: video, title: han(43) }]);
    expect(data).toEqual({ updateVideos: null });
    expect(errors?.[0]?.message).toBe(
      'input[30].title: must be at most 128 bytes of UTF-8; got 129.',
    );
    expect(world.calls()).toEqual({});
  });

  it.each([
    [0, 'input: must hold 1 to 500 items; got 0.'],
    [501, 'input: must hold 1 to 500 items; got 501.'],
  ])('for %i items', async (count, message) => {
    const { errors } = await updateVideos(
      Array.from({ length: count }, (_, n) => ({ id: `id${n}`, title: 'x' })),
    );
    expect(errors?.[0]).toMatchObject({ message, extensions: { code: 'BAD_USER_INPUT' } });
    expect(world.calls()).toEqual({});
  });

  it('for two different changes of one video', async () => {
    const { errors } = await updateVideos([
      { id: video, title: 'one' },
      { id: other, title: 'x' },
      { id: video, title: 'two' },
    ]);
    expect(errors?.[0]).toMatchObject({
      message: `input[2]: ${video} is given twice with different changes.`,
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(world.calls()).toEqual({});
  });
});

describe('an update takes', () => {
  it.each([
    ['a title of 128 bytes', { title: 'a'.repeat(128) }],
    ['a title of 42 Chinese characters', { title: han(42) }],
    ['a title of 32 emoji', { title: '🎬'.repeat(32) }],
    ['a description of 341 Chinese characters', { description: han(341) }],
    ['16 tags', { tags: Array.from({ length: 16 }, (_, n) => `tag${n}`) }],
    ['a tag of 32 bytes', { tags: [`${han(10)}ab`] }],
  ])('%s', async (_name, change) => {
    const { data, errors } = await world.query(
      `mutation ($input: UpdateVideoInput!) {
        updateVideo(input: $input) { video { title description tags } }
      }`,
      { input: { id: other, ...change } },
    );
    expect(errors).toBeUndefined();
    expect(data.updateVideo.video).toMatchObject(change);
  });
});

describe('a deletion is refused before anything is sent', () => {
  const deletions: Record<string, string> = {
    deleteVideos: 'ids',
    deleteMezzanines: 'videoIds',
  };
  const remove = (mutation: string, ids: string[]) =>
    world.query(
      `mutation ($ids: [ID!]!) { ${mutation}(${deletions[mutation]}: $ids) { results { id } } }`,
      { ids },
    );

  it.each(Object.entries(deletions))(
    '%s, for no ids, 501 ids and a bad one',
    async (name, argument) => {
      const many = Array.from({ length: 501 }, (_, n) => `id${n}`);
      const answers = await Promise.all([
        remove(name, []),
        remove(name, many),
        remove(name, [video, 'a,b']),
      ]);
      expect(answers.map(({ errors }) => errors?.[0]?.message)).toEqual([
        `${argument}: must hold 1 to 500 items; got 0.`,
        `${argument}: must hold 1 to 500 items; got 501.`,
        `${argument}[1]: an id must not be empty nor hold a comma, white space or a control character; got "a,b".`,
      ]);
      expect(world.calls()).toEqual({});
    },
  );
});
