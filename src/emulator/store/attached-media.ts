import type { Database } from './database.js';
import { LibraryTable } from './library-table.js';
import type { AttachedMedium, Category, NewAttachedMedium } from './records.js';

/** Watermarks, subtitles, materials; unlike all other media, they may be in several categories. */
export class AttachedMedia extends LibraryTable<NewAttachedMedium, AttachedMedium> {
  constructor(database: Database) {
    super(database, {
      name: 'attached_media',
      texts: ['title', 'description', 'tags', 'fileName'],
    });
  }

  addToCategory(attachedId: string, categoryId: number): void {
    this.database.insert('attached_categories', { attachedId, categoryId });
  }

  categoriesOf(id: string): Category[] {
    return this.database.all<Category>(
      `SELECT categories.* FROM categories
         JOIN attached_categories ON attached_categories.categoryId = categories.id
         WHERE attached_categories.attachedId = ? ORDER BY categories.id`,
      [id],
    );
  }
}
