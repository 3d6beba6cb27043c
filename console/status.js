import { element } from './dom.js';

/** How each status of VOD looks. */
const looks = {
  Uploading: 'busy',
  UploadSucc: 'busy',
  Transcoding: 'busy',
  Checking: 'busy',
  Normal: 'good',
  Blocked: 'bad',
  UploadFail: 'bad',
  TranscodeFail: 'bad',
  ProduceFail: 'bad',
};

export const statuses = Object.keys(looks);

/** @param {string} status */
export function statusMark(status) {
  const look = Object.entries(looks).find(([name]) => name === status)?.[1] ?? 'other';
  return element('span', { class: `status ${look}` }, status);
}
