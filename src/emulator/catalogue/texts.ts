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

/** `count` texts of the topics, well mixed: every subject in every frame and language is one. */
export function generateTexts(kind: string, topics: readonly Topic[], count: number): Texts[] {
  const all = topics.flatMap((topic) =>
    topic.subjects.flatMap((subject) =>
      topic.frames.flatMap((frame) =>
        languages.map((language) => {
          const title = frame[language].replace(
            '{}',
            subjectIn(frame[language], subject[language]),
          );
          return { topic, language, title, name: `${kind}/${title}` };
        }),
      ),
    ),
  );
  const mixed = all.map((it) => ({ ...it, rank: idOf(it.name) }));
  mixed.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return mixed.slice(0, count).map(({ name, title, topic, language }) => ({
    name,
    title,
    ...chooseTexts(new Choices(`texts/${name}`), topic, language),
  }));
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
