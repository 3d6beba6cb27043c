import { setMaxListeners } from 'node:events';
import type { AddressInfo } from 'node:net';
import { CallLog } from './call-log.js';
import { shippedSize, sizeOfCatalogue } from './catalogue/size.js';
import { seedLibrary } from './catalogue.js';
import { Clock } from './clock.js';
import { addConsole } from './console/page.js';
import type { Controls } from './control/route.js';
import { control } from './control.js';
import { cdn } from './delivery/cdn.js';
import { type CallbackTiming, Courier } from './events/courier.js';
import { Deliveries } from './events/deliveries.js';
import { Faults } from './faults.js';
import { type AccessKey, Gateway } from './gateway.js';
import { addRpc, createHttp } from './http.js';
import { Latency, type LatencySetting } from './latency.js';
import { LibraryControl } from './library-control.js';
import { ObjectFiles } from './object-files.js';
import { ossEndpoint } from './oss/endpoint.js';
import type { ProcessingOptions } from './processing/options.js';
import { Processing } from './processing/processing.js';
import { findTools } from './processing/tools.js';
import { type QuotaSetting, Quotas } from './quotas.js';
import { type Log, RpcEndpoint } from './rpc.js';
import { defaultMaxDataBytes } from './settings.js';
import { openStore, type Store } from './store.js';
import { UrlPulls } from './uploads/url-pulls.js';

export interface EmulatorOptions {
  readonly host?: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Folder of the library; `:memory:` keeps nothing. */
  readonly dataFolder: string;
  /**
   * Whether an empty store gets the library that ships with the service; a number stands for how
   * many media are generated beside its clips.
   */
  readonly library?: boolean | number;
  readonly allowedAccessKeys?: readonly AccessKey[];
  /** The most that uploaded and produced files may take on the disk; 4 GiB unless given. */
  readonly maxDataBytes?: number;
  /** Path of ffmpeg; `none` does without, `auto` (unless given) takes the machine's. */
  readonly ffmpeg?: string;
  /** How fast media are processed. */
  readonly processing?: ProcessingOptions;
  /** The time that the service's clock starts from; the machine's unless given. */
  readonly now?: () => Date;
  /** Flow control as VOD's; off unless given. */
  readonly quotas?: QuotaSetting;
  /** How long every call takes; nothing unless given. */
  readonly latency?: LatencySetting;
  readonly log?: Log;
  /** Shorter times of event callbacks than VOD's 5 s an attempt, 1 s in between. */
  readonly callbackTiming?: Partial<CallbackTiming>;
}

/** A running service. */
export interface Emulator extends Controls {
  readonly origin: string;
  readonly store: Store;
  /** Events on their way to receivers, and how that went. */
  readonly deliveries: Deliveries;
  readonly processing: Processing;
  close(): Promise<void>;
}

/** The key that works out of the box. */
export const defaultAccessKey: AccessKey = { id: 'vodgraph', secret: 'vodgraph-secret' };

export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { host = '127.0.0.1', port, dataFolder, library: seed = true } = options;
  const {
    allowedAccessKeys = [defaultAccessKey],
    maxDataBytes = defaultMaxDataBytes,
    log = () => {},
  } = options;
  const clock = new Clock(options.now);
  const { now } = clock;
  const tools = findTools(options.ffmpeg);
  const closing = new AbortController();
  // Every call that is held back waits for it, and every event on its way.
  setMaxListeners(0, closing.signal);
  const calls = new CallLog();
  const faults = new Faults();
  const quotas = new Quotas(clock.elapsedMs, options.quotas);
  const latency = new Latency(options.latency);
  const gateway = new Gateway(allowedAccessKeys, clock.callersNow);
  const app = createHttp(log);
  const store = openStore({ folder: dataFolder, now });
  const files = new ObjectFiles(store, maxDataBytes);
  const library = new LibraryControl(store, files, closing.signal);
  const controls = { calls, faults, clock, quotas, latency, library };
  const pulls = new UrlPulls({ store, files, log });
  const processing = new Processing({ store, files, tools, clock, log }, options.processing);
  const deliveries = new Deliveries();
  const courier = new Courier({
    store,
    deliveries,
    log,
    closing: closing.signal,
    receiversNow: clock.callersNow,
    timing: options.callbackTiming,
  });
  const close = async () => {
    closing.abort();
    await app.close();
    await pulls.stop();
    await processing.close();
    await courier.ended();
    store.close();
  };
  try {
    files.sweep();
    if (seed !== false) seedLibrary(store, seed === true ? shippedSize : sizeOfCatalogue(seed));
    const settle = () => processing.settle();
    const parts = { ...controls, gateway, store, log, now, settle, closing: closing.signal };
    await addConsole(app);
    addRpc(app, new RpcEndpoint(parts));
    await app.register(control, { controls, store, log, prefix: '/_control' });
    await app.register(cdn, { store, log });
    await app.register(ossEndpoint, { store, files, clock, accessKeys: allowedAccessKeys, log });
    await app.listen({ host, port });
  } catch (error) {
    await close();
    throw error;
  }
  const origin = `http://${authority(app.server.address() as AddressInfo)}`;
  store.origin = origin;
  pulls.start();
  courier.start();
  processing.start();
  let closed: Promise<void> | undefined;
  return {
    ...controls,
    origin,
    store,
    deliveries,
    processing,
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}

function authority({ address, family, port }: AddressInfo): string {
  return family === 'IPv6' ? `[${address}]:${port}` : `${address}:${port}`;
}
