import { describe, expect, it } from '@jest/globals';
import { createMediaStore, id, insertVideo } from './media.js';
import { call, useEmulator } from './rpc-client.js';

const CallbackURL = 'http://127.0.0.1:9/events?of=üñí';
const http = { CallbackType: 'HTTP', CallbackURL };
const rejected = (name: string) => [400, 'InvalidParameter', expect.stringContaining(name)];

describe('SetMessageCallback', () => {
  it('is told by GetMessageCallback, the key in clear', () => {
    const { call } = createMediaStore();
    const EventTypeList = 'FileUploadComplete,AIComplete,SubmitMediaRefreshComplete';
    const auth = { AuthSwitch: 'on', AuthKey: 'Demo1Key2Demo3Key4' };
    expect(call('SetMessageCallback', { ...http, ...auth, EventTypeList })).toEqual({});
    const AppId = 'app-1000000';
    expect(call('GetMessageCallback')).toEqual({
      MessageCallback: { AppId, ...http, ...auth, EventTypeList },
    });
  });

  it('replaces all that was set before', () => {
    const { call } = createMediaStore();
    const first = { EventTypeList: 'ALL', AuthSwitch: 'on', AuthKey: 'Aa1' };
    call('SetMessageCallback', { ...http, ...first });
    const other = 'https://127.0.0.1:9/';
    call('SetMessageCallback', { CallbackType: 'HTTP', CallbackURL: other });
    expect(call('GetMessageCallback')).toEqual({
      MessageCallback: {
        AppId: 'app-1000000',
        CallbackType: 'HTTP',
        CallbackURL: other,
        AuthSwitch: 'off',
      },
    });
  });

  it('is taken back by DeleteMessageCallback, any number of times', () => {
    const { call } = createMediaStore();
    const AppId = 'app-1000000';
    call('SetMessageCallback', { ...http, AppId });
    for (let time = 1; time <= 2; time += 1) {
      expect(call('DeleteMessageCallback', { AppId })).toEqual({});
      expect(call('GetMessageCallback', { AppId })).toEqual({ MessageCallback: { AppId } });
    }
  });

  it('takes lists with blanks, with ALL among others, with a type twice', () => {
    const { store, call } = createMediaStore();
    for (const EventTypeList of [' DeleteMediaComplete , ', 'TranscodeComplete,ALL', 'ALL,ALL']) {
      call('SetMessageCallback', { ...http, EventTypeList });
      insertVideo(store);
      call('DeleteVideo', { VideoIds: id(1) });
    }
    const types = store.outbox.pending().map(({ body }) => body.EventType);
    expect(types.filter((type) => type === 'DeleteMediaComplete')).toHaveLength(3);
    expect(types.filter((type) => type === 'MediaBaseChangeComplete')).toHaveLength(2);
  });

  it.each([
    ['no type', { CallbackType: '' }, [400, 'MissingCallbackType', expect.any(String)]],
    ['no URL', { CallbackURL: '' }, [400, 'MissingCallbackURL', expect.any(String)]],
    ['a queue', { CallbackType: 'MNS' }, rejected('no queues')],
    ['the endpoint of a queue', { MnsEndpoint: 'http://1.mns.example' }, rejected('MnsEndpoint')],
    ['the name of a queue', { MnsQueueName: 'q' }, rejected('MnsQueueName')],
    ['an unknown type', { CallbackType: 'http' }, rejected('CallbackType')],
    ['another scheme', { CallbackURL: 'ftp://127.0.0.1/' }, rejected('CallbackURL')],
    ['no URL at all', { CallbackURL: 'http://' }, rejected('CallbackURL')],
    ['two URLs', { CallbackURL: 'http://a.example/,http://b.example/' }, rejected('one URL')],
    ['a URL with a blank', { CallbackURL: 'http://a.example/ ' }, rejected('one URL')],
    ['a URL of 257 bytes', { CallbackURL: urlOf(257) }, rejected('257 bytes')],
    ['an unknown event', { EventTypeList: 'ALL,UploadComplete' }, rejected('EventTypeList')],
    ['an event in other case', { EventTypeList: 'all' }, rejected('EventTypeList')],
    ['one event of AI', { EventTypeList: 'AIMediaAuditComplete' }, rejected('EventTypeList')],
    ['a switch in other case', { AuthSwitch: 'On' }, rejected('AuthSwitch')],
    ['a key without capitals', { AuthKey: 'test123' }, rejected('AuthKey')],
    ['a key without small letters', { AuthKey: 'TEST123' }, rejected('AuthKey')],
    ['a key without digits', { AuthKey: 'TestTest' }, rejected('AuthKey')],
    ['a key of 33 characters', { AuthKey: `Aa1${'x'.repeat(30)}` }, rejected('AuthKey')],
    ['a key with a blank', { AuthKey: 'Aa1 Aa1' }, rejected('AuthKey')],
    ['a key with an umlaut', { AuthKey: 'Aa1ä' }, rejected('AuthKey')],
    ['another application', { AppId: 'app-2' }, rejected('AppId')],
  ])('refuses %s and sets nothing', (_, parameters, refused) => {
    const { call, refusal } = createMediaStore();
    expect(refusal('SetMessageCallback', { ...http, ...parameters })).toEqual(refused);
    expect(call('GetMessageCallback')).toEqual({ MessageCallback: { AppId: 'app-1000000' } });
  });

  it('takes a URL of 256 bytes and a key of 32 characters', () => {
    const { call } = createMediaStore();
    const widest = { CallbackURL: urlOf(256), AuthKey: `Aa1!|${'~'.repeat(27)}` };
    call('SetMessageCallback', { ...http, ...widest });
    expect(call('GetMessageCallback')).toMatchObject({ MessageCallback: widest });
  });
});

