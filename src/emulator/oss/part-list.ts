import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { isPlainObject } from '../texts.js';
import { ossRefusals } from './refusals.js';

/** One part of a file, as a caller names it. */
export interface NamedPart {
  readonly number: number;
  /** Without its quotes. */
  readonly etag: string;
}

const parser = new XMLParser({ parseTagValue: false, isArray: (name) => name === 'Part' });

/** Ten thousand parts, the most there can be, take less. */
const maxBytes = 4 * 1024 ** 2;

/** The list of parts that a file is to be put together from. */
export async function readPartList(body: AsyncIterable<Uint8Array>): Promise<NamedPart[]> {
  const xml = await readText(body);
  if (XMLValidator.validate(xml) !== true) throw ossRefusals.malformedXml();
  const { CompleteMultipartUpload: list }: Record<string, unknown> = parser.parse(xml);
  const parts = isPlainObject(list) ? list.Part : undefined;
  if (!Array.isArray(parts) || parts.length === 0) throw ossRefusals.malformedXml();
  const named = parts.map(readPart);
  const isAscending = named.every(({ number }, index) => number > (named[index - 1]?.number ?? 0));
  if (!isAscending) throw ossRefusals.invalidPartOrder();
  return named;
}

function readPart(part: unknown): NamedPart {
  const { PartNumber, ETag } = isPlainObject(part) ? part : {};
  if (typeof ETag !== 'string' || typeof PartNumber !== 'string' || !/^\d{1,5}$/.test(PartNumber)) {
    throw ossRefusals.malformedXml();
  }
  return { number: Number(PartNumber), etag: ETag.replace(/^"|"$/g, '') };
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
  }
  if (bytes > maxBytes) throw ossRefusals.malformedXml();
  return Buffer.concat(chunks).toString();
}
