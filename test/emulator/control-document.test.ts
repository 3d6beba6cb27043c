import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { faultKinds } from '../../src/emulator/fault-schema.js';
import { control } from './control.js';
import { readDocument } from './document.js';
import { useEmulator } from './rpc-client.js';

const { text } = readDocument('docs/control.md');
const commands = [...text.matchAll(/```sh control\n([^`]+)```/g)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);

describe('the document on the control', () => {
  it('names every kind of fault', () => {
    const named = [...text.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, kind]) => kind);
    expect(named.toSorted()).toEqual([...faultKinds].toSorted());
  });

  it('shows commands that work, one for every route', async () => {
    const { origin } = await useEmulator({ library: 20 });
    const used = new Set<string>();
    for (const command of commands) {
      const run = promisify(execFile);
      const env = { PATH: process.env.PATH ?? '', VOD: origin };
      const { stdout } = await run('bash', ['-c', `${command} -sS -w '\n%{http_code}'`], { env });
      const [answer = '', status] = stdout.split(/\n(?=\d+$)/);
      expect([command, answer, Number(status)]).toEqual([command, answer, answer ? 200 : 204]);
      const method = /-X (\w+)/.exec(command)?.[1] ?? 'GET';
      const path = /_control([^"?]*)/.exec(command)?.[1] ?? '';
      used.add(`${method} ${path.replace('/snapshots/before', '/snapshots/:name')}`);
    }
    const { routes } = (await control(origin, 'GET')).json;
    const documented = ({ method, path }: { method: string; path: string }) =>
      used.has(`${method} ${path}`) || text.includes(`\`${method} /_control${path}\``);
    const reading = ['/clock', '/quotas', '/latency'];
    const missing = routes.filter(
      (route: { method: string; path: string }) =>
        !documented(route) && !(route.method === 'GET' && reading.includes(route.path)),
    );
    expect(missing).toEqual([]);
  });
});
