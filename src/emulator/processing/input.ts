/**
 * The containers that sources may come in. Playlists and the like are not among them: they would have
 * ffmpeg open what an uploader names, on this machine or elsewhere.
 */
const formats = [
  '3g2,3gp,aac,ac3,aiff,amr,amrnb,amrwb,ape,asf,avi,caf,dv,flac,flv,gif,h264,hevc,m4a,m4v',
  'matroska,mj2,mjpeg,mov,mp3,mp4,mpeg,mpegts,mpegvideo,ogg,rm,swf,wav,webm',
].join(',');

/** More than 8K has, less than would take all memory. */
const maxPixels = 40_000_000;

/** Options by which ffmpeg and ffprobe open a source: this file and nothing that it names. */
export const safeInput: readonly string[] = [
  ...['-protocol_whitelist', 'file', '-format_whitelist', formats],
  ...['-max_pixels', `${maxPixels}`],
];
