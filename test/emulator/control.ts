import { send } from './rpc-client.js';

/** Sends JSON to the control; answers status and JSON. */
export async function control(origin: string, method: string, path = '', body?: unknown) {
  const headers = { 'content-type': 'application/json' };
  const text = body === undefined ? '' : JSON.stringify(body);
  const answer = await send(origin, `/_control${path}`, { method, headers, body: text });
  return { ...answer, json: answer.body === '' ? undefined : JSON.parse(answer.body) };
}
