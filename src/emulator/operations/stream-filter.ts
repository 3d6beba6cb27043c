import type { Parameters } from '../operation.js';
import { readChoice, readChoices, readText } from '../parameters.js';
import { refusals } from '../refusals.js';
import type { Medium, Stream } from '../store/records.js';
import { isPlainObject, parseJson } from '../texts.js';

const formats = ['mp4', 'm3u8', 'mp3', 'flv', 'mpd'];
const definitions = ['FD', 'LD', 'SD', 'HD', '2K', '4K', 'OD', 'SQ', 'HQ', 'AUTO'];
const encryptTypes = ['Unencrypted', 'AliyunVoDEncryption', 'HLSEncryption'];
const storageClasses = [
  'Standard',
  'IA',
  'Archive',
  'ColdArchive',
  'SourceIA',
  'SourceArchive',
  'SourceColdArchive',
  'Changing',
  'SourceChanging',
];

type IsWanted = (medium: Medium, stream: Stream) => boolean;

/** Which streams GetPlayInfo is asked for: those that pass all filters. */
export function readStreamFilter(parameters: Parameters): IsWanted {
  const wantedFormats = readChoices(parameters, 'Formats', formats);
  const wantedDefinitions = readChoices(parameters, 'Definition', definitions);
  const wantedTypes = readChoices(parameters, 'StreamType', ['video', 'audio']);
  const wantedCodec = readChoice(parameters, 'CodecName', ['H264', 'H265']);
  const all = readChoice(parameters, 'ResultType', ['Single', 'Multiple']) === 'Multiple';
  const isPlayable = readPlayConfig(parameters);
  // The reference of 2021: OSS delivers MP4 only.
  const mp4Only = readText(parameters, 'OutputType') === 'oss';
  return (medium, stream) =>
    (wantedFormats?.includes(stream.format) ?? true) &&
    (wantedDefinitions?.includes(stream.definition) ?? true) &&
    (wantedTypes?.includes(stream.type) ?? true) &&
    (wantedCodec === undefined || wantedCodec === stream.codec) &&
    (all || stream.status === 'Normal') &&
    (!mp4Only || stream.format === 'mp4') &&
    isPlayable(medium);
}

/** As the refusal quotes them: `Formats : mp4`. */
export function sentFilters(parameters: Parameters): string[] {
  const names = ['Formats', 'Definition', 'StreamType', 'OutputType', 'CodecName', 'PlayConfig'];
  const sent = names.filter((name) => readText(parameters, name) !== undefined);
  return sent.map((name) => `${name} : ${parameters[name]}`);
}

/** Streams are not encrypted, and lie where their medium lies. Keys beside these two are refused. */
function readPlayConfig(parameters: Parameters): (medium: Medium) => boolean {
  const { EncryptType, StorageClass, ...others } = readKeys(parameters);
  const [unserved] = Object.keys(others);
  if (unserved !== undefined) throw refusals.unsupported(`PlayConfig.${unserved}`);
  const encryption = readKey('EncryptType', EncryptType, encryptTypes);
  const storage = readKey('StorageClass', StorageClass, ['All', ...storageClasses]) ?? 'All';
  return ({ storageClass }) =>
    (encryption === undefined || encryption === 'Unencrypted') &&
    (storage === 'All' || storage === storageClass);
}

function readKeys(parameters: Parameters): Record<string, unknown> {
  const text = readText(parameters, 'PlayConfig');
  if (text === undefined) return {};
  const config = parseJson(text);
  if (!isPlainObject(config)) throw refusals.invalid('PlayConfig', 'it must be a JSON object');
  return config;
}

function readKey(key: string, value: unknown, choices: readonly string[]): string | undefined {
  const name = `PlayConfig.${key}`;
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw refusals.invalid(name, 'it must be text');
  return readChoice({ [name]: value }, name, choices);
}
