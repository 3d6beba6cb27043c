import type { Category } from '../store/records.js';
import { toWireTime } from '../wire-time.js';

/** The day before the first upload, a minute apart. */
const firstCreated = Date.UTC(2024, 5, 30, 8);

/** The account's categories, parents before children. */
export const categories: readonly Category[] = [
  category(1_000_101, 'Nature'),
  category(1_000_102, 'Sea', 1_000_101, 1),
  category(1_000_103, 'Harbours', 1_000_102, 2),
  category(1_000_104, 'Mountains', 1_000_101, 1),
  category(1_000_105, 'City'),
  category(1_000_106, 'City at night', 1_000_105, 1),
  category(1_000_107, '美食'),
  category(1_000_108, '课程'),
  category(1_000_109, 'Sport'),
  category(1_000_110, 'News'),
  category(1_000_111, 'Music'),
  category(1_000_112, 'Covers'),
].map((known, index) => ({
  ...known,
  createdAt: toWireTime(new Date(firstCreated + index * 60_000)),
}));

/** The category for materials, which is there in every library. */
export const materialsId = 1_000_120;

/** By name, so that the catalogue reads as what it says. */
export function categoryId(name: string): number {
  const found = categories.find((known) => known.name === name);
  if (!found) throw new Error(`No category ${name}`);
  return found.id;
}

function category(id: number, name: string, parentId = -1, level = 0): Omit<Category, 'createdAt'> {
  return { id, name, parentId, level, type: 'default' };
}
