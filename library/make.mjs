// Makes the media the embedded VOD service ships with, and measures it:
//
//   node library/make.mjs
//
// rewrites library/media/ and library/library.json. Every picture and sound comes out of ffmpeg's
// own generators, so nothing here is anybody's work but ours. Another ffmpeg build may encode to
// other bytes; the measurements are taken afterwards, so the JSON always fits the files beside it.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = dirname(fileURLToPath(import.meta.url));
const MEDIA = join(HERE, 'media');
const JSON_FILE = join(HERE, 'library.json');

const MAX_BYTES = 6_000_000;
const SEGMENT_SECONDS = 3;
// The ceilings keep the busy patterns, the fractal above all, within the size a repository bears.
const SOURCE_QUALITY = { crf: 28, maxrate: '440k' };
const RENDITION_QUALITY = { crf: 32, maxrate: '180k' };
const COVERS = 4;
const SNAPSHOTS = 3;
const SPRITE_TILES = { columns: 5, rows: 2, side: 128 };
const COVER_SIDE = 480;
const SNAPSHOT_SIDE = 320;

// No dates, no encoder names. One thread, because x264 decides differently with each thread count.
const REPRODUCIBLE = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags', '+bitexact'];
const ONE_THREAD = ['-threads', '1'];
const ONE_FRAME = ['-frames:v', '1', '-update', '1'];

const CONTENT_TYPES = {
  '.mp4': 'video/mp4',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.ts': 'video/mp2t',
  '.mp3': 'audio/mpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.vtt': 'text/vtt',
  '.srt': 'application/x-subrip',
};

// The largest picture each definition holds, long side first: VOD's table.
const DEFINITIONS = [
  { name: 'FD', long: 640, short: 480 },
  { name: 'LD', long: 720, short: 540 },
  { name: 'SD', long: 1280, short: 720 },
  { name: 'HD', long: 1920, short: 1080 },
];

// `sound` lists the frequencies of each channel; null leaves the clip without an audio track.
const CLIPS = [
  {
    name: 'landscape',
    seconds: 12,
    picture: 'testsrc2=s=1280x720:r=25',
    sound: [[440], [554.37]],
    renditions: [
      { format: 'mp4', width: 720, height: 404 },
      { format: 'm3u8', width: 720, height: 404 },
      { format: 'm3u8', width: 854, height: 480 },
    ],
  },
  {
    name: 'portrait',
    seconds: 8,
    picture: 'mandelbrot=s=540x960:r=30:end_pts=600:maxiter=2000',
    sound: [[329.63, 493.88]],
    renditions: [
      { format: 'mp4', width: 360, height: 640 },
      { format: 'mp4', width: 404, height: 720 },
      { format: 'm3u8', width: 404, height: 720 },
    ],
  },
  {
    name: 'square',
    seconds: 6,
    // Five generations a second, each cell twelve pixels wide: smaller and faster is only noise.
    picture:
      'life=s=50x50:r=5:seed=7:ratio=0.2:mold=12:life_color=#ffd54f:death_color=#7b1fa2' +
      ':mold_color=#12002b,scale=600:600:flags=neighbor,fps=25',
    sound: [[392], [523.25]],
    renditions: [{ format: 'mp4', width: 540, height: 540 }],
  },
  {
    name: 'cinema',
    seconds: 10,
    picture: gradients(1344, 576, ['#0d47a1', '#26c6da', '#fff59d', '#ff7043', '#6a1b9a']),
    sound: [
      [220, 277.18],
      [220, 329.63],
    ],
    renditions: [
      { format: 'm3u8', width: 720, height: 308 },
      { format: 'm3u8', width: 1120, height: 480 },
    ],
  },
  {
    name: 'classic',
    seconds: 5,
    picture: 'smptehdbars=s=640x480:r=25',
    sound: null,
    renditions: [{ format: 'm3u8', width: 640, height: 480 }],
  },
];

const TONE = {
  name: 'tone',
  seconds: 15,
  // Struck anew every three seconds, so that its waveform is worth a cover.
  sound: [[261.63, 329.63, 392, 523.25]],
  envelope: 'exp(-1.2*mod(t,3))',
  sourceBitrate: '96k',
  rendition: { definition: 'SQ', bitrate: '40k' },
};

const PLASMA =
  "nullsrc=s=240x180:r=10:d=1.2,format=rgb24,geq=r='128+127*sin(X/19+N*PI/6)'" +
  ":g='128+127*sin((X+Y)/27-N*PI/6)':b='128+127*sin(hypot(X-120,Y-90)/13+N*PI/6)'";

