/** Changes to the body of an answer that a caller should cope with. */

/**
 * Fractions of a number that has not been rounded: a literal of more than 15 characters, which some
 * clients do not read as a number.
 */
export function withLongDigits(value: unknown): unknown {
  if (typeof value === 'number') return isFraction(value) ? nextAfter(value) : value;
  return mapMembers(value, ([name, member]) => [
    [name, name === 'Duration' && isPositive(member) ? nextAfter(member) : withLongDigits(member)],
  ]);
}

/** Lists of what a batch could not do, which VOD may leave out while they are empty. */
const outcomeList = /^(NonExist|Forbidden|UnRemoveable)/;

export function withoutEmptyLists(value: unknown): unknown {
  return mapMembers(value, ([name, member]) =>
    outcomeList.test(name) && isEmptyList(member) ? [] : [[name, withoutEmptyLists(member)]],
  );
}

/** Bare, or in the object that VOD wraps lists in. */
function isEmptyList(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && value !== null && Object.values(value).every(isEmptyList);
}

type Member = [name: string, value: unknown];

/** Each member of an object becomes what `change` says, at any depth of lists. */
function mapMembers(value: unknown, change: (member: Member) => Member[]): unknown {
  if (Array.isArray(value)) return value.map((item) => mapMembers(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(change));
}

function isFraction(value: number): boolean {
  return isPositive(value) && !Number.isInteger(value);
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}

/** The next number that there is after a positive one: it needs all digits to be told from it. */
function nextAfter(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + 1n);
  return bits.getFloat64(0);
}
