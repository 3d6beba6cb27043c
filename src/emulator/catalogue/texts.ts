import { Choices, idOf } from './deterministic.js';
import type { Topic } from './topic.js';

/** The texts of one medium of the generated catalogue. */
export interface Texts {
  /** Stable: ids and all choices derive from it. */
  readonly name: string;
  readonly title: string;
  readonly description?: string;
  readonly tags?: string;
  readonly category?: string;
}

const languages = [0, 1] as const;

/**
 * `count` texts of the topics, well mixed: every subject in every frame and language is one. When
 * they are used up they come again, numbered.
 */
export function* generateTexts(
  kind: string,
  topics: readonly Topic[],
  count: number,
): Generator<Texts> {
  const all = mixedTitles(kind, topics);
  for (let index = 0; index < count; index++) {
    const chosen = all[index % all.length];
    if (chosen === undefined) return;
    const title = numbered(chosen, Math.floor(index / all.length) + 1);
    const name = `${kind}/${title}`;
    const choices = new Choices(`texts/${name}`);
    yield { name, title, ...chooseTexts(choices, chosen.topic, chosen.language) };
  }
}

interface Title {
  readonly topic: Topic;
  readonly language: 0 | 1;
  readonly title: string;
}

function mixedTitles(kind: string, topics: readonly Topic[]): Title[] {
  const all = topics.flatMap((topic) =>
    topic.subjects.flatMap((subject) =>
      topic.frames.flatMap((frame) =>
        languages.map((language) => {
          const title = frame[language].replace(
            '{}',
            subjectIn(frame[language], subject[language]),
          );
          return { topic, language, title, rank: idOf(`${kind}/${title}`) };
        }),
      ),
    ),
  );
  return all.sort((a, b) => (a.rank < b.rank ? -1 : 1));
}

function numbered({ title, language }: Title, number: number): string {
  if (number === 1) return title;
  return language === 0 ? `${title}, no. ${number}` : `${title}，第${number}期`;
}

/** English subjects begin with a capital at the beginning of a title only. */
function subjectIn(frame: string, subject: string): string {
  const isFirst = frame.startsWith('{}') || frame.includes(': {}');
  const isName = /^(Tang|Ohm)/.test(subject);
  return isFirst || isName ? subject : subject.charAt(0).toLowerCase() + subject.slice(1);
}

function chooseTexts(
  choices: Choices,
  topic: Topic,
  language: 0 | 1,
): Omit<Texts, 'name' | 'title'> {
  const description = choices.oneOf(topic.descriptions)[language];
  const tags = choices.some(topic.tags, choices.integer(0, 6)).map((tag) => tag[language]);
  const category = choices.oneOf(topic.categories);
  return {
    ...(choices.happens(0.5) && { description }),
    ...(tags.length > 0 && { tags: tags.join(',') }),
    ...(choices.happens(0.85) && { category }),
  };
}
