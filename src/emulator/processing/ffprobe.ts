import type { WireStreamInfo } from '../../vod/operations.js';
import { present } from '../present.js';
import { badSource } from './failure.js';
import type { Probed } from './probe.js';
import { decimalText, toFigure, toKilobits } from './stream-figures.js';

/** What we read of what ffprobe writes; it leaves out what it does not know. */
interface Report {
  format?: { duration?: string; bit_rate?: string; probe_score?: number };
  streams?: ProbedStream[];
}

type ProbedStream = Readonly<Record<string, unknown>> & {
  codec_type?: string;
  width?: number;
  height?: number;
  r_frame_rate?: string;
  avg_frame_rate?: string;
  bit_rate?: string;
  disposition?: { attached_pic?: number };
  tags?: { language?: string };
  side_data_list?: { rotation?: number }[];
};

const shared = {
  Index: 'index',
  CodecName: 'codec_name',
  CodecLongName: 'codec_long_name',
  CodecTag: 'codec_tag',
  CodecTagString: 'codec_tag_string',
  CodecTimeBase: 'codec_time_base',
  Timebase: 'time_base',
  StartTime: 'start_time',
  Duration: 'duration',
  NumFrames: 'nb_frames',
};

const videoMembers = {
  ...shared,
  Profile: 'profile',
  Level: 'level',
  PixFmt: 'pix_fmt',
  Width: 'width',
  Height: 'height',
  HasBFrames: 'has_b_frames',
  Sar: 'sample_aspect_ratio',
  Dar: 'display_aspect_ratio',
};

const audioMembers = {
  ...shared,
  SampleFmt: 'sample_fmt',
  SampleRate: 'sample_rate',
  Channels: 'channels',
  ChannelLayout: 'channel_layout',
};

/** Noise looks like some format too, though not much: a guess as weak as this is none. */
const minProbeScore = 26;

export function readFfprobe(json: string): Probed {
  const { format = {}, streams = [] } = JSON.parse(json) as Report;
  if ((format.probe_score ?? 0) < minProbeScore) throw badSource();
  // The picture on the sleeve is not a video.
  const isVideo = ({ codec_type, disposition }: ProbedStream) =>
    codec_type === 'video' && !disposition?.attached_pic;
  const videos = streams.filter(isVideo);
  const audios = streams.filter(({ codec_type }) => codec_type === 'audio');
  const [first] = videos;
  return present<Probed>({
    duration: toFigure(Number(format.duration)),
    bitrate: toKilobits(Number(format.bit_rate)),
    fps: first && ratio(first.avg_frame_rate),
    width: first?.width,
    height: first?.height,
    videoStreams: videos.map(videoStream),
    audioStreams: audios.map(audioStream),
  });
}

function videoStream(stream: ProbedStream): WireStreamInfo {
  return present<WireStreamInfo>({
    ...pick(stream, videoMembers),
    Bitrate: bitrateOf(stream),
    Fps: decimalText(ratio(stream.r_frame_rate)),
    AvgFPS: decimalText(ratio(stream.avg_frame_rate)),
    Rotate: `${rotation(stream)}`,
    Lang: languageOf(stream),
  });
}

function audioStream(stream: ProbedStream): WireStreamInfo {
  return present<WireStreamInfo>({
    ...pick(stream, audioMembers),
    Bitrate: bitrateOf(stream),
    Lang: languageOf(stream),
  });
}

function pick(stream: ProbedStream, members: Readonly<Record<string, string>>): WireStreamInfo {
  const told = Object.entries(members).filter(([, key]) => stream[key] !== undefined);
  return Object.fromEntries(told.map(([member, key]) => [member, `${stream[key]}`]));
}

/** Clockwise; ffprobe counts the other way. */
function rotation({ side_data_list = [] }: ProbedStream): number {
  const turned = side_data_list.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  return (360 - Math.round(turned)) % 360;
}

function bitrateOf({ bit_rate }: ProbedStream): string | undefined {
  return toKilobits(Number(bit_rate))?.toString();
}

function languageOf({ tags }: ProbedStream): string {
  return tags?.language ?? 'und';
}

function ratio(fraction = ''): number | undefined {
  const [over, under] = fraction.split('/').map(Number);
  return toFigure(Number(over) / Number(under));
}
