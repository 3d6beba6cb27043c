import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isListType,
  isNonNullType,
  isObjectType,
  isSpecifiedScalarType,
  printSchema,
} from 'graphql';
import { createSchema } from '../src/schema.js';

let schema: GraphQLSchema;
let types: GraphQLNamedType[];

beforeAll(async () => {
  schema = await createSchema();
  types = Object.values(schema.getTypeMap()).filter(
    (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type),
  );
});

type Field = GraphQLField<unknown, unknown>;

const fieldsOf = (type: GraphQLNamedType): Field[] =>
  isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];

function field(path: string): Field {
  const [typeName = '', name = ''] = path.split('.');
  const type = schema.getType(typeName);
  const found = type && fieldsOf(type).find((one) => one.name === name);
  if (!found) throw new Error(`No field ${path}`);
  return found;
}

describe('schema.graphql', () => {
  it('is what the resolvers say; `npm run schema` writes it', () => {
    const committed = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');
    expect(committed.trim()).toBe(printSchema(schema).trim());
  });
});

interface Described {
  readonly path: string;
  readonly description: string | null | undefined;
}

/** A type and everything in it, with its description. */
function described(type: GraphQLNamedType): Described[] {
  const { name, description } = type;
  const below = (of: readonly { name: string; description?: string | null | undefined }[]) =>
    of.map((one) => ({ path: `${name}.${one.name}`, description: one.description }));
  const members = [
    ...fieldsOf(type),
    ...(isEnumType(type) ? type.getValues() : []),
    ...(isInputObjectType(type) ? Object.values(type.getFields()) : []),
  ];
  const args = fieldsOf(type).flatMap((one) =>
    one.args.map((arg) => ({
      path: `${name}.${one.name}(${arg.name}:)`,
      description: arg.description,
    })),
  );
  const isRoot = ['Query', 'Mutation'].includes(name);
  return [...(isRoot ? [] : [{ path: name, description }]), ...below(members), ...args];
}

describe('every part of the schema', () => {
  it('has a description that is a sentence', () => {
    const all = types.flatMap(described);
    expect(all.length).toBeGreaterThan(300);
    const poor = all.filter(({ description }) => !/^[^\s].*[.)]$/s.test(description ?? ''));
    expect(poor).toEqual([]);
  });

  it('says the unit of every figure', () => {
    const figures = types
      .flatMap((type) => fieldsOf(type).map((one) => ({ type, one })))
      .filter(({ one }) =>
        /^(size|fileSize|duration|bitrate|width|height|fps|avgFps)$/.test(one.name),
      )
      .map(({ type, one }) => `${type.name}.${one.name}: ${one.description}`);
    expect(figures.length).toBeGreaterThan(15);
    const units = /bytes|seconds|kbit\/s|pixels|second/;
    expect(figures.filter((text) => !units.test(text))).toEqual([]);
  });
});

describe('nullability isolates failure', () => {
  it('of every root field', () => {
    for (const root of [schema.getQueryType(), schema.getMutationType()]) {
      const fields = root ? fieldsOf(root) : [];
      expect(fields.length).toBeGreaterThan(5);
      expect(fields.filter((one) => isNonNullType(one.type)).map(({ name }) => name)).toEqual([]);
    }
  });

  it('of every field with a resolver', () => {
    const resolved = types
      .filter((type) => isObjectType(type) && !['Query', 'Mutation'].includes(type.name))
      .flatMap((type) => fieldsOf(type).map((one) => ({ path: `${type.name}.${one.name}`, one })))
      .filter(({ one }) => one.resolve !== undefined);
    expect(resolved.map(({ path }) => path).sort()).toEqual([
      'Audio.mezzanine',
      'Audio.streams',
      'DeleteStreamsPayload.video',
      'Mezzanine.media',
      'Mezzanine.video',
      'Stream.media',
      'Stream.video',
      'UpdateImagesPayload.images',
      'UpdateVideoPayload.video',
      'UpdateVideosPayload.videos',
      'Video.mezzanine',
      'Video.streams',
    ]);
    expect(resolved.filter(({ one }) => isNonNullType(one.type))).toEqual([]);
  });

  it.each([
    'Video.transcodeMode',
    'Video.source',
    'Video.spriteSnapshots',
    'Audio.transcodeMode',
    'Audio.source',
    'Audio.spriteSnapshots',
    'Image.modifiedAt',
    'Image.fileName',
    'MediaEdge.node',
    'VideoEdge.node',
  ])('of %s, which may take a call of its own', (path) => {
    expect(isNonNullType(field(path).type)).toBe(false);
  });

  it.each(['Query.videos', 'Query.images', 'MediaConnection.nodes', 'VideoConnection.nodes'])(
    'of the items of %s',
    (path) => {
      const list = getNullableType(field(path).type);
      expect(isListType(list) && isNonNullType(list.ofType)).toBe(false);
    },
  );
});

describe('a medium', () => {
  it('has the fields of the interface with the same types in all four kinds', () => {
    const media = schema.getType('Media');
    if (!isInterfaceType(media)) throw new Error('Media is no interface');
    const kinds = schema.getPossibleTypes(media);
    expect(kinds.map(({ name }) => name).sort()).toEqual([
      'AttachedMedia',
      'Audio',
      'Image',
      'Video',
    ]);
    for (const one of fieldsOf(media)) {
      const own = kinds.map(({ name }) => String(field(`${name}.${one.name}`).type));
      expect(own).toEqual(Array(4).fill(String(one.type)));
    }
  });

  it('of every list that comes with it holds no null', () => {
    for (const path of [
      'Media.tags',
      'Video.snapshots',
      'AttachedMedia.categories',
      'Mezzanine.videoStreams',
      'Mezzanine.audioStreams',
    ]) {
      expect(String(field(path).type)).toMatch(/^\[\w+!\]!$/);
    }
  });
});

describe('an enum of the wire', () => {
  it('knows UNKNOWN, for values that VOD may add', () => {
    const closed = ['MediaSortField', 'SortOrder', 'ItemOutcome'];
    const without = types.filter(isEnumType).filter((type) => !type.getValue('UNKNOWN'));
    expect(without.map(({ name }) => name).sort()).toEqual(closed.sort());
  });

  it('spells its values in SCREAMING_CASE', () => {
    const names = types
      .filter(isEnumType)
      .flatMap((type) => type.getValues().map(({ name }) => name));
    expect(names.filter((name) => !/^(_\d|[A-Z])[A-Z0-9_]*$/.test(name))).toEqual([]);
  });
});

describe('where exactly one field must be given', () => {
  it.each(['MediaCondition', 'DeleteImagesInput'])('%s is @oneOf', (name) => {
    const type = schema.getType(name);
    expect(isInputObjectType(type) && type.isOneOf).toBe(true);
  });
});
