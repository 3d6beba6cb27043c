#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { variablesOf, vodOptions } from './commands/vod-options.js';
import { isOperators } from './operator-error.js';

// The same one level up from `src` and from `dist`.
const manifest = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
const { version, description } = JSON.parse(manifest) as Record<string, string>;

const program = new Command('vodgraph').description(description ?? '').version(version ?? '');
program.showHelpAfterError('(vodgraph --help lists the commands, vodgraph vod --help its options)');

// A command loads what it needs: the service alone starts without the graph.
program
  .command('serve', { isDefault: true })
  .description('start the GraphQL server; its settings are variables of the environment')
  .action(async () => {
    const { serve } = await import('./commands/serve.js');
    await serve(process.env);
  });

const vodCommand = program.command('vod').description('start the embedded VOD service alone');
for (const option of vodOptions) vodCommand.addOption(option);
vodCommand.action(async (options: Record<string, string>) => {
  const { vod } = await import('./commands/vod.js');
  await vod(variablesOf(options));
});

try {
  await program.parseAsync();
} catch (error) {
  console.error(isOperators(error) ? error.message : error);
  process.exit(1);
}