const IMAGES = [
  { file: 'mandelbrot.png', picture: 'mandelbrot=s=640x400:start_x=-0.6:start_y=0:start_scale=3' },
  {
    file: 'gradients.jpg',
    picture: gradients(1280, 720, ['#004d40', '#cddc39', '#ff8f00', '#4a148c']),
  },
  { file: 'testcard.png', picture: 'testsrc2=s=800x600' },
  {
    file: 'portrait.jpg',
    picture: 'cellauto=s=60x100:rule=30:seed=9:full=1,scale=480:800:flags=neighbor',
  },
  { file: 'square.webp', picture: 'sierpinski=s=512x512:seed=3:type=carpet' },
  {
    file: 'plasma.gif',
    picture: `${PLASMA},split[a][b];[a]palettegen=max_colors=64[p];[b][p]paletteuse=dither=none`,
    animated: true,
  },
];

// A translucent pill with an opaque play sign in it.
const WATERMARK =
  'color=white:s=256x64,format=rgba,geq=r=255:g=255:b=255:' +
  "a='if(between(X,24,24+40)*lt(abs(Y-32),20-(X-24)/2),255," +
  "if(lt(hypot(max(abs(X-128)-96,0),Y-32),32),96,0))'";

const CUES = [
  {
    from: 0,
    to: 2.5,
    en: 'These are the clock and the bars of a test picture.',
    zh: '这是测试画面上的时钟和色条。',
  },
  { from: 3, to: 5.5, en: 'The left channel sounds an A.', zh: '左声道播放的是 A 音。' },
  {
    from: 6,
    to: 8.5,
    en: 'The right one, a C sharp above it.',
    zh: '右声道是高一些的升 C 音。',
  },
  { from: 9, to: 11.5, en: 'And that is all.', zh: '到此结束。' },
];

const ATTACHED = [
  { file: 'watermark.png', businessType: 'watermark', title: 'Play sign', picture: WATERMARK },
  { file: 'en.vtt', businessType: 'subtitle', title: 'English subtitles', text: vtt(CUES, 'en') },
  { file: 'zh.srt', businessType: 'subtitle', title: '中文字幕', text: srt(CUES, 'zh') },
  {
    file: 'backdrop.jpg',
    businessType: 'material',
    title: 'Blue backdrop',
    picture: gradients(640, 360, ['#0b1f3a', '#1565c0', '#80deea']),
  },
];

const VIDEO_MEMBERS = {
  Index: 'index',
  CodecName: 'codec_name',
  CodecLongName: 'codec_long_name',
  CodecTag: 'codec_tag',
  CodecTagString: 'codec_tag_string',
  CodecTimeBase: 'codec_time_base',
  Profile: 'profile',
  Level: 'level',
  PixFmt: 'pix_fmt',
  Width: 'width',
  Height: 'height',
  HasBFrames: 'has_b_frames',
  Sar: 'sample_aspect_ratio',
  Dar: 'display_aspect_ratio',
  Timebase: 'time_base',
  StartTime: 'start_time',
  Duration: 'duration',
  NumFrames: 'nb_frames',
};

const AUDIO_MEMBERS = {
  Index: 'index',
  CodecName: 'codec_name',
  CodecLongName: 'codec_long_name',
  CodecTag: 'codec_tag',
  CodecTagString: 'codec_tag_string',
  CodecTimeBase: 'codec_time_base',
  SampleFmt: 'sample_fmt',
  SampleRate: 'sample_rate',
  Channels: 'channels',
  ChannelLayout: 'channel_layout',
  Timebase: 'time_base',
  StartTime: 'start_time',
  Duration: 'duration',
  NumFrames: 'nb_frames',
};

const CRC64_TABLE = crc64Table();

main();

function main() {
  requireTool('ffmpeg');
  requireTool('ffprobe');
  rmSync(MEDIA, { recursive: true, force: true });
  const library = {
    clips: CLIPS.map(makeClip),
    audios: [makeTone(TONE)],
    images: IMAGES.map(makeImage),
    attached: ATTACHED.map(makeAttached),
  };
  writeFileSync(JSON_FILE, `${JSON.stringify(library, null, 2)}\n`);
  const total = bytesUnder(MEDIA);
  console.log(`library/media: ${total} bytes`);
  if (total > MAX_BYTES) fail(`library/media is over its ${MAX_BYTES} bytes`);
}

// ---- making ----

