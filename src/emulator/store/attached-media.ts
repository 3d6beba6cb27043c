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

  /** In these categories and no others. */
  setCategories(id: string, categoryIds: readonly number[]): void {
    this.database.run('DELETE FROM attached_categories WHERE attachedId = ?', [id]);
    for (const categoryId of categoryIds) this.addToCategory(id, categoryId);
  }

  categoriesOf(id: string): Category[] {
    return this.database.all<Category>(
      `SELECT categories.* FROM categories
         JOIN attached_categories ON attached_categories.categoryId = categories.id
         WHERE attached_categories.attachedId = ? ORDER BY categories.id`,
      [id],
    );
  }

  /** With its file. */
  delete(id: string): void {
    this.database.run('DELETE FROM objects WHERE ownerId = ?', [id]);
    this.database.run('DELETE FROM uploads WHERE ownerId = ?', [id]);
    this.remove(id);
  }
}
