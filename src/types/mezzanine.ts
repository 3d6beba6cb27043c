import { Field, ID, Int, ObjectType } from 'type-graphql';
import { MediaStatus, OutputType, RestoreStatus, StorageClass } from './media.js';
import { DateTime, SafeInt } from './scalars.js';
import { PreprocessStatus } from './video.js';

/** What VOD tells of every elementary stream of a source file. */
@ObjectType({ simpleResolvers: true })
abstract class SourceStream {
  @Field(() => Int, { nullable: true, description: 'Index in the file, from 0.' })
  index!: number | null;

  @Field(() => String, { nullable: true, description: 'Short name of the codec, e.g. `h264`.' })
  codecName!: string | null;

  @Field(() => String, { nullable: true, description: 'Long name of the codec.' })
  codecLongName!: string | null;

  @Field(() => String, { nullable: true, description: 'Tag of the codec, e.g. `0x31637661`.' })
  codecTag!: string | null;

  @Field(() => String, { nullable: true, description: 'Tag of the codec as text, e.g. `avc1`.' })
  codecTagString!: string | null;

  @Field(() => String, { nullable: true, description: 'Time base of the codec, a fraction.' })
  codecTimeBase!: string | null;

  @Field(() => Number, { nullable: true, description: 'Bit rate in kbit/s.' })
  bitrate!: number | null;

  @Field(() => Number, { nullable: true, description: 'Length in seconds.' })
  duration!: number | null;

  @Field(() => Number, { nullable: true, description: 'Time of the first frame in seconds.' })
  startTime!: number | null;

  @Field(() => SafeInt, { nullable: true, description: 'Number of frames.' })
  numFrames!: number | null;

  @Field(() => String, { nullable: true, description: 'Time base of the stream, a fraction.' })
  timebase!: string | null;

  @Field(() => String, { nullable: true, description: 'Language, ISO 639-2; `und` if not set.' })
  lang!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A video stream inside a source file.' })
export class SourceVideoStream extends SourceStream {
  @Field(() => String, { nullable: true, description: 'Profile of the codec, e.g. `High`.' })
  profile!: string | null;

  @Field(() => String, { nullable: true, description: 'Level of the codec, e.g. `40`.' })
  level!: string | null;

  @Field(() => String, { nullable: true, description: 'Pixel format, e.g. `yuv420p`.' })
  pixFmt!: string | null;

  @Field(() => Int, { nullable: true, description: 'Width in pixels.' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels.' })
  height!: number | null;

  @Field(() => String, { nullable: true, description: 'Sample aspect ratio, e.g. `1:1`.' })
  sar!: string | null;

  @Field(() => String, { nullable: true, description: 'Display aspect ratio, e.g. `16:9`.' })
  dar!: string | null;

  @Field(() => Number, { nullable: true, description: 'Frames per second.' })
  fps!: number | null;

  @Field(() => Number, { nullable: true, description: 'Average of frames per second.' })
  avgFps!: number | null;

  @Field(() => Int, { nullable: true, description: 'How many B-frames may follow each other.' })
  hasBFrames!: number | null;

  @Field(() => Int, { nullable: true, description: 'Rotation of the picture in degrees, 0–359.' })
  rotate!: number | null;

  @Field(() => String, { nullable: true, description: 'Kind of HDR, e.g. `HDR10`.' })
  hdrType!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'An audio stream inside a source file.' })
export class SourceAudioStream extends SourceStream {
  @Field(() => String, { nullable: true, description: 'Sample format, e.g. `fltp`.' })
  sampleFmt!: string | null;

  @Field(() => Int, { nullable: true, description: 'Samples per second, in Hz.' })
  sampleRate!: number | null;

  @Field(() => Int, { nullable: true, description: 'Number of channels.' })
  channels!: number | null;

  @Field(() => String, { nullable: true, description: 'Layout of the channels, e.g. `stereo`.' })
  channelLayout!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The source file of a video or audio: what was uploaded, before transcoding.',
})
export class Mezzanine {
  /** Kind of the medium, if the way here told it; see `MezzanineResolver.media`. */
  mediaKind?: 'Video' | 'Audio';

  @Field(() => ID, { description: 'Id of the medium it is the source of.' })
  videoId!: string;

  @Field(() => String, { nullable: true, description: 'Name of the stored file.' })
  fileName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'URL of the file, signed if VOD signs it; see `authTimeout` and `outputType`.',
  })
  fileUrl!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When `fileUrl` ends, at the earliest; null if it is not signed. A cached one is never given out with less than a minute to live.',
  })
  expiresAt!: string | null;

  @Field(() => OutputType, {
    nullable: true,
    description: 'Kind of `fileUrl`. Costs one GetMezzanineInfo call for each medium.',
  })
  outputType!: OutputType | null;

  @Field(() => MediaStatus, {
    nullable: true,
    description:
      'State of the file: `UPLOADING`, `NORMAL` or `UPLOAD_FAIL`; a deleted source is null.',
  })
  status!: MediaStatus | null;

  @Field(() => SafeInt, { nullable: true, description: 'Size in bytes.' })
  size!: number | null;

  @Field(() => Number, { nullable: true, description: 'Length in seconds.' })
  duration!: number | null;

  @Field(() => Number, { nullable: true, description: 'Bit rate in kbit/s.' })
  bitrate!: number | null;

  @Field(() => Number, { nullable: true, description: 'Frames per second.' })
  fps!: number | null;

  @Field(() => Int, { nullable: true, description: 'Width in pixels.' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels.' })
  height!: number | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of creation, UTC.' })
  createdAt!: string | null;

  @Field(() => PreprocessStatus, {
    nullable: true,
    description: 'State of preprocessing. Costs one GetMezzanineInfo call for each medium.',
  })
  preprocessStatus!: PreprocessStatus | null;

  @Field(() => String, { nullable: true, description: 'CRC-64 of the file, as OSS tells it.' })
  crc64!: string | null;

  @Field(() => String, { nullable: true, description: 'MD5 of the file, in hex.' })
  fileMd5!: string | null;

  @Field(() => StorageClass, {
    nullable: true,
    description: 'Storage class. Costs one GetMezzanineInfo call for each medium.',
  })
  storageClass!: StorageClass | null;

  @Field(() => RestoreStatus, {
    nullable: true,
    description:
      'State of restoring, null before the first. Costs one GetMezzanineInfo call for each medium.',
  })
  restoreStatus!: RestoreStatus | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when the restored file stays available, UTC. Costs one GetMezzanineInfo call for each medium.',
  })
  restoreExpiration!: string | null;

  @Field(() => [SourceVideoStream], { description: 'The video streams in the file.' })
  videoStreams!: SourceVideoStream[];

  @Field(() => [SourceAudioStream], { description: 'The audio streams in the file.' })
  audioStreams!: SourceAudioStream[];
}
