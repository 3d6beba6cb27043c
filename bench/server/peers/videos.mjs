import { readFileSync } from 'node:fs';
import DataLoader from 'dataloader';
import { call } from '../upstream.mjs';

/** What every peer does with VOD's records, written once and as lean as it can be. */

const statuses = { Normal: 'NORMAL', UploadSucc: 'UPLOAD_SUCC' };

/** A time with milliseconds: by its text, or CHECKED as most would write it, by a Date that throws if it is none. */
const readTime = process.env.CHECKED
  ? (time) => new Date(time).toISOString()
  : (time) => time.replace('Z', '.000Z');

function toVideo(wire) {
  return {
    id: wire.VideoId,
    title: wire.Title,
    description: wire.Description,
    tags: wire.Tags.split(','),
    status: statuses[wire.Status],
    duration: wire.Duration,
    size: wire.Size,
    coverUrl: wire.CoverURL,
    createdAt: readTime(wire.CreationTime),
    modifiedAt: readTime(wire.ModificationTime),
    category: { id: String(wire.CateId), name: wire.CateName },
  };
}

/** Up to 20 videos by id, in their order. */
export async function readVideos(ids) {
  const { VideoList: list } = await call('GetVideoInfos', { VideoIds: ids.join(',') });
  const found = new Map(list.map((wire) => [wire.VideoId, wire]));
  return ids.map((id) => (found.has(id) ? toVideo(found.get(id)) : null));
}

/** The context of one GraphQL request. */
export const createContext = () => ({
  videos: new DataLoader(readVideos, { maxBatchSize: 20 }),
});

/** The graph's own schema: peers resolve the part of it that is asked for. */
export const typeDefs = readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8');

export const resolvers = {
  Query: { videos: (_root, { ids }, { videos }) => videos.loadMany(ids) },
};
