import { mkdir, rm } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Choices } from '../../../src/emulator/catalogue/deterministic.js';
import { hasPrinted, kill, type Launched, launch } from '../../launch.js';
import { createClient } from '../signed-call.js';
import { checkAnswers } from './answers.js';
import { checkFiles } from './files.js';
import { checkSeeded, divide } from './realms.js';
import { type Round, writeUntil } from './round.js';
import type { KilledService, Realm } from './write.js';

export interface KillOptions {
  /** Folder of the build (see `createBuild`). */
  readonly build: string;
  /** Made, used and removed. */
  readonly folder: string;
  readonly kills: number;
  /** Decides what is written and when it ends, as far as a test can decide that. */
  readonly seed: number;
}

export interface KillReport {
  readonly kills: number;
  /** How many writes of each operation were answered. */
  readonly acknowledged: Readonly<Record<string, number>>;
  /** How many were under way at a kill, and how many of them had taken effect. */
  readonly unacknowledged: number;
  readonly ofTheseDone: number;
  /** How many videos, images … were compared after the restarts. */
  readonly compared: number;
}

const writers = 8;
/** A kill comes after so many answers at the most, somewhere within the next few milliseconds. */
const maxAnswers = 120;
const maxDelayMs = 5;
const killsAtFirstStart = 2;
/** About how long a start takes. */
const maxStartMs = 1500;

/** Rejects at the first change that is lost or half; the message names the seed. */
export async function runKillLoop(options: KillOptions): Promise<KillReport> {
  const { folder, seed } = options;
  await mkdir(folder, { recursive: true });
  const run = new KillRun(options);
  try {
    return await run.run();
  } catch (error) {
    throw new Error(`With the seed ${seed}: ${error}`, { cause: error });
  } finally {
    await run.end();
    await rm(folder, { recursive: true, force: true });
  }
}

class KillRun {
  readonly #options: KillOptions;
  readonly #choices: Choices;
  #kills = 0;
  #service: Launched | undefined;

  constructor(options: KillOptions) {
    this.#options = options;
    this.#choices = new Choices(`kill/${options.seed}`);
  }

  async run(): Promise<KillReport> {
    for (let times = 0; times < killsAtFirstStart; times++) await this.#killAtStart();
    let service = await this.#start();
    await checkSeeded(service.client);
    const realms = await divide(service.client, writers, this.#choices);
    const report = { acknowledged: {}, unacknowledged: 0, ofTheseDone: 0, compared: 0 };
    while (this.#kills < this.#options.kills) {
      const round = await this.#killWhileWriting(service, realms);
      await checkFiles(this.#options.folder);
      if (this.#choices.happens(0.3)) await this.#killAtStart();
      service = await this.#start();
      add(report, round, await checkAnswers(service.client, realms, round));
    }
    service.client.close();
    return { ...report, kills: this.#kills };
  }

  async end(): Promise<void> {
    if (this.#service) await kill(this.#service);
  }

  async #killWhileWriting(service: KilledService, realms: readonly Realm[]): Promise<Round> {
    const answers = this.#choices.integer(1, maxAnswers);
    const delayMs = this.#choices.next() * maxDelayMs;
    const round = await writeUntil(service, realms, answers, async () => {
      await setTimeout(delayMs);
      await this.#kill();
    });
    service.client.close();
    return round;
  }

  /** Whatever it is doing: seeding an empty folder, recovering, listening already. */
  async #killAtStart(): Promise<void> {
    this.#launch();
    await setTimeout(this.#choices.integer(0, maxStartMs));
    await this.#kill();
  }

  async #start(): Promise<KilledService> {
    const launched = this.#launch();
    await hasPrinted(launched, /secret: .*\n/);
    const origin = /http:\S+/.exec(launched.printed.out)?.[0] ?? '';
    return { origin, client: createClient(origin, writers) };
  }

  #launch(): Launched {
    const { build, folder } = this.#options;
    // Without ffmpeg: what is uploaded is analysed and becomes its own stream, which costs little.
    const env = {
      ...{ VOD_EMULATOR_PORT: '0', VOD_EMULATOR_DATA: folder },
      VOD_EMULATOR_FFMPEG: 'none',
    };
    this.#service = launch(build, ['vod'], env);
    return this.#service;
  }

  async #kill(): Promise<void> {
    this.#kills += 1;
    await this.end();
  }
}

/** A report that is being added up. */
type Sums = { -readonly [Name in Exclude<keyof KillReport, 'kills'>]: KillReport[Name] } & {
  readonly acknowledged: Record<string, number>;
};

function add(
  sums: Sums,
  { acknowledged, pending }: Round,
  { done, compared }: { done: number; compared: number },
): void {
  for (const { action } of acknowledged) {
    sums.acknowledged[action] = (sums.acknowledged[action] ?? 0) + 1;
  }
  sums.unacknowledged += pending.size;
  sums.ofTheseDone += done;
  sums.compared += compared;
}
