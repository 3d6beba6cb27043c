import { createHash } from 'node:crypto';

/** 32 lower-case hex characters, as VOD's ids; the same for the same name, for ever. */
export function idOf(name: string): string {
  return createHash('md5').update(name).digest('hex');
}

/** Choices that follow from a name alone: an entry added to the catalogue changes no other. */
export class Choices {
  #state: number;

  constructor(name: string) {
    this.#state = Number.parseInt(idOf(name).slice(0, 8), 16);
  }

  /** In [0, 1); mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** From `min` up to and with `max`. */
  integer(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  oneOf<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.integer(0, items.length - 1)] ?? items[0];
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** `count` of the items, in their order. */
  some<Item>(items: readonly Item[], count: number): Item[] {
    const left = [...items];
    while (left.length > count) left.splice(this.integer(0, left.length - 1), 1);
    return left;
  }
}
