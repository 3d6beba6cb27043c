import type { Client } from './client.js';
import type { Exchange } from './session.js';

const anHour = 3_600_000;

/** Exchanges without what differs each time, so that those of two clients are equal. */
export function comparable(
  exchanges: readonly Exchange[],
  origin: string,
  format: Client['format'],
): unknown {
  const told = exchanges.map(({ action, status, body }) => ({ action, status, body: fixed(body) }));
  const text = JSON.stringify(format === 'XML' ? asXmlTells(told) : told)
    .replaceAll(new URL(origin).host, 'service')
    .replaceAll(/auth_key=\d+-(\w+)-(\w+)-[0-9a-f]{32}/g, 'auth_key=$1-$2')
    .replaceAll(/Expires=\d+&OSSAccessKeyId=(\w+)&Signature=[\w%.~-]+/g, 'signed by $1')
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{11}\b|[0-9A-F]{16}(?=-6-2\b)/g, 'name')
    .replaceAll(/\b[0-9a-f]{16}(?=-(\d{5}|\{))/g, 'pictures')
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, (time) =>
      Math.abs(Date.parse(time) - Date.now()) < anHour ? 'now' : time,
    );
  return JSON.parse(withNumberedIds(text));
}

/** Ids that the service makes up are told by the order in which they came. */
function withNumberedIds(text: string): string {
  const numbers = new Map<string, number>();
  return text.replaceAll(/\b[0-9a-f]{32}/gi, (id) => {
    const known = id.toLowerCase();
    if (!numbers.has(known)) numbers.set(known, numbers.size);
    return `id ${numbers.get(known)}`;
  });
}

/** Without what nobody can read, or what only stands for one request. */
function fixed(body: Exchange['body']) {
  const { RequestId, HostId, Recommend, PlayAuth, UploadAddress, UploadAuth, ...rest } = body;
  return rest;
}

/** XML has no numbers, no lists of one and no empty lists. */
function asXmlTells(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(asXmlTells);
    return items.length === 1 ? items[0] : items;
  }
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).filter(([, member]) => !isEmptyList(member));
  if (members.length === 0) return '';
  return Object.fromEntries(members.map(([name, member]) => [name, asXmlTells(member)]));
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
