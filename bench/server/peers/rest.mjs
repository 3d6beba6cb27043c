import { once } from 'node:events';
import { createServer } from 'node:http';
import { serve } from './serve.mjs';
import { readVideos } from './videos.mjs';

/** A handler written for this one question: GET /videos?ids=a,b,c. */
async function answer(request, response) {
  const { pathname, searchParams } = new URL(request.url, 'http://localhost');
  if (request.method !== 'GET' || pathname !== '/videos') return response.writeHead(404).end();
  const ids = (searchParams.get('ids') ?? '').split(',');
  const pages = [];
  for (let from = 0; from < ids.length; from += 20)
    pages.push(readVideos(ids.slice(from, from + 20)));
  const videos = (await Promise.all(pages)).flat();
  const body = JSON.stringify({ videos });
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  };
  return response.writeHead(200, headers).end(body);
}

const server = createServer(answer).listen(0, '127.0.0.1');
await once(server, 'listening');
serve(server, '/videos');
