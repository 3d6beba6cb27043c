import { expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { documentStore, maxDocuments } from '../src/document-store.js';

it('keeps so many documents, and of more the ones asked for last', async () => {
  const documents = documentStore();
  const document = parse('{ video(id: "1") { title } }');
  for (let count = 0; count < maxDocuments; count += 1) await documents.set(`${count}`, document);
  await documents.get('0');
  await documents.set('one more', document);

  expect(await documents.get('0')).toBe(document);
  expect(await documents.get('1')).toBeUndefined();
  expect(await documents.get('2')).toBe(document);
  expect(await documents.get('one more')).toBe(document);
});
