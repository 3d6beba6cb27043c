import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { UrlArgs } from './image.js';
import { DateTime, SafeInt } from './scalars.js';
import { type ValueOf, wireEnum } from './wire-enum.js';

export const StreamFormat = wireEnum('StreamFormat', 'Container format of a stream.', {
  MP4: ['mp4', 'MP4.'],
  M3U8: ['m3u8', 'HLS; `url` is the playlist.'],
  MP3: ['mp3', 'MP3.'],
  FLV: ['flv', 'FLV.'],
  MPD: ['mpd', 'MPEG-DASH; `url` is the manifest.'],
});
export type StreamFormat = ValueOf<typeof StreamFormat>;

export const Definition = wireEnum(
  'Definition',
  'Quality of a stream, as VOD names it. The pixel bounds are those of VOD, long side by short side.',
  {
    FD: ['FD', 'Low: up to 640×480.'],
    LD: ['LD', 'Smooth: up to 720×540.'],
    SD: ['SD', 'Standard: up to 1280×720.'],
    HD: ['HD', 'High: up to 1920×1080.'],
    _2K: ['2K', 'Up to 2560×1440.'],
    _4K: ['4K', 'Up to 3840×2160.'],
    OD: ['OD', 'Original: the source file itself.'],
    SQ: ['SQ', 'Standard quality of audio.'],
    HQ: ['HQ', 'High quality of audio.'],
    AUTO: ['AUTO', 'Packaged with adaptive bit rate.'],
  },
);
export type Definition = ValueOf<typeof Definition>;

export const StreamType = wireEnum('StreamType', 'Whether a stream has pictures.', {
  VIDEO: ['video', 'Pictures, mostly with sound.'],
  AUDIO: ['audio', 'Sound only.'],
});
export type StreamType = ValueOf<typeof StreamType>;

export const StreamStatus = wireEnum('StreamStatus', 'State of a stream.', {
  NORMAL: ['Normal', 'The latest of its definition and format.'],
  INVISIBLE: ['Invisible', 'An older one; a later stream has the same definition and format.'],
});
export type StreamStatus = ValueOf<typeof StreamStatus>;

export const EncryptType = wireEnum('EncryptType', 'How a stream is encrypted.', {
  ALIYUN_VOD_ENCRYPTION: ['AliyunVoDEncryption', "Alibaba's own encryption; needs its player."],
  HLS_ENCRYPTION: ['HLSEncryption', 'Standard HLS encryption (AES-128).'],
});
export type EncryptType = ValueOf<typeof EncryptType>;

export const EncryptMode = wireEnum('EncryptMode', 'How the key of an encrypted stream is got.', {
  LICENSE: ['License', 'By a licence.'],
});
export type EncryptMode = ValueOf<typeof EncryptMode>;

@ObjectType({
  simpleResolvers: true,
  description: 'A stream that plays: a rendition made by transcoding, or the source itself (`OD`).',
})
export class Stream {
  /** The medium the stream belongs to, and its kind. */
  videoId!: string;
  mediaKind!: 'Video' | 'Audio';

  @Field(() => ID, { description: 'Id of the stream: the transcoding job that made it.' })
  jobId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'URL to play, signed if VOD signs it; see `authTimeout` and `outputType`.',
  })
  url!: string | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When `url` ends, at the earliest; null if it is not signed. A cached one is never given out with less than a minute to live.',
  })
  expiresAt!: string | null;

  @Field(() => StreamFormat, { nullable: true, description: 'Container format.' })
  format!: StreamFormat | null;

  @Field(() => Definition, { nullable: true, description: 'Quality.' })
  definition!: Definition | null;

  @Field(() => StreamType, { nullable: true, description: 'Whether it has pictures.' })
  type!: StreamType | null;

  @Field(() => StreamStatus, {
    nullable: true,
    description: 'Whether it is the latest of its kind.',
  })
  status!: StreamStatus | null;

  @Field(() => String, {
    nullable: true,
    description: 'Billing tier, e.g. `H264.SD`, `Original`, `Audio`, `Segmentation`.',
  })
  specification!: string | null;

  @Field(() => Number, { nullable: true, description: 'Length in seconds.' })
  duration!: number | null;

  @Field(() => Number, { nullable: true, description: 'Bit rate in kbit/s.' })
  bitrate!: number | null;

  @Field(() => Number, { nullable: true, description: 'Frames per second.' })
  fps!: number | null;

  @Field(() => SafeInt, { nullable: true, description: 'Size in bytes.' })
  size!: number | null;

  @Field(() => Int, { nullable: true, description: 'Width in pixels.' })
  width!: number | null;

  @Field(() => Int, { nullable: true, description: 'Height in pixels.' })
  height!: number | null;

  @Field(() => Boolean, { description: 'Whether it is encrypted.' })
  encrypted!: boolean;

  @Field(() => EncryptType, {
    nullable: true,
    description: 'How it is encrypted; null if it is not.',
  })
  encryptType!: EncryptType | null;

  @Field(() => EncryptMode, {
    nullable: true,
    description: 'How its key is got; null if unencrypted.',
  })
  encryptMode!: EncryptMode | null;

  @Field(() => String, {
    nullable: true,
    description: 'Version of Narrowband HD: `0` (none), `1.0`, `2.0`.',
  })
  narrowBandType!: string | null;

  @Field(() => String, { nullable: true, description: 'Watermarks in the picture, ids by comma.' })
  watermarkId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Kind of HDR: `HDR`, `HDR10`, `HLG`, `DolbyVision`, `HDRVivid`, `SDR+`.',
  })
  hdrType!: string | null;

  @Field(() => String, { nullable: true, description: 'Codec: `H264`, `H265`.' })
  codecName!: string | null;

  @Field(() => Int, { nullable: true, description: 'Bits per colour sample.' })
  bitDepth!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Digital watermark: 1 for tracing, 2 for copyright; null for none.',
  })
  jobType!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text of a copyright watermark (`jobType` 2).',
  })
  jobExt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of creation, UTC.' })
  createdAt!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Time of the last change, UTC.' })
  modifiedAt!: string | null;
}

@InputType({
  description:
    'Which streams to answer; all given fields must hold. It is applied to the answer of VOD, so it never costs a call.',
})
export class StreamFilter {
  @Field(() => [StreamFormat], {
    nullable: true,
    description: 'Any of these formats. Default: all.',
  })
  formats?: StreamFormat[] | null;

  @Field(() => [Definition], {
    nullable: true,
    description: 'Any of these definitions. Default: all.',
  })
  definitions?: Definition[] | null;

  @Field(() => [StreamType], { nullable: true, description: 'Any of these types. Default: all.' })
  types?: StreamType[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Only the latest stream of each definition and format. Default: false.',
  })
  latestOnly?: boolean | null;
}

@ArgsType()
export class StreamArgs extends UrlArgs {
  @Field(() => StreamFilter, { nullable: true, description: 'Which streams. Default: all.' })
  filter?: StreamFilter | null;
}
