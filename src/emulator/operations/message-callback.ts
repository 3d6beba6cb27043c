import { readAppId } from '../account.js';
import { eventTypeNames } from '../events/event-types.js';
import { checkCallbackUrl } from '../events/user-data.js';
import type { Handler, Parameters } from '../operation.js';
import { readChoice, readChoices, readText, requireText } from '../parameters.js';
import { present } from '../present.js';
import { refusals } from '../refusals.js';
import type { MessageCallback } from '../store/records.js';
import type { MessageCallbackFields } from '../wire/event.js';

/** What was set before is replaced as a whole. */
export const setMessageCallback: Handler<'SetMessageCallback'> = (parameters, { store }) => {
  checkCallbackType(requireText(parameters, 'CallbackType'));
  store.callbacks.put(
    present<MessageCallback>({
      appId: readAppId(parameters),
      url: checkCallbackUrl('CallbackURL', requireText(parameters, 'CallbackURL')),
      eventTypes: (readChoices(parameters, 'EventTypeList', eventTypeNames) ?? []).join(','),
      authSwitch: readChoice(parameters, 'AuthSwitch', ['on', 'off']) ?? 'off',
      authKey: readAuthKey(parameters),
    }),
  );
  return {};
};

export const getMessageCallback: Handler<'GetMessageCallback'> = (parameters, { store }) => {
  const appId = readAppId(parameters);
  const callback = store.callbacks.byAppId(appId);
  return {
    MessageCallback: present<MessageCallbackFields>({
      AppId: appId,
      CallbackType: callback && 'HTTP',
      CallbackURL: callback?.url,
      EventTypeList: callback?.eventTypes || undefined,
      AuthSwitch: callback?.authSwitch,
      AuthKey: callback?.authKey,
    }),
  };
};

export const deleteMessageCallback: Handler<'DeleteMessageCallback'> = (parameters, { store }) => {
  store.callbacks.delete(readAppId(parameters));
  return {};
};

function checkCallbackType(type: string): void {
  if (type === 'MNS') {
    throw refusals.invalid('CallbackType', 'this service has no queues, it must be HTTP');
  }
  if (type !== 'HTTP') throw refusals.invalid('CallbackType', 'it must be HTTP');
}

/** The refusal must not quote what was sent. */
function readAuthKey(parameters: Parameters): string | undefined {
  const key = readText(parameters, 'AuthKey');
  if (key === undefined || /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[!-~]{1,32}$/.test(key)) return key;
  const rule = 'it must be 32 characters at most and mix upper case, lower case and digits';
  throw refusals.invalid('AuthKey', rule);
}
