import type { Database } from './database.js';
import { LibraryTable } from './library-table.js';
import type { Image, NewImage } from './records.js';

/** Uploaded images; snapshots of videos are not among them. */
export class Images extends LibraryTable<NewImage, Image> {
  constructor(database: Database) {
    super(database, {
      name: 'images',
      texts: ['title', 'description', 'tags', 'fileName'],
      also: 'categories.name AS categoryName, objects.size AS size',
      joins: `LEFT JOIN categories ON categories.id = images.categoryId
        LEFT JOIN objects ON objects.key = images.objectKey`,
    });
  }

  byObjectKey(key: string): Image | undefined {
    return this.firstWith('objectKey', key);
  }

  delete(id: string): void {
    this.database.run('DELETE FROM objects WHERE ownerId = ?', [id]);
    this.database.run('DELETE FROM uploads WHERE ownerId = ?', [id]);
    this.remove(id);
  }
}
