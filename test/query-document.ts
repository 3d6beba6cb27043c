/** Queries as data, so that a test can work out what the answer must be. */
export interface Query {
  readonly roots: readonly Root[];
  readonly fragments: Readonly<Record<string, Fragment>>;
}

export interface Root {
  readonly field: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly selection: readonly Item[];
}

interface Fragment {
  readonly on: string;
  readonly selection: readonly Item[];
}

export interface Directive {
  readonly name: 'include' | 'skip';
  readonly value: 'true' | 'false' | '$yes' | '$no';
}

export type Item = { readonly directive: Directive | null } & (
  | {
      readonly kind: 'field';
      readonly name: string;
      readonly alias?: string;
      readonly args?: string;
      /** What stands behind a field whose selection is always the same. */
      readonly suffix?: string;
      readonly selection?: readonly Item[];
    }
  | { readonly kind: 'inline'; readonly on: string | null; readonly selection: readonly Item[] }
  | { readonly kind: 'spread'; readonly fragment: string }
);

export const variables = { yes: true, no: false };

export function isIncluded({ directive }: Item): boolean {
  if (directive === null) return true;
  const value = directive.value === 'true' || directive.value === '$yes';
  return directive.name === 'include' ? value : !value;
}

export function printQuery({ roots, fragments }: Query): string {
  const body = roots
    .map(({ field, args, selection }, index) => {
      const list = Object.entries(args).map(
        ([name, value]) => `${name}: ${printValue(name, value)}`,
      );
      return `r${index}: ${field}${list.length > 0 ? `(${list.join(', ')})` : ''} ${print(selection)}`;
    })
    .join('\n');
  const used = Object.entries(fragments).filter(([name]) => body.includes(`...${name} `));
  const definitions = used.map(
    ([name, { on, selection }]) => `fragment ${name} on ${on} ${print(selection)}`,
  );
  const text = [`{ ${body} }`, ...definitions].join('\n');
  const declared = ['yes', 'no'].filter((name) => text.includes(`$${name}`));
  const list = declared.map((name) => `$${name}: Boolean!`).join(', ');
  return `query ${list && `(${list})`} ${text}`;
}

/** Enums are written bare, everything else as in JSON. */
const printValue = (name: string, value: unknown) =>
  name === 'type' ? String(value) : JSON.stringify(value);

const print = (selection: readonly Item[]): string => `{ ${selection.map(printItem).join(' ')} }`;

function printItem(item: Item): string {
  const directive =
    item.directive === null ? '' : ` @${item.directive.name}(if: ${item.directive.value})`;
  switch (item.kind) {
    case 'field': {
      const { name, alias, args = '', suffix = '', selection } = item;
      const below = selection ? ` ${print(selection)}` : suffix;
      return `${alias ? `${alias}: ` : ''}${name}${args}${directive}${below}`;
    }
    case 'inline':
      return `...${item.on ? ` on ${item.on}` : ''}${directive} ${print(item.selection)}`;
    case 'spread':
      return `...${item.fragment} ${directive}`;
  }
}
