import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ask } from '../../test/emulator/kill/states.js';
import type { Client } from '../../test/emulator/signed-call.js';

export interface Facade {
  readonly origin: string;
  close(): void;
}

type Parameters = Readonly<Record<string, string>>;

/** REST without signatures over VOD: each path is one call. `hive/openapi.mjs` describes it. */
export async function startFacade(client: Client): Promise<Facade> {
  const server = createServer((request, response) => {
    answer(client, new URL(request.url ?? '/', 'http://facade'), response).catch(() =>
      response.writeHead(502).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(client: Client, url: URL, response: ServerResponse): Promise<void> {
  const call = callOf(url);
  if (!call) return void response.writeHead(404).end();
  const body = JSON.stringify(await ask(client, call));
  response.writeHead(200, { 'content-type': 'application/json' }).end(body);
}

function callOf({ pathname, searchParams }: URL): Parameters | undefined {
  const [, path, id] = pathname.split('/');
  const given = (name: string) => searchParams.get(name) ?? '';
  switch (path) {
    case 'videos':
      if (id !== undefined) return { Action: 'GetVideoInfo', VideoId: id };
      return { Action: 'GetVideoInfos', VideoIds: given('ids') };
    case 'media':
      return { Action: 'BatchGetMediaInfos', MediaIds: given('ids') };
    case 'search':
      return {
        Action: 'SearchMedia',
        SearchType: 'video',
        Fields: given('fields'),
        PageNo: '1',
        PageSize: given('pageSize'),
      };
    default:
      return undefined;
  }
}
