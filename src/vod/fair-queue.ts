import type { CallScope, Lane } from './scope.js';
import { TransientMap } from './transient-map.js';

/** What one caller has in line. */
interface Turn<Item> {
  readonly caller: object;
  readonly items: Item[];
}

/** Items of many callers, who take turns: each caller's own come out in the order they went in. */
class FairQueue<Item> {
  /** Whose turn is next stands first. */
  readonly #turns: Turn<Item>[] = [];
  readonly #byCaller = new TransientMap<object, Turn<Item>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(caller: object, item: Item): void {
    this.#size += 1;
    const known = this.#byCaller.get(caller);
    if (known) return void known.items.push(item);
    const turn = { caller, items: [item] };
    this.#byCaller.set(caller, turn);
    this.#turns.push(turn);
  }

  /** The next item of the caller whose turn it is; the caller then goes to the end of the line. */
  take(): Item | undefined {
    const turn = this.#turns.shift();
    if (turn === undefined) return undefined;
    const item = turn.items.shift();
    this.#size -= 1;
    if (turn.items.length > 0) this.#turns.push(turn);
    else this.#byCaller.delete(turn.caller);
    return item;
  }

  /** The last item of the caller with the most: who asks for the most is the first to be refused. */
  drop(): Item | undefined {
    const [first, ...others] = this.#turns;
    if (first === undefined) return undefined;
    const longest = others.reduce(
      (most, turn) => (turn.items.length > most.items.length ? turn : most),
      first,
    );
    const item = longest.items.at(-1);
    if (item !== undefined) this.remove(longest.caller, item);
    return item;
  }

  /** Takes an item out before its turn; false if it is not there. */
  remove(caller: object, item: Item): boolean {
    const turn = this.#byCaller.get(caller);
    const place = turn?.items.lastIndexOf(item) ?? -1;
    if (turn === undefined || place < 0) return false;
    turn.items.splice(place, 1);
    this.#size -= 1;
    if (turn.items.length === 0) {
      this.#byCaller.delete(caller);
      this.#turns.splice(this.#turns.indexOf(turn), 1);
    }
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
