import { readFileSync } from 'node:fs';
import path from 'node:path';
import OSS from 'ali-oss';
import { libraryFolder, readLibrary } from '../../../src/emulator/library.js';
import { bucket } from '../../../src/emulator/urls.js';
import { unknown } from './states.js';
import { callOf, known, living, oneOf, type Realm, Refused, type Write } from './write.js';

/** At a time: each is processed. */
const maxUploads = 3;

/** One that comes in a piece, one in many. */
const files = readLibrary()
  .clips.filter(({ name }) => ['classic', 'square'].includes(name))
  .map(({ source: { file, md5 } }) => ({
    content: readFileSync(path.join(libraryFolder, file)),
    md5,
  }));

/** Known by its title, since only an answer tells its id. */
export function createUpload(realm: Realm): Write | undefined {
  if (living(realm, 'upload').length >= maxUploads) return undefined;
  const Title = `Upload 第${realm.newNumber()}.`;
  return callOf({ Action: 'CreateUploadVideo', Title, FileName: 'clip.mp4' }, (answer) => {
    const { VideoId } = answer ?? { VideoId: unknown };
    return known([`upload/${Title}`, { VideoId, FileMD5: undefined }])();
  });
}

/** The first file, or one in its place, stored by the vendor's client. */
export function storeObject(realm: Realm): Write | undefined {
  const [target, before] = oneOf(realm, living(realm, 'upload')) ?? [];
  const file = oneOf(realm, files);
  if (target === undefined || file === undefined) return undefined;
  const values = { Action: 'RefreshUploadVideo', VideoId: String(before?.VideoId) };
  const refresh = callOf(values, known());
  return {
    action: 'PutObject',
    after: known([target, { ...before, FileMD5: file.md5 }]),
    send: async (service) => {
      const { UploadAddress } = await refresh.send(service);
      const address = JSON.parse(Buffer.from(String(UploadAddress), 'base64').toString());
      await put(service.origin, String(address.FileName), file.content);
      return {};
    },
  };
}

export function deleteUpload(realm: Realm): Write | undefined {
  const [target, before] = oneOf(realm, living(realm, 'upload')) ?? [];
  if (target === undefined) return undefined;
  const values = { Action: 'DeleteVideo', VideoIds: String(before?.VideoId) };
  return callOf(values, known([target, undefined]));
}

async function put(endpoint: string, key: string, file: Buffer): Promise<void> {
  const client = new OSS({
    ...{ endpoint, bucket, region: 'oss-cn-shanghai' },
    ...{ accessKeyId: 'vodgraph', accessKeySecret: 'vodgraph-secret' },
  });
  try {
    await client.put(key, file);
  } catch (error) {
    // Only OSS itself answers with a status.
    const { status, code } = error as { status?: number; code?: string };
    throw status !== undefined && status > 0 ? new Refused(`PUT of ${key}: ${code}`) : error;
  }
}
