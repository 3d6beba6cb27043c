/** How each field of an object is read from its record on the wire. */
export type Readers<Wire, Fields> = {
  readonly [Name in keyof Fields]-?: (wire: Wire) => Fields[Name];
};

/** Makes a medium of its record; `later` has fields that come from elsewhere instead. */
export type MakeMedium<Wire, Fields> = new <Kind extends string>(
  kind: Kind,
  id: string,
  wire: Wire,
  later?: Partial<Fields>,
) => Fields & { readonly __typename: Kind; readonly id: string };

/**
 * A class of media that read a field of their record when they are asked for it: a query wants a few of
 * the thirty fields of a medium, and to read the others of a hundred media takes longer than the rest.
 */
export function mediumOf<Wire, Fields extends object>(
  readers: Readers<Wire, Fields>,
): MakeMedium<Wire, Fields> {
  class Medium {
    readonly __typename: string;
    readonly id: string;
    readonly #wire: Wire;

    constructor(kind: string, id: string, wire: Wire, later?: Partial<Fields>) {
      this.__typename = kind;
      this.id = id;
      this.#wire = wire;
      for (const name in later) Object.defineProperty(this, name, { value: later[name] });
    }

    static {
      for (const name of Object.keys(readers) as (keyof Fields)[]) {
        const read = readers[name];
        Object.defineProperty(Medium.prototype, name, {
          get(this: Medium) {
            return read(this.#wire);
          },
        });
      }
    }
  }
  return Medium as unknown as MakeMedium<Wire, Fields>;
}
