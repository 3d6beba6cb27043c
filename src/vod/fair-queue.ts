import type { CallScope, Lane } from './scope.js';

/** Items of many callers, who take turns: each caller's own come out in the order they went in. */
class FairQueue<Item> {
  readonly #byCaller = new Map<object, Item[]>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(caller: object, item: Item): void {
    const items = this.#byCaller.get(caller);
    if (items === undefined) this.#byCaller.set(caller, [item]);
    else items.push(item);
    this.#size += 1;
  }

  /** The next item of the caller whose turn it is; the caller then goes to the end of the line. */
  take(): Item | undefined {
    for (const [caller, items] of this.#byCaller) {
      const item = items.shift();
      if (items.length === 0 || this.#byCaller.size > 1) this.#byCaller.delete(caller);
      if (items.length > 0) this.#byCaller.set(caller, items);
      this.#size -= 1;
      return item;
    }
    return undefined;
  }

  /** The last item of the caller with the most: who asks for the most is the first to be refused. */
  drop(): Item | undefined {
    let longest: [caller: object, items: Item[]] | undefined;
    for (const entry of this.#byCaller) {
      if (longest === undefined || entry[1].length > longest[1].length) longest = entry;
    }
    const item = longest?.[1].at(-1);
    if (longest && item !== undefined) this.remove(longest[0], item);
    return item;
  }

  /** Takes an item out before its turn; false if it is not there. */
  remove(caller: object, item: Item): boolean {
    const items = this.#byCaller.get(caller);
    const place = items?.lastIndexOf(item) ?? -1;
    if (items === undefined || place < 0) return false;
    items.splice(place, 1);
    if (items.length === 0) this.#byCaller.delete(caller);
    this.#size -= 1;
    return true;
  }
}

/** Two lines, one behind the other: nobody in the second is served while somebody is in the first. */
export class LaneQueue<Item> {
  readonly #interactive = new FairQueue<Item>();
  readonly #bulk = new FairQueue<Item>();

  get size(): number {
    return this.#interactive.size + this.#bulk.size;
  }

  /** How many are served before somebody who comes now. */
  ahead(lane: Lane): number {
    return lane === 'interactive' ? this.#interactive.size : this.size;
  }

  add({ lane, caller }: Place, item: Item): void {
    this.#of(lane).add(caller, item);
  }

  take(): Item | undefined {
    return this.#interactive.take() ?? this.#bulk.take();
  }

  drop(): Item | undefined {
    return this.#bulk.drop() ?? this.#interactive.drop();
  }

  remove({ lane, caller }: Place, item: Item): boolean {
    return this.#of(lane).remove(caller, item);
  }

  #of(lane: Lane): FairQueue<Item> {
    return lane === 'interactive' ? this.#interactive : this.#bulk;
  }
}

type Place = Pick<CallScope, 'lane' | 'caller'>;
