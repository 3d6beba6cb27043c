import type { Clip, Library } from '../library.js';
import type { NewMedium } from '../store/records.js';
import { clipTime, createEntry, type Entry } from './entries.js';
import type { Texts } from './texts.js';

/** What the shipped clips show. */
const clipTexts: Readonly<Record<string, Omit<Texts, 'name'>>> = {
  landscape: {
    title: 'Test card with clock, 16:9',
    description: 'Twelve seconds of moving bars, one tone on each channel.',
    tags: 'test,clock,landscape',
    category: 'City',
  },
  portrait: {
    title: '曼德博集合放大，竖屏 9:16',
    description: '八秒钟的分形放大，适合手机竖屏播放。',
    tags: '分形,竖屏,数学',
    category: '课程',
  },
  square: {
    title: 'Game of Life, square',
    description: 'Five generations a second.',
    tags: 'mathematics,square,cells',
    category: '课程',
  },
  cinema: {
    title: 'Colours of the evening, 21:9',
    tags: 'colours,cinema,calm',
    category: 'Nature',
  },
  classic: { title: 'Colour bars without sound, 4:3', tags: 'test,silent' },
  tone: {
    title: 'A chord every three seconds',
    description: 'C major with the octave, fifteen seconds.',
    tags: 'music,test',
    category: 'Music',
  },
};

/** Media in states that examples and tests ask for by name (see `shipped-ids.ts`). */
const specialTexts = {
  transcoding: { title: 'Ferry crossing (still transcoding)', tags: 'ferry,sea', category: 'Sea' },
  blocked: { title: 'Street concert (blocked by review)', tags: 'music,street', category: 'City' },
  'no-transcode': { title: 'Screen recording (played as uploaded)', tags: 'screen,tutorial' },
  'deleted-source': { title: 'Interview (source deleted)', tags: 'interview', category: 'News' },
} satisfies Record<string, Omit<Texts, 'name'>>;

export function namedEntries({ clips, audios }: Library): Entry[] {
  const clipEntries = [...clips, ...audios].map((clip, index) =>
    createEntry(
      { name: `${clip.kind}/${clip.name}`, ...(clipTexts[clip.name] ?? { title: clip.name }) },
      clip,
      clipTime(index),
      { referenceId: `clip-${clip.name}` },
    ),
  );
  const [landscape] = clips;
  return landscape
    ? [...clipEntries, ...specialEntries(landscape, clipEntries.length)]
    : clipEntries;
}

function specialEntries(clip: Clip, after: number): Entry[] {
  const special = (
    name: keyof typeof specialTexts,
    index: number,
    differences?: Partial<NewMedium>,
  ) =>
    createEntry(
      { name: `video/${name}`, ...specialTexts[name] },
      clip,
      clipTime(after + index),
      differences,
    );
  return [
    special('transcoding', 0, { status: 'Transcoding' }),
    special('blocked', 1, { status: 'Blocked', auditStatus: 'Blocked' }),
    special('no-transcode', 2, { transcodeMode: 'NoTranscode' }),
    { ...special('deleted-source', 3), sourceDeleted: true },
  ];
}
