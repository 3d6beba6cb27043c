/** What GetMessageCallback tells; fields without a value are absent. */
export interface MessageCallbackFields {
  AppId: string;
  CallbackType?: 'HTTP';
  CallbackURL?: string;
  EventTypeList?: string;
  AuthSwitch?: 'on' | 'off';
  /** In clear. */
  AuthKey?: string;
}

export interface EventOperations {
  SetMessageCallback: object;
  GetMessageCallback: { MessageCallback: MessageCallbackFields };
  DeleteMessageCallback: object;
}
