import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { linkOrCopy } from '../file-links.js';
import type { ObjectFiles } from '../object-files.js';

/** A folder for what one job makes, whose files count against the disk budget while they grow. */
export class Workspace {
  readonly folder: string;
  readonly #files: ObjectFiles;
  readonly #releases: (() => void)[] = [];
  readonly #borrowed: string[] = [];
  #reserved = 0;

  constructor(files: ObjectFiles) {
    this.#files = files;
    this.folder = files.newPath();
    mkdirSync(this.folder);
  }

  pathOf(name: string): string {
    return path.join(this.folder, name);
  }

  /** Names of the files made so far, in order. */
  list(): string[] {
    return readdirSync(this.folder).sort();
  }

  /** 0 for one that has just got another name. */
  sizeOf(name: string): number {
    return statSync(this.pathOf(name), { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Throws `StorageFull` if the files grew beyond what there is room for. */
  checkRoom(): void {
    const bytes = this.list().reduce((sum, name) => sum + this.sizeOf(name), 0);
    if (bytes <= this.#reserved) return;
    this.#releases.push(this.#files.reserve(bytes - this.#reserved));
    this.#reserved = bytes;
  }

  /** A file of another job, which may be moved at any time; stays until the workspace is closed. */
  borrow(file: string): string {
    const link = this.#files.newPath();
    linkOrCopy(file, link);
    this.#borrowed.push(link);
    return link;
  }

  /** Moves a file to where objects lie; answers its name for the object's record. */
  keep(name: string): string {
    return this.#files.keep(this.pathOf(name));
  }

  /** What was not kept goes, and so does the reservation. */
  close(): void {
    for (const made of [this.folder, ...this.#borrowed]) {
      rmSync(made, { recursive: true, force: true });
    }
    for (const release of this.#releases.splice(0)) release();
  }
}
