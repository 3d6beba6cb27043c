import { XMLBuilder } from 'fast-xml-parser';

const builder = new XMLBuilder({ suppressEmptyNode: true });

/** XML 1.0 has no way to write any other character, not even escaped. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** One document: arrays become repeated elements of their property's name. */
export function toXml(root: string, content: object): string {
  const writable: unknown = JSON.parse(JSON.stringify(content), (_, value: unknown) =>
    typeof value === 'string' ? value.replace(unwritable, '\ufffd') : value,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>${builder.build({ [root]: writable })}`;
}
