import type { Topic } from './topic.js';

export const soundTopic: Topic = {
  categories: ['Music'],
  subjects: [
    ['Guqin', '古琴'],
    ['Morning radio', '早间电台'],
    ['Rain on a tin roof', '铁皮屋顶的雨声'],
    ['String quartet', '弦乐四重奏'],
    ['Evening talk', '晚间谈话'],
    ['Bamboo flute', '竹笛'],
  ],
  frames: [
    ['{}, live', '{}现场'],
    ['{} for falling asleep', '助眠{}'],
    ['{}: season two', '{}第二季'],
    ['{}, unplugged', '{}不插电'],
    ['Best of {}', '{}精选'],
    ['{} in the studio', '{}录音室版'],
  ],
  tags: [
    ['music', '音乐'],
    ['podcast', '播客'],
    ['relax', '放松'],
    ['live', '现场'],
    ['radio', '电台'],
  ],
  descriptions: [
    ['Mastered quietly: turn it up.', '母带音量较低，请调高音量。'],
    ['With shownotes and chapters.', '附节目说明与章节。'],
  ],
};

export const pictureTopic: Topic = {
  categories: ['Covers', 'Nature', 'City'],
  subjects: [
    ['Title card', '片头卡'],
    ['Cover draft', '封面草稿'],
    ['Background', '背景图'],
    ['Poster', '海报'],
    ['Season banner', '季度横幅'],
    ['Channel logo', '频道标志'],
    ['Thumbnail', '缩略图'],
  ],
  frames: [
    ['{}, blue', '蓝色{}'],
    ['{}, high contrast', '高对比度{}'],
    ['{} without text', '无文字{}'],
    ['{} for phones', '手机版{}'],
    ['{}, second version', '{}第二版'],
    ['{} with frame', '带边框的{}'],
  ],
  tags: [
    ['cover', '封面'],
    ['blue', '蓝色'],
    ['design', '设计'],
    ['draft', '草稿'],
    ['banner', '横幅'],
  ],
  descriptions: [
    ['Free of rights, may be cropped.', '无版权限制，可裁剪。'],
    ['Replaces the one of last season.', '替换上一季的版本。'],
  ],
};
