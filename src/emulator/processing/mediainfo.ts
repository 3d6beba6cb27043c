import type { WireStreamInfo } from '../../vod/operations.js';
import { present } from '../present.js';
import type { Probed } from './probe.js';
import { decimalText, toKilobits } from './stream-figures.js';

/** A track as MediaInfo reports it: texts, of which some name several values (`2 / 2`). */
type Track = Readonly<Record<string, unknown>>;

/** Formats that ffprobe, and so VOD, knows by another name; all others in lower case. */
const codecs: Readonly<Record<string, string>> = {
  AVC: 'h264',
  'MPEG Audio': 'mp3',
  'MPEG-4 Visual': 'mpeg4',
  'MPEG Video': 'mpeg2video',
  PCM: 'pcm_s16le',
  'AC-3': 'ac3',
  'E-AC-3': 'eac3',
};

const layouts: Readonly<Record<string, string>> = {
  1: 'mono',
  2: 'stereo',
  6: '5.1',
  8: '7.1',
};

const pixelFormats: Readonly<Record<string, string>> = {
  '4:2:0': 'yuv420p',
  '4:2:2': 'yuv422p',
  '4:4:4': 'yuv444p',
};

/** The same record as ffprobe's, as far as MediaInfo knows it. */
export function readMediaInfo(json: string): Probed {
  const tracks = readTracks(json);
  const ofType = (type: string) => tracks.filter((track) => track['@type'] === type);
  const [general = {}] = ofType('General');
  const videos = ofType('Video');
  const [first] = videos;
  return present<Probed>({
    duration: numberOf(general.Duration),
    bitrate: toKilobits(numberOf(general.OverallBitRate) ?? Number.NaN),
    fps: first && numberOf(first.FrameRate),
    width: first && numberOf(first.Width),
    height: first && numberOf(first.Height),
    videoStreams: videos.map(videoStream),
    audioStreams: ofType('Audio').map((track, index) => audioStream(track, videos.length + index)),
  });
}

function readTracks(json: string): Track[] {
  const { media } = JSON.parse(json) as { media?: { track?: Track[] } | null };
  return media?.track ?? [];
}

function videoStream(track: Track, index: number): WireStreamInfo {
  const fps = decimalText(numberOf(track.FrameRate));
  return present<WireStreamInfo>({
    ...shared(track, index),
    Profile: textOf(track.Format_Profile)?.split('@')[0],
    Level: textOf(track.Format_Level)?.replace('.', ''),
    PixFmt: pixelFormats[textOf(track.ChromaSubsampling) ?? ''],
    Width: wholeText(track.Width),
    Height: wholeText(track.Height),
    Sar: sampleAspect(track),
    Dar: displayAspect(track),
    Fps: fps,
    AvgFPS: fps,
    Rotate: `${Math.round(numberOf(track.Rotation) ?? 0)}`,
  });
}

function audioStream(track: Track, index: number): WireStreamInfo {
  const channels = wholeText(track.Channels);
  return present<WireStreamInfo>({
    ...shared(track, index),
    SampleRate: wholeText(track.SamplingRate),
    Channels: channels,
    ChannelLayout: layouts[channels ?? ''],
  });
}

function shared(track: Track, index: number) {
  const format = textOf(track.Format) ?? '';
  return {
    Index: wholeText(track.StreamOrder) ?? `${index}`,
    CodecName: codecs[format] ?? format.toLowerCase(),
    CodecTagString: codecTag(textOf(track.CodecID)),
    Duration: numberOf(track.Duration)?.toFixed(6),
    Bitrate: toKilobits(numberOf(track.BitRate) ?? Number.NaN)?.toString(),
    NumFrames: wholeText(track.FrameCount),
    Lang: textOf(track.Language) ?? 'und',
  };
}

/** The four characters that MP4 and its kind know a codec by. */
function codecTag(id = ''): string | undefined {
  return /(?:^|\s)([a-z][a-z\d]{3})(?:$|-)/.exec(id)?.[1];
}

function sampleAspect(track: Track): string | undefined {
  const aspect = numberOf(track.PixelAspectRatio);
  if (aspect === undefined) return undefined;
  return aspect === 1 ? '1:1' : `${Math.round(aspect * 1000)}:1000`;
}

/** MediaInfo tells `1.333`, ffprobe `4:3`. */
function displayAspect(track: Track): string | undefined {
  const [width, height] = [numberOf(track.Width), numberOf(track.Height)];
  if (!width || !height) return undefined;
  const aspect = Math.round((numberOf(track.PixelAspectRatio) ?? 1) * 1000);
  const [across, down] = [width * aspect, height * 1000];
  const divisor = commonDivisor(across, down);
  return `${across / divisor}:${down / divisor}`;
}

function commonDivisor(one: number, other: number): number {
  return other === 0 ? one : commonDivisor(other, one % other);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function numberOf(value: unknown): number | undefined {
  const number = Number.parseFloat(String(value));
  return Number.isFinite(number) ? number : undefined;
}

function wholeText(value: unknown): string | undefined {
  return numberOf(value)?.toFixed(0);
}
