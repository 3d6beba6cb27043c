import { hasPrinted, type Launched, launch } from '../test/launch.js';
import type { Service } from './service.js';

/** Our server as its users start it, a process of its own. */
export interface Vodgraph extends Launched {
  readonly origin: string;
  stop(): Promise<void>;
}

export async function startVodgraph(
  build: string,
  env: Readonly<Record<string, string>>,
): Promise<Vodgraph> {
  const launched = launch(build, ['serve'], { NODE_ENV: 'production', PORT: '0', ...env });
  await hasPrinted(launched, /curl .*\n/);
  return {
    ...launched,
    origin: /^GraphQL +(.+)\/graphql$/m.exec(launched.printed.out)?.[1] ?? '',
    stop: async () => {
      launched.child.kill('SIGTERM');
      await launched.ended;
    },
  };
}

/** What makes it talk to a service that runs already, as if that were VOD. */
export function keysOf({ origin }: Pick<Service, 'origin'>) {
  return {
    VOD_ENDPOINT: origin,
    ALIBABA_CLOUD_ACCESS_KEY_ID: 'vodgraph',
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: 'vodgraph-secret',
  };
}
