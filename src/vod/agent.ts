import { type Agent, Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Socket } from 'node:net';

/** The service closes idle connections after 25 s (contract 1.6): ours go first. */
const idleSocketMs = 20_000;

/** Code of the error of a connection that was given up: nothing was sent on it. */
export const connectTimeoutCode = 'CONNECT_TIMEOUT';

/**
 * A keep-alive agent that gives up connecting after `connectTimeoutMs`. The time-out that pop-core
 * calls the connect time-out is one of inactivity: it would also cut off an answer that is slow to
 * start.
 */
export function createAgent(endpoint: string, maxSockets: number, connectTimeoutMs: number): Agent {
  const secure = endpoint.startsWith('https:');
  const agent = new (secure ? HttpsAgent : HttpAgent)({
    keepAlive: true,
    maxSockets,
    timeout: idleSocketMs,
  });
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (...parameters) => {
    const socket = connect(...parameters) as Socket;
    const timer = setTimeout(() => {
      socket.destroy(
        Object.assign(new Error('connecting took too long'), { code: connectTimeoutCode }),
      );
    }, connectTimeoutMs);
    const stop = () => clearTimeout(timer);
    socket.once(secure ? 'secureConnect' : 'connect', stop).once('close', stop);
    return socket;
  };
  return agent;
}
