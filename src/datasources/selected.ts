/** How each field of an object is read from its record on the wire. */
export type Readers<Wire, Fields> = {
  readonly [Name in keyof Fields]-?: (wire: Wire) => Fields[Name];
};

/**
 * Adds to an object what is selected of its record: a query wants a few of the thirty fields of a
 * medium, and to read the others of a hundred media takes longer than all the rest of the answer.
 */
export function readSelected<Wire, Fields extends object>(
  readers: Readers<Wire, Fields>,
  selection: ReadonlySet<string>,
): <Base extends object>(base: Base, wire: Wire) => Base & Partial<Fields> {
  const names = Object.keys(readers) as (keyof Fields & string)[];
  const selected = names.filter((name) => selection.has(name));
  return (base, wire) => {
    const fields: typeof base & Partial<Fields> = base;
    for (const name of selected) fields[name] = readers[name](wire) as (typeof fields)[typeof name];
    return fields;
  };
}
