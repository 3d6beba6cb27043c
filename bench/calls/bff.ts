import Fastify from 'fastify';
import { ask } from '../../test/emulator/kill/states.js';
import type { Client } from '../../test/emulator/signed-call.js';

/** What a team writes first: REST paths for its pages, each item resolved by calls of its own. */
export async function startBff(client: Client) {
  const app = Fastify();
  const videoOf = async (id: string) =>
    (await ask(client, { Action: 'GetVideoInfo', VideoId: id })).Video;
  const withSources = async (id: string) => {
    const [video, source, streams] = await Promise.all([
      videoOf(id),
      // VOD refuses to tell of what is deleted, or cannot be played.
      ask(client, { Action: 'GetMezzanineInfo', VideoId: id }).catch(() => null),
      ask(client, { Action: 'GetPlayInfo', VideoId: id }).catch(() => null),
    ]);
    return { video, source, streams };
  };
  app.get<{ Params: { id: string } }>('/video/:id', ({ params }) => videoOf(params.id));
  app.get<{ Querystring: { ids: string } }>('/videos', ({ query }) =>
    Promise.all(query.ids.split(',').map(videoOf)),
  );
  app.get<{ Querystring: { ids: string } }>('/sources', ({ query }) =>
    Promise.all(query.ids.split(',').map(withSources)),
  );
  app.get('/search', async () => {
    const search = { Action: 'SearchMedia', SearchType: 'video', PageNo: '1', PageSize: '20' };
    const { MediaList: list } = await ask(client, search);
    return Promise.all((list as { MediaId: string }[]).map(({ MediaId }) => videoOf(MediaId)));
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { url, stop: () => app.close() };
}
