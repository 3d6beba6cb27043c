/** The upstream in memory: canned answers of GetVideoInfos, in VOD's own spelling. */

const second = 1000;
const start = Date.UTC(2024, 0, 1);

const wireTime = (index) =>
  new Date(start + index * 3607 * second).toISOString().replace('.000Z', 'Z');

function record(index) {
  const id = `${index.toString(16).padStart(8, '0')}71ef9ba80732b2fb1a630210`;
  return {
    VideoId: id,
    Title: `Harbour at dawn, take ${index}`,
    Description: `Gulls, "cranes" and a ferry; take ${index} of the series — 港口`,
    Tags: 'harbour,dawn,series',
    CateId: 1000 + (index % 7),
    CateName: `Category ${index % 7}`,
    CoverURL: `http://example.com/${id}/covers/${id}-00001.jpg`,
    Status: index % 5 === 0 ? 'UploadSucc' : 'Normal',
    CreationTime: wireTime(index),
    ModificationTime: wireTime(index + 1),
    StorageLocation: 'outin-bfefbb90a47c11e2e5.oss-cn-shanghai.aliyuncs.com',
    AppId: 'app-1000000',
    StorageClass: 'Standard',
    TemplateGroupId: 'VOD_NO_TRANSCODE',
    DownloadSwitch: 'on',
    PreprocessStatus: 'UnPreprocess',
    RegionId: 'cn-shanghai',
    Duration: 60 + index / 10,
    Size: 10_897_890 + index * 4096,
    Snapshots: [1, 2, 3].map((n) => `http://example.com/${id}/snapshots/${n}.jpg`),
  };
}

const records = new Map(
  Array.from({ length: 800 }, (_, index) => record(index)).map((one) => [one.VideoId, one]),
);

export const ids = [...records.keys()];

/** The one operation that the queries need; everything else is a mistake in the benchmark. */
export async function call(operation, { VideoIds }) {
  if (operation !== 'GetVideoInfos') throw new Error(`${operation} is not part of this benchmark`);
  const asked = VideoIds.split(',');
  if (asked.length > 20) throw new Error(`GetVideoInfos takes 20 ids; got ${asked.length}`);
  return { RequestId: 'in-memory', VideoList: asked.map((id) => records.get(id)).filter(Boolean) };
}

/** What all peers are asked. */
export const query = `query Videos($ids: [ID!]!) {
  videos(ids: $ids) {
    id
    title
    description
    tags
    status
    duration
    size
    coverUrl
    createdAt
    modifiedAt
    category { id name }
  }
}`;
