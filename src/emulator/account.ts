import type { Parameters } from './operation.js';
import { readText } from './parameters.js';
import { refusals } from './refusals.js';

/** The application that everything belongs to: there is no other. */
export const systemAppId = 'app-1000000';

export function readAppId(parameters: Parameters): string {
  const appId = readText(parameters, 'AppId') ?? systemAppId;
  if (appId !== systemAppId) throw refusals.invalid('AppId', 'there is no such application');
  return appId;
}
