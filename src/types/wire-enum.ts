import { registerEnumType } from 'type-graphql';

type WireValues = Record<string, readonly [wire: string, description: string]>;

/** An enum's GraphQL names and the values VOD's wire has for them. */
export type WireEnum<Values extends WireValues> = {
  readonly [Name in keyof Values]: Values[Name][0];
} & { readonly UNKNOWN: 'UNKNOWN' };

export type ValueOf<Enum> = Enum[keyof Enum];

/**
 * Registers a GraphQL enum whose internal values are VOD's own spellings, so that nothing converts
 * between the two. `UNKNOWN` stands for a value that VOD introduced after this was built: it is
 * answered, never asked for.
 */
export function wireEnum<const Values extends WireValues>(
  name: string,
  description: string,
  values: Values,
): WireEnum<Values> {
  const named = Object.entries(values);
  const wireValues = Object.fromEntries([
    ...named.map(([key, [wire]]) => [key, wire]),
    ['UNKNOWN', 'UNKNOWN'],
  ]);
  registerEnumType(wireValues, {
    name,
    description,
    valuesConfig: {
      ...Object.fromEntries(named.map(([key, [, text]]) => [key, { description: text }])),
      UNKNOWN: {
        description:
          'A value that this version of the graph does not know. Answered only; as input it is refused.',
      },
    },
  });
  return wireValues as WireEnum<Values>;
}

/** A field that may need a call of its own: its promise can fail without the rest of the object. */
export type MaybePromise<Value> = Value | Promise<Value>;
