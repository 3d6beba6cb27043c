import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * Gives a folder files of another one, under the same names; those it has already stay. Files of
 * objects are never written to again, so a link is as good as a copy.
 */
export function linkFiles(from: string, to: string, names: readonly string[]): void {
  for (const name of names) {
    const [source, target] = [path.join(from, name), path.join(to, name)];
    if (!existsSync(source) || existsSync(target)) continue;
    mkdirSync(path.dirname(target), { recursive: true });
    linkOrCopy(source, target);
  }
}

/** The files of a folder and those below it, relative to it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.relative(folder, path.join(parentPath, name)));
}

export function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    // Not every file system has links.
    copyFileSync(source, target);
  }
}