function makeClip(clip) {
  console.log(clip.name);
  const source = makeSource(clip);
  const { duration } = source;
  return {
    name: clip.name,
    kind: 'video',
    source,
    streams: clip.renditions.map((rendition) => makeRendition(clip, source.file, rendition)),
    covers: makeStills(clip.name, 'covers', COVERS, COVER_SIDE, duration),
    snapshots: makeStills(clip.name, 'snapshots', SNAPSHOTS, SNAPSHOT_SIDE, duration),
    sprites: [makeSprite(clip.name, source)],
  };
}

function makeSource({ name, seconds, picture, sound }) {
  const file = `${name}/source.mp4`;
  const inputs = [...lavfi(picture), ...(sound ? lavfi(soundOf(sound)) : [])];
  const options = [
    '-t',
    `${seconds}`,
    '-vf',
    'setsar=1',
    ...h264(SOURCE_QUALITY),
    ...(sound ? aac('80k') : []),
  ];
  ffmpeg(inputs, [...options, '-movflags', '+faststart'], file);
  return measureSource(file);
}

function makeRendition(clip, source, { format, width, height }) {
  const definition = definitionOf(width, height);
  const base = `${clip.name}/${definition.toLowerCase()}`;
  const options = [
    ...['-vf', `scale=${width}:${height},setsar=1`],
    ...h264(RENDITION_QUALITY),
    ...(clip.sound ? aac('48k') : []),
  ];
  const input = ['-i', join(MEDIA, source)];
  const codec = 'H264';
  if (format === 'mp4') {
    ffmpeg(input, [...options, '-movflags', '+faststart'], `${base}.mp4`);
    return measureRendition([`${base}.mp4`], { format, definition, codec });
  }
  const folder = `${base}-hls`;
  makeHls(input, options, folder);
  const segments = readdirSync(join(MEDIA, folder)).filter((file) => file.endsWith('.ts'));
  const files = ['index.m3u8', ...segments.sort()].map((file) => `${folder}/${file}`);
  return measureRendition(files, { format, definition, codec });
}

function makeHls(input, options, folder) {
  const hls = [
    ...['-f', 'hls', '-hls_time', `${SEGMENT_SECONDS}`, '-hls_playlist_type', 'vod'],
    ...['-start_number', '1', '-hls_segment_filename', join(MEDIA, folder, '%05d.ts')],
  ];
  ffmpeg(input, [...options, ...hls], `${folder}/index.m3u8`);
}

/** Evenly spread stills: each from the middle of its share of the clip. */
function makeStills(name, folder, count, side, duration) {
  return Array.from({ length: count }, (_, index) => {
    const file = `${name}/${folder}/${`${index + 1}`.padStart(5, '0')}.jpg`;
    const at = (((index + 0.5) / count) * duration).toFixed(3);
    const input = ['-ss', at, '-i', join(MEDIA, `${name}/source.mp4`)];
    ffmpeg(input, ['-vf', fitInto(side), ...oneJpeg(6)], file);
    return measureFile(file);
  });
}

function makeSprite(name, source) {
  const { columns, rows, side } = SPRITE_TILES;
  const every = Math.floor(Number(source.videoStreams[0].NumFrames) / (columns * rows));
  const filter = `select='not(mod(n,${every}))',${fitInto(side)},tile=${columns}x${rows}`;
  const file = `${name}/sprite.jpg`;
  ffmpeg(['-i', join(MEDIA, source.file)], ['-vf', filter, ...oneJpeg(6)], file);
  return measureFile(file);
}

function makeTone({ name, seconds, sound, envelope, sourceBitrate, rendition }) {
  console.log(name);
  const source = `${name}/source.mp3`;
  ffmpeg(lavfi(soundOf(sound, envelope)), ['-t', `${seconds}`, ...mp3(sourceBitrate)], source);
  const stream = `${name}/${rendition.definition.toLowerCase()}.mp3`;
  ffmpeg(['-i', join(MEDIA, source)], mp3(rendition.bitrate), stream);
  return {
    name,
    kind: 'audio',
    source: measureSource(source),
    streams: [
      measureRendition([stream], {
        format: 'mp3',
        definition: rendition.definition,
        codec: null,
      }),
    ],
    covers: [makeWaveform(source, `${name}/covers/00001.jpg`)],
    snapshots: [],
    sprites: [],
  };
}

function makeWaveform(source, file) {
  const inputs = [
    ...['-i', join(MEDIA, source)],
    ...lavfi(gradients(480, 270, ['#10203a', '#3a1050'])),
  ];
  const filter = '[0:a]showwavespic=s=480x270:scale=sqrt:colors=#80deea[wave];[1:v][wave]overlay';
  ffmpeg(inputs, ['-filter_complex', filter, ...oneJpeg(5)], file);
  return measureFile(file);
}

