import { beforeEach, describe, expect, it } from '@jest/globals';
import { createMediaStore, id, insertVideo } from './media.js';

let { store, clock, call, refusal } = createMediaStore();
beforeEach(() => {
  ({ store, clock, call, refusal } = createMediaStore());
});

const playAuth = (parameters: Record<string, string> = {}) => {
  const answer = call('GetVideoPlayAuth', { VideoId: id(1), ...parameters });
  const content = JSON.parse(Buffer.from(answer.PlayAuth, 'base64').toString());
  return { answer, content, info: JSON.parse(content.AuthInfo) };
};

describe('GetVideoPlayAuth', () => {
  it('tells the video, its duration as a number', () => {
    insertVideo(store, { duration: 135.6, coverUrl: 'https://img.example.com/1.jpg' });
    expect(playAuth().answer).toStrictEqual({
      PlayAuth: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
      VideoMeta: {
        VideoId: id(1),
        Title: 'Harbour at dawn',
        Status: 'Normal',
        CoverURL: 'https://img.example.com/1.jpg',
        Duration: 135.6,
      },
    });
  });

  it('issues a credential of the known shape', () => {
    insertVideo(store, { title: '海洋' });
    const { answer, content, info } = playAuth();
    expect(content).toStrictEqual({
      SecurityToken: expect.stringMatching(/^CAIS/),
      AuthInfo: expect.any(String),
      VideoMeta: answer.VideoMeta,
      AccessKeyId: expect.stringMatching(/^STS\./),
      PlayDomain: '127.0.0.1:4001',
      AccessKeySecret: expect.any(String),
      Region: 'cn-shanghai',
      CustomerId: expect.any(Number),
    });
    expect(info).toStrictEqual({
      Caller: expect.any(String),
      ExpireTime: '2026-08-01T12:01:40Z',
      MediaId: id(1),
      PlayDomain: '127.0.0.1:4001',
      Signature: expect.any(String),
    });
  });

  it('binds the credential to one video and one time', () => {
    insertVideo(store);
    insertVideo(store, { id: id(2), referenceId: 'lesson-2' });
    const first = playAuth().info;
    expect(playAuth().info.Signature).toBe(first.Signature);
    expect(playAuth({ VideoId: id(2) }).info.Signature).not.toBe(first.Signature);
    const later = playAuth({ AuthInfoTimeout: '3000' }).info;
    expect(later.ExpireTime).toBe('2026-08-01T12:50:00Z');
    expect(later.Signature).not.toBe(first.Signature);
    clock.now = new Date('2026-08-01T13:00:00Z');
    expect(playAuth({ ApiVersion: '1.0.0' }).info.ExpireTime).toBe('2026-08-01T13:01:40Z');
    const byReference = call('GetVideoPlayAuth', { ReferenceId: 'lesson-2' });
    expect(byReference.VideoMeta.VideoId).toBe(id(2));
  });

  it.each([
    [{ VideoId: id(404) }, 404, 'InvalidVideo.NotFound'],
    [{}, 400, 'MissingVideoId'],
    [{ VideoId: id(1), AuthInfoTimeout: '99' }, 400, 'InvalidParameter'],
    [{ VideoId: id(1), AuthInfoTimeout: '3001' }, 400, 'InvalidParameter'],
    [{ VideoId: id(1), AuthInfoTimeout: 'long' }, 400, 'InvalidParameter'],
    [{ VideoId: id(1), ApiVersion: '2.0.0' }, 400, 'InvalidParameter'],
    [{ VideoId: id(1), PlayConfig: '{}' }, 400, 'InvalidParameter'],
  ])('refuses %j with %i %s', (parameters, status, code) => {
    insertVideo(store);
    expect(refusal('GetVideoPlayAuth', parameters).slice(0, 2)).toEqual([status, code]);
  });

  it('is for videos that can be played', () => {
    insertVideo(store, { status: 'Transcoding' });
    expect(refusal('GetVideoPlayAuth', { VideoId: id(1) })).toEqual([
      403,
      'Forbidden.IllegalStatus',
      'Status of the video is illegal.',
    ]);
  });
});