describe.each(['GetMessageCallback', 'DeleteMessageCallback'] as const)('%s', (operation) => {
  it('refuses another application', () => {
    const { refusal } = createMediaStore();
    expect(refusal(operation, { AppId: 'app-2' })).toEqual(rejected('AppId'));
  });
});

describe('the key of callbacks', () => {
  it('is in no refusal, and in the call log only as withheld', async () => {
    const { origin, calls } = await useEmulator();
    const values = { Action: 'SetMessageCallback', ...http, AuthKey: 'mustNotShowAnywhere' };
    const refused = await call(origin, values);
    expect(refused.json.Code).toBe('InvalidParameter');
    expect(refused.body).not.toContain('mustNotShow');
    const misspelled = { ...values, Authkey: 'mustNotShow1', UserData: '{"a":1}' };
    await call(origin, { ...misspelled, AuthKey: 'mustNotShow2' });
    expect(calls.all()).toMatchObject([
      { status: 400, parameters: { CallbackURL, AuthKey: '(withheld)' } },
      { status: 200, parameters: { Authkey: '(withheld)', UserData: '{"a":1}' } },
    ]);
    expect(JSON.stringify(calls.all())).not.toContain('mustNotShow');
  });
});

describe('UserData', () => {
  it.each([
    ['{"MessageCallback":{"CallbackURL":"ftp://127.0.0.1/"}}', 'MessageCallback.CallbackURL'],
    [`{"MessageCallback":{"CallbackURL":"${urlOf(257)}"}}`, 'MessageCallback.CallbackURL'],
    ['{"MessageCallback":{"CallbackURL":7}}', 'MessageCallback.CallbackURL'],
    ['{"MessageCallback":{"CallbackType":"mns"}}', 'MessageCallback.CallbackType'],
    ['{"MessageCallback":"http://127.0.0.1/"}', 'UserData.MessageCallback'],
    ['{"MessageCallback":null}', 'UserData.MessageCallback'],
    [`{"Extend":"${'é'.repeat(257)}"}`, 'UserData.Extend'],
    ['{"Extend":["tenant"]}', 'UserData.Extend'],
  ])('that is of no use for events is refused (%#)', (UserData, name) => {
    const { store, refusal } = createMediaStore();
    insertVideo(store);
    expect(refusal('UpdateVideoInfo', { VideoId: id(1), UserData })).toEqual(rejected(name));
  });

  it.each([
    '{}',
    '{"MessageCallback":{},"Extend":{}}',
    '{"MessageCallback":"{\\"CallbackURL\\":\\"https://127.0.0.1:9/\\"}","own":[1]}',
    `{"Extend":"${'é'.repeat(256)}"}`,
  ])('is taken as it is (%#)', (UserData) => {
    const { store, call } = createMediaStore();
    insertVideo(store);
    call('UpdateVideoInfo', { VideoId: id(1), UserData });
    expect(store.media.byId(id(1))?.userData).toBe(UserData);
  });
});

function urlOf(bytes: number): string {
  return 'http://127.0.0.1:9/'.padEnd(bytes, 'x');
}