function makeImage({ file, picture, animated }) {
  const path = `images/${file}`;
  makePicture(picture, path, animated);
  const [{ width, height }] = probe(path).streams;
  return { name: file, ...measureFile(path), width, height };
}

function makeAttached({ file, businessType, title, picture, text }) {
  const path = `attached/${file}`;
  if (text) writeText(path, text);
  else makePicture(picture, path);
  return { name: file, businessType, title, ...measureFile(path) };
}

function makePicture(picture, file, animated = false) {
  const options = {
    '.jpg': oneJpeg(5),
    '.png': [...ONE_FRAME, '-compression_level', '9', '-pred', 'mixed'],
    '.webp': [...ONE_FRAME, '-c:v', 'libwebp', '-quality', '70'],
    '.gif': animated ? [] : ONE_FRAME,
  };
  ffmpeg(lavfi(picture), options[extname(file)], file);
}

// ---- ffmpeg's arguments ----

function lavfi(graph) {
  return ['-f', 'lavfi', '-i', graph];
}

/**
 * From corner to corner, slowly turning. Ends left unset, or outside the picture, ffmpeg puts
 * anywhere, perhaps next to each other.
 */
function gradients(width, height, colors) {
  const stops = colors.map((color, index) => `c${index}=${color}`).join(':');
  const ends = `x0=0:y0=0:x1=${width - 1}:y1=${height - 1}`;
  const size = `s=${width}x${height}:r=25`;
  return `gradients=${size}:seed=1:speed=0.02:${ends}:n=${colors.length}:${stops}`;
}

/** A source of sines: one list of frequencies a channel, as loud together as one sine alone. */
function soundOf(channels, envelope = '1') {
  const expressions = channels.map((frequencies) => {
    const sines = frequencies.map((hertz) => `sin(2*PI*${hertz}*t)`).join('+');
    return `0.4*${envelope}*(${sines})/${frequencies.length}`;
  });
  return `aevalsrc=exprs='${expressions.join('|')}':s=48000`;
}

/** Key frames fall where HLS cuts, and nowhere else. */
function h264({ crf, maxrate }) {
  return [
    ...['-c:v', 'libx264', '-preset', 'slow', '-crf', `${crf}`, '-pix_fmt', 'yuv420p'],
    ...['-maxrate', maxrate, '-bufsize', maxrate, '-g', '1000', '-sc_threshold', '0'],
    ...['-force_key_frames', `expr:gte(t,n_forced*${SEGMENT_SECONDS})`],
  ];
}

function aac(bitrate) {
  return ['-c:a', 'aac', '-b:a', bitrate];
}

function mp3(bitrate) {
  return ['-c:a', 'libmp3lame', '-b:a', bitrate];
}

function oneJpeg(quality) {
  return [...ONE_FRAME, '-pix_fmt', 'yuvj420p', '-q:v', `${quality}`];
}

function fitInto(side) {
  return `scale=${side}:${side}:force_original_aspect_ratio=decrease:force_divisible_by=2`;
}

// ---- subtitles ----

function vtt(cues, language) {
  const blocks = cues.map(
    (cue) => `${timestamp(cue.from, '.')} --> ${timestamp(cue.to, '.')}\n${cue[language]}\n`,
  );
  return ['WEBVTT\n', ...blocks].join('\n');
}

function srt(cues, language) {
  const blocks = cues.map(
    (cue, index) =>
      `${index + 1}\n${timestamp(cue.from, ',')} --> ${timestamp(cue.to, ',')}\n${cue[language]}\n`,
  );
  return blocks.join('\n');
}

/** Under a minute is all these need; WebVTT and SubRip differ in the decimal sign only. */
function timestamp(seconds, decimalSign) {
  return `00:00:${seconds.toFixed(3).padStart(6, '0').replace('.', decimalSign)}`;
}

// ---- measuring ----

function measureFile(file) {
  const bytes = readFileSync(join(MEDIA, file));
  return {
    file,
    size: bytes.length,
    md5: createHash('md5').update(bytes).digest('hex'),
    crc64: crc64(bytes).toString(),
    contentType: CONTENT_TYPES[extname(file)],
  };
}

