import { cdnUrl } from '../../src/emulator/urls.js';
import { id, origin } from './media.js';

const jobId = `${id(1).slice(8)}00000001`;
const expires = Date.UTC(2026, 7, 1, 12, 30) / 1000;

/** What is told about the stream of video 1 that was inserted with `fullStream`. */
export const expectedStream = {
  JobId: jobId,
  PlayURL: cdnUrl(origin, `${id(1)}/${jobId}-sd.mp4`, expires),
  Format: 'mp4',
  Definition: 'SD',
  StreamType: 'video',
  Specification: 'H264.SD',
  Status: 'Normal',
  Duration: '12.0110',
  Bitrate: '230.051',
  Fps: '25',
  Size: 345_393,
  Width: 1280,
  Height: 720,
  Encrypt: 0,
  NarrowBandType: '0',
  CodecName: 'H264',
  CreationTime: '2026-05-01T08:02:00Z',
  ModificationTime: '2026-05-01T08:03:00Z',
};
export const fullStream = {
  specification: 'H264.SD',
  codec: 'H264',
  fps: 25,
  width: 1280,
  height: 720,
  templateId: id(31),
  templateGroupId: id(32),
};
