import type { EventOperation } from '../wire/served.js';
import type { Documented } from './support.js';

const appId = { AppId: 'unverified: only app-1000000 exists, another is refused' } as const;

export const eventDocumentation: Documented<EventOperation> = {
  SetMessageCallback: {
    qps: 15,
    parameters: {
      CallbackType: 'unverified: mandatory; MNS is refused, because there are no queues here',
      CallbackURL: 'unverified: mandatory; what is not sent takes away what was set before',
      EventTypeList:
        'unverified: an unknown type is refused, and so is one of AI other than AIComplete',
      AuthSwitch: 'unverified: off unless sent; on without a key is taken, nothing is signed then',
      AuthKey: 'unverified: other visible ASCII characters may stand beside letters and digits',
      MnsEndpoint: 'refused',
      MnsQueueName: 'refused',
      ...appId,
    },
    errors: {},
  },
  GetMessageCallback: {
    parameters: {
      AppId: 'unverified: as SetMessageCallback; with nothing set, MessageCallback has AppId alone',
    },
    errors: {},
  },
  DeleteMessageCallback: {
    parameters: { AppId: 'unverified: as SetMessageCallback; with nothing set, the call succeeds' },
    errors: {},
  },
};
