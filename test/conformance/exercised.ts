import type { Emulator } from '../../src/emulator/server.js';

/** Which parameters of which operations were sent with calls that succeeded, as the call log has it. */
export class Exercised {
  readonly #parameters = new Set<string>();

  note({ calls }: Emulator): void {
    for (const { operation, parameters, status } of calls.all()) {
      if (status !== 200) continue;
      this.#parameters.add(operation);
      for (const [name, value] of Object.entries(parameters)) {
        if (value !== '') this.#parameters.add(`${operation} ${name}`);
      }
    }
  }

  has(operation: string, parameter?: string): boolean {
    return this.#parameters.has(parameter ? `${operation} ${parameter}` : operation);
  }
}