function measureSource(file) {
  const { format, streams } = probe(file);
  const videos = streams.filter((stream) => stream.codec_type === 'video');
  const audios = streams.filter((stream) => stream.codec_type === 'audio');
  return {
    ...measureFile(file),
    duration: Number(format.duration),
    bitrate: kilobits(format.bit_rate),
    ...pictureOf(videos[0]),
    videoStreams: videos.map(videoStream),
    audioStreams: audios.map(audioStream),
  };
}

/** `files` is the playlist and its segments, or the one file there is. */
function measureRendition(files, { format, definition, codec }) {
  const [file] = files;
  const { format: container, streams } = probe(file);
  const duration = Number(container.duration);
  const size = files.reduce((sum, each) => sum + statSync(join(MEDIA, each)).size, 0);
  return {
    ...measureFile(file),
    size,
    files,
    format,
    definition,
    codec,
    duration,
    bitrate: kilobits((size * 8) / duration),
    ...pictureOf(streams.find((stream) => stream.codec_type === 'video')),
  };
}

function pictureOf(stream) {
  if (!stream) return { fps: null, width: null, height: null };
  return { fps: ratio(stream.avg_frame_rate), width: stream.width, height: stream.height };
}

function videoStream(stream) {
  return {
    ...pick(stream, VIDEO_MEMBERS),
    ...bitrateOf(stream),
    Fps: decimal(ratio(stream.r_frame_rate)),
    AvgFPS: decimal(ratio(stream.avg_frame_rate)),
    Rotate: stream.tags?.rotate ?? '0',
    Lang: stream.tags?.language ?? 'und',
  };
}

function audioStream(stream) {
  return {
    ...pick(stream, AUDIO_MEMBERS),
    ...bitrateOf(stream),
    Lang: stream.tags?.language ?? 'und',
  };
}

/** The members ffprobe tells of, as strings; the others are left out. */
function pick(stream, members) {
  const told = Object.entries(members).filter(([, key]) => stream[key] !== undefined);
  return Object.fromEntries(told.map(([member, key]) => [member, `${stream[key]}`]));
}

function bitrateOf(stream) {
  return stream.bit_rate === undefined ? {} : { Bitrate: `${kilobits(stream.bit_rate)}` };
}

function kilobits(bitsPerSecond) {
  return Number((Number(bitsPerSecond) / 1000).toFixed(3));
}

function ratio(text) {
  const [over, under] = text.split('/').map(Number);
  return Number((over / under).toFixed(3));
}

function decimal(number) {
  return Number.isInteger(number) ? number.toFixed(1) : `${number}`;
}

function definitionOf(width, height) {
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  return DEFINITIONS.find((each) => long <= each.long && short <= each.short).name;
}

function bytesUnder(folder) {
  const files = readdirSync(folder, { recursive: true }).map((file) =>
    statSync(join(folder, file)),
  );
  return files.reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
}

// ---- CRC-64/XZ, the checksum OSS answers with ----

function crc64Table() {
  const polynomial = 0xc96c5795d7870f42n;
  return Array.from({ length: 256 }, (_, byte) => {
    let value = BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) {
      value = value & 1n ? (value >> 1n) ^ polynomial : value >> 1n;
    }
    return value;
  });
}

function crc64(bytes) {
  const ones = 0xffffffffffffffffn;
  let crc = ones;
  for (const byte of bytes) crc = CRC64_TABLE[Number(crc & 0xffn) ^ byte] ^ (crc >> 8n);
  return crc ^ ones;
}

// ---- running and writing ----

function ffmpeg(inputs, options, file) {
  const path = join(MEDIA, file);
  mkdirSync(dirname(path), { recursive: true });
  const quiet = ['-hide_banner', '-nostdin', '-v', 'error', '-y'];
  run('ffmpeg', [...quiet, ...inputs, ...options, ...ONE_THREAD, ...REPRODUCIBLE, path]);
}

function probe(file) {
  const options = ['-v', 'error', '-show_format', '-show_streams', '-of', 'json'];
  return JSON.parse(run('ffprobe', [...options, join(MEDIA, file)]));
}

function writeText(file, text) {
  const path = join(MEDIA, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function run(tool, options) {
  try {
    return execFileSync(tool, options, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    return fail(`${tool} ${options.join(' ')}\n${error.stderr || error.message}`);
  }
}

function requireTool(tool) {
  try {
    execFileSync(tool, ['-version'], { stdio: 'ignore' });
  } catch {
    fail(`${tool} is not to be found: install ffmpeg (5 or later, with libx264, lame and libwebp)`);
  }
}

function fail(message) {
  console.error(`library/make.mjs: ${message}`);
  process.exit(1);
}
