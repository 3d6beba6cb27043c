import { describe, expect, it } from '@jest/globals';
import { gatewayErrors } from '../../src/emulator/documentation/gateway.js';
import type { EmulatorOptions } from '../../src/emulator/server.js';
import { send, signedForm, useEmulator } from '../emulator/rpc-client.js';

type Service = Awaited<ReturnType<typeof useEmulator>>;

interface Provocation {
  /** Parameters of a SearchMedia by GET. */
  readonly values?: Record<string, string | undefined>;
  readonly secret?: string;
  readonly method?: string;
  readonly options?: Partial<EmulatorOptions>;
  /** What happens before. */
  readonly prepare?: (service: Service) => unknown;
}

const temporary = {
  options: {
    allowedAccessKeys: [{ id: 'vodgraph', secret: 'vodgraph-secret', securityToken: 't' }],
  },
};
const nonce = { SignatureNonce: 'the same' };
const search = (origin: string, values: Provocation['values'] = {}) =>
  send(origin, `/?${signedForm('GET', values)}`);

/** By code; one that is documented as answered and stands not here has not been seen. */
const provocations: Readonly<Record<string, Provocation>> = {
  InvalidParameter: { values: { PageSize: '0' } },
  UnsupportedHTTPMethod: { method: 'PUT' },
  'InvalidAction.NotFound': { values: { Action: 'NoSuchThing' } },
  UnsupportedOperation: { values: { Action: 'ListAIJob' } },
  InvalidVersion: { values: { Version: '2017-03-20' } },
  InvalidFormat: { values: { Format: 'YAML' } },
  InvalidSignatureMethod: { values: { SignatureMethod: 'HMAC-SHA256' } },
  InvalidSignatureVersion: { values: { SignatureVersion: '2.0' } },
  'InvalidAccessKeyId.NotFound': { values: { AccessKeyId: 'nobody' } },
  MissingSecurityToken: temporary,
  'InvalidSecurityToken.Malformed': { ...temporary, values: { SecurityToken: 'no token' } },
  'InvalidSecurityToken.MismatchWithAccessKey': {
    ...temporary,
    values: { SecurityToken: 'another' },
  },
  'InvalidTimeStamp.Format': { values: { Timestamp: 'yesterday' } },
  'InvalidTimeStamp.Expired': { values: { Timestamp: '2020-01-01T00:00:00Z' } },
  SignatureDoesNotMatch: { secret: 'wrong' },
  SignatureNonceUsed: { values: nonce, prepare: ({ origin }) => search(origin, nonce) },
  'Throttling.User': {
    options: { quotas: { SearchMedia: 1 } },
    prepare: ({ origin }) => search(origin),
  },
  InternalError: {
    prepare: ({ faults }) =>
      faults.add('SearchMedia', {
        kind: 'rewrite',
        rewrite: () => {
          throw new Error('a defect');
        },
      }),
  },
};

const answered = Object.entries(gatewayErrors)
  .filter(([code, support]) => !support.endsWith(' never') && code !== 'MissingParameter')
  .map(([code, support]) => [code, Number.parseInt(support, 10)] as const);

describe('an error of the gateway', () => {
  it.each(answered)('%s is answered with status %i', async (code, status) => {
    const provocation = provocations[code];
    if (!provocation) throw new Error(`Nothing provokes ${code}`);
    const { values = {}, secret, method = 'GET', options, prepare } = provocation;
    const service = await useEmulator(options);
    await prepare?.(service);
    const query = signedForm(method, values, secret);
    const answer = await send(service.origin, `/?${query}`, { method });
    expect([answer.status, codeOf(answer.body)]).toEqual([status, code]);
  });

  it('names the parameter that is missing, instead of MissingParameter', async () => {
    const { origin } = await useEmulator();
    const answer = await search(origin, { Action: 'GetVideoInfo' });
    expect([answer.status, codeOf(answer.body)]).toEqual([400, 'MissingVideoId']);
  });

  it('is documented for all that is provoked here', () => {
    const documented = answered.map(([code]) => code);
    expect(Object.keys(provocations).sort()).toEqual([...documented].sort());
  });
});

/** Of XML or JSON. */
function codeOf(body: string): string | undefined {
  return /<Code>(.*)<\/Code>|"Code":"(.*?)"/.exec(body)?.slice(1).find(Boolean);
}
