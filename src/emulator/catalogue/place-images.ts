import path from 'node:path';
import { systemAppId } from '../account.js';
import type { AttachedFile, ImageFile, Library } from '../library.js';
import type { Store } from '../store.js';
import { storageLocation } from '../urls.js';
import { toWireTime } from '../wire-time.js';
import { categoryId, materialsId } from './categories.js';
import { Choices, idOf } from './deterministic.js';
import { clipTime, generatedTime } from './entries.js';
import { pictureTopic } from './other-topics.js';
import { placeObject } from './place-medium.js';
import { generateTexts, type Texts } from './texts.js';

/** What each shipped file is entered as, besides under its own title. */
const attachedTitles: Readonly<Record<string, readonly string[]>> = {
  'watermark.png': ['Logo, top right', '台标（右上）', 'Play sign, small', '直播角标'],
  'en.vtt': ['Lesson 1, English', 'Lesson 2, English', 'Interview, English', 'Harbour, English'],
  'zh.srt': ['第一课字幕', '第二课字幕', '采访字幕', '纪录片字幕'],
  'backdrop.jpg': ['Blue backdrop, wide', '蓝色背景（宽）', 'Lower third', '片尾底图'],
};

const account = { storageLocation, appId: systemAppId };

export function placeImages(store: Store, { images }: Library, count: number): void {
  for (const [index, image] of images.entries()) {
    const texts = { name: `image/${image.name}`, title: `Still: ${image.name}`, tags: 'still' };
    placeImage(store, { ...texts, category: 'Covers' }, image, clipTime(index));
  }
  const [first, ...others] = images;
  if (!first) return;
  for (const texts of generateTexts('image', [pictureTopic], count)) {
    const choices = new Choices(texts.name);
    placeImage(store, texts, choices.oneOf([first, ...others]), generatedTime(choices));
  }
}

function placeImage(store: Store, texts: Texts, image: ImageFile, createdAt: Date): void {
  const { name, title, description, tags, category } = texts;
  const id = idOf(name);
  const type = category === 'Covers' ? 'cover' : 'default';
  const objectKey = uploadKey(`image/${type}`, id, image.file);
  placeObject(store, objectKey, id, image);
  store.images.insert({
    ...account,
    id,
    title,
    ...(description !== undefined && { description }),
    ...(tags !== undefined && { tags }),
    ...(category !== undefined && { categoryId: categoryId(category) }),
    status: 'Normal',
    type,
    objectKey,
    fileName: image.name,
    width: image.width,
    height: image.height,
    createdAt: toWireTime(createdAt),
    modifiedAt: toWireTime(createdAt),
    regionId: 'cn-shanghai',
    auditStatus: 'Normal',
  });
}

export function placeAttachedMedia(store: Store, { attached }: Library): void {
  for (const file of attached) {
    for (const title of [file.title, ...(attachedTitles[file.name] ?? [])]) {
      placeAttached(store, file, title);
    }
  }
}

function placeAttached(store: Store, file: AttachedFile, title: string): void {
  const name = `attached/${file.name}/${title}`;
  const id = idOf(name);
  const createdAt = toWireTime(generatedTime(new Choices(name)));
  const objectKey = uploadKey(`attached/${file.businessType}`, id, file.file);
  placeObject(store, objectKey, id, file);
  store.attachedMedia.insert({
    ...account,
    id,
    title,
    tags: file.businessType,
    status: 'Normal',
    businessType: file.businessType,
    objectKey,
    fileName: file.name,
    createdAt,
    modifiedAt: createdAt,
  });
  if (file.businessType === 'material') {
    store.attachedMedia.addToCategory(id, materialsId);
  }
}

/** `image/default/5D6E7F80A1B2C3D4-6-2.png`, as VOD names uploads. */
function uploadKey(folder: string, id: string, file: string): string {
  return `${folder}/${id.slice(0, 16).toUpperCase()}-6-2${path.extname(file)}`;
}
