import { S3Client } from '@aws-sdk/client-s3';
import { createPointerReader } from '../../layers/core/release/fetchRelease.ts';
import { createReleaseFiles } from '../../layers/core/release/releaseFiles.ts';
import type { Pointer } from '../../layers/core/release/pointer.ts';
import { bootApp, makeAssembly, operatorClient } from '../local/foundation/makeApp.ts';

type App = Awaited<ReturnType<typeof bootApp>>;
let app: App;
let client: S3Client;
const BUCKET = 'app-files';
beforeAll(async () => {
  app = await bootApp(
    makeAssembly({ Files: { Type: 'AWS::S3::Bucket', Properties: { BucketName: BUCKET } } }),
  );
  client = new S3Client(operatorClient(app.cloud.urls.aws));
});
afterAll(() => app.stop());

const pointerTo = (number: number): Pointer => ({
  activations: [{ number, sha256: 'x', source: 's', over: 'o', at: '2026-03-02T09:00:00Z', how: 'activate' }],
});

test('a release is written once; the pointer moves only from where it was seen; readers see both', async () => {
  const files = createReleaseFiles(BUCKET, client);
  const read = createPointerReader(client, BUCKET);
  expect(await files.list()).toEqual([]);
  expect(await files.pointer()).toEqual({ pointer: undefined, version: undefined });
  expect(await read()).toBeUndefined();

  expect(await files.add(10, Buffer.from('ten'))).toBe(true);
  expect(await files.add(2, Buffer.from('two'))).toBe(true);
  expect(await files.add(2, Buffer.from('another'))).toBe(false);
  expect(Buffer.from((await files.read(2))!).toString()).toBe('two');
  expect(await files.read(3)).toBeUndefined();

  expect(await files.movePointer(pointerTo(2), undefined)).toBe(true);
  expect(await files.movePointer(pointerTo(10), undefined)).toBe(false);
  const { pointer, version } = await files.pointer();
  expect(pointer).toEqual(pointerTo(2));
  expect(await read()).toEqual(pointerTo(2));
  expect(await files.movePointer(pointerTo(10), version)).toBe(true);
  expect(await files.movePointer(pointerTo(2), version)).toBe(false);
  expect(await read()).toEqual(pointerTo(10));
  expect((await files.list()).map(({ number, bytes }) => [number, bytes])).toEqual([
    [2, 3],
    [10, 3],
  ]);
});

test('a reader fetches the pointer again only when it has changed', async () => {
  const files = createReleaseFiles(BUCKET, client);
  const read = createPointerReader(client, BUCKET);
  const { version } = await files.pointer();
  await files.movePointer(pointerTo(2), version);
  const fetched = () => app.cloud.calls.filter(({ operation }) => operation === 'GetObject').length;
  const before = fetched();
  expect([await read(), await read(), await read()]).toEqual([pointerTo(2), pointerTo(2), pointerTo(2)]);
  expect(fetched() - before).toBe(1);
});
