import { XMLParser } from 'fast-xml-parser';
import { send, signedForm } from '../emulator/rpc-client.js';
import type { Client } from './client.js';

const parser = new XMLParser({ ignoreDeclaration: true, parseTagValue: false, trimValues: false });

/** Asks for no format: XML is what VOD answers then. */
export const xmlClient: Client = {
  name: 'raw HTTP in XML',
  format: 'XML',
  async call(origin, action, values) {
    const form = signedForm('GET', { ...values, Action: action, Format: undefined });
    const { status, body, headers } = await send(origin, `/?${form}`);
    const root = status === 200 ? `${action}Response` : 'Error';
    const document = parser.parse(body);
    if (!Object.hasOwn(document, root) || headers['content-type'] !== 'text/xml;charset=utf-8') {
      throw new Error(`${action} did not answer a document of <${root}>: ${body}`);
    }
    return { status, body: document[root] };
  },
};
