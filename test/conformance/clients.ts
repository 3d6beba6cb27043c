import type { Client } from './client.js';
import { pythonCore, teaSdk } from './sdk-requests.js';
import { openApiClient, popCore } from './vendor-client.js';
import { xmlClient } from './xml-client.js';

/** The first one is what the others are compared with. */
export const clients: readonly [Client, ...Client[]] = [
  popCore('GET'),
  popCore('POST'),
  openApiClient('GET', 'query'),
  openApiClient('POST', 'query'),
  openApiClient('POST', 'body'),
  pythonCore('GET'),
  pythonCore('POST'),
  teaSdk('Python'),
  teaSdk('Python, older'),
  teaSdk('Go'),
  teaSdk('Go', 'body'),
  teaSdk('Java'),
  teaSdk('PHP'),
  xmlClient,
];
