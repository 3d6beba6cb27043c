import type { Complete } from './complete.js';
import { failAfter } from './fail-after.js';

/** A field of an object as it is selected. */
export interface SelectedField {
  /** Its name in the answer. */
  readonly key: string;
  readonly complete: Complete;
  /** Of a leaf, or list of them, that has no resolver: where it stands, and the form of its usual values. */
  readonly leaf?: { readonly name: string; readonly usual: (value: unknown) => unknown };
}

type Link = (
  usual: readonly unknown[],
  complete: readonly Complete[],
  failAfter: unknown,
  withValues: unknown,
) => Complete;

/**
 * Completes the fields of an object in turn. It is written out as a function for each selection, which
 * V8 makes fast as it cannot a loop over any fields of any objects: first what is simply there is read;
 * what is not, or fails to be read, is left to the completer of its field.
 *
 * Only names of GraphQL come into the text: letters, digits and underscores.
 */
export function completeFields(fields: readonly SelectedField[]): Complete {
  const each = (line: (field: SelectedField, index: number) => string) =>
    fields.map(line).join('\n');
  const values = fields.map((_field, index) => `value${index}`);
  const text = `
    ${each((_field, index) => `const usual${index} = usual[${index}], complete${index} = complete[${index}];`)}
    return (object, path, run) => {
      let ${['isComplete = true', ...values].join()};
      try {
        ${each(({ leaf }, index) => (leaf ? `value${index} = usual${index}(object.${leaf.name});` : ''))}
      } catch {}
      try {
        ${each(
          (_field, index) => `if (value${index} === undefined) {
            value${index} = complete${index}(object, path, run);
            if (value${index} instanceof Promise) isComplete = false;
          }`,
        )}
      } catch (problem) {
        return failAfter([${values.join()}], problem);
      }
      const parts = { ${fields.map(({ key }, index) => `${nameOf(key)}: value${index}`).join()} };
      return isComplete ? parts : withValues(parts);
    };`;
  const link = new Function('usual', 'complete', 'failAfter', 'withValues', text) as Link;
  const usual = fields.map(({ leaf }) => leaf?.usual);
  const complete = fields.map((field) => field.complete);
  return link(usual, complete, failAfter, withValues);
}

/** A literal's `__proto__` would not be a field. */
function nameOf(key: string): string {
  return key === '__proto__' ? "['__proto__']" : key;
}

/** The promises among the parts of an object give way to their values. */
async function withValues(parts: Record<string, unknown>): Promise<Record<string, unknown>> {
  const settled = await Promise.all(Object.values(parts));
  for (const [index, name] of Object.keys(parts).entries()) parts[name] = settled[index];
  return parts;
}
