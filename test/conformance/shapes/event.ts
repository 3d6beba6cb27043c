import { z } from 'zod';
import { answer, text, url } from './scalars.js';

export const eventShapes = {
  SetMessageCallback: answer({}),
  GetMessageCallback: answer({
    MessageCallback: z.strictObject({
      AppId: text,
      CallbackType: z.enum(['HTTP', 'MNS']).optional(),
      CallbackURL: url.optional(),
      EventTypeList: text.optional(),
      AuthSwitch: z.enum(['on', 'off']).optional(),
      AuthKey: text.optional(),
    }),
  }),
  DeleteMessageCallback: answer({}),
};
